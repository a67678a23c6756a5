"""Whole points that add up."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.scoring import FINE, shown, shown_brakes
from clicnjob.matching.weights import WEIGHTS

fine_rows = st.tuples(*(st.integers(0, weight * FINE) for weight in WEIGHTS.values()))


@given(fine_rows)
def test_shown_rows_add_up_to_the_shown_total_within_their_maxima(fine: tuple[int, ...]) -> None:
    whole = shown(np.array(fine, dtype=np.int32))

    assert sum(whole) == sum(fine) // FINE
    assert all(0 <= points <= weight for points, weight in zip(whole, WEIGHTS.values(), strict=True))


@given(fine_rows)
def test_a_shown_row_is_its_fine_points_rounded_up_or_down(fine: tuple[int, ...]) -> None:
    whole = shown(np.array(fine, dtype=np.int32))

    assert all(abs(points * FINE - exact) < FINE for points, exact in zip(whole, fine, strict=True))


@given(st.integers(0, 10_000), st.lists(st.integers(-3000, 0), max_size=3))
def test_what_is_taken_back_leads_from_the_shown_sum_to_the_shown_total(total: int, taken: list[int]) -> None:
    assert total // FINE + sum(shown_brakes(total, taken)) == (total + sum(taken)) // FINE


def test_the_weights_are_a_hundred_points() -> None:
    assert sum(WEIGHTS.values()) == 100
