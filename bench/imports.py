"""Figures of imports: offers a second and peak memory, against a plain floor. Run: python -m bench.imports [FILE ...]

Without a file, 80,000 invented offers are written first. The floor is what nothing can beat by much: msgspec decodes
the lines, and one bulk insert writes the same columns, uncleaned. Each figure is taken in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

import msgspec
from sqlalchemy import Table, func, insert, select

from clicnjob import clock, schema
from clicnjob.db import Database
from clicnjob.demo import offers
from clicnjob.demo.services import towns_of
from clicnjob.offers.importing import FRANCE_TRAVAIL, turn_over
from clicnjob.offers.models import Offer, OfferText
from clicnjob.offers.orders import Order, Wish
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.staging import stage
from clicnjob.places import queries as places
from clicnjob.places import services as places_services
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from tests import postgres

T = TypeVar("T")

MOST_BYTES = 10**10
MEGA = 1 << 20
OFFERS, TEXTS = cast(Table, Offer.__table__), cast(Table, OfferText.__table__)


class Figure(NamedTuple):
    """Seconds of reading and washing, seconds of writing, and the peak of the process's memory in mebibytes."""

    offers: int
    reading: float
    writing: float
    peak: float


def main() -> None:
    """Print one line an import and engine, and the floors."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--offers", type=int, default=80_000, help="how many to invent when no file is given")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--date", type=date.fromisoformat, default=clock.today())
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres.running() as server:
        files = given.files or [_invented(Path(folder), given.offers, given.seed, given.date)]
        print(f"{'':<30}{'offers':>9}{'offers/s':>10}{'reading':>10}{'writing':>10}{'peak':>10}")
        _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", files)
        if server:
            _measure("PostgreSQL", server, files)


def _measure(engine: str, url: str, files: Sequence[Path]) -> None:
    apart(partial(prepare, url))
    _say(f"{engine}, first import", apart(partial(_import, url, files)))
    _say(f"{engine}, the same again", apart(partial(_import, url, files)))
    _say(f"{engine}, floor", apart(partial(_floor, url, files)))


def prepare(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    with database.write() as session:
        places_services.load(session, sources.read().gazetteer, source="bench", now=clock.now())
    database.close()


def _import(url: str, files: Sequence[Path]) -> Figure:
    database, now = Database(url), clock.now()
    with database.read() as session:
        catalogue = places.catalogue(session)
    given = [GivenFile(path, path.name) for path in files]
    start = time.perf_counter()
    order = Order(FRANCE_TRAVAIL, ALL_REGIONS, True, clock.today(), now, wish=Wish.ANYWAY)
    with stage(given, catalogue=catalogue, most_bytes=MOST_BYTES, now=now) as staged:
        middle = time.perf_counter()
        outcomes = turn_over(database, staged, order)
    count = sum(outcome.counts["read"] for outcome in outcomes)
    return Figure(count, middle - start, time.perf_counter() - middle, _peak())


def _floor(url: str, files: Sequence[Path]) -> Figure:
    """Decode the lines; insert as many rows of the same columns, their texts as they come and the rest alike."""
    database, start = Database(url), time.perf_counter()
    records = [msgspec.json.decode(line) for path in files for line in _lines(path)]
    middle = time.perf_counter()
    with database.write() as session:
        model = session.scalars(select(Offer).limit(1)).one()
        row = {column.name: getattr(model, column.name) for column in OFFERS.columns}
        first = (session.scalar(select(func.max(Offer.id))) or 0) + 1
        rows = [
            {**row, "id": first + rank, "source": "floor", "source_id": str(rank), "title": one["intitule"]}
            for rank, one in enumerate(records)
        ]
        session.execute(insert(OFFERS), rows)
        texts = [{"offer_id": first + rank, "description": one["description"]} for rank, one in enumerate(records)]
        session.execute(insert(TEXTS), texts)
    return Figure(len(records), middle - start, time.perf_counter() - middle, _peak())


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from file


def _invented(folder: Path, count: int, seed: int, day: date) -> Path:
    """A file of invented offers, one a line."""
    path = folder / "offers.ndjson"
    towns = towns_of(Catalogue(sources.read().gazetteer))
    with path.open("wb") as file:
        for record in offers.generate(count, seed, day, towns):
            file.write(msgspec.json.encode(record) + b"\n")
    print(f"{count} invented offers, {path.stat().st_size / MEGA:.0f} MiB\n")
    return path


def apart(work: Callable[[], T]) -> T:
    """What some work gives, done in a process of its own: its memory is nobody else's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work).result()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(what: str, figure: Figure) -> None:
    speed = figure.offers / (figure.reading + figure.writing)
    times = f"{figure.reading:>8.1f} s{figure.writing:>8.1f} s"
    print(f"{what:<30}{figure.offers:>9,}{speed:>10,.0f}{times}{figure.peak:>6.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
