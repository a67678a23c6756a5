"""What is known of places, as plain values: regions, départements, communes, and the digest that names an edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What an INSEE code stands for. Only the first is a commune of today; the two others belong to one."""

    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Region:
    """An INSEE region; the overseas territories that belong to none count as one, with their own code (975, 987…)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Departement:
    """A département or an overseas territory: two or three characters (07, 2A, 974, 988)."""

    code: str
    name: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, an arrondissement of Paris, Lyon or Marseille, or a former commune.

    Latitude and longitude are degrees north and east of the town hall, or of the middle of the territory without one.
    `parent_code` is the commune of today, for the two other kinds. `former_name` is the name its seat had before a
    merger that kept the code. A population not published is 0.
    """

    code: str
    name: str
    departement_code: str
    region_code: str
    population: int
    latitude: float
    longitude: float
    kind: Kind = Kind.COMMUNE
    parent_code: str | None = None
    former_name: str | None = None
    postcodes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name with its département, as lists show it: Lens (62)."""
        return f"{self.name} ({self.departement_code})"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """One edition of all places, each tuple in the order of its codes."""

    regions: tuple[Region, ...]
    departements: tuple[Departement, ...]
    communes: tuple[Commune, ...]

    @classmethod
    def of(
        cls, regions: Iterable[Region], departements: Iterable[Departement], communes: Iterable[Commune]
    ) -> Gazetteer:
        """The edition made of these values, in any order."""
        return cls(
            tuple(sorted(regions, key=_code)),
            tuple(sorted(departements, key=_code)),
            tuple(sorted(communes, key=_code)),
        )

    def digest(self) -> str:
        """Sixteen hexadecimal digits that name this content: the same rows give the same name."""
        content = msgspec.json.encode((self.regions, self.departements, self.communes))
        return hashlib.sha256(content).hexdigest()[:16]


def _code(value: Region | Departement | Commune) -> str:
    return value.code
