"""The legal rules at their edges: ages to the day, answers, articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest

from clicnjob.matching.crowd import Crowd
from clicnjob.matching.judging import judge
from clicnjob.matching.law import age_of, age_on, rules, table, youngest_for_licence
from clicnjob.matching.law_facts import names
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.values import Answer, GapName, Person
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.reading import facts_in
from clicnjob.text.tokens import stem
from tests.matching.made import TODAY, alone, offer, person, ranking

ALLOWED = Answer.ALLOWED
FORBIDDEN, DEROGATION, CHECK = Answer.FORBIDDEN, Answer.DEROGATION, Answer.CHECK
NIGHT: dict[str, Any] = {"title": "Agent de production", "hours_text": "35H Travail de nuit"}
NIGHT_IN_HOTEL: dict[str, Any] = {"title": "Réceptionniste d'hôtel", "hours_text": "35H Travail de nuit"}
BAR: dict[str, Any] = {"title": "Barman / Barmaid"}
TREES: dict[str, Any] = {"title": "Élagueur / Élagueuse"}
FORKLIFT: dict[str, Any] = {"title": "Cariste (H/F)"}
SCAFFOLDS: dict[str, Any] = {"title": "Échafaudeur"}
ASBESTOS: dict[str, Any] = {"title": "Désamianteur"}
ROOFS: dict[str, Any] = {"title": "Couvreur"}
APPRENTICE: dict[str, Any] = {"contract": Contract.APPRENTICESHIP}
PRO: dict[str, Any] = {"contract": Contract.PROFESSIONALISATION}
SEASON: dict[str, Any] = {"contract": Contract.SEASONAL}
CIVIC: dict[str, Any] = {"title": "Volontaire en service civique", "contract": Contract.CIVIC_SERVICE}
PLAIN: dict[str, Any] = {}
LONG_WEEK: dict[str, Any] = {"hours_text": "39H Travail en journée"}
TOO_LONG_WEEK: dict[str, Any] = {"hours_text": "42H Travail en journée"}


def born(years: int, days: int = 0) -> date:
    """The birth date of somebody who reaches this age `days` after TODAY."""
    return (TODAY + timedelta(days=days)).replace(year=(TODAY + timedelta(days=days)).year - years)


def young(age: int) -> Person:
    """Somebody who reached this age a month ago."""
    return person(birth_date=born(age, days=-30), wishes=None)


def answer(facts: dict[str, Any], birth: date | None) -> Answer:
    """The gravest answer for an offer, hidden or not."""
    found = ranking([offer(**facts)], person(birth_date=birth, wishes=None))
    said = [found.hidden[0].notice.answer] if found.hidden else [notice.answer for notice in found[0].law]
    return min([*said, ALLOWED], key=[*Answer].index)


@pytest.mark.parametrize(
    ("facts", "age", "the_day_before", "from_that_day"),
    [
        (NIGHT, 18, FORBIDDEN, ALLOWED),
        (NIGHT, 16, FORBIDDEN, FORBIDDEN),
        (NIGHT_IN_HOTEL, 18, DEROGATION, ALLOWED),
        (NIGHT_IN_HOTEL, 16, FORBIDDEN, DEROGATION),
        (BAR, 18, FORBIDDEN, ALLOWED),
        (BAR | APPRENTICE, 18, DEROGATION, ALLOWED),
        (BAR | APPRENTICE, 16, FORBIDDEN, DEROGATION),
        (TREES, 18, FORBIDDEN, ALLOWED),
        (FORKLIFT, 18, FORBIDDEN, ALLOWED),
        (FORKLIFT | APPRENTICE, 18, DEROGATION, ALLOWED),
        (FORKLIFT | PRO, 18, DEROGATION, ALLOWED),
        (SCAFFOLDS, 18, FORBIDDEN, ALLOWED),
        (SCAFFOLDS | APPRENTICE, 18, DEROGATION, ALLOWED),
        (ASBESTOS, 18, FORBIDDEN, ALLOWED),
        (ASBESTOS | APPRENTICE, 18, DEROGATION, ALLOWED),
        (ROOFS, 18, CHECK, ALLOWED),
        (LONG_WEEK, 18, CHECK, ALLOWED),
        (TOO_LONG_WEEK, 18, FORBIDDEN, ALLOWED),
        (PLAIN, 16, FORBIDDEN, ALLOWED),
        (PLAIN, 17, ALLOWED, ALLOWED),
        (APPRENTICE, 15, FORBIDDEN, CHECK),
        (APPRENTICE, 16, CHECK, ALLOWED),
        (APPRENTICE, 30, ALLOWED, CHECK),
        (PRO, 16, FORBIDDEN, ALLOWED),
        (PRO, 26, ALLOWED, CHECK),
        (SEASON, 14, FORBIDDEN, DEROGATION),
        (SEASON, 16, DEROGATION, ALLOWED),
        (SEASON | LONG_WEEK, 16, FORBIDDEN, CHECK),
        (CIVIC, 16, FORBIDDEN, ALLOWED),
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


HOTEL, BAKERY, SHOW, OTHER = "Réceptionniste d'hôtel", "Boulanger", "Régisseur de spectacle", "Agent de production"


@pytest.mark.parametrize(
    ("title", "hours", "at_17", "at_15"),
    [
        (HOTEL, "18h-22h", ALLOWED, FORBIDDEN),
        (HOTEL, "18h-23h", DEROGATION, FORBIDDEN),
        (HOTEL, "18h00 à 23h30", DEROGATION, FORBIDDEN),
        (HOTEL, "18h à 23h45", FORBIDDEN, FORBIDDEN),
        (HOTEL, "jusqu'à 1h", FORBIDDEN, FORBIDDEN),
        (HOTEL, "22h-6h", FORBIDDEN, FORBIDDEN),
        (HOTEL, "à partir de 4h", FORBIDDEN, FORBIDDEN),
        (BAKERY, "à partir de 4h", DEROGATION, FORBIDDEN),
        (BAKERY, "de 4h à 11h", DEROGATION, FORBIDDEN),
        (BAKERY, "3h30-11h", FORBIDDEN, FORBIDDEN),
        (BAKERY, "de 18h à 23h", FORBIDDEN, FORBIDDEN),
        (SHOW, "de 17h à minuit", DEROGATION, CHECK),
        (SHOW, "20h-1h", FORBIDDEN, CHECK),
        (OTHER, "14h-22h", ALLOWED, FORBIDDEN),
        (OTHER, "5h-13h", FORBIDDEN, FORBIDDEN),
        (OTHER, "6h-14h", ALLOWED, ALLOWED),
        (OTHER, "12h-20h", ALLOWED, ALLOWED),
        (OTHER, "18h-23h", FORBIDDEN, FORBIDDEN),
        ("Zzz", "18h-23h", CHECK, FORBIDDEN),
        ("Zzz", "18h-1h", FORBIDDEN, FORBIDDEN),
    ],
)
def test_stated_hours_are_judged_by_where_the_work_is(title: str, hours: str, at_17: Answer, at_15: Answer) -> None:
    for contract in (Contract.CDD, Contract.APPRENTICESHIP):
        assert answer({"title": title, "hours_text": hours, "contract": contract}, born(17, days=-30)) == at_17
    at_fifteen = ranking([offer(title=title, hours_text=hours, contract=Contract.APPRENTICESHIP)], young(15))
    nights = [one.notice for one in at_fifteen.hidden] or list(at_fifteen[0].law)
    assert next((one.answer for one in nights if one.code == "night"), ALLOWED) == at_15


def test_hours_quoted_from_the_text_count_like_those_of_the_field() -> None:
    read = facts_in("", "Service en salle de 18h à 1h du matin")
    doubted = tuple(msgspec.structs.replace(one, confidence=0.3) for one in read)

    assert answer({"facts": read}, born(17)) == FORBIDDEN
    assert answer({"facts": doubted}, born(17)) == ALLOWED


@pytest.mark.parametrize(
    ("title", "contract", "hours", "expected"),
    [
        ("Boulanger", Contract.APPRENTICESHIP, "35H Travail le dimanche", ()),
        ("Vendeur de meubles", Contract.APPRENTICESHIP, "35H Travail le dimanche", ("sunday",)),
        ("Vendeur de meubles", Contract.CDI, "35H Travail samedi et dimanche", ("sunday",)),
        ("Vendeur de meubles", Contract.CDI, "35H, repos le dimanche", ()),
        ("Serveur", Contract.CDI, "35H Travail les jours fériés", ("holidays",)),
        ("Vendeur de meubles", Contract.CDI, "35H Travail les jours fériés", ("holidays",)),
        ("Vendeur de meubles", Contract.CDI, "35H, fermé les jours fériés", ()),
    ],
)
def test_sundays_and_holidays_of_minors_are_to_be_checked_and_hide_nothing(
    title: str, contract: Contract, hours: str, expected: tuple[str, ...]
) -> None:
    found = alone(offer(title=title, contract=contract, hours_text=hours), young(17))

    assert tuple(notice.code for notice in found.law) == expected
    assert {notice.answer for notice in found.law} <= {CHECK}
    assert alone(offer(title=title, contract=contract, hours_text=hours), young(18)).law == ()


@pytest.mark.parametrize(
    ("contract", "words"),
    [
        (Contract.INTEGRATION, "avec ton conseiller"),
        (Contract.SUBSIDISED, "avec ton conseiller"),
        (Contract.IMMERSION, "avec ton conseiller"),
        (Contract.SELF_EMPLOYED, "pas un salaire"),
    ],
)
@pytest.mark.parametrize("birth", [None, born(17), born(24)])
def test_some_contracts_say_who_to_see_whatever_the_age(contract: Contract, words: str, birth: date | None) -> None:
    found = ranking([offer(contract=contract)], person(birth_date=birth))
    notice = [*found, *found.self_employed][0].law[-1]

    assert (notice.answer, words in notice.sentence) == (CHECK, True)


def test_what_is_not_said_is_to_be_checked_and_never_hidden() -> None:
    silent = offer(title="", contract=Contract.OTHER, part_time=None, rome_code=None)

    found = ranking([silent], person(birth_date=born(17), wishes=None))

    assert [notice.answer for notice in found[0].law] == [CHECK]
    assert found.hidden == []


def test_a_bar_that_ends_with_a_near_birthday_is_one_step_away_with_its_day() -> None:
    minor = person(birth_date=date(2009, 3, 3), wishes=("barman",))
    found = ranking([offer(**BAR)], minor)

    assert found.hidden == []
    assert found.near_misses[GapName.AGE].ids == found.ids
    assert found[0].gaps[0].sentence.startswith("Possible à partir du 3 mars 2027, le jour de tes 18\u00a0ans.")
    assert found[0].law[0].until == date(2027, 3, 3)


@pytest.mark.parametrize(
    ("birth", "until"),
    [
        (date(2009, 5, 24), date(2027, 5, 24)),
        (date(2009, 5, 25), None),
        (date(2009, 11, 23), None),
        (date(2008, 11, 25), date(2026, 11, 25)),
    ],
)
def test_near_is_six_months_to_the_day(birth: date, until: date | None) -> None:
    assert age_of(birth, None, TODAY).birthday == until


def test_a_bar_that_remains_after_the_birthday_stays_hidden() -> None:
    nearly_sixteen = person(birth_date=born(16, days=30), wishes=("agent de production",))

    assert [one.notice.code for one in ranking([offer(**NIGHT)], nearly_sixteen).hidden] == ["night"]


def test_an_age_without_a_birth_date_invents_no_day() -> None:
    seventeen = replace(person(birth_date=None), age=17)
    found = ranking([offer(**BAR)], seventeen)

    assert [one.notice.until for one in found.hidden] == [None]


def test_people_judged_together_get_what_each_would_get_alone() -> None:
    people = [person(birth_date=born(years, days=days)) for years in (15, 16, 17, 18, 31) for days in (-20, 30)]
    people.append(person(birth_date=None))
    offers = OfferSet.of([offer(**facts) for facts in (NIGHT, NIGHT_IN_HOTEL, BAR, TREES, PLAIN, CIVIC, APPRENTICE)])
    size = len(offers)
    who, rows = np.repeat(np.arange(len(people)), size), np.tile(np.arange(size), len(people))
    fit, wish = np.ones(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.int8)
    together = judge(Crowd.of(people, offers), offers, who, rows, fit, wish, TODAY)

    for place, one in enumerate(people):
        mine = slice(place * size, (place + 1) * size)
        single = judge(Crowd.of([one], offers), offers, 0, rows[mine], fit[mine], wish[mine], TODAY)
        assert together.hidden[mine].tolist() == single.hidden.tolist()
        assert together.gaps[GapName.AGE][mine].tolist() == single.gaps[GapName.AGE].tolist()


def test_the_employers_own_age_is_a_gap_and_hides_nothing() -> None:
    asked = Fact(Kind.AGE, "18", Need.REQUIRED, 0.75, "18 ans minimum")
    found = ranking([offer(facts=(asked,))], young(17))

    assert [gap.name for gap in found[0].gaps] == [GapName.AGE]
    assert found[0].gaps[0].sentence == "L'employeur demande 18\u00a0ans au moins."
    assert alone(offer(facts=(asked,)), young(18)).gaps == ()
    assert alone(offer(facts=(asked,)), person(birth_date=None)).gaps == ()


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
        (2, "Code du travail, article L4153-6, et code de la santé publique, article L3336-4"),
        (1, "Code du travail, article D4153-32"),
    ]
    assert len(found) == 1


def test_a_post_that_needs_an_authorisation_is_one_step_away_by_age() -> None:
    minor = person(birth_date=born(17), wishes=("cariste",), contracts=frozenset())
    found = ranking([offer(**FORKLIFT, **APPRENTICE)], minor)

    assert found.near_misses[GapName.AGE].ids == found.ids
    assert "déclaration" in found[0].gaps[0].sentence
    assert "autorisation" in found[0].gaps[0].next_step


def test_a_rule_not_yet_in_force_says_nothing() -> None:
    found = ranking([offer(**TREES)], person(birth_date=date(1996, 1, 1)), date(2013, 10, 13))

    assert found.hidden == []
    assert found[0].law == ()


def test_a_licence_that_cannot_be_held_yet_gives_its_age() -> None:
    found = alone(offer(licences=("B",)), person(birth_date=born(16), licences={}))

    assert found.gaps[0].next_step.startswith("Ce permis se passe à partir de 17\u00a0ans")


@pytest.mark.parametrize(
    ("code", "day", "age"),
    [
        ("AM", TODAY, 14), ("A1", TODAY, 16), ("B1", TODAY, 16), ("A2", TODAY, 18), ("C1", TODAY, 18),
        ("C", TODAY, 21), ("D", TODAY, 24),
        ("B", date(2023, 12, 31), 18), ("B", date(2024, 1, 1), 17),
    ],
)  # fmt: skip
def test_a_licence_has_its_age_on_each_day(code: str, day: date, age: int) -> None:
    assert youngest_for_licence(day)[code] == age


def test_every_rule_is_dated_with_an_article_an_official_address_and_its_source() -> None:
    official = ("https://code.travail.gouv.fr/code-du-travail/", "https://www.legifrance.gouv.fr/")
    assert rules()
    assert all(rule.article and rule.link.startswith(official) and rule.source for rule in rules())
    assert all(rule.valid_from < TODAY and rule.valid_from <= (rule.valid_to or TODAY) for rule in rules())


def test_rules_and_offers_speak_of_the_same_facts() -> None:
    asked = {fact for rule in rules() for fact in rule.facts}

    assert asked <= set(names())
    assert set(table("titles")) | set(table("sectors")) <= set(names())


@pytest.mark.parametrize("stated", [*table("titles")])
def test_the_words_of_titles_are_stems(stated: str) -> None:
    assert all(stem(word) == word for group in table("titles")[stated] for word in group)
