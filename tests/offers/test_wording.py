"""Texts of offers made readable."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.wording import clean_line, clean_text, mended, tidied

TEXTS = {
    "an entity is un-escaped": ("Prime de 100 &euro; &amp; repas", "Prime de 100 € & repas"),
    "once, not twice": ("R&amp;amp;D", "R&amp;D"),
    "an escaped tag of HTML is reduced too": ("&lt;p&gt;Bonjour&lt;/p&gt;", "Bonjour"),
    "HTML is reduced to its lines": ("<p>Vos missions :</p><ul><li>Servir</li><li>Ranger</li></ul>",
                                     "Vos missions :\n\n• Servir\n\n• Ranger"),
    "a script is no text": ("<p>Plonge</p><script>alert(1)</script>", "Plonge"),
    "what was escaped twice is un-escaped once, beside tags too": ("<b>R&amp;amp;D</b>", "R&amp;D"),
    "a sign that looks like a tag stays": ("Enfants < 3 ans, <https://exemple.fr>", "Enfants < 3 ans, <https://exemple.fr>"),
    "UTF-8 read as Windows-1252": ("Vous Ãªtes motivÃ© et lâ€™Ã©quipe aussi", "Vous êtes motivé et l’équipe aussi"),
    "an accent whose second byte was lost": (
        "Salarié formÃ Ã domicile, oÃ que ce soit", "Salarié formé à domicile, où que ce soit",
    ),
    "Portuguese capitals are no accident": ("SÃO PAULO", "SÃO PAULO"),
    "Windows letters in control characters": ("l\x92usine \x96 Rouen", "l’usine – Rouen"),
    "œ lost as a question mark": ("Man?uvre, c?ur de métier, n?ud, ?uvre", "Manœuvre, cœur de métier, nœud, œuvre"),
    "a true question stays": ("Vous aimez ?uvrer ? Un défi?une équipe", "Vous aimez œuvrer ? Un défi?une équipe"),
    "spaces that do not break": ("Vous êtes disponible\xa0? 1\u202f500\xa0€", "Vous êtes disponible ? 1 500 €"),
    "control characters": ("Poste\x00 fixe\x07", "Poste fixe"),
    "half a letter of another alphabet": ("ok \ud83d fin", "ok fin"),
    "accents in two signs": ("re\u0301ception", "réception"),
    "a sign of a symbol font": ("\uf0d8 Accueil", "• Accueil"),
    "old line ends, loose spaces, empty lines": ("Un  \r\n\r\n\r\n\r\n  deux\ttrois\rfin", "Un\n\ndeux trois\nfin"),
    "emoji stay": ("Rejoins-nous 🚗", "Rejoins-nous 🚗"),
}  # fmt: skip
FRENCH = ["été", "où", "à", "cœur", "l’hôtel", "« ça »", "dès", "–", "100 €", "août…", "ÉQUIPE", "ÇA", "naïf", "hâte"]


@pytest.mark.parametrize(("raw", "clean"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_made_readable(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize("raw", [None, 12, 1.5, True, [], {}, ["texte"]])
def test_what_is_no_text_is_empty(raw: object) -> None:
    assert (clean_text(raw), clean_line(raw)) == ("", "")


@pytest.mark.parametrize("raw", ["N/A", " null ", "None", "nan", "-", "\u200b"])
def test_what_exporters_write_for_nothing_is_empty(raw: str) -> None:
    assert clean_line(raw) == ""


def test_a_line_is_one_line_and_no_longer_than_asked() -> None:
    assert clean_line("un\n\ndeux trois", 7) == "un deux"


@given(st.text())
def test_a_clean_text_is_printable_and_tidy(raw: str) -> None:
    clean = clean_text(raw)

    assert all(category(sign) not in ("Cc", "Cs", "Co") for sign in clean.replace("\n", ""))
    assert not any(loose in clean for loose in ("  ", "\n ", " \n", "\n\n\n", "\xa0", "\x00"))
    assert clean.encode().decode() == clean


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="&<")))
def test_looking_first_whether_a_text_needs_repair_changes_nothing(raw: str) -> None:
    assert clean_text(raw) == tidied(mended(raw))


@given(st.lists(st.sampled_from(FRENCH)).map(" ".join))
def test_a_text_read_with_the_wrong_table_is_found_again(text: str) -> None:
    garbled = text.encode().decode("cp1252", "replace")

    assert "\ufffd" in garbled or clean_text(garbled) == clean_text(text)
