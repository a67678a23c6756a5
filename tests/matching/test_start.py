"""The day the work begins against the day the person is free."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.conditions import conditions_of
from clicnjob.matching.values import OfferRow, Reason, State
from clicnjob.matching.weights import WEIGHTS
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.starts import AT_ONCE
from tests.matching.made import STARTS, TODAY, alone, begins, offer, person, ranking
from tests.offers.made import plain

days = st.integers(0, 400).map(lambda count: TODAY + timedelta(days=count))


def starting(value: str, **facts: object) -> OfferRow:
    return offer(facts=(begins(value),) if value else (), **facts)


def row(value: str, free: date | None) -> Reason:
    found = alone(starting(value), person(start_on=free))
    return next(reason for reason in found.reasons if reason.criterion == "start")


@given(st.sampled_from(STARTS), days, days)
def test_free_earlier_never_ranks_lower(value: str, one: date, other: date) -> None:
    earlier, later = (alone(starting(value), person(start_on=day)).score for day in sorted((one, other)))

    assert earlier >= later


@given(st.sampled_from(STARTS), st.none() | days)
def test_no_start_excludes_an_offer_or_is_a_gap(value: str, free: date | None) -> None:
    found = ranking([starting(value)], person(start_on=free))

    assert len(found) == 1
    assert found[0].gaps == ()


@pytest.mark.parametrize(
    ("value", "free", "share", "state", "sentence"),
    [
        ("now", date(2026, 11, 24), 1, State.OK, "Ça commence dès que possible. Tu es libre à temps."),
        ("now", date(2026, 10, 1), 1, State.OK, "Ça commence dès que possible. Tu es libre à temps."),
        ("now", date(2026, 12, 22), 0.5, State.GAP, "Ça commence dès que possible. Tu es libre le 22 décembre."),
        ("now", date(2027, 1, 24), 0, State.NO, "Ça commence dès que possible. Tu es libre le 24 janvier 2027."),
        ("2026-10-05", date(2026, 11, 24), 1, State.OK, "Ça commence dès que possible. Tu es libre à temps."),
        ("2027-01-05", date(2026, 11, 24), 1, State.OK, "Ça commence en janvier 2027. Tu es libre à temps."),
        ("2027-06", date(2026, 11, 24), 0.8, State.OK, "Ça commence en juin 2027. Tu es libre à temps."),
        ("12", date(2027, 2, 1), 0, State.NO, "Ça commence en décembre. Tu es libre le 1er février 2027."),
        ("now", None, 0.9, State.UNKNOWN, "Ça commence dès que possible. Dis quand tu es libre."),
        ("", date(2027, 6, 1), 0.9, State.UNKNOWN, "L'offre ne dit pas quand ça commence."),
    ],
)
def test_the_share_the_state_and_the_sentence(
    value: str, free: date | None, share: float, state: State, sentence: str
) -> None:
    found = row(value, free)

    assert found.fine == pytest.approx(share * found.maximum * 100, abs=1)
    assert (found.state, plain(found.sentence)) == (state, sentence)


def test_what_is_not_said_costs_less_than_a_point() -> None:
    most = WEIGHTS[row("", None).criterion]

    assert most * 100 - row("", None).fine < 100
    assert row("", None).fine == row("now", None).fine == row("", TODAY).fine


def test_somebody_free_in_two_months_sees_what_waits_before_what_begins_now() -> None:
    rows = [starting("now", id=1), starting("2027-02", id=2), starting("", id=3)]

    assert ranking(rows, person(start_on=date(2027, 1, 24))).ids == [2, 3, 1]


def test_the_first_month_of_the_season_counts_when_no_day_is_named() -> None:
    season = Fact(Kind.SEASON, "06/09", Need.STATED, 0.7, "de juin à septembre")

    assert conditions_of(offer(facts=(season,))).start == date(2027, 6, 1)
    assert conditions_of(offer(facts=(season, begins("now")))).start == AT_ONCE


def test_a_day_that_is_named_says_more_than_as_soon_as_possible() -> None:
    assert conditions_of(offer(facts=(begins("now"), begins("2027-03"), begins("2027-01-05")))).start == date(
        2027, 1, 5
    )
