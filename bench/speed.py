"""How fast people are ranked, beside rapidfuzz in the same run: python -m bench.speed [--offers N --people N --json]

Everything is invented: `bench.invented` says how. Indexing: facts and occupations are known, as they are stored with
offers; what predicting occupations costs stands apart. Batch: the 50 best ids of every person. Fresh: one person whose
wish was never read, 50 ids, the reasons of the first 5. Baselines: `process.extract(limit=50)` of the wish over the
titles of all the offers, folded beforehand, one thread, a sample of the people. All is said on the standard error but
the figures, which are a table, or one line with --json. Seconds are those of the processor, all threads added, so that
other work on the machine counts less.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import click
import numpy as np
from rapidfuzz import fuzz, process

from bench import invented
from clicnjob import clock
from clicnjob.matching.batch import top
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank, rank_all
from clicnjob.matching.values import OfferRow, Person
from clicnjob.occupations.predicting import predictions
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.text.normalise import fold
from clicnjob.text.tokens import stems

SEED = 20261124
TOWNS, TITLES, WISHES = 2_000, 31_000, 28_000
MOST, EXPLAINED = 50, 5
# Recall judges every pair: few people here, so that this bench stays under a minute, more in the report.
FRESH, RECALLED, RECALLED_WELL = 300, 40, 300
# The bench stays under a minute: people are ranked for this long, by blocks.
BUDGET_S = 7.0
BLOCK = 2_000
# Rows of text are left out of the size of the index: the offers are stored with theirs.
TEXT = np.dtype(np.uint8)
BASELINES: Mapping[str, tuple[Callable[..., float], int]] = {
    "vs_ratio": (fuzz.ratio, 40),
    "vs_token_set": (fuzz.token_set_ratio, 15),
    "vs_wratio": (fuzz.WRatio, 8),
}


@click.command()
@click.option("--offers", "offer_count", default=80_000, show_default=True, type=click.IntRange(min=1))
@click.option("--people", "people_count", default=100_000, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=SEED, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One object on one line.")
def main(offer_count: int, people_count: int, seed: int, as_json: bool) -> None:
    """Print the figures of one run."""
    found = figures(offer_count, people_count, seed)
    print(json.dumps(found) if as_json else "\n".join(f"{name:26} {value}" for name, value in found.items()))


def figures(offer_count: int, people_count: int, seed: int, recalled: int = RECALLED) -> dict[str, Any]:
    """Everything measured, by name; rates are of one process on one thread, recall of the first `recalled` people."""
    today = clock.today()
    rows, people = made(offer_count, people_count, seed, today)
    rows, predicting = timed(lambda: predicted(rows))
    say(f"occupations of their titles predicted in {predicting:.1f} s, as an import does once a distinct title")
    offers, seconds = timed(lambda: OfferSet.of(rows))
    say(f"{offer_count} offers indexed in {seconds:.1f} s, their occupations known")
    p50, p99 = np.percentile(fresh(people[-FRESH:], offers, today), (50, 99))
    say("one by one: done")
    shares = candidates_recall(people[:recalled], offers, today)
    say("candidates: done")
    rate, served = batch_rate(people, offers, today)
    say(f"{served} of {people_count} people ranked, {rate:.0f} a second")
    return {
        "offers": offer_count,
        "people": people_count,
        "people_ranked": served,
        "people_per_s": round(rate),
        **{name: round(rate / plain) for name, plain in plain_rates(people, rows).items()},
        "p50_ms": round(float(p50), 2),
        "p99_ms": round(float(p99), 2),
        "bytes_per_offer": round(index_bytes(offers) / len(offers), 1),
        "indexed_per_s": round(len(offers) / seconds),
        "titles_predicted_per_s": round(len({row.title for row in rows}) / predicting),
        "candidates_recall_top50": round(float(np.mean(shares)), 4),
        "recall_people": len(shares),
        "recall_people_none_found": shares.count(0.0),
        **distinct(rows, people),
    }


def made(offer_count: int, people_count: int, seed: int, today: date) -> tuple[list[OfferRow], list[Person]]:
    """Offers and people of the largest communes."""
    say("inventing offers and people…")
    everywhere = Catalogue(sources.read().gazetteer).gazetteer.communes
    towns = sorted(everywhere, key=lambda one: -one.population)[:TOWNS]
    rows = invented.offers(offer_count, min(TITLES, offer_count), towns, seed, today)
    return rows, invented.people(people_count, WISHES, towns, seed + 1)


def predicted(rows: Sequence[OfferRow]) -> list[OfferRow]:
    """The rows with the occupations of their titles, which are stored with the offers."""
    said = predictions(Lexicon.shipped(), (row.title for row in rows))
    return [replace(row, occupations=said[row.title]) for row in rows]


def fresh(people: Sequence[Person], offers: OfferSet, today: date) -> list[float]:
    """Processor milliseconds of each person alone, nothing remembered of other wishes: the ids, the first reasons."""
    taken = []
    for person in people:
        start = time.process_time()
        best = rank(person, offers, today)[:MOST]
        _ = best.ids, list(best[:EXPLAINED])
        taken.append((time.process_time() - start) * 1000)
    return taken


def batch_rate(people: Sequence[Person], offers: OfferSet, today: date) -> tuple[float, int]:
    """People a second, and how many were ranked in BUDGET_S: those of neighbouring wishes together, as for everybody.

    Blocks of the people sorted by wish are drawn at random, so that a part of them tells of all.
    """
    order = sorted(people, key=lambda one: one.answers.wishes or ())
    blocks = [order[start : start + BLOCK] for start in range(0, len(order), BLOCK)]
    random.Random(SEED).shuffle(blocks)
    taken, served = 0.0, 0
    while blocks and taken < BUDGET_S:
        block = blocks.pop()
        taken += timed(partial(top, block, offers, today, MOST))[1]
        served += len(block)
    return served / taken, served


def candidates_recall(people: Sequence[Person], offers: OfferSet, today: date) -> list[float]:
    """For each person, the share of the 50 best of all offers, every pair judged, that the batch has among its 50."""
    shares = []
    for person, found in zip(people, top(people, offers, today, MOST), strict=True):
        right = {offers.ids.index(one) for one in rank_all(person, offers, today)[:MOST].ids}
        shares.append(len(right & set(found.rows.tolist())) / len(right) if right else 1.0)
    return shares


def plain_rates(people: Sequence[Person], rows: Sequence[OfferRow]) -> dict[str, float]:
    """People a second of each baseline, by its name."""
    titles = [fold(row.title) for row in rows]
    rates = {}
    for name, (scorer, sample) in BASELINES.items():
        wishes = [fold((one.answers.wishes or ("",))[0]) for one in people[:sample]]
        _, seconds = timed(partial(_extract, wishes, titles, scorer))
        rates[name] = len(wishes) / seconds
        say(f"{name}: {rates[name]:.1f} people a second without any other criterion")
    return rates


def _extract(wishes: Sequence[str], titles: Sequence[str], scorer: Callable[..., float]) -> None:
    for wish in wishes:
        process.extract(wish, titles, scorer=scorer, limit=MOST)


def index_bytes(offers: OfferSet) -> int:
    """The bytes of the arrays of the index, its words left out."""
    return sum(array.nbytes for array in offers.arrays().values() if array.dtype != TEXT)


def distinct(rows: Sequence[OfferRow], people: Sequence[Person]) -> dict[str, int]:
    """How varied the invented data is: wishes folded, titles by their stems, communes by their position."""
    return {
        "distinct_wishes": len({fold(wish) for one in people for wish in one.answers.wishes or ()}),
        "distinct_titles": len({stems(row.title) for row in rows}),
        "distinct_communes": len({(row.latitude, row.longitude) for row in rows}),
    }


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """What a function makes, and the processor seconds it took."""
    start = time.process_time()
    made_of_it = act()
    return made_of_it, time.process_time() - start


def say(sentence: str) -> None:
    """Progress, beside the figures."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
