"""Positions out of hexadecimal WKB, the form in which the official files give points and outlines."""

from __future__ import annotations

import struct
from math import isfinite

import numpy as np
from numpy.typing import NDArray

Position = tuple[float, float]
Ring = NDArray[np.float64]

_POINT, _POLYGON, _MULTIPOLYGON = 1, 3, 6
_HEADER = 5
# About two kilometres: a town hall may stand across the street that is the border.
_MARGIN = 0.02


def point(hexadecimal: str) -> Position | None:
    """Latitude and longitude of a point, in degrees; None for an empty one. ValueError for anything else."""
    data = bytes.fromhex(hexadecimal)
    order, kind = _header(data, 0)
    if kind != _POINT or len(data) != _HEADER + 16:
        raise ValueError("not a WKB point")
    longitude, latitude = struct.unpack_from(f"{order}2d", data, _HEADER)
    return (latitude, longitude) if isfinite(latitude) and isfinite(longitude) else None


def outline(hexadecimal: str) -> list[Ring]:
    """The outer ring of each part of a polygon or multipolygon: rows of longitude, latitude. ValueError else."""
    data = bytes.fromhex(hexadecimal)
    order, kind = _header(data, 0)
    try:
        if kind == _POLYGON:
            return [_polygon(data, 0)[0]]
        if kind == _MULTIPOLYGON:
            return _multipolygon(data, *struct.unpack_from(f"{order}I", data, _HEADER))
    except struct.error as error:
        raise ValueError("WKB cut short") from error
    raise ValueError("neither a WKB polygon nor a multipolygon")


def holds(rings: list[Ring], position: Position) -> bool:
    """Whether a position lies in the box around an outline, two kilometres more or less."""
    points = rings[0] if len(rings) == 1 else np.concatenate(rings)
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    latitude, longitude = position
    return south - _MARGIN <= latitude <= north + _MARGIN and west - _MARGIN <= longitude <= east + _MARGIN  # type: ignore[no-any-return]


def middle(rings: list[Ring]) -> Position:
    """The centroid of the largest part of an outline: islets do not move it."""
    area, longitude, latitude = max(map(_centroid, rings))
    if not area:
        longitude, latitude = np.concatenate(rings).mean(axis=0)
    return float(latitude), float(longitude)


def _header(data: bytes, at: int) -> tuple[str, int]:
    if len(data) < at + _HEADER:
        raise ValueError("WKB cut short")
    order = "<" if data[at] == 1 else ">"
    return order, struct.unpack_from(f"{order}I", data, at + 1)[0]


def _multipolygon(data: bytes, count: int) -> list[Ring]:
    at, rings = _HEADER + 4, []
    for _ in range(count):
        ring, at = _polygon(data, at)
        rings.append(ring)
    return rings


def _polygon(data: bytes, at: int) -> tuple[Ring, int]:
    """The outer ring of the polygon at this offset, and the offset after the polygon."""
    order, _ = _header(data, at)
    count, at, rings = struct.unpack_from(f"{order}I", data, at + _HEADER)[0], at + _HEADER + 4, []
    for _ in range(count):
        points = struct.unpack_from(f"{order}I", data, at)[0]
        rings.append(np.frombuffer(data, f"{order}f8", points * 2, at + 4).reshape(points, 2))
        at += 4 + points * 16
    return rings[0], at


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Area, longitude and latitude of a closed ring by the shoelace formula, from its first point for precision."""
    origin = ring[0]
    x, y = (ring - origin).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    twice = cross.sum()
    if not twice:
        return 0.0, 0.0, 0.0
    east, north = ((side[:-1] + side[1:]) @ cross / (3 * twice) for side in (x, y))
    return abs(twice) / 2, float(origin[0] + east), float(origin[1] + north)
