"""What wishes in messy words stand for."""

from __future__ import annotations

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


@pytest.mark.parametrize("same", [("serveur", "serveuse", "serveur·se"), ("aide-soignant", "AIDE SOIGNANTE (H/F)")])
def test_gender_changes_nothing(same: tuple[str, ...]) -> None:
    read = [Lexicon.shipped().understand(wish) for wish in same]

    assert read == [read[0]] * len(read)


@pytest.mark.parametrize("wish", ["", "🙂🙂", "مرحبا", "123456", "\x00\x07", "<>", "x" * 10_000])
def test_what_names_no_job_is_not_understood(wish: str) -> None:
    assert codes(wish) == []


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
