"""Figures of the search: the first of a process, then each one with its counts, beside the database's own LIKE.

Run: python -m bench.search [--offers N] [--seed N]
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import click
import msgspec

from bench.imports import apart, prepare
from bench.invented import CONTRACTS, titles
from clicnjob import clock
from clicnjob.db import Database
from clicnjob.demo.offers import generate
from clicnjob.demo.services import towns_of
from clicnjob.matching.filtering import Filters, Place
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.opening import offer_set
from clicnjob.matching.searched import searched
from clicnjob.matching.searching import search
from clicnjob.matching.searching_index import SearchIndex, Words
from clicnjob.matching.values import OfferRow
from clicnjob.offers.importing import import_offers
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.places import queries as places
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune
from clicnjob.text.normalise import fold
from clicnjob.weekly import before_turn_over

SEED = 20261124
Made = TypeVar("Made")
TOWNS = 2_000
TITLES = 30_000
ROUNDS = 5
MOST_MB = 10_000
FIRST = ("vendeuse", "préparratrice")
EMPLOYERS = ("Rivage", "Durance", "Bel Air", "Quatre Vents", "Fil Bleu", "Grand Pré")
QUERIES = (
    "", "vendeuse", "vandeuse", "préparateur de commandes", '"préparateur de commandes"', "caissière lyon",
    "aide soignante de nuit", "mecanicien auto", "serveur marseille débutant", "agent", "boulang",
    "un taf de cuisinier", "vendeur astronaute", "quatre vents", "chauffeur livreur",
)  # fmt: skip


@click.command()
@click.option("--offers", "count", default=80_000, show_default=True)
@click.option("--seed", default=SEED, show_default=True)
def main(count: int, seed: int) -> None:
    """Print the figures of a new process, then time searches in an index of invented offers."""
    for name, figure in figures(count, seed).items():
        click.echo(f"{name:26} {figure}")
    rows, words, towns = invented(count, seed)
    offers = OfferSet.of(rows)
    index, seconds = timed(lambda: SearchIndex.of(dict(enumerate(words))))
    click.echo(f"{count} offers; index made in {seconds:.1f} s")
    town = towns[0]
    near = Place(town.latitude, town.longitude, town.departement_code, town.label)
    today = clock.today()
    ours = [
        milliseconds(partial(search, offers, index, query, Filters(km=km), near, today))
        for query in QUERIES
        for km in (None, 50)
    ]
    database = table(words)
    plain = [milliseconds(partial(like, database, query)) for query in QUERIES]
    for name, times in (("search with counts", ours), ("LIKE, the first 20", plain)):
        click.echo(f"{name}: p50 {median(times):.1f} ms, worst {max(times):.1f} ms")


def figures(count: int, seed: int) -> dict[str, Any]:
    """Processor milliseconds of the first search of a process, step by step, over imported offers of every region."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.sqlite3'}"
        apart(partial(prepare, url))
        apart(partial(bring_in, url, folder, count, seed))
        runs = [apart(partial(first, url, folder)) for _ in range(ROUNDS)]
        size = sum(file.stat().st_size for file in folder.rglob("*.words"))
    steps = {step: round(median(run[step] for run in runs)) for step in runs[0]}
    return {"offers": count, **steps, "file_bytes_per_offer": round(size / count, 1)}


def bring_in(url: str, folder: Path, count: int, seed: int) -> None:
    """Import invented offers of every region, with as many distinct titles as in life."""
    chance, known = random.Random(seed), titles(TITLES, seed)
    path = folder / "week.ndjson"
    with path.open("wb") as file:
        for record in generate(count, seed, clock.today(), towns_of(Catalogue(sources.read().gazetteer))):
            title, code = chance.choice(known)
            file.write(msgspec.json.encode({**record, "intitule": title, "romeCode": code}) + b"\n")
    database, given = Database(url, folder), [GivenFile(path, path.name)]
    import_offers(
        database, given, region=ALL_REGIONS, complete=True, most_mb=MOST_MB, before_turn_over=before_turn_over
    )
    database.close()


def first(url: str, folder: Path) -> dict[str, float]:
    """What a process that has opened nothing yet spends: on what the ranking shares, on the words, on first searches.

    The catalogue of places, which every page reads, is there already.
    """
    database, day = Database(url, folder), clock.today()
    with database.read() as session:
        places.catalogue(session)
        moments = [time.process_time()]
        offer_set(session)
        moments.append(time.process_time())
        found = searched(session)
        moments.append(time.process_time())
        for query in FIRST:
            search(*found, query, Filters(), None, day)
            moments.append(time.process_time())
    database.close()
    steps = ("open_offers_ms", "open_words_ms", "first_search_ms", "first_misspelled_ms")
    spent = {step: 1000 * (end - start) for step, (start, end) in zip(steps, pairwise(moments), strict=True)}
    return {**spent, "whole_first_search_ms": 1000 * (moments[3] - moments[0])}


def invented(count: int, seed: int) -> tuple[list[OfferRow], list[Words], list[Commune]]:
    """So many offers in the largest towns."""
    chance = random.Random(seed)
    catalogue = Catalogue(sources.read().gazetteer)
    today, known = clock.today(), titles(TITLES, seed)
    towns = sorted(catalogue.gazetteer.communes, key=lambda one: -one.population)[:TOWNS]
    rows, words = [], []
    for number in range(count):
        (title, code), town = chance.choice(known), chance.choice(towns)
        rows.append(
            OfferRow(
                number, title, rome_code=code, contract=chance.choice(CONTRACTS), part_time=chance.random() < 0.3,
                experience_required=chance.choice("DSE"), updated_on=today - timedelta(days=chance.randrange(30)),
                latitude=town.latitude, longitude=town.longitude, departement_code=town.departement_code,
            )
        )  # fmt: skip
        employer = f"{chance.choice(EMPLOYERS)} {number % 9_000}"
        words.append(Words(title, title, "", employer, f"{town.name} {town.departement_code}"))
    return rows, words, towns


def table(words: Sequence[Words]) -> sqlite3.Connection:
    """The same words as one folded text each, in a database."""
    database = sqlite3.connect(":memory:")
    database.execute("create table offer (id integer primary key, search_text text)")
    database.executemany("insert into offer (search_text) values (?)", [(fold(" ".join(one)),) for one in words])
    return database


def like(database: sqlite3.Connection, query: str) -> list[tuple[int]]:
    """The count and the first page, as a page asks for them; no counts of filters, no mistakes."""
    asked = fold(query).split()
    where = " and ".join(["search_text like ?"] * len(asked)) or "1"
    values = [f"%{word}%" for word in asked]
    # Only question marks are put together.
    database.execute(f"select count(*) from offer where {where}", values).fetchone()  # noqa: S608
    page = f"select id from offer where {where} order by id desc limit 20"  # noqa: S608
    return database.execute(page, values).fetchall()


def milliseconds(run: Callable[[], object]) -> float:
    """The median of some rounds."""
    return median(timed(run)[1] for _ in range(ROUNDS)) * 1000


def timed(run: Callable[[], Made]) -> tuple[Made, float]:
    """What a function makes, and the seconds it took."""
    start = time.perf_counter()
    made = run()
    return made, time.perf_counter() - start


if __name__ == "__main__":
    main()
