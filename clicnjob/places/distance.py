"""Distance between two positions on the globe, for numbers or whole columns."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Mean radius of the Earth (IUGG); the flattening costs at most 0.5 %.
EARTH_KM = 6371.0088

Column = NDArray[np.float64]


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Any:
    """Great-circle kilometres between positions in degrees, in float64: a number for numbers, else a column.

    Arguments broadcast against each other. The haversine form keeps short distances exact: 68 m are not 0.
    """
    a1, o1, a2, o2 = (np.radians(np.asarray(value, dtype=np.float64)) for value in (lat1, lon1, lat2, lon2))
    half = np.sin((a2 - a1) / 2) ** 2 + np.cos(a1) * np.cos(a2) * np.sin((o2 - o1) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))


def short_distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The same for four numbers, about ten times faster: offers are placed one by one."""
    a1, a2 = radians(lat1), radians(lat2)
    half = sin((a2 - a1) / 2) ** 2 + cos(a1) * cos(a2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))


def unit_vectors(latitude: ArrayLike, longitude: ArrayLike) -> Column:
    """Points of the unit sphere, one row (x, y, z) a position: one matrix product gives many cosines at once."""
    north, east = (np.radians(np.asarray(value, dtype=np.float64)) for value in (latitude, longitude))
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)
