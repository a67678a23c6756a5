"""Distance on the globe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.places.distance import EARTH_KM, distance_km, short_distance_km, unit_vectors

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
POSITIONS = st.tuples(LATITUDES, LONGITUDES)

PARIS, LYON = (48.8566, 2.3522), (45.7640, 4.8357)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (PARIS, LYON, 391.5),
        (PARIS, PARIS, 0.0),
        ((0, 0), (0, 180), np.pi * EARTH_KM),
        ((-22.27, 166.44), PARIS, 16_734),
        ((50.0, 3.0), (50.0, 3.00095), 0.0679),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert distance_km(*one, *other) == pytest.approx(km, rel=2e-3)


@given(POSITIONS, POSITIONS)
def test_both_forms_agree_both_ways(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert short_distance_km(*one, *other) == pytest.approx(float(distance_km(*other, *one)), rel=1e-6, abs=1e-6)


@given(POSITIONS, POSITIONS, POSITIONS)
def test_a_detour_is_never_shorter(
    one: tuple[float, float], two: tuple[float, float], via: tuple[float, float]
) -> None:
    assert short_distance_km(*one, *two) <= short_distance_km(*one, *via) + short_distance_km(*via, *two) + 1e-3


@given(POSITIONS, POSITIONS)
def test_the_cosine_of_unit_vectors_gives_the_distance(one: tuple[float, float], other: tuple[float, float]) -> None:
    cosine = float(np.clip(unit_vectors(*one) @ unit_vectors(*other), -1, 1))

    assert EARTH_KM * np.arccos(cosine) == pytest.approx(short_distance_km(*one, *other), abs=0.3)


def test_columns_broadcast() -> None:
    km = distance_km(*PARIS, np.array([PARIS[0], LYON[0]]), np.array([PARIS[1], LYON[1]]))

    assert km == pytest.approx([0, 391.5], rel=2e-3)
