"""How good the ranking is on graded people, beside the baselines: BENCH_DATA=FOLDER python -m bench.quality

`bench/graded.py` says what the folder holds. Baselines judge the job by titles alone and everything else as we do.
Then what each ingredient is worth, and how often a wish or a title finds its occupation. Without the folder nothing is
measured, and that is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bench import ablation, understood
from bench.baselines import SCORERS, with_grams, with_scorer
from bench.graded import Material, learned, material
from bench.grading import NAMES
from clicnjob import clock
from clicnjob.matching.offer_set import OfferSet
from clicnjob.occupations import official
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

Table = dict[str, tuple[float, ...]]


def main() -> int:
    """Print the tables."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("quality: skipped, BENCH_DATA names no folder of test data")
        return 0
    catalogue = Catalogue(sources.read().gazetteer)
    graded, today = material(Path(folder), catalogue), clock.today()
    _print(NAMES, table(graded, today))
    _print(NAMES, ablation.table(graded, today))
    _print(understood.NAMES, understood.table(Path(folder)))
    return 0


def table(graded: Material, today: date) -> Table:
    """The measures of each ranking, in the order of `grading.NAMES`."""
    rows = graded.rows
    print(f"{len(graded.people)} people, {len(rows)} offers", file=sys.stderr, flush=True)
    shipped = OfferSet.of(rows, learned(Lexicon.shipped(), rows))
    titles = [row.title for row in sorted(rows, key=lambda row: row.id)]
    sets = {
        "ours, official files": OfferSet.of(rows, learned(official.taught(Lexicon.shipped(), graded.official), rows)),
        "ours, shipped lexicon": shipped,
        "char 2-4 gram tf-idf": with_grams(shipped, titles),
        **{name: with_scorer(shipped, titles, scorer) for name, scorer in SCORERS.items()},
    }
    found: Table = {}
    for name, offers in sets.items():
        found[name] = graded.measured(offers, today)
        print(f"{name}: {' '.join(f'{value:.3f}' for value in found[name])}", file=sys.stderr, flush=True)
    return found


def _print(labels: Sequence[str], rows: Mapping[str, Sequence[float]]) -> None:
    for name, row in rows.items():
        print(f"{name:44} " + "  ".join(f"{label} {value:.3f}" for label, value in zip(labels, row, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
