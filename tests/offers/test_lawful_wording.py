"""What an offer's words are held for: measured on invented texts, half of them written before the readers ran."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import LONGEST_EXCERPT
from clicnjob.offers.lawful.concern import Code, articles
from clicnjob.offers.lawful_wording import concerns

DATA = Path(__file__).parent / "data"
LEAST_RECALL, MOST_FALSE_ALARMS = 0.95, 0.02
HALVES = {name: tomllib.loads((DATA / f"wording_{name}.toml").read_text("utf-8")) for name in ("developed", "measured")}
HELD = [one for half in HALVES.values() for one in half["held"]]
LAWFUL = [one for half in HALVES.values() for one in half["lawful"]]


def codes(text: str, title: str = "", contract: str = "cdd", employer: str = "") -> set[str]:
    """The codes a text is held for."""
    return {str(one.code) for one in concerns(title, text, Contract(contract), employer)}


def codes_of(one: dict[str, Any]) -> set[str]:
    """The codes of a labelled text."""
    return codes(**{name: value for name, value in one.items() if name != "codes"})


def test_the_labelled_set_is_large_and_names_every_code() -> None:
    assert len(HELD) + len(LAWFUL) >= 240
    assert {code for one in HELD for code in one["codes"]} == set(Code)


def test_texts_to_hold_are_held(capsys: pytest.CaptureFixture[str]) -> None:
    labels = Counter(code for one in HELD for code in one["codes"])
    found = Counter(code for one in HELD for code in one["codes"] if code in codes_of(one))
    with capsys.disabled():
        print("\n" + "  ".join(f"{code} {found[code]}/{labels[code]}" for code in Code))  # noqa: T201
    recall = sum(bool(codes_of(one)) for one in HELD) / len(HELD)

    assert recall >= LEAST_RECALL


def test_lawful_texts_pass() -> None:
    alarms = [one["text"] for one in LAWFUL if codes_of(one)]

    assert len(alarms) / len(LAWFUL) <= MOST_FALSE_ALARMS, alarms


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_the_figures_by_itself(half: str) -> None:
    held, lawful = HALVES[half]["held"], HALVES[half]["lawful"]

    assert sum(set(one["codes"]) <= codes_of(one) for one in held) / len(held) >= LEAST_RECALL
    assert sum(bool(codes_of(one)) for one in lawful) / len(lawful) <= MOST_FALSE_ALARMS


@pytest.mark.parametrize(
    ("contract", "text", "held"),
    [
        ("cdi", "Vous avez entre 16 et 25 ans.", True),
        ("civic_service", "Vous avez entre 16 et 25 ans.", False),
        ("professionalisation", "Vous avez entre 16 et 25 ans.", False),
        ("apprenticeship", "Vous avez entre 16 et 29 ans.", False),
        ("apprenticeship", "Vous avez entre 16 et 20 ans.", True),
        ("cdi", "Vous avez moins de 30 ans d'expérience.", False),
        ("cdi", "Avoir plus de 18 ans.", False),
    ],
)
def test_the_contract_tells_whether_an_age_is_lawful(contract: str, text: str, held: bool) -> None:
    assert (codes(text, contract=contract) == {"age"}) is held


@pytest.mark.parametrize(
    "text",
    [
        "Sans distinction d'âge : moins de 30 ans ou plus de 50 ans.",
        "Ni le sexe, ni l'origine : nous recrutons sans discrimination, femmes et hommes.",
        "Poste réservé aux personnes en situation de handicap.",
    ],
)
def test_a_sentence_for_equality_passes(text: str) -> None:
    assert codes(text) == set()


def test_a_school_that_names_the_employer_passes() -> None:
    text = "Rejoignez notre école et préparez un BTS."

    assert codes(text) == {"school"}
    assert codes(text, employer="Quincaillerie Lebel") == set()
    assert codes(text, employer="Campus des Deux Rives") == {"school"}


def test_who_works_on_their_own_account_may_buy_what_they_work_with() -> None:
    text = "Vous devrez verser 300 € pour le stock de départ."

    assert codes(text) == {"fees"}
    assert codes(text, contract="self_employed") == set()


def test_a_concern_quotes_its_place_and_says_what_the_law_says() -> None:
    long = "Nous sommes une maison calme. " * 20
    found = concerns("Vendeur", f"{long}Vous avez moins de 30 ans et le sourire.", Contract.CDI)

    assert "moins de 30 ans" in found[0].excerpt
    assert found[0].law.article == "code du travail, L5331-2"


def test_each_code_has_its_article_and_a_sentence_that_ends() -> None:
    for law in articles().values():
        assert law.name
        assert "code du travail, L" in law.article
        assert law.sentence.endswith(".")


@given(title=st.text(max_size=60), text=st.text(max_size=400), contract=st.sampled_from(Contract))
def test_any_text_is_read_and_each_code_comes_once(title: str, text: str, contract: Contract) -> None:
    found = concerns(title, text, contract)

    assert len({one.code for one in found}) == len(found)
    assert all(len(one.excerpt) <= LONGEST_EXCERPT for one in found)
