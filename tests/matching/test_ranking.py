"""Ranked offers: near misses by name, what stands apart, sentences, awkward input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank, rank_all
from clicnjob.matching.values import Answer, Criterion, GapName, Ranked, State
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.profiles.values import Avoided, Experience, Hours, Level, Licence, LicenceState, Limit, Mode
from tests.matching.made import TODAY, alone, offer, person, ranking


def reason(found: Ranked, criterion: Criterion) -> tuple[State, str]:
    row = next(row for row in found.reasons if row.criterion == criterion)
    return row.state, row.sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("gap", "facts", "answers"),
    [
        (GapName.DISTANCE, {"km": 30}, {}),
        (GapName.LICENCE, {"licences": ("B",)}, {"licences": {}}),
        (GapName.EXPERIENCE, {"experience_required": "E", "experience_months": 24}, {}),
        (GapName.DIPLOMA, {"level": 5, "level_required": True}, {}),
        (GapName.HOURS, {"part_time": True}, {"hours": Hours.FULL}),
        (GapName.HOURS, {"hours_text": "Travail de nuit"}, {"avoided": frozenset({Avoided.NIGHT})}),
        (GapName.HOURS, {"hours_text": "Samedi"}, {"avoided": frozenset({Avoided.WEEKEND})}),
        (GapName.CONTRACT, {"contract": Contract.INTERIM}, {}),
    ],
)
def test_an_offer_that_lacks_one_thing_is_a_near_miss_by_that_name(
    gap: GapName, facts: dict[str, Any], answers: dict[str, Any]
) -> None:
    found = ranking([offer(**facts)], person(**answers))

    assert list(found.near_misses) == [gap]
    assert found[0].verdict == "Il manque une chose"
    assert found[0].gaps[0].next_step.endswith(".")


def test_two_gaps_are_no_near_miss() -> None:
    found = ranking([offer(km=30, contract=Contract.INTERIM)])

    assert found.near_misses == {}
    assert found[0].verdict == "Il manque plusieurs choses"


def test_far_beyond_the_limit_is_no_step_away_and_not_proposed() -> None:
    found = ranking([offer(km=100), offer(km=30), offer(km=5)])

    assert [one.offer_id for one in found.proposed] == found.ids[:2]
    assert len(found.near_misses[GapName.DISTANCE]) == 1


def test_another_job_next_door_comes_after_the_wished_one_further_away() -> None:
    found = ranking([offer(id=1, title="Plombier", km=0), offer(id=2, km=19)])

    assert found.ids == [2, 1]
    assert found[1].verdict == "Un autre métier"
    assert [one.offer_id for one in found.proposed] == [2]


def test_another_job_never_shows_as_much_as_one_that_suits() -> None:
    found = ranking([offer(title=title, km=0) for title in ("Serveur", "Serveur informatique réseau", "Plombier")])

    assert all(one.points <= 70 for one in found if one.verdict == "Un autre métier")


def test_self_employment_is_folded_apart() -> None:
    found = ranking([offer(id=1), offer(id=2, contract=Contract.SELF_EMPLOYED)])

    assert (found.ids, found.self_employed.ids, found.every_id) == ([1], [2], [1, 2])


def test_the_dearest_wish_comes_first_among_equals() -> None:
    rows = [offer(id=1, title="Cuisinier"), offer(id=2, title="Serveur")]

    assert ranking(rows, person(wishes=("serveur", "cuisinier"))).ids == [2, 1]
    assert ranking(rows, person(wishes=("cuisinier", "serveur"))).ids == [1, 2]


def test_offers_of_the_same_occupation_lend_each_other_their_evidence() -> None:
    rows = [
        offer(id=1, title="Agent d'entretien", rome_code="K2204"),
        offer(id=2, title="Technicien de surface", rome_code="K2204"),
        offer(id=3, title="Technicien de surface", rome_code="H1504"),
    ]
    found = ranking(rows, person(wishes=("agent d'entretien",)))

    assert found.ids == [1, 2, 3]
    assert [one.verdict for one in found[1:]] == ["Ça colle très bien", "Un autre métier"]


def test_a_title_of_management_comes_after_unless_it_is_wished_for() -> None:
    rows = [offer(id=1, title="Responsable serveur"), offer(id=2, title="Serveur volant")]

    assert ranking(rows, person(wishes=("serveur",))).ids == [2, 1]
    assert ranking(rows, person(wishes=("responsable serveur",)))[0].reasons[0].earned == 40


@pytest.mark.parametrize(("km", "points"), [(0, 20), (10, 16), (20, 12), (20.1, 12), (30, 6), (45, 0)])
def test_travel_points_fall_with_the_way(km: float, points: int) -> None:
    travel = next(row for row in alone(offer(km=km)).reasons if row.criterion == Criterion.TRAVEL)

    assert travel.fine == pytest.approx(points * 100, abs=50)


@pytest.mark.parametrize(
    ("criterion", "facts", "answers", "state", "sentence"),
    [
        (Criterion.JOB, {}, {}, State.OK, "C'est ton envie."),
        (Criterion.JOB, {}, {"wishes": ("plombier", "serveur")}, State.OK, "C'est ta deuxième envie."),
        (Criterion.JOB, {}, {"wishes": None}, State.UNKNOWN, "Tu n'as pas encore écrit d'envie."),
        (Criterion.TRAVEL, {"km": 0.2}, {}, State.OK, "Tout près de chez toi."),
        (Criterion.TRAVEL, {"km": 10}, {}, State.OK, "10 km, 21 min en voiture. Ta limite est 20 km."),
        (
            Criterion.TRAVEL,
            {"km": 10},
            {"limit": Limit(minutes=20)},
            State.GAP,
            "21 min en voiture. Ta limite est 20 min.",
        ),
        (
            Criterion.TRAVEL,
            {"km": 10},
            {"limit": Limit(minutes=15)},
            State.NO,
            "21 min en voiture. Ta limite est 15 min.",
        ),
        (Criterion.TRAVEL, {"km": 4}, {"limit": None}, State.OK, "11 min en voiture. On compte jusqu’à 30 min."),
        (Criterion.TRAVEL, {"latitude": None}, {}, State.UNKNOWN, "Lieu à vérifier : dans ton département."),
        (Criterion.EXPERIENCE, {}, {}, State.OK, "Débutants acceptés."),
        (
            Criterion.EXPERIENCE,
            {"experience_required": None},
            {},
            State.UNKNOWN,
            "L'offre ne dit rien de l'expérience.",
        ),
        (
            Criterion.EXPERIENCE,
            {"experience_required": "E", "experience_months": 24},
            {"experience": (Experience("serveuse", 6),)},
            State.NO,
            "2 ans d'expérience à avoir. Tu en as 6 mois qui comptent ici.",
        ),
        (
            Criterion.EXPERIENCE,
            {"experience_required": "E", "experience_months": 6},
            {"experience": (Experience("serveuse", 6),)},
            State.OK,
            "6 mois d'expérience à avoir : tu as ce qu'il faut.",
        ),
        (
            Criterion.EXPERIENCE,
            {"experience_required": "E", "experience_months": 6, "contract": Contract.APPRENTICESHIP},
            {},
            State.GAP,
            "6 mois d'expérience à vérifier : c'est un contrat pour apprendre.",
        ),
        (Criterion.EXPERIENCE, {"experience_required": "S"}, {}, State.GAP, "Expérience, c'est un plus."),
        (Criterion.CONTRACT, {}, {}, State.OK, "CDI, comme tu veux."),
        (Criterion.CONTRACT, {"contract": Contract.INTERIM}, {}, State.NO, "Intérim. Tu cherches : CDI ou CDD."),
        (Criterion.CONTRACT, {}, {"contracts": frozenset()}, State.OK, "CDI. Tout te va."),
        (
            Criterion.HOURS,
            {"part_time": None},
            {"hours": Hours.FULL},
            State.UNKNOWN,
            "Horaires non précisés, à vérifier.",
        ),
        (Criterion.HOURS, {}, {"hours": Hours.FULL}, State.OK, "Temps plein, comme tu veux."),
        (Criterion.HOURS, {}, {"hours": Hours.PART}, State.NO, "Temps plein. Tu cherches un temps partiel."),
        (Criterion.LEVEL, {}, {}, State.OK, "L'offre ne nomme pas de diplôme."),
        (Criterion.LEVEL, {"level": 4, "level_required": True}, {}, State.NO, "Bac à avoir. Tu as dit : CAP."),
        (Criterion.LEVEL, {"level": 4}, {}, State.GAP, "Bac, c'est un plus."),
        (Criterion.LEVEL, {"level": 4}, {"level": Level.BAC_2}, State.OK, "Bac demandé, tu as ce qu'il faut."),
        (Criterion.LICENCE, {"licences": ("B",)}, {}, State.OK, "Permis B demandé, tu l'as."),
        (
            Criterion.LICENCE,
            {"licences": ("B",)},
            {"licences": {Licence.B: LicenceState.IN_PROGRESS}},
            State.GAP,
            "Permis B à avoir. Tu es en train de le passer.",
        ),
        (Criterion.LICENCE, {"licences_wished": ("B",)}, {"licences": {}}, State.GAP, "Permis B, c'est un plus."),
        (Criterion.LICENCE, {"licences": ("AM",)}, {}, State.OK, "Permis AM demandé, tu l'as."),
        (Criterion.FRESHNESS, {}, {}, State.OK, "Mise à jour hier."),
        (Criterion.FRESHNESS, {"updated_on": date(2025, 3, 1)}, {}, State.GAP, "Mise à jour le 1er mars 2025."),
        (Criterion.FRESHNESS, {"updated_on": date(2027, 3, 2)}, {}, State.OK, "Mise à jour le 2 mars 2027."),
    ],
)
def test_each_criterion_says_why_in_plain_words(
    criterion: Criterion, facts: dict[str, Any], answers: dict[str, Any], state: State, sentence: str
) -> None:
    assert reason(alone(offer(**facts), person(**answers)), criterion) == (state, sentence)


def test_the_fastest_transport_counts() -> None:
    found = alone(offer(km=10), person(modes=frozenset({Mode.WALK, Mode.BIKE, Mode.SCOOTER})))

    assert found.mode == Mode.SCOOTER
    assert found.minutes is not None
    assert found.km == pytest.approx(10, abs=0.1)


def test_a_place_that_is_not_known_has_no_minutes() -> None:
    found = alone(offer(latitude=None, longitude=None))

    assert (found.km, found.minutes, found.mode) == (None, None, None)


@pytest.mark.parametrize(
    "wish", ["", "x" * 10_000, "🙂🙂🙂", "مرحبا", "12345", "\x00\x01", "'; DROP TABLE offer; --", "<b>"]
)
def test_any_wish_has_a_defined_answer(wish: str) -> None:
    found = ranking([offer(), offer(title=""), offer(title="🙂")], person(wishes=(wish,)))

    assert len(found) == 3


def test_no_offer_gives_an_empty_ranking() -> None:
    found = ranking([])

    assert list(found) == []
    assert (found.near_misses, found.hidden, found.every_id) == ({}, [], [])


def test_an_id_given_twice_keeps_its_first_row() -> None:
    row = offer(id=7, title="Serveur")

    assert OfferSet.of([row, replace(row, title="Plombier")]).jobs.fit("serveur").max() > 0.8


def test_one_offer_is_found_wherever_it_stands() -> None:
    rows = [offer(id=1), offer(id=2), offer(id=3, contract=Contract.SELF_EMPLOYED), offer(id=4, title="Élagueur")]
    found = ranking(rows, person(birth_date=date(2009, 6, 1)))

    assert found.anywhere(2) == found[1]
    assert found.anywhere(3) == found.self_employed[0]
    hidden = found.anywhere(4)
    assert hidden is not None
    assert hidden.law[0].answer == Answer.FORBIDDEN
    assert found.anywhere(99) is None


def test_the_same_values_give_the_same_ranking_twice() -> None:
    offers = OfferSet.of([offer(km=place) for place in range(30)])

    assert list(rank(person(), offers, TODAY)) == list(rank(person(), offers, TODAY))


def test_copies_of_one_offer_are_one_card_that_names_the_others() -> None:
    rows = [offer(id=1, km=9, copy_key="a"), offer(id=2, km=3, copy_key="a"), offer(id=3, km=5, copy_key="b")]
    found = rank(person(), OfferSet.of(rows), TODAY)

    assert found.ids == [2, 3]
    assert [one.copies for one in found] == [(1,), ()]


def test_a_list_that_leaves_nothing_out_keeps_every_copy() -> None:
    rows = [offer(id=1, km=9, copy_key="a"), offer(id=2, km=3, copy_key="a")]

    assert rank_all(person(), OfferSet.of(rows), TODAY).ids == [2, 1]


HOUSED = (Fact(Kind.HOUSING, "housed", Need.STATED, 0.8, "Logement sur place"),)


def test_a_lodging_brings_far_offers_near_to_who_would_leave() -> None:
    far = offer(id=1, km=300, facts=HOUSED)

    assert alone(far, person(ready_if_housed=True)).gaps == ()
    assert [gap.name for gap in alone(far, person(ready_if_housed=False)).gaps] == [GapName.DISTANCE]
    assert reason(alone(far, person(ready_if_housed=True)), Criterion.TRAVEL)[1] == (
        "L'offre loge. Tu as dit que tu peux partir."
    )
