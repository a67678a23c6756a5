"""Orders are graded as a reader would: what is proposed first counts most, what nobody judged does not count."""

from __future__ import annotations

from math import isnan, log2

import pytest

from bench.grading import Judged, Run, graded, measures

JUDGED = Judged({"a": 3, "b": 2, "c": 1, "d": 0}, {"c": "licence"})


def measured(ranking: list[str], near: dict[str, str] | None = None) -> tuple[float, ...]:
    return measures({"p": JUDGED}, {"p": Run(ranking, near or {})})


def test_the_perfect_order_is_worth_one() -> None:
    assert measured(["a", "b", "c", "d"])[:2] == (1.0, 1.0)


def test_an_offer_nobody_judged_neither_helps_nor_hurts() -> None:
    assert measured(["x", "a", "y", "b", "c", "d"])[:3] == measured(["a", "b", "c", "d"])[:3]


def test_what_a_run_leaves_out_stands_last_the_worst_first() -> None:
    assert graded(JUDGED, Run(["c"], {})) == [1, 0, 2, 3]


def test_an_offer_named_twice_counts_where_it_first_stands() -> None:
    assert graded(JUDGED, Run(["a", "d", "a", "b", "c"], {})) == [3, 0, 2, 1]


def test_the_gain_falls_with_the_place() -> None:
    perfect = 7 + 3 / log2(3) + 1 / 2
    assert measured(["b", "a", "c", "d"])[0] == pytest.approx((3 + 7 / log2(3) + 1 / 2) / perfect)


@pytest.mark.parametrize(
    ("near", "found", "right"), [({"c": "licence"}, 1.0, 1.0), ({"c": "age"}, 1.0, 0.0), ({"a": "age"}, 0.0, None)]
)
def test_near_misses_are_found_and_named(near: dict[str, str], found: float, right: float | None) -> None:
    *_, share, named = measured(["a", "b", "c", "d"], near)
    assert share == found
    assert isnan(named) if right is None else named == right


def test_a_person_without_a_good_offer_is_not_averaged() -> None:
    nobody = Judged({"a": 0, "b": 1}, {})
    both = measures({"p": JUDGED, "q": nobody}, {"p": Run(["a", "b", "c", "d"], {}), "q": Run(["a"], {})})
    assert both[:2] == (1.0, 1.0)
