"""Figures of the ranking: a run file to be judged, and how long one person waits.

Run: python -m bench.ranking [--offers FILE --people FILE --runs FOLDER] [--date YYYY-MM-DD] [--seed N]

With offers (France Travail JSON or NDJSON, .gz or not) and people (one JSON object a line), one run file is written for
our ranking and one for each baseline: {"id", "ranking": [every offer id], "near_misses": [{"id", "gap"}]} a line.
Times are measured on invented offers in any case.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
from rapidfuzz import process

from bench.baselines import SCORERS, with_scorer
from clicnjob import clock
from clicnjob.demo.offers import generate
from clicnjob.demo.people import structures, youths
from clicnjob.demo.services import towns_of
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers as offers_of
from clicnjob.matching.people_file import Given
from clicnjob.matching.people_file import people as people_in
from clicnjob.matching.ranking import Ranking, rank, rank_all
from clicnjob.matching.rows import offer_row
from clicnjob.matching.values import OfferRow, Person
from clicnjob.offers.draft import Draft
from clicnjob.offers.parsing import parse
from clicnjob.offers.sources.reading import GivenFile, opened
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

SEED = 20261124
SIZES = (2_000, 80_000)
PEOPLE, BASELINE_PEOPLE = 200, 5
SHOWN = 20
MOST_BYTES = 500_000_000
MOST = 50


@click.command()
@click.option("--offers", "offers_file", type=click.Path(path_type=Path))
@click.option("--people", "people_file", type=click.Path(path_type=Path))
@click.option("--runs", type=click.Path(path_type=Path, file_okay=False), default=Path("."), show_default=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Today, for freshness and ages.")
@click.option("--seed", default=SEED, show_default=True)
def main(offers_file: Path | None, people_file: Path | None, runs: Path, day: Any, seed: int) -> None:
    """Write the runs of given files, then print the times on invented offers."""
    today = day.date() if day else clock.today()
    catalogue = Catalogue(sources.read().gazetteer)
    if offers_file and people_file:
        write_runs(offers_file, people_file, runs, catalogue, today)
    else:
        print("quality: not run, give --offers and --people")
    for size in SIZES:
        print_times(size, seed, catalogue, today)


def write_runs(offers_file: Path, people_file: Path, folder: Path, catalogue: Catalogue, today: date) -> None:
    """One run file for our ranking, and one for each baseline with the same other criteria."""
    rows = list({row.id: row for row in offers_of(offers_file, catalogue)}.values())
    people = people_of(people_file, catalogue)
    ours = OfferSet.of(rows)
    titles = [row.title for row in sorted(rows, key=lambda row: row.id)]
    sets = {"ours": ours, **{name: with_scorer(ours, titles, scorer) for name, scorer in SCORERS.items()}}
    folder.mkdir(parents=True, exist_ok=True)
    for name, offers in sets.items():
        file = folder / f"run_{name}.jsonl"
        file.write_text("".join(f"{json.dumps(line)}\n" for line in run(people, offers, today)), encoding="utf-8")
        print(f"{file}: {len(people)} people, {len(rows)} offers")


def people_of(file: Path, catalogue: Catalogue) -> dict[str, Person]:
    """The people of a file, packed or not, by id; lines that cannot be read are left out."""
    with opened(GivenFile(file, file.name), MOST_BYTES) as text:
        lines = b"".join(iter(text.read, b"")).decode().splitlines()
    return {str(one.id): one.person for one in people_in(lines, catalogue) if isinstance(one, Given)}


def run(people: Mapping[str, Person], offers: OfferSet, today: date) -> Iterable[dict[str, Any]]:
    """One line a person: every offer in order, and the near misses with their gap."""
    for person_id, person in people.items():
        ranking = rank_all(person, offers, today)
        near = [{"id": one, "gap": gap} for gap, found in ranking.near_misses.items() for one in found.ids]
        yield {"id": person_id, "ranking": ranking.every_id, "near_misses": near}


def print_times(size: int, seed: int, catalogue: Catalogue, today: date) -> None:
    """Build time, then the time of one ranking with the reasons of a page, beside the baselines on titles alone."""
    rows, people = invented_offers(size, seed, catalogue, today), invented_people(seed, catalogue, today)
    start = time.perf_counter()
    offers = OfferSet.of(rows)
    built = time.perf_counter() - start
    print(f"\n{size} offers, {len(offers.jobs.titles)} distinct titles, built in {built:.2f} s")
    chosen = random.Random(seed).choices(people, k=PEOPLE)
    _print_row("ranked, a page explained", _milliseconds(lambda one: _page(rank(one, offers, today)), chosen))
    titles = sorted({row.title for row in rows})
    for name, scorer in SCORERS.items():
        few = chosen[:BASELINE_PEOPLE]
        _print_row(f"{name} on titles alone", _milliseconds(lambda one, by=scorer: _extract(one, titles, by), few))


def invented_offers(size: int, seed: int, catalogue: Catalogue, today: date) -> list[OfferRow]:
    """Invented offers of the demonstration, all over the country."""
    records = generate(size, seed, today, towns_of(catalogue))
    drafts = (parse(record, place, catalogue, clock.now()) for place, record in enumerate(records, 1))
    return [offer_row(place, draft) for place, draft in enumerate(drafts) if isinstance(draft, Draft)]


def invented_people(seed: int, catalogue: Catalogue, today: date) -> list[Person]:
    """The invented young people of the demonstration."""
    young = [one for structure in structures() for one in youths(seed, today, structure, towns_of(catalogue))]
    homes = [catalogue.listed(one.values.commune_code) if one.values.commune_code else None for one in young]
    return [
        Person(
            one.values,
            one.birth_date,
            latitude=home.latitude if home else None,
            longitude=home.longitude if home else None,
            departement_code=home.departement_code if home else None,
        )
        for one, home in zip(young, homes, strict=True)
    ]


def _page(ranking: Ranking) -> None:
    list(ranking[:SHOWN])


def _extract(person: Person, titles: Sequence[str], scorer: Callable[..., float]) -> None:
    for wish in person.answers.wishes or ():
        process.extract(wish, titles, scorer=scorer, limit=MOST)


def _milliseconds(act: Callable[[Person], None], people: Sequence[Person]) -> list[float]:
    act(people[0])
    taken = []
    for person in people:
        start = time.perf_counter()
        act(person)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _print_row(name: str, taken: Sequence[float]) -> None:
    median, last = np.percentile(taken, (50, 99))
    print(f"  {name:32} median {median:8.1f} ms   p99 {last:8.1f} ms   ({len(taken)} people)")


if __name__ == "__main__":
    main()
