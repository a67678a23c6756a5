"""Lays a plain table of communes over a gazetteer: what a cell says replaces, what it leaves empty stays."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clicnjob.places.distance import short_distance_km
from clicnjob.places.errors import PlacesFileUnreadable
from clicnjob.places.gazetteer import Commune, Gazetteer, Kind

# Names of the same column in the tables of communes published on data.gouv.fr.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code_insee", "code_commune_insee", "insee", "code"),
    "name": ("nom", "nom_standard", "nom_commune", "name"),
    "departement": ("departement", "dep_code", "code_departement", "dep"),
    "postcodes": ("codes_postaux", "code_postal"),
    "population": ("population", "population_municipale"),
    "latitude": ("latitude", "latitude_mairie", "lat", "latitude_centre"),
    "longitude": ("longitude", "longitude_mairie", "lon", "longitude_centre"),
    "parent": ("commune_parente",),
    "former_codes": ("anciens_codes",),
}
# A commune does not move: a position this far from the known one is a geocoder's mistake.
FARTHEST_MOVE_KM = 25.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of communes; None and empty say nothing."""

    code: str
    name: str
    departement: str
    postcodes: tuple[str, ...]
    population: int | None
    position: tuple[float, float] | None
    parent: str
    former_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The gazetteer that results, and how many lines or positions were not believed."""

    gazetteer: Gazetteer
    set_aside: int


def read(path: Path) -> list[Entry]:
    """The lines of a `.csv` or `.csv.gz` in UTF-8, separated by commas or semicolons. Raises PlacesFileUnreadable."""
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig", newline="") as lines
        ):
            header = lines.readline()
            columns = next(csv.reader([header], delimiter=_separator(header)), [])
            return list(_entries(csv.DictReader(lines, columns, delimiter=_separator(header))))
    except FileNotFoundError as error:
        raise PlacesFileUnreadable(name=path.name, reason="il est introuvable") from error
    except UnicodeDecodeError as error:
        raise PlacesFileUnreadable(name=path.name, reason="il n'est pas en UTF-8") from error
    except ValueError as error:
        raise PlacesFileUnreadable(name=path.name, reason=str(error)) from error
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        raise PlacesFileUnreadable(name=path.name, reason="il est abîmé") from error


def overlay(gazetteer: Gazetteer, entries: Iterable[Entry]) -> Overlaid:
    """The gazetteer with these lines laid over it.

    Set aside: a new commune without name, known département or position, a position too far from the known one,
    a parent that is not a commune.
    """
    communes = {commune.code: commune for commune in gazetteer.communes}
    regions = {departement.code: departement.region_code for departement in gazetteer.departements}
    set_aside = 0
    for entry in entries:
        known = communes.get(entry.code)
        moved = bool(known and entry.position and _far(known, entry.position))
        found = _changed(known, entry, moved) if known else _new(entry, communes, regions)
        set_aside += moved or found is None
        if found:
            communes[entry.code] = found
            communes |= {code: _former(code, found) for code in entry.former_codes if code not in communes}
    return Overlaid(Gazetteer.of(gazetteer.regions, gazetteer.departements, communes.values()), set_aside)


def _changed(known: Commune, entry: Entry, moved: bool) -> Commune:
    latitude, longitude = (None if moved else entry.position) or (known.latitude, known.longitude)
    return replace(
        known,
        name=entry.name or known.name,
        population=known.population if entry.population is None else entry.population,
        latitude=latitude,
        longitude=longitude,
        postcodes=entry.postcodes or known.postcodes,
    )


def _new(entry: Entry, communes: Mapping[str, Commune], regions: Mapping[str, str]) -> Commune | None:
    if entry.parent:
        parent = communes.get(entry.parent)
        return _former(entry.code, parent) if parent and parent.kind is Kind.COMMUNE else None
    if not (entry.name and entry.position and entry.departement in regions):
        return None
    return Commune(
        code=entry.code,
        name=entry.name,
        departement_code=entry.departement,
        region_code=regions[entry.departement],
        population=entry.population or 0,
        latitude=entry.position[0],
        longitude=entry.position[1],
        postcodes=entry.postcodes,
    )


def _former(code: str, parent: Commune) -> Commune:
    """A code of the past: all that is known of it is the commune of today."""
    return replace(
        parent, code=code, kind=Kind.FORMER, parent_code=parent.code, population=0, postcodes=(), former_name=None
    )


def _far(known: Commune, position: tuple[float, float]) -> bool:
    return short_distance_km(known.latitude, known.longitude, *position) > FARTHEST_MOVE_KM


def _separator(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _entries(lines: csv.DictReader[str]) -> Iterator[Entry]:
    columns = {
        wanted: next((name for name in names if name in (lines.fieldnames or ())), "")
        for wanted, names in COLUMNS.items()
    }
    for needed, title in (("code", "code_insee"), ("name", "nom")):
        if not columns[needed]:
            raise ValueError(f"il n'a pas de colonne {title}")
    for number, line in enumerate(lines, start=2):
        cells = {wanted: (line.get(name) or "").strip() for wanted, name in columns.items()}
        try:
            yield _entry(cells)
        except ValueError as error:
            raise ValueError(f"ligne {number}, {error}") from error


def _entry(cells: dict[str, str]) -> Entry:
    latitude, longitude = _number(cells["latitude"], 90), _number(cells["longitude"], 180)
    population = _number(cells["population"], 1e8)
    return Entry(
        code=cells["code"].upper().zfill(5),
        name=cells["name"],
        departement=cells["departement"].upper().zfill(2),
        postcodes=tuple(sorted(set(_words(cells["postcodes"])))),
        population=None if population is None else int(population),
        position=None if latitude is None or longitude is None else (latitude, longitude),
        parent=cells["parent"],
        former_codes=_words(cells["former_codes"]),
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.zfill(5) for word in re.split(r"[^0-9A-Z]+", cell) if word)


def _number(cell: str, largest: float) -> float | None:
    if not cell:
        return None
    try:
        number = float(cell.replace(",", "."))
    except ValueError as error:
        raise ValueError(f"« {cell} » n'est pas un nombre") from error
    if not abs(number) <= largest:
        raise ValueError(f"« {cell} » est hors des limites")
    return number
