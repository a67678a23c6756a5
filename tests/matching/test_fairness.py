"""Who a person is changes nothing but what the law says; what suits better never ranks lower."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank
from clicnjob.matching.values import GapName, OfferRow, Person, Ranked
from clicnjob.profiles.values import Experience, Limit, Mode, ProfileValues
from tests.matching.made import HOME, KM, TODAY, alone, offer, people, person, ranking, unique_rows

# Whole lists are ranked twice an example: fewer examples of them.
few = settings(max_examples=25)


def untouched_by_law(found: Ranked) -> bool:
    """Whether neither the law nor the employer looks at the age here; the ages of licences are in next steps."""
    return not found.law and all(gap.name != GapName.AGE for gap in found.gaps)


@few
@given(unique_rows, st.dates(date(1966, 1, 1), date(2010, 11, 24)), st.dates(date(1966, 1, 1), date(2010, 11, 24)))
def test_where_no_legal_rule_looks_at_the_age_it_changes_nothing(rows: list[OfferRow], one: date, other: date) -> None:
    lists = [{found.offer_id: found for found in ranking(rows, person(birth_date=birth))} for birth in (one, other)]
    both = [name for name in lists[0].keys() & lists[1].keys() if all(untouched_by_law(each[name]) for each in lists)]

    first, second = ([(each[name].score, each[name].reasons, each[name].verdict) for name in both] for each in lists)
    assert first == second


@few
@given(st.sampled_from(Mode), st.sampled_from([None, Limit(km=12), Limit(minutes=25)]), st.floats(-20, 20))
def test_the_address_at_the_same_distances_changes_no_place_in_the_list(
    mode: Mode, limit: Limit | None, shift: float
) -> None:
    here = person(modes=frozenset({mode}), limit=limit)
    rows = [offer(id=place, km=km) for place, km in enumerate((3, 9, 14, 31), start=1)]
    there = replace(here, longitude=HOME[1] + shift, departement_code="87")
    moved = [replace(row, longitude=HOME[1] + shift, departement_code="87") for row in rows]

    assert list(ranking(moved, there)) == list(ranking(rows, here))


@few
@given(people, unique_rows, st.sampled_from([None, "23096", "75056"]))
def test_the_commune_itself_changes_nothing(who: Person, rows: list[OfferRow], code: str | None) -> None:
    there = replace(who, answers=replace(who.answers, commune_code=code))

    assert list(ranking(rows, there)) == list(ranking(rows, who))


FORMS = [
    ("coiffeur", "coiffeuse", "coiffeur·euse", "coiffeur/coiffeuse", "coiffeur(euse)"),
    ("animateur", "animatrice", "animateur·rice", "animateur(trice)", "animateur/trice"),
    ("caissier", "caissière", "caissier·ère", "caissier(ère)", "Caissière F/H"),
    ("cuisinier", "cuisinière", "cuisinier·ière", "cuisinier/cuisinière"),
    ("électricien", "électricienne", "électricien·ne", "electricien(ne)"),
    ("aide-soignant", "aide-soignante", "aide-soignant·e", "aide soignant(e)"),
    ("magasinier", "magasinière", "magasinier.e"),
]
TITLES = ("Coiffeur", "Animatrice", "Caissier", "Cuisinière", "Électricien", "Aide-soignante", "Magasinier", "Vendeuse")


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
def test_a_wish_has_one_list_in_each_of_its_forms(forms: tuple[str, ...]) -> None:
    offers = OfferSet.of([offer(id=place, title=title, km=place) for place, title in enumerate(TITLES, start=1)])
    lists = [[(one.offer_id, one.score) for one in rank(person(wishes=(form,)), offers, TODAY)] for form in forms]

    assert lists[0]
    assert lists == [lists[0]] * len(forms)


def test_nothing_else_personal_can_enter_the_ranking() -> None:
    assert {field.name for field in fields(Person)} == {
        "answers", "birth_date", "age", "latitude", "longitude", "departement_code", "feedback",
    }  # fmt: skip
    assert {field.name for field in fields(ProfileValues)} == {
        "wishes", "commune_code", "modes", "limit", "level", "licences", "experience", "contracts", "hours", "avoided",
        "start_on", "ready_if_housed", "languages",
    }  # fmt: skip


def everything(who: Person, rows: list[OfferRow]) -> bytes:
    """The whole answer as bytes: the list with its reasons, the near misses, what stands apart and what is hidden."""
    found = rank(who, OfferSet.of(rows), TODAY)
    near = {name: selection.ids for name, selection in found.near_misses.items()}
    return msgspec.json.encode([list(found), near, list(found.self_employed), found.hidden, found.every_id])


@few
@given(people, unique_rows, st.randoms(use_true_random=False))
def test_the_same_input_in_another_order_gives_the_same_bytes(who: Person, rows: list[OfferRow], random: Any) -> None:
    assert everything(who, random.sample(rows, len(rows))) == everything(who, rows)


def scores(better: OfferRow, worse: OfferRow, who: Person | None = None) -> tuple[int, int]:
    found = {one.offer_id: one.score for one in ranking([better, worse], who)}
    return found[better.id], found[worse.id]


two_of = st.lists(st.integers(0, 120), min_size=2, max_size=2).map(sorted)


@given(two_of, st.sampled_from("SE"), st.integers(0, 60))
def test_fewer_months_asked_never_ranks_lower(months: list[int], need: str, done: int) -> None:
    who = person(experience=(Experience("serveuse", done),) if done else ())
    less, more = (offer(experience_required=need, experience_months=one) for one in months)
    better, worse = scores(less, more, who)

    assert better >= worse


@given(two_of)
def test_the_more_recent_never_ranks_lower(days: list[int]) -> None:
    recent, older = (offer(updated_on=TODAY - timedelta(days=one)) for one in days)
    better, worse = scores(recent, older)

    assert better >= worse


@given(st.lists(st.integers(0, 7), min_size=2, max_size=2).map(sorted), st.booleans())
def test_a_lower_diploma_asked_never_ranks_lower(levels: list[int], required: bool) -> None:
    lower, higher = (offer(level=one, level_required=required) for one in levels)
    better, worse = scores(lower, higher)

    assert better >= worse


@given(st.sampled_from(Mode), st.floats(0, 120), st.floats(0, 120))
def test_one_more_way_to_travel_never_ranks_an_offer_lower(mode: Mode, km: float, limit: float) -> None:
    on_foot = person(modes=frozenset({Mode.WALK}), limit=Limit(km=max(1, round(limit))))
    more = replace(on_foot, answers=replace(on_foot.answers, modes=frozenset({Mode.WALK, mode})))
    row = offer(latitude=HOME[0] + km * KM)

    assert alone(row, more).score >= alone(row, on_foot).score
