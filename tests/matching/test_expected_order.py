"""Invented people and offers, with the order a counsellor would give: `bench_data`, written by hand before any run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers
from clicnjob.matching.people_file import person_of
from clicnjob.matching.ranking import Ranking, rank_all
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from tests.matching.made import TODAY

FOLDER = Path(__file__).parent / "bench_data"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


ORDERS = lines("orders.jsonl")
PAIRS = [(one["id"], better, worse) for one in ORDERS for better, worse in one["before"]]
# What the ranking does not do yet: posts of management that ask for years are no near miss of a beginner's wish.
KNOWN_FAILURES = {("cuisine", "c2"), ("macon", "m2")}
GAPS = [
    pytest.param(
        one["id"], offer, gap, marks=[pytest.mark.xfail(strict=True)] if (one["id"], offer) in KNOWN_FAILURES else []
    )
    for one in ORDERS
    for offer, gap in one["gaps"].items()
]


@cache
def rankings() -> dict[str, Ranking]:
    catalogue = Catalogue(sources.read().gazetteer)
    offer_set = OfferSet.of(offers(FOLDER / "offers.jsonl", catalogue))
    people = [person_of(one, catalogue) for one in lines("people.jsonl")]
    return {one.id: rank_all(one.person, offer_set, TODAY) for one in people}


@pytest.mark.parametrize(("person", "better", "worse"), PAIRS)
def test_what_suits_better_stands_higher(person: str, better: str, worse: str) -> None:
    order = rankings()[person].every_id
    assert order.index(better) < order.index(worse)


@pytest.mark.parametrize(("person", "offer", "gap"), GAPS)
def test_the_one_thing_missing_is_named(person: str, offer: str, gap: str) -> None:
    found = {one: str(name) for name, some in rankings()[person].near_misses.items() for one in some.ids}
    assert found.get(offer) == gap
