"""Travel time by mode."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.places.travel import DETOUR, PACES, Mode, fastest, minutes, reach_km

MODES = st.sampled_from(list(Mode))
KILOMETRES = st.floats(0, 500)
SETS = st.lists(MODES, min_size=1, unique=True)


@pytest.mark.parametrize(
    ("mode", "km", "low", "high"),
    [
        (Mode.WALK, 1, 15, 18),
        (Mode.BIKE, 5, 25, 32),
        (Mode.BUS, 5, 28, 36),
        (Mode.SCOOTER, 10, 25, 35),
        (Mode.CAR, 10, 18, 24),
        (Mode.CAR, 30, 45, 60),
        (Mode.LIFT, 10, 28, 34),
    ],
)
def test_ordinary_trips_take_an_ordinary_time(mode: Mode, km: float, low: float, high: float) -> None:
    assert low <= minutes(mode, km) <= high


def test_a_car_over_fifteen_kilometres_of_road_is_as_slow_as_the_survey_finds() -> None:
    hours = minutes(Mode.CAR, 15 / DETOUR) / 60

    assert 15 / hours == pytest.approx(36, abs=4)


def test_every_mode_has_a_pace() -> None:
    assert set(PACES) == set(Mode)


@given(MODES, KILOMETRES, KILOMETRES)
def test_further_never_takes_less_time(mode: Mode, one: float, other: float) -> None:
    assert minutes(mode, min(one, other)) <= minutes(mode, max(one, other))


@given(SETS, st.lists(KILOMETRES, min_size=1))
def test_the_quickest_mode_is_the_quickest_for_each_distance(modes: list[Mode], km: list[float]) -> None:
    which, times = fastest(modes, np.array(km))

    assert [min(minutes(mode, one) for mode in modes) for one in km] == pytest.approx(times)
    assert [minutes(modes[at], one) for at, one in zip(which, km, strict=True)] == pytest.approx(times)


@given(SETS, MODES, KILOMETRES)
def test_one_more_mode_never_takes_longer(modes: list[Mode], more: Mode, km: float) -> None:
    assert fastest([*modes, more], km)[1] <= fastest(modes, km)[1]


@given(SETS, st.floats(0, 300))
def test_the_reach_takes_the_time_given(modes: list[Mode], most: float) -> None:
    reach = reach_km(modes, most)

    assert reach == 0 or fastest(modes, reach)[1] == pytest.approx(most)


def test_an_unknown_distance_stays_unknown() -> None:
    assert np.isnan(fastest([Mode.CAR, Mode.WALK], np.array([np.nan]))[1]).all()


def test_without_any_mode_there_is_no_time_and_no_reach() -> None:
    assert reach_km([], 60) == 0
    with pytest.raises(ValueError, match="no mode"):
        fastest([], 3)
