"""The legal rules at their edges: ages to the day, answers, articles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from clicnjob.matching.law import age_on, rules, youngest_for_licence
from clicnjob.matching.values import Answer, GapName
from clicnjob.offers.contracts import Contract
from tests.matching.made import TODAY, alone, offer, person, ranking

ALLOWED = Answer.ALLOWED
FORBIDDEN, DEROGATION, CHECK = Answer.FORBIDDEN, Answer.DEROGATION, Answer.CHECK
NIGHT: dict[str, Any] = {"title": "Agent de production", "hours_text": "35H Travail de nuit"}
NIGHT_IN_HOTEL: dict[str, Any] = {"title": "Réceptionniste d'hôtel", "hours_text": "35H Travail de nuit"}
BAR: dict[str, Any] = {"title": "Barman / Barmaid"}
BAR_IN_TRAINING = {"title": "Barman / Barmaid", "contract": Contract.APPRENTICESHIP}
TREES: dict[str, Any] = {"title": "Élagueur / Élagueuse"}
FORKLIFT: dict[str, Any] = {"title": "Cariste (H/F)"}
SCAFFOLDS = {"title": "Échafaudeur"}
ROOFS = {"title": "Couvreur"}
APPRENTICE = {"contract": Contract.APPRENTICESHIP}
SEASON = {"contract": Contract.SEASONAL}
CIVIC = {"title": "Volontaire en service civique", "contract": Contract.OTHER}
PLAIN: dict[str, Any] = {}


def born(years: int, days: int = 0) -> date:
    """The birth date of somebody who reaches this age `days` after TODAY."""
    return (TODAY + timedelta(days=days)).replace(year=(TODAY + timedelta(days=days)).year - years)


def answer(facts: dict[str, Any], birth: date) -> Answer:
    found = ranking([offer(**facts)], person(birth_date=birth, wishes=None))
    if found.hidden:
        return found.hidden[0].notice.answer
    return found[0].law[0].answer if found[0].law else ALLOWED


@pytest.mark.parametrize(
    ("facts", "age", "the_day_before", "from_that_day"),
    [
        (NIGHT, 18, FORBIDDEN, ALLOWED),
        (NIGHT, 16, FORBIDDEN, FORBIDDEN),
        (NIGHT_IN_HOTEL, 18, DEROGATION, ALLOWED),
        (NIGHT_IN_HOTEL, 16, FORBIDDEN, DEROGATION),
        (BAR, 18, FORBIDDEN, ALLOWED),
        (BAR_IN_TRAINING, 18, DEROGATION, ALLOWED),
        (BAR_IN_TRAINING, 16, FORBIDDEN, DEROGATION),
        (TREES, 18, FORBIDDEN, ALLOWED),
        (FORKLIFT, 18, DEROGATION, ALLOWED),
        (SCAFFOLDS, 18, FORBIDDEN, ALLOWED),
        (SCAFFOLDS | APPRENTICE, 18, DEROGATION, ALLOWED),
        (ROOFS, 18, CHECK, ALLOWED),
        (PLAIN, 16, FORBIDDEN, ALLOWED),
        (PLAIN, 17, ALLOWED, ALLOWED),
        (APPRENTICE, 15, FORBIDDEN, CHECK),
        (APPRENTICE, 16, CHECK, ALLOWED),
        (APPRENTICE, 30, ALLOWED, CHECK),
        (SEASON, 14, FORBIDDEN, DEROGATION),
        (SEASON, 16, DEROGATION, ALLOWED),
        (CIVIC, 26, ALLOWED, CHECK),
        (CIVIC, 31, CHECK, FORBIDDEN),
    ],
)
def test_a_rule_turns_on_the_birthday(
    facts: dict[str, Any], age: int, the_day_before: Answer, from_that_day: Answer
) -> None:
    assert answer(facts, born(age, days=1)) == the_day_before
    assert answer(facts, born(age)) == from_that_day
    assert answer(facts, born(age, days=-1)) == from_that_day


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 11, 24), date(2026, 11, 23), 17),
        (date(2008, 11, 24), date(2026, 11, 24), 18),
        (date(2008, 12, 31), date(2026, 1, 1), 17),
    ],
)
def test_age_is_counted_to_the_day_and_a_leap_birthday_waits_for_march(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize("facts", [NIGHT, NIGHT_IN_HOTEL, BAR, TREES, FORKLIFT, ROOFS])
def test_without_a_birth_date_a_ruled_post_is_to_be_checked(facts: dict[str, Any]) -> None:
    found = alone(offer(**facts), person(birth_date=None))

    assert [notice.answer for notice in found.law] == [CHECK]
    assert "date de naissance" in found.law[0].sentence


def test_what_the_law_hides_is_counted_and_said_with_its_article() -> None:
    rows = [offer(**BAR), offer(**BAR), offer(**TREES), offer()]
    found = ranking(rows, person(birth_date=born(17)))

    assert [(one.count, one.notice.article) for one in found.hidden] == [
        (2, "Code du travail, article L4153-6"),
        (1, "Code du travail, article D4153-32"),
    ]
    assert len(found) == 1


def test_a_post_that_needs_an_authorisation_is_one_step_away_by_age() -> None:
    minor = person(birth_date=born(17), wishes=("cariste",))
    found = ranking([offer(**FORKLIFT)], minor)

    assert found.near_misses[GapName.AGE].ids == found.ids
    assert "autorisation" in found[0].gaps[0].sentence


def test_a_rule_not_yet_in_force_says_nothing() -> None:
    found = ranking([offer(**TREES)], person(birth_date=date(1996, 1, 1)), date(2013, 10, 13))

    assert found.hidden == []
    assert found[0].law == ()


def test_a_licence_that_cannot_be_held_yet_gives_its_age() -> None:
    young = person(birth_date=born(16), licences={})
    found = alone(offer(licences=("B",)), young)

    assert found.gaps[0].next_step.startswith("Ce permis se passe à partir de 17\u00a0ans")
    assert youngest_for_licence()["B"] == 17


def test_every_rule_is_dated_with_an_article_and_an_official_address() -> None:
    official = ("https://code.travail.gouv.fr/", "https://www.legifrance.gouv.fr/")
    assert rules()
    assert all(rule.article and rule.link.startswith(official) and rule.since < TODAY for rule in rules())
