"""Invented offers: the same for one seed and date, in the shape and with the shares of real weekly files."""

from __future__ import annotations

import html
import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicnjob.demo import conditions, offers, wording
from clicnjob.demo.catalogue import catalogue
from clicnjob.demo.records import Record, offer_id
from clicnjob.demo.towns import Towns
from tests.demo.region import TOWNS

TUESDAY = date(2026, 11, 24)
# The catalogue is read within the first example.
unhurried = settings(deadline=None)
ALWAYS = {
    "id",
    "intitule",
    "description",
    "dateCreation",
    "dateActualisation",
    "typeContrat",
    "experienceExige",
    "lieuTravail",
}
ENGLISH = re.compile(r"\b(the|and|with|you|our|your|job|team|work|we are|skills|experience in)\b", re.IGNORECASE)


@cache
def many() -> list[Record]:
    return list(offers.generate(4000, 7, TUESDAY, TOWNS))


@cache
def weeks() -> tuple[list[Record], list[Record]]:
    return offers.weeks(7, TUESDAY, TOWNS)


@cache
def drawn() -> list[conditions.Conditions]:
    """Facts of many offers."""
    rng, source, towns = random.Random(3), catalogue(), Towns(TOWNS)
    return [conditions.draw(rng, source, towns) for _ in range(8000)]


def as_bytes(records: list[Record]) -> bytes:
    return json.dumps(records, ensure_ascii=False).encode()


@unhurried
@given(st.integers(0, 10**6), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_one_seed_and_date_give_the_same_bytes_whatever_the_order_of_communes(seed: int, day: date) -> None:
    once = as_bytes(list(offers.generate(3, seed, day, TOWNS)))

    assert as_bytes(list(offers.generate(3, seed, day, reversed(TOWNS)))) == once


@unhurried
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_seeds_tell_other_offers(one: int, other: int) -> None:
    same = list(offers.generate(3, one, TUESDAY, TOWNS)) == list(offers.generate(3, other, TUESDAY, TOWNS))

    assert same == (one == other)


@unhurried
@given(st.integers(1, 20))
def test_fewer_offers_are_the_first_of_more(count: int) -> None:
    assert list(offers.generate(count, 7, TUESDAY, TOWNS)) == many()[:count]


@unhurried
@given(st.lists(st.integers(0, 5_000_000), min_size=2, max_size=50, unique=True), st.booleans())
def test_no_two_offers_share_an_identifier(indexes: list[int], partner: bool) -> None:
    ids = [offer_id(index, partner) for index in indexes]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"\d{7}" if partner else r"\d{3}[A-Z]{4}", one) for one in ids)


def test_every_record_has_what_the_national_service_always_gives() -> None:
    assert [sorted(ALWAYS - record.keys()) for record in many() if not record.keys() >= ALWAYS] == []


def test_dates_lie_before_the_day_of_the_file() -> None:
    late = [
        one for one in many() if not one["dateCreation"] <= one["dateActualisation"] < f"{TUESDAY + timedelta(days=1)}"
    ]

    assert late == []


def share(found: list[Record]) -> float:
    return 100 * len(found) / len(many())


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [("CDI", 38, 55), ("CDD", 25, 38), ("MIS", 14, 26), ("SAI", 2, 6), ("DDI", 0.5, 3), ("LIB", 0.1, 1)],
)
def test_contract_kinds_keep_to_their_shares(kind: str, low: float, high: float) -> None:
    assert low <= share([one for one in many() if one["typeContrat"] == kind]) <= high


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("romeCode", 98, 99.9),
        ("dureeTravailLibelle", 62, 78),
        ("codeNAF", 74, 86),
        ("qualificationCode", 64, 76),
        ("permis", 8, 18),
        ("formations", 6, 16),
        ("competences", 44, 56),
    ],
)
def test_fields_are_left_out_as_often_as_in_real_files(name: str, low: float, high: float) -> None:
    assert low <= share([one for one in many() if one.get(name)]) <= high


def test_half_of_the_offers_accept_beginners() -> None:
    assert 50 <= share([one for one in many() if one["experienceExige"] == "D"]) <= 70


def test_most_demands_of_a_licence_are_told_in_the_text_only() -> None:
    told = [one for one in many() if "ermis B" in one["description"]]
    alone = [one for one in told if "permis" not in one]

    assert 0.5 <= len(alone) / len(told) <= 0.8


def test_apprenticeships_are_one_offer_in_ten() -> None:
    assert 7 <= share([one for one in many() if one["alternance"]]) <= 16


def test_some_places_are_vague_and_a_few_coordinates_are_exchanged() -> None:
    labels = Counter("commune" in one["lieuTravail"] for one in many())
    swapped = [one for one in many() if one["lieuTravail"].get("latitude", 50) < one["lieuTravail"].get("longitude", 0)]

    assert 0.04 <= labels[False] / len(many()) <= 0.1
    assert 1 <= len(swapped) <= 40


def test_a_few_texts_carry_the_entities_of_a_careless_export() -> None:
    touched = [one for one in many() if one["description"] != html.unescape(one["description"])]

    assert 0.5 <= share(touched) <= 3


def test_some_offers_repeat_a_text_under_another_identifier() -> None:
    texts = Counter((one["intitule"], one["description"]) for one in many())

    assert 2 <= share([one for one in many() if texts[one["intitule"], one["description"]] > 1]) <= 15


def test_a_text_is_neither_too_short_nor_too_long() -> None:
    rng, source = random.Random(1), catalogue()
    lengths = []
    for facts in drawn():
        openings = source.employers.kinds[facts.kind].openings
        lengths.append(len(wording.description(rng, source.phrases, openings, facts)))

    assert min(lengths) >= wording.SHORTEST
    assert max(lengths) <= wording.LONGEST


@unhurried
@given(st.integers(0, 10**9))
def test_a_demand_that_has_no_field_is_told_in_the_text(seed: int) -> None:
    rng, source = random.Random(seed), catalogue()
    facts = conditions.draw(rng, source, Towns(TOWNS))
    text = wording.description(rng, source.phrases, source.employers.kinds[facts.kind].openings, facts)

    assert facts.licence is None or facts.licence.in_field or "ermis B" in text
    assert facts.certificate is None or facts.certificate[0].text in text
    assert facts.transport != "none" or any(one in text for one in source.phrases.transport["none"])


@pytest.mark.parametrize(
    ("length", "wanted", "expected"),
    [(100, 0, 161), (149, 0, 210), (150, 0, 150), (150, 2, 272), (800, 9, 861), (880, 9, 880)],
    ids=["short", "nearly long enough", "long enough", "wordy", "room for one", "no room"],
)
def test_sentences_are_added_to_a_short_text_and_kept_off_a_long_one(length: int, wanted: int, expected: int) -> None:
    assert len(wording.lengthened("a" * length, ["b" * 60] * 4, " ", wanted)) == expected


def test_a_night_post_has_no_other_hours_of_the_clock() -> None:
    schedules = {facts.schedule for facts in drawn() if "night" in facts.schedule}

    assert schedules
    assert [one for one in schedules if not set(one) <= {"night", "weekend", "saturday", "outdoors"}] == []


@pytest.mark.parametrize(("word", "contract"), [("pprenti", "ALT"), ("ndépendant", "LIB"), ("aisonnier", "SAI")])
def test_a_title_claims_no_contract_it_does_not_have(word: str, contract: str) -> None:
    rng = random.Random(3)
    claiming = {facts.contract for facts in drawn() if word in wording.title(rng, facts)}

    assert claiming == {contract}


def test_texts_are_french() -> None:
    assert [one["description"] for one in many() if ENGLISH.search(one["description"])] == []


def test_no_link_leads_to_anyone_and_no_number_rings() -> None:
    text = json.dumps(many())

    assert {link.split("/")[0] for link in re.findall(r"https?://([^\"]+)", text)} == {"offres.example"}
    assert set(re.findall(r"[\w.]+@[\w.]+", text)) == {"embauche@entreprise.example"}
    assert [one for one in re.findall(r"\b0\d(?: \d\d){4}\b", text) if not one.startswith("03 53 01")] == []


def test_the_second_week_keeps_six_offers_in_ten() -> None:
    first, second = ({one["id"]: one for one in week} for week in weeks())
    kept = first.keys() & second.keys()

    assert len(first) == len(second) == offers.WEEK + 1
    assert 0.55 <= len(kept) / offers.WEEK <= 0.65
    assert 0.2 <= sum(first[one] != second[one] for one in kept) / len(kept) <= 0.35


def test_some_kept_offers_are_reworded_and_some_are_better_paid() -> None:
    first = {one["id"]: one for one in weeks()[0]}
    pairs = [(first[one["id"]], one) for one in weeks()[1] if one["id"] in first]

    assert sum(before["description"] != after["description"] for before, after in pairs) >= 20
    assert sum(before["salaire"] != after["salaire"] for before, after in pairs) >= 15


def test_a_file_repeats_one_offer_and_holds_one_that_nobody_can_use() -> None:
    for week in weeks():
        assert len(week) - len({one["id"] for one in week}) == 1
        assert [one["intitule"] for one in week if not one["description"]] == [""]


def test_the_two_files_are_of_the_mondays_around_the_date() -> None:
    newest = [max(one["dateActualisation"] for one in week)[:10] for week in weeks()]

    assert newest == ["2026-11-16", "2026-11-23"]


def test_pages_hold_a_hundred_and_fifty_offers_and_lose_none() -> None:
    read = [json.loads(page)["resultats"] for page in offers.pages(weeks()[0])]

    assert {len(page) for page in read[:-1]} == {offers.PAGE}
    assert [one for page in read for one in page] == weeks()[0]
