"""What holds for every person and every set of offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank
from clicnjob.matching.values import Answer, OfferRow, Person
from clicnjob.offers.contracts import Contract
from clicnjob.profiles.values import Limit, Mode
from tests.matching.made import TODAY, alone, offer, people, person, ranking, unique_rows


@given(people, unique_rows)
def test_reasons_add_up_exactly_to_the_points_and_to_the_score(who: Person, rows: list[OfferRow]) -> None:
    for ranked in ranking(rows, who):
        assert sum(reason.earned for reason in ranked.reasons) == ranked.points
        assert sum(reason.fine for reason in ranked.reasons) == ranked.score
        assert all(0 <= reason.earned <= reason.maximum for reason in ranked.criteria)
        assert all(reason.earned <= 0 and reason.fine < 0 for reason in ranked.brakes)
        assert sum(reason.maximum for reason in ranked.reasons) == 100


@given(people, unique_rows)
def test_the_shown_order_is_the_ranked_one_with_ties_by_id(who: Person, rows: list[OfferRow]) -> None:
    found = list(ranking(rows, who))

    assert [(-one.score, one.offer_id) for one in found] == sorted((-one.score, one.offer_id) for one in found)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)


@given(people, unique_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(who: Person, rows: list[OfferRow], random: Any) -> None:
    shuffled = random.sample(rows, len(rows))

    assert list(ranking(shuffled, who)) == list(ranking(rows, who))


@given(people, unique_rows)
def test_every_offer_stands_once_and_only_the_law_hides(who: Person, rows: list[OfferRow]) -> None:
    found = ranking(rows, who)
    hidden = sum(one.count for one in found.hidden)

    assert sorted(found.every_id) == sorted(row.id for row in rows)
    assert len(found) + len(found.self_employed) <= len(rows) <= len(found) + len(found.self_employed) + hidden
    assert all(one.notice.answer == Answer.FORBIDDEN for one in found.hidden)


@given(people.map(lambda who: replace(who, birth_date=None)), unique_rows)
def test_without_an_age_nothing_is_hidden(who: Person, rows: list[OfferRow]) -> None:
    found = ranking(rows, who)

    assert len(found) + len(found.self_employed) == len(rows)
    assert found.hidden == []


SILENT: dict[str, Any] = {
    "part_time": None,
    "experience_required": None,
    "updated_on": None,
    "latitude": None,
    "longitude": None,
    "departement_code": None,
    "contract": Contract.OTHER,
}


@pytest.mark.parametrize("missing", SILENT)
def test_a_fact_the_offer_does_not_say_is_no_gap_and_is_to_be_checked(missing: str) -> None:
    found = alone(offer(**{missing: SILENT[missing]}))

    assert found.gaps == ()
    assert found.verdict.startswith("Ça colle")


def test_a_profile_that_says_nothing_sees_every_offer_without_a_gap() -> None:
    nobody = Person(replace(person().answers, **dict.fromkeys(person().answers.__slots__)))
    rows = [offer(experience_required="E"), offer(licences=("B",)), offer(level=4, level_required=True), offer(km=300)]

    assert [found.gaps for found in ranking(rows, nobody)] == [(), (), (), ()]


@given(st.sampled_from(Mode), st.sampled_from([Limit(km=12), Limit(minutes=25), None]), st.data())
def test_closer_never_ranks_lower(mode: Mode, limit: Limit | None, data: st.DataObject) -> None:
    kilometres = st.floats(0, 200)
    near, far = sorted((data.draw(kilometres), data.draw(kilometres)))
    who = person(modes=frozenset({mode}), limit=limit)
    found = {one.offer_id: one.score for one in ranking([offer(id=1, km=far), offer(id=2, km=near)], who)}

    assert found[2] >= found[1]


@pytest.mark.parametrize(
    "same",
    [
        ("serveur", "serveuse", "serveur·se", "serveur(euse)", "Serveur/Serveuse", "SERVEUSE H/F"),
        ("vendeur en boulangerie", "vendeuse en boulangerie", "vendeur.euse en boulangerie"),
        ("agent d'entretien", "agente d'entretien", "agent·e d'entretien"),
        ("barman", "barmaid"),
        ("couvreur", "couvreuse"),
    ],
)
def test_a_wish_in_the_feminine_the_masculine_or_both_gives_one_list(same: tuple[str, ...]) -> None:
    titles = (
        "Serveur en salle",
        "Vendeuse en boulangerie",
        "Boulanger",
        "Agent / Agente d'entretien",
        "Barman",
        "Couvreur",
    )
    offers = OfferSet.of([offer(title=title, km=place) for place, title in enumerate(titles)])
    lists = [[(one.offer_id, one.score) for one in rank(person(wishes=(wish,)), offers, TODAY)] for wish in same]

    assert lists == [lists[0]] * len(lists)


# From 18 to 25: at 26 the law looks again (contrat pro, service civique).
ADULTS = st.dates(date(2000, 11, 25), date(2008, 11, 24))


@given(unique_rows, ADULTS, ADULTS)
def test_between_eighteen_and_the_ages_of_the_law_age_changes_nothing(
    rows: list[OfferRow], one: date, other: date
) -> None:
    lists = [
        [(found.offer_id, found.score, found.verdict, found.law) for found in ranking(rows, person(birth_date=birth))]
        for birth in (one, other)
    ]

    assert lists[0] == lists[1]


@given(st.floats(0, 60), st.floats(-20, 20))
def test_living_elsewhere_at_the_same_distance_changes_nothing(km: float, shift: float) -> None:
    here = alone(offer(id=1, km=km))
    moved = replace(person(), longitude=2.0 + shift, departement_code="87")

    assert alone(replace(offer(id=1, km=km), longitude=2.0 + shift, departement_code="87"), moved) == here


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"experience_required": "D"}, {"experience_required": "E", "experience_months": 24}),
        ({"contract": Contract.CDD}, {"contract": Contract.INTERIM}),
        ({"licences": ("B",)}, {"licences": ("C",)}),
        ({"level": 3, "level_required": True}, {"level": 5, "level_required": True}),
        ({"updated_on": date(2026, 11, 20)}, {"updated_on": date(2026, 9, 20)}),
        ({"title": "Serveur"}, {"title": "Responsable serveur"}),
        ({"title": "Serveur"}, {"title": "Plombier"}),
    ],
)
def test_what_suits_better_ranks_higher_all_else_equal(better: dict[str, Any], worse: dict[str, Any]) -> None:
    found = ranking([offer(id=1, **worse), offer(id=2, **better)])

    assert found.ids == [2, 1]
