"""What wishes in messy words stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.occupations import lexicon_files
from clicnjob.occupations.understanding import Lexicon
from clicnjob.text.tokens import stems, wish_stems


def codes(wish: str) -> list[str]:
    return [one.code for one in Lexicon.shipped().understand(wish)]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("vandeuse en boulengerie", "D1106"),
        ("serveuze resto", "G1803"),
        ("m'occuper des personnes âgées", "K1304"),
        ("macdo", "G1603"),
        ("meca auto", "I1604"),
        ("femme de menage dans un hotel", "G1501"),
        ("vigile", "K2503"),
        ("picking en entrepot", "N1103"),
        ("masson", "F1703"),
        ("cuisto", "G1602"),
        ("pion", "K2104"),
        ("je veux conduire des gros camions", "N4101"),
        ("coifeuse", "D1202"),
        ("elagueur", "A1201"),
        ("jveu etre coifeur", "D1202"),
        ("crêpié", "G1604"),
        ("secrétère", "M1607"),
        ("alternence boulangé", "D1102"),
        ("aide sognante", "J1501"),
        ("mecanitien", "I1604"),
        ("un taf de kaissière", "D1505"),
        ("ingénieur du son", "L1508"),
        ("caces 3", "N1101"),
        ("bafa", "G1203"),
        ("sage femme", "J1104"),
        ("videur", "K2503"),
        ("tatoueuse", "D1208"),
        ("brancardié", "J1301"),
    ],
)
def test_a_wish_in_everyday_words_is_understood(wish: str, code: str) -> None:
    assert codes(wish)[0] == code


def test_two_jobs_in_one_wish_are_both_understood() -> None:
    assert {"D1505", "D1202"} <= set(codes("caissière ou coiffeuse")[:3])


def test_a_theme_gives_choices_and_is_sure_of_none() -> None:
    found = Lexicon.shipped().understand("travailler avec les enfants")

    assert {"K1303", "G1203"} <= {one.code for one in found[:3]}
    assert found[0].score < 0.6


@pytest.mark.parametrize("wish", ["macdo ou kebab", "plombier sinon électricien", "caissière / vendeuse"])
def test_jobs_named_together_give_what_each_gives(wish: str) -> None:
    first, second = (codes(part)[0] for part in re.split(r" ou | sinon | / ", wish))

    assert {first, second} <= set(codes(wish)[:3])


def test_the_choices_of_a_theme_begin_with_the_best_known() -> None:
    theme = next(one for one in lexicon_files.themes() if "dehors" in one.said)

    found = codes("dehors")

    assert (found[0], set(found)) == (theme.codes[0], set(theme.codes))


@pytest.mark.parametrize("same", [("serveur", "serveuse", "serveur·se"), ("aide-soignant", "AIDE SOIGNANTE (H/F)")])
def test_gender_changes_nothing(same: tuple[str, ...]) -> None:
    read = [Lexicon.shipped().understand(wish) for wish in same]

    assert read == [read[0]] * len(read)


@pytest.mark.parametrize("wish", ["", "🙂🙂", "مرحبا", "٣٤٥", "123456", "\x00\x07", "<>", "x" * 10_000])
def test_what_names_no_job_is_not_understood(wish: str) -> None:
    assert codes(wish) == []


@given(st.lists(st.sampled_from(["vandeuse", "macdo", "plombié", "xyzzy", "alternence", "dehors"]), min_size=1))
def test_wishes_read_together_are_understood_as_each_alone(wishes: list[str]) -> None:
    lexicon = Lexicon.shipped()
    alone = [lexicon.understand(wish) for wish in wishes]
    again = lexicon.with_titles([("Zingoteur de fluxons", "H2913")])
    again.learn(wishes)

    assert [[one.code for one in again.understand(wish)][:1] for wish in wishes] == [
        [one.code for one in found][:1] for found in alone
    ]


@given(st.text(max_size=300))
def test_any_text_has_an_answer_whose_shares_add_up_to_one_at_most(wish: str) -> None:
    found = Lexicon.shipped().understand(wish)

    assert sum(one.score for one in found) <= 1.001
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_title_learned_elsewhere_is_understood_and_changes_the_version() -> None:
    taught = Lexicon.shipped().with_titles([("Zingoteur de fluxons", "X9999")], parents={"X9999": "H2913"})

    assert taught.understand("zingoteuse de fluxons")[0].code == "H2913"
    assert taught.parent("X9999") == "H2913"
    assert taught.version != Lexicon.shipped().version


def test_the_order_of_learned_titles_changes_nothing() -> None:
    pairs = [("Zingoteur", "H2913"), ("Fluxonneur", "F1703")]

    assert Lexicon.shipped().with_titles(pairs).version == Lexicon.shipped().with_titles(pairs[::-1]).version


def test_every_saying_of_the_lexicon_names_something() -> None:
    lost = [said for one in lexicon_files.occupations() for said in one.said if not (wish_stems(said) or stems(said))]

    assert lost == []
