"""Travel time by mode, estimated from the distance as the crow flies: no timetable, no road map, no slope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike


class Mode(StrEnum):
    """A way to go to work. `scooter` is a 50 cc with the AM licence, `lift` somebody else's car."""

    WALK = "walk"
    BIKE = "bike"
    BUS = "bus"
    SCOOTER = "scooter"
    CAR = "car"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a mode travels: kilometres an hour on the way, minutes that pass whatever the distance."""

    speed: float
    fixed: float


# Roads and paths are longer than the straight line: 1.34 times on average from homes to the centre of 300 European
# cities (Environment and Planning B, 2023), about 1.3 between any two places by motorway networks (Wang et al., 2024).
# Mountains and lakes do worse: an estimate, shown as one.
DETOUR = 1.34

# Speeds are of the way itself; the fixed minutes make short trips as slow as surveys find them.
# walk     4.8 km/h, the ordinary pace of an adult.
# bike     14 km/h and 2 minutes to take and lock it: between 10 measured on shared bikes in Lyon and 16 of commuters.
# bus      Urban networks run at 15 km/h in large cities, 17 elsewhere (UTP, 2018); coaches and regional trains, which
#          carry the longer trips, at more than 30. 20 km/h, and 12 minutes to walk to the stop and wait.
#          An assumption: where no line runs, no estimate can tell.
# scooter  30 km/h on average under the legal 45, 3 minutes. An assumption.
# car      50 km/h and 5 minutes to leave and park: 39 km/h door to door over 15 km of road, where the survey of 2019
#          (Enquête mobilité des personnes) finds 36 between 10 and 20 km; longer trips go faster.
# lift     The same, and 10 minutes to meet and wait for who drives. An assumption.
PACES: Mapping[str, Pace] = {
    Mode.WALK: Pace(4.8, 0),
    Mode.BIKE: Pace(14, 2),
    Mode.BUS: Pace(20, 12),
    Mode.SCOOTER: Pace(30, 3),
    Mode.CAR: Pace(50, 5),
    Mode.LIFT: Pace(50, 15),
}


def minutes(mode: str, km: ArrayLike) -> Any:
    """Minutes one way by a mode for straight-line kilometres: a number for a number, a float64 column for a column.

    NaN (a place not known) stays NaN. Raises KeyError for a mode that is not one.
    """
    pace = PACES[mode]
    return pace.fixed + np.asarray(km, dtype=np.float64) * (DETOUR * 60 / pace.speed)


def fastest(modes: Sequence[str], km: ArrayLike) -> tuple[Any, Any]:
    """The quickest of the modes a person has: its place in `modes`, and its minutes, for each distance.

    The first of equals. Only the modes given count: no car unless it is among them. Raises ValueError without any.
    """
    if not modes:
        raise ValueError("no mode of transport")
    times = np.stack([minutes(mode, km) for mode in modes])
    return times.argmin(axis=0), times.min(axis=0)


def reach_km(modes: Sequence[str], most_minutes: float) -> float:
    """How far, in straight-line kilometres, the quickest of these modes goes within so many minutes; 0 without any."""
    return max((_reach(PACES[mode], most_minutes) for mode in modes), default=0.0)


def _reach(pace: Pace, most_minutes: float) -> float:
    return max(0.0, most_minutes - pace.fixed) * pace.speed / (60 * DETOUR)
