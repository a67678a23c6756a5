"""How good the ranking is on graded people, beside the baselines: BENCH_DATA=FOLDER python -m bench.quality

The folder holds `gold*.jsonl.gz` (profile, judgments, gaps a line), `offres*.ndjson.gz`, and official ROME files.
Baselines judge the job by titles alone and everything else as we do. Without the folder nothing is measured, and that
is said.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.baselines import SCORERS, with_grams, with_scorer
from bench.grading import NAMES, Judged, Run, measures
from clicnjob import clock
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers as offers_of
from clicnjob.matching.people_file import person_of
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import Person
from clicnjob.occupations import official
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

Table = dict[str, tuple[float, ...]]
# The official files that `clicnjob occupations load` takes, by the beginning of their names.
OFFICIAL = ("rome_v347_appellation*", "rome_v347_code_rome*", "rome_v460_appellations*", "unix_referentiel_code_rome*")


def main() -> int:
    """Print the table."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("quality: skipped, BENCH_DATA names no folder of test data")
        return 0
    for name, row in table(Path(folder), clock.today()).items():
        print(f"{name:24} " + "  ".join(f"{label} {value:.3f}" for label, value in zip(NAMES, row, strict=True)))
    return 0


def table(folder: Path, today: date) -> Table:
    """The measures of each ranking, in the order of `grading.NAMES`."""
    catalogue = Catalogue(sources.read().gazetteer)
    people, judged = graded_people(next(folder.glob("gold*.jsonl.gz")), catalogue)
    rows = list({one.id: one for one in offers_of(next(folder.glob("offres*.ndjson.gz")), catalogue)}.values())
    print(f"{len(people)} people, {len(rows)} offers", file=sys.stderr, flush=True)
    shipped = OfferSet.of(rows)
    files = tuple(file for pattern in OFFICIAL for file in sorted(folder.glob(pattern)))
    titles = [row.title for row in sorted(rows, key=lambda row: row.id)]
    sets = {
        "ours, official files": OfferSet.of(rows, official.taught(Lexicon.shipped(), files)),
        "ours, shipped lexicon": shipped,
        "char 2-4 gram tf-idf": with_grams(shipped, titles),
        **{name: with_scorer(shipped, titles, scorer) for name, scorer in SCORERS.items()},
    }
    found: Table = {}
    for name, offers in sets.items():
        found[name] = measures(judged, runs(people, offers, today))
        print(f"{name}: {' '.join(f'{value:.3f}' for value in found[name])}", file=sys.stderr, flush=True)
    return found


def graded_people(file: Path, catalogue: Catalogue) -> tuple[dict[str, Person], dict[str, Judged]]:
    """The people of a graded file, and what was said of their offers, by the ids of the people."""
    people, judged = {}, {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            given = person_of(line["profile"], catalogue)
            people[str(given.id)] = given.person
            judged[str(given.id)] = Judged(line["judgments"], line.get("gaps", {}))
    return people, judged


def runs(people: Mapping[str, Person], offers: OfferSet, today: date) -> dict[str, Run]:
    """What an offer set answers each person."""
    return {name: run_of(rank_all(person, offers, today)) for name, person in people.items()}


def run_of(ranking: Any) -> Run:
    """Every offer in order, and the near misses with their gap."""
    near = {str(one): str(gap) for gap, found in ranking.near_misses.items() for one in found.ids}
    return Run(_texts(ranking.every_id), near)


def _texts(ids: Iterable[Any]) -> list[str]:
    return [str(one) for one in ids]


if __name__ == "__main__":
    sys.exit(main())
