"""Figures of the places: reading, loading, searching and placing. Run: python -m bench.places"""

from __future__ import annotations

import random
import string
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from clicnjob import clock, schema
from clicnjob.db import Database
from clicnjob.places import services, sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune, Gazetteer, Kind
from clicnjob.places.resolving import resolve

T = TypeVar("T")

SEED = 20261124
SEARCHES, OFFERS = 1000, 20_000
TYPED = (
    "st jean de beugne", "Bourg-les-Valence", "07000", "75 - PARIS 09", "26 - BOURG LES VALENCE", "lans",
    "saint etiene", "Le Puy", "aubena", "ste foy les lyon", "villeurbane", "lepuyenvelay", "lens centre", "s",
)  # fmt: skip


def main() -> None:
    """Print every figure, one a line."""
    rng = random.Random(SEED)
    found, seconds = _timed(sources.read)
    _say("read the installed package", f"{seconds:.2f} s")
    _say("load into an empty SQLite file", f"{_loading(found.gazetteer):.2f} s")
    catalogue = Catalogue(found.gazetteer)
    _say("index of names, once a process", f"{_timed(lambda: catalogue.search('lens'))[1]:.2f} s")
    _searching(catalogue, rng)
    _placing(catalogue, rng)
    _near(catalogue, rng)


def _loading(gazetteer: Gazetteer) -> float:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        schema.upgrade(database)
        start = time.perf_counter()
        with database.write() as session:
            services.load(session, gazetteer, source="bench", now=clock.now())
        seconds = time.perf_counter() - start
        database.close()
    return seconds


def _searching(catalogue: Catalogue, rng: random.Random) -> None:
    _say("search, what people type", _milliseconds(catalogue.search, TYPED * 20))
    towns = [one for one in catalogue.communes if one.kind is Kind.COMMUNE and one.population > 2000]
    sample = [(one, _misspelled(one.name, rng)) for one in rng.sample(towns, SEARCHES)]
    _say("search, a name with one mistake", _milliseconds(catalogue.search, [text for _, text in sample]))
    answers = [(one, catalogue.search(text)) for one, text in sample]
    first = sum(found[:1] == [one] for one, found in answers)
    _say("the right town comes first", f"{first / SEARCHES:.1%}")
    _say("the right town is among eight", f"{sum(one in found for one, found in answers) / SEARCHES:.1%}")


def _placing(catalogue: Catalogue, rng: random.Random) -> None:
    towns = [one for one in catalogue.communes if one.kind is Kind.COMMUNE]
    records = [_record(rng.choice(towns), rng) for _ in range(OFFERS)]
    resolve("07 - AUBENAS", None, None, None, None, catalogue)
    places, seconds = _timed(lambda: [resolve(*record, catalogue) for record in records])
    _say("places of offers resolved", f"{OFFERS / seconds:,.0f} a second")
    labels = [(label, None, None, None, None) for label, *_ in records]
    _, seconds = _timed(lambda: [resolve(*record, catalogue) for record in labels])
    _say("the same from labels alone", f"{OFFERS / seconds:,.0f} a second")
    spots = [("", None, None, place.latitude, place.longitude) for place in places if place.latitude][:2000]
    _, seconds = _timed(lambda: [resolve(*record, catalogue) for record in spots])
    _say("the same from coordinates alone", f"{len(spots) / seconds:,.0f} a second")


def _near(catalogue: Catalogue, rng: random.Random) -> None:
    towns = [one.code for one in catalogue.communes]
    _say("communes within 30 km", _milliseconds(lambda code: catalogue.near(code, 30), rng.sample(towns, 200)))


def _record(town: Commune, rng: random.Random) -> tuple[str, str | None, str | None, float | None, float | None]:
    """A place as sources give it: seven in ten whole, the rest by their label, one in fifty coordinates exchanged."""
    label = f"{town.departement_code} - {town.name.upper().replace('-', ' ')}"
    if rng.random() > 0.7:
        return label, None, None, None, None
    position = (town.latitude + rng.uniform(-0.02, 0.02), town.longitude + rng.uniform(-0.02, 0.02))
    latitude, longitude = position[::-1] if rng.random() < 0.02 else position
    return label, town.code, (town.postcodes or ("",))[0], latitude, longitude


def _misspelled(name: str, rng: random.Random) -> str:
    at, letter = rng.randrange(1, len(name)), rng.choice(string.ascii_lowercase)
    return rng.choice([name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]])


def _milliseconds(work: Callable[[str], object], texts: Iterable[str]) -> str:
    times = sorted(_timed(lambda text=text: work(text))[1] * 1000 for text in texts)  # type: ignore[misc]
    return f"median {median(times):.1f} ms, p99 {_at(times, 0.99):.1f} ms"


def _at(times: Sequence[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)]


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _say(what: str, figure: str) -> None:
    print(f"{what:<34}{figure}")


if __name__ == "__main__":
    main()
