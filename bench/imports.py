"""Figures of imports: offers a second and peak memory, against a plain floor. Run: python -m bench.imports [FILE ...]

Without a file, two weeks of 80,000 invented offers are written first: four in ten of the second are new, as many of the
first are gone. An import is all of it, to the indexes of the ranking. The floor is what nothing beats by much: msgspec
decodes the lines, and one bulk insert writes the same columns, uncleaned. Each figure is taken in a process of its own.
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
from clicnjob.offers import received
from clicnjob.offers.importing import FRANCE_TRAVAIL, turn_over
from clicnjob.offers.models import Offer, OfferText
from clicnjob.offers.orders import Order, Wish
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.prose.reading import facts_in
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.staging import Staged, stage
from clicnjob.places import queries as places
from clicnjob.places import services as places_services
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.weekly import before_turn_over
from tests import postgres

T = TypeVar("T")

MOST_BYTES = 10**10
MEGA = 1 << 20
OFFERS, TEXTS = cast(Table, Offer.__table__), cast(Table, OfferText.__table__)


class Figure(NamedTuple):
    """Seconds of reading and washing, of writing, of the processor in all, and the peak of the process's memory in
    mebibytes. `prose`: how many of the seconds of reading go to what the texts say, measured by reading them again."""

    offers: int
    reading: float
    writing: float
    cpu: float
    peak: float
    prose: float = 0.0


def main() -> None:
    """Print one line an import and engine, and the floors."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--offers", type=int, default=80_000, help="how many to invent when no file is given")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--date", type=date.fromisoformat, default=clock.today())
    arguments.add_argument("--sqlite", action="store_true", help="that engine alone")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres.running() as server:
        weeks = [given.files] if given.files else _invented(Path(folder), given.offers, given.seed, given.date)
        heads = ("offers", "offers/s", "reading", "of it prose", "writing", "processor", "peak")
        print(f"{'':<30}" + "".join(f"{head:>12}" for head in heads))
        _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", Path(folder), weeks)
        if server and not given.sqlite:
            _measure("PostgreSQL", server, Path(folder) / "postgresql", weeks)


def _measure(engine: str, url: str, folder: Path, weeks: Sequence[Sequence[Path]]) -> None:
    apart(partial(prepare, url))
    _say(f"{engine}, first import", apart(partial(_import, url, folder, weeks[0])))
    for files in weeks[1:]:
        _say(f"{engine}, a week later", apart(partial(_import, url, folder, files)))
    _say(f"{engine}, the same again", apart(partial(_import, url, folder, weeks[-1])))
    _say(f"{engine}, floor", apart(partial(_floor, url, weeks[0])))


def prepare(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    with database.write() as session:
        places_services.load(session, sources.read().gazetteer, source="bench", now=clock.now())
    database.close()


def _import(url: str, folder: Path, files: Sequence[Path]) -> Figure:
    database, now = Database(url, folder), clock.now()
    with database.read() as session:
        catalogue = places.catalogue(session)
    start, cpu = time.perf_counter(), time.process_time()
    given = received.keep(folder, [GivenFile(path, path.name) for path in files], MOST_BYTES)
    order = Order(FRANCE_TRAVAIL, ALL_REGIONS, True, clock.today(), now, wish=Wish.ANYWAY)
    with stage(given, catalogue=catalogue, most_bytes=MOST_BYTES, now=now) as staged:
        middle = time.perf_counter()
        turn_over(database, staged, order, before_turn_over=before_turn_over)
        times = (middle - start, time.perf_counter() - middle, time.process_time() - cpu)
        return Figure(staged.read, *times, _peak(), _prose(staged))


def _prose(staged: Staged) -> float:
    seconds = 0.0
    for draft, _ in staged.drafts(staged.kept):
        start = time.perf_counter()
        facts_in(draft.title, draft.description)
        seconds += time.perf_counter() - start
    return seconds


def _floor(url: str, files: Sequence[Path]) -> Figure:
    """Decode the lines; insert as many rows of the same columns, their texts as they come and the rest alike."""
    database, start, cpu = Database(url), time.perf_counter(), time.process_time()
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
    times = (middle - start, time.perf_counter() - middle, time.process_time() - cpu)
    return Figure(len(records), *times, _peak())


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from file


def _invented(folder: Path, count: int, seed: int, day: date) -> list[list[Path]]:
    """Two weeks of invented offers, a file each, one offer a line."""
    paths = [folder / "first.ndjson", folder / "second.ndjson"]
    towns = towns_of(Catalogue(sources.read().gazetteer))
    for path, week in zip(paths, offers.weeks(seed, day, towns, count), strict=True):
        path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in week))
    print(f"{count} invented offers a week, {paths[0].stat().st_size / MEGA:.0f} MiB\n")
    return [[path] for path in paths]


def apart(work: Callable[[], T]) -> T:
    """What some work gives, done in a process of its own: its memory is nobody else's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work).result()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(what: str, figure: Figure) -> None:
    speed = figure.offers / (figure.reading + figure.writing)
    times = (figure.reading, figure.prose, figure.writing, figure.cpu)
    seconds = "".join(f"{one:>10.1f} s" for one in times)
    print(f"{what:<30}{figure.offers:>12,}{speed:>12,.0f}{seconds}{figure.peak:>8.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
