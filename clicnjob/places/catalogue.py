"""All places in memory: find a commune by code, postcode or name, and what is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clicnjob.places.distance import EARTH_KM, Column, short_distance_km, unit_vectors
from clicnjob.places.gazetteer import Commune, Departement, Gazetteer, Kind, Region
from clicnjob.places.names import Names
from clicnjob.places.searching import Found, NameIndex

Position = tuple[float, float]


class Catalogue:
    """One edition of all places, never changed: share it between threads.

    `communes` holds every code, arrondissements and former communes too, in the order of codes; `latitude` and
    `longitude` are float64 columns in degrees in the same order, and `rows` gives the row of a code.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.communes: Sequence[Commune] = gazetteer.communes
        self.regions: Mapping[str, Region] = {region.code: region for region in gazetteer.regions}
        self.departements: Mapping[str, Departement] = {one.code: one for one in gazetteer.departements}
        self.rows: Mapping[str, int] = {commune.code: row for row, commune in enumerate(self.communes)}
        self.latitude: Column = _frozen([commune.latitude for commune in self.communes])
        self.longitude: Column = _frozen([commune.longitude for commune in self.communes])

    @cached_property
    def digest(self) -> str:
        """The name of this content."""
        return self.gazetteer.digest()

    def get(self, code: str) -> Commune | None:
        """The commune of today of a code: former codes and arrondissements give the commune they belong to."""
        found = self.listed(code)
        while found is not None and found.parent_code is not None:
            found = self.listed(found.parent_code)
        return found

    def listed(self, code: str) -> Commune | None:
        """What a code itself stands for, with its own position: an arrondissement or former commune stays one."""
        row = self.rows.get(code)
        return None if row is None else self.communes[row]

    def by_postcode(self, postcode: str) -> Sequence[Commune]:
        """The communes and arrondissements of a postcode, the largest first; none for an unknown one (CEDEX)."""
        return self._postcodes.get(postcode, ())

    def search(self, text: str, limit: int = 8) -> list[Commune]:
        """Communes and arrondissements for a name, a postcode or the beginning of one, typed with mistakes.

        Best first: the exact name, then the beginning of a name before a misspelling, the larger commune first among
        equals. A former name gives the commune of today. « 75 - PARIS 09 », « Lens (62) » and « 26000 » are understood.
        """
        return [found.commune for found in self.found(text, limit)]

    def found(self, text: str, limit: int = 8) -> list[Found]:
        """The same, each with the name by which it was found; an INSEE code is understood where it is no postcode."""
        coded = self.listed(text.strip().upper())
        return self._index.search(text, limit) or ([Found(coded)] if coded else [])

    def choices(self, text: str, limit: int = 8) -> list[tuple[str, str]]:
        """What a form offers for a text: (INSEE code, label), best first."""
        return [(found.commune.code, found.label) for found in self.found(text, limit)]

    def pick(self, text: str) -> Commune | None:
        """The one commune a text means without doubt: its label, only postcode or only exact name. Else None."""
        return self._index.only(text)

    def near(self, origin: str | Position, km: float) -> list[tuple[Commune, float]]:
        """Communes of today within so many kilometres of a code or position, with the distance, nearest first.

        The origin is among them. An unknown code has nothing near.
        """
        position = self._position(origin)
        if position is None or km < 0:
            return []
        # The angle is compared by its cosine, which falls as the distance grows.
        cosines = self._vectors @ unit_vectors(*position)
        closest = np.flatnonzero(cosines >= np.cos(min(km / EARTH_KM, np.pi)) - 1e-12).tolist()
        pairs = [(self._current[row], self._kilometres(row, position)) for row in closest]
        return sorted((pair for pair in pairs if pair[1] <= km), key=lambda pair: (pair[1], pair[0].code))

    def nearest(
        self, latitude: float, longitude: float, *, departement: str | None = None, region: str | None = None
    ) -> tuple[Commune, float] | None:
        """The commune of today whose centre is nearest to a position, and the kilometres to it.

        Among those of a département or region when one is given; None when there is no commune there.
        """
        rows = self._inside.get((departement, None if departement else region))
        if rows is None:
            return None
        vectors = self._vectors[rows] if departement or region else self._vectors
        row = int(rows[np.argmax(vectors @ unit_vectors(latitude, longitude))])
        return self._current[row], self._kilometres(row, (latitude, longitude))

    @cached_property
    def names(self) -> Names:
        """Exact names by département, for reading the places of offers."""
        return Names(self.gazetteer)

    def _position(self, origin: str | Position) -> Position | None:
        if not isinstance(origin, str):
            return origin
        commune = self.listed(origin)
        return None if commune is None else (commune.latitude, commune.longitude)

    def _kilometres(self, row: int, position: Position) -> float:
        commune = self._current[row]
        return short_distance_km(commune.latitude, commune.longitude, *position)

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self.gazetteer)

    @cached_property
    def _current(self) -> Sequence[Commune]:
        return [commune for commune in self.communes if commune.kind is Kind.COMMUNE]

    @cached_property
    def _vectors(self) -> Column:
        return unit_vectors([one.latitude for one in self._current], [one.longitude for one in self._current])

    @cached_property
    def _inside(self) -> Mapping[tuple[str | None, str | None], NDArray[np.int64]]:
        """Rows of the communes of each (département, None) and (None, region), and of the country: (None, None)."""
        found: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        for row, commune in enumerate(self._current):
            found[commune.departement_code, None].append(row)
            found[None, commune.region_code].append(row)
            found[None, None].append(row)
        return {area: np.array(rows) for area, rows in found.items()}

    @cached_property
    def _postcodes(self) -> Mapping[str, Sequence[Commune]]:
        found: dict[str, list[Commune]] = defaultdict(list)
        for commune in sorted(self.communes, key=lambda one: (-one.population, one.code)):
            for postcode in commune.postcodes:
                found[postcode].append(commune)
        return found


def _frozen(values: Sequence[float]) -> Column:
    column = np.array(values, dtype=np.float64)
    column.setflags(write=False)
    return column
