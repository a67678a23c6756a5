"""Figures of the search: one search with its counts, beside the database's own LIKE over the same offers.

Run: python -m bench.search [--offers N] [--seed N]
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from statistics import median
from typing import TypeVar

import click

from bench.invented import CONTRACTS, titles
from clicnjob import clock
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.searching import Filters, Place, search
from clicnjob.matching.searching_index import SearchIndex, Words, synonyms
from clicnjob.matching.values import OfferRow
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune
from clicnjob.text.normalise import fold

SEED = 20261124
Made = TypeVar("Made")
TOWNS = 2_000
TITLES = 30_000
ROUNDS = 5
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
    """Build an index of invented offers, then time searches."""
    rows, words, towns = invented(count, seed)
    offers = OfferSet.of(rows)
    names = synonyms(Lexicon.shipped())
    index, seconds = timed(lambda: SearchIndex(words, names))
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
