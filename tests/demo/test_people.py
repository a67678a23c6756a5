"""Invented people: the same for one seed and day, living near their structure, and about nobody who exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicnjob.accounts.services import age_on
from clicnjob.demo.answers import written
from clicnjob.demo.people import StructureText, Young, born, neighbourhood, structures, youths
from clicnjob.profiles.values import LONGEST_WISH, MOST_WISHES, Contract, Level, Licence, LicenceState, Mode, Question
from tests.demo.region import TOWNS

TUESDAY = date(2026, 11, 24)
FICTION = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")


def everyone(seed: int) -> list[Young]:
    return [young for structure in structures() for young in youths(seed, TUESDAY, structure, TOWNS)]


@cache
def crowd() -> list[Young]:
    """Ten demonstrations at once: enough people for shares to settle."""
    return [young for seed in range(10) for young in everyone(seed)]


def full() -> list[Young]:
    return [young for young in crowd() if young.filled == "full"]


def test_there_are_three_structures_eight_counsellors_and_about_120_young_people() -> None:
    known = structures()

    assert (len(known), sum(len(structure.counsellors) for structure in known)) == (3, 8)
    assert 110 <= len(everyone(1)) <= 130


@pytest.mark.parametrize("structure", structures(), ids=lambda structure: structure.name)
def test_a_structure_has_two_to_four_sites_with_a_number_reserved_for_fiction(structure: StructureText) -> None:
    sites = structure.sites

    assert 2 <= len(sites) <= 4
    assert [site.phone for site in sites if not FICTION.fullmatch(site.phone)] == []
    assert {site.kind for site in sites} == {"antenne", "permanence"}


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_one_seed_and_day_give_the_same_people_whatever_the_order_of_communes(seed: int) -> None:
    structure = structures()[1]

    assert youths(seed, TUESDAY, structure, TOWNS[::-1]) == youths(seed, TUESDAY, structure, TOWNS)


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.integers(16, 25), st.integers(0, 363))
def test_a_birth_date_gives_the_age_it_was_made_for(day: date, age: int, days: int) -> None:
    assert age_on(born(day, age, days), day) in (age, age + (days >= 362))


def test_everyone_is_sixteen_to_twenty_five_and_most_are_under_twenty_one() -> None:
    ages = [age_on(young.birth_date, TUESDAY) for young in crowd()]

    assert min(ages) >= 16
    assert max(ages) <= 25
    assert 0.65 <= sum(age < 21 for age in ages) / len(ages) <= 0.85


def test_no_two_young_people_of_a_structure_share_a_name_to_sign_in() -> None:
    names = [young.username for young in youths(1, TUESDAY, structures()[0], TOWNS)]

    assert len(set(names)) == len(names)


def test_everyone_lives_near_a_site_of_the_structure() -> None:
    for structure in structures():
        homes = {town.code for town in neighbourhood(structure, TOWNS)}
        lived_in = {young.values.commune_code for young in youths(1, TUESDAY, structure, TOWNS)} - {None}

        assert lived_in <= homes


def test_most_profiles_are_full_some_are_half_way_and_a_few_are_empty() -> None:
    filled = Counter(young.filled for young in crowd())

    assert 0.6 <= filled["full"] / len(crowd()) <= 0.85
    assert 0.08 <= filled["part"] / len(crowd()) <= 0.28
    assert 0.02 <= filled["empty"] / len(crowd()) <= 0.12


def test_a_profile_left_half_way_has_its_first_answers_only() -> None:
    for young in crowd():
        given = [young.values.answered(question) for question in Question]

        assert given == sorted(given, reverse=True)
        assert sum(given) in {"full": [len(Question)], "part": range(1, 7), "empty": [0]}[young.filled]


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (lambda young: young.values.level is Level.NONE, 0.45, 0.66),
        (lambda young: young.values.licences.get(Licence.B) is LicenceState.HAVE, 0.27, 0.41),
        (lambda young: bool(young.values.modes & {Mode.CAR, Mode.SCOOTER}), 0.22, 0.38),
        (lambda young: not young.values.experience, 0.3, 0.65),
    ],
    ids=["no diploma", "licence B", "motor vehicle", "no experience"],
)
def test_young_people_are_as_in_the_figures_of_the_region(
    share: Callable[[Young], bool], low: float, high: float
) -> None:
    people = full()

    assert low <= sum(share(young) for young in people) / len(people) <= high


def test_minors_drive_nothing_that_asks_for_eighteen_and_look_for_an_apprenticeship() -> None:
    minors = [young.values for young in full() if age_on(young.birth_date, TUESDAY) < 18]

    assert [one for one in minors if one.licences and one.licences.get(Licence.B) is LicenceState.HAVE] == []
    assert {contract for one in minors for contract in one.contracts or ()} == {Contract.APPRENTICESHIP}


def test_wishes_fit_the_form_they_would_have_been_typed_in() -> None:
    wishes = [young.values.wishes for young in full()]

    assert {len(one) for one in wishes if one} <= set(range(1, MOST_WISHES + 1))
    assert [wish for one in wishes for wish in one or () if not 0 < len(wish) <= LONGEST_WISH or "|" in wish] == []


@pytest.mark.parametrize(("girl", "expected"), [(True, "serveuse"), (False, "serveur")])
def test_a_wish_is_written_by_a_girl_or_a_boy(girl: bool, expected: str) -> None:
    assert written("serveur|serveuse", girl) == expected


def test_a_wish_with_one_form_is_everyone_s() -> None:
    assert written("usine", girl=True) == written("usine", girl=False) == "usine"
