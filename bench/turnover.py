"""How long an import holds the only writer of SQLite: python -m bench.turnover [--live N --offers N --json]

Invented offers of every other region are live, of another source; then those of one region come in, in a complete file,
and the same file comes again. From the start of the write transaction to its commit, with the index of the ranking made
in it, in a process of its own: seconds of a clock, and of the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import event

from bench.imports import apart, prepare
from clicnjob import clock
from clicnjob.db import Database
from clicnjob.demo import offers
from clicnjob.demo.services import towns_of
from clicnjob.demo.towns import Town
from clicnjob.offers.importing import FRANCE_TRAVAIL, import_offers
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.weekly import before_turn_over

REGION = "84"
MOST_MB = 10_000


class Held(NamedTuple):
    """Seconds of a clock and of the processor: under the lock, and from the first byte read to the commit."""

    lock: float
    lock_cpu: float
    whole: float
    whole_cpu: float


@click.command()
@click.option("--live", default=60_000, show_default=True, type=click.IntRange(min=1))
@click.option("--offers", "count", default=20_000, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="One object on one line.")
def main(live: int, count: int, as_json: bool) -> None:
    """Print the figures of one run."""
    found = figures(live, count)
    print(json.dumps(found) if as_json else "\n".join(f"{name:26} {value}" for name, value in found.items()))


def figures(live: int, count: int) -> dict[str, Any]:
    """Offers live elsewhere, offers of the region, seconds of the lock and of the whole import, by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.sqlite3'}"
        catalogue, day = Catalogue(sources.read().gazetteer), clock.today()
        here = towns_of(catalogue, REGION)
        elsewhere = [town for town in towns_of(catalogue) if town.region_name != here[0].region_name]
        apart(partial(prepare, url))
        others = written(folder / "others.ndjson", live, 1, day, elsewhere)
        apart(partial(held, url, folder, others, ALL_REGIONS, "another"))
        week = written(folder / "week.ndjson", count, 2, day, here)
        first, again = (apart(partial(held, url, folder, week, REGION, FRANCE_TRAVAIL)) for _ in range(2))
    return {
        "live_elsewhere": live,
        "offers": count,
        "lock_s": round(first.lock, 2),
        "lock_cpu_s": round(first.lock_cpu, 2),
        "import_s": round(first.whole, 2),
        "import_cpu_s": round(first.whole_cpu, 2),
        "lock_s_same_again": round(again.lock, 2),
        "lock_cpu_s_same_again": round(again.lock_cpu, 2),
    }


def written(path: Path, count: int, seed: int, day: date, towns: Sequence[Town]) -> Path:
    """A file of invented offers of these towns, one a line."""
    with path.open("wb") as file:
        for record in offers.generate(count, seed, day, towns):
            file.write(msgspec.json.encode(record) + b"\n")
    return path


def held(url: str, folder: Path, path: Path, region: str, source: str) -> Held:
    """Import a file, and say how long the write lock was held."""
    database, moments = Database(url, folder), [_now()]
    for name in ("begin", "commit"):
        event.listen(database._writer, name, lambda _: moments.append(_now()))
    import_offers(
        database,
        [GivenFile(path, path.name)],
        region=region,
        complete=True,
        source=source,
        most_mb=MOST_MB,
        before_turn_over=before_turn_over,
    )
    database.close()
    start, begun, done = moments
    return Held(*(done - begun), *(done - start))


def _now() -> NDArray[np.float64]:
    return np.array([time.perf_counter(), time.process_time()])


if __name__ == "__main__":
    main()
