"""Where an offer is: puts together its label, codes and coordinates, and says how precisely that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import short_distance_km
from clicnjob.places.gazetteer import Commune
from clicnjob.places.labels import Reading, read

# Beyond this distance from the centre of the commune, coordinates are believed less than the commune: of 4,800 offers
# with both, 117 were further, 110 of them with latitude and longitude exchanged. Only the communes of Guyane, and a few
# like Arles, are wider.
FARTHEST_KM = 15.0

# What three geocoders answer when they are asked for « France »: the middle of the country, not a place of work.
MIDDLES_OF_FRANCE = ((46.227638, 2.213749), (46.603354, 1.888334), (46.711090, 1.719104))

Position = tuple[float, float]


class Precision(StrEnum):
    """How precisely a place is known. A point is what the source gave: it may itself be the middle of the commune."""

    POINT = "point"
    COMMUNE = "commune"
    DEPARTEMENT = "departement"
    REGION = "region"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it is known: INSEE codes of today, position in degrees, precision.

    There is a position for a point or a commune only: the middle of a département is not where the work is.
    """

    commune_code: str | None
    departement: str | None
    region: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision


def resolve(
    label: str,
    commune_code: str | None,
    postcode: str | None,
    latitude: float | None,
    longitude: float | None,
    catalogue: Catalogue,
) -> Place:
    """The place of an offer; each argument may be missing, empty or wrong, and nothing is ever invented.

    The commune's code is believed first, then its label and postcode, then the coordinates, exchanged if that is where
    they make sense. A former commune or an arrondissement keeps its own position under the code of today's commune.
    """
    candidates = list(_orientations(latitude, longitude))
    commune = catalogue.listed((commune_code or "").strip())
    if commune:
        return _in_commune(commune, candidates, catalogue)
    reading = read(label, postcode or "", catalogue)
    if reading.commune:
        return _in_commune(reading.commune, candidates, catalogue)
    return _by_position(reading, candidates, catalogue) or _in_area(reading)


def _orientations(latitude: float | None, longitude: float | None) -> Iterator[Position]:
    """The position as given, then exchanged, when they can be on the globe. 0, 0 is a form left empty."""
    if latitude is None or longitude is None or not (isfinite(latitude) and isfinite(longitude)):
        return
    for north, east in ((latitude, longitude), (longitude, latitude)):
        if abs(north) <= 90 and abs(east) <= 180 and (north or east):
            yield north, east


def _in_commune(commune: Commune, candidates: list[Position], catalogue: Catalogue) -> Place:
    for position in candidates:
        if short_distance_km(commune.latitude, commune.longitude, *position) <= FARTHEST_KM:
            return _at(commune, position, Precision.POINT, catalogue)
    return _at(commune, (commune.latitude, commune.longitude), Precision.COMMUNE, catalogue)


def _by_position(reading: Reading, candidates: list[Position], catalogue: Catalogue) -> Place | None:
    """The nearest commune of the area said, if near enough; beside words not understood, the point alone."""
    for position in candidates:
        found = catalogue.nearest(*position, departement=reading.departement, region=reading.region)
        if found is None or found[1] > FARTHEST_KM or _is_middle_of_france(position):
            continue
        if reading.understood:
            return _at(found[0], position, Precision.POINT, catalogue)
        return Place(None, None, None, *position, Precision.POINT)
    return None


def _is_middle_of_france(position: Position) -> bool:
    return any(short_distance_km(*position, *middle) < 1 for middle in MIDDLES_OF_FRANCE)


def _at(commune: Commune, position: Position, precision: Precision, catalogue: Catalogue) -> Place:
    today = catalogue.get(commune.code) or commune
    return Place(today.code, today.departement_code, today.region_code, *position, precision)


def _in_area(reading: Reading) -> Place:
    precision = (
        Precision.DEPARTEMENT if reading.departement else Precision.REGION if reading.region else Precision.UNKNOWN
    )
    return Place(None, reading.departement, reading.region, None, None, precision)
