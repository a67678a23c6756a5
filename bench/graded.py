"""Graded people beside real offers, as a folder of test data holds them; nothing of it is read by the product.

The folder holds `gold*.jsonl.gz` (profile, judgments, gaps a line), `offres*.ndjson.gz`, and official ROME files.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.grading import Judged, Run, measures
from clicnjob.matching.commands import often_seen
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.offers_file import offers as offers_of
from clicnjob.matching.people_file import person_of
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import OfferRow, Person
from clicnjob.occupations.understanding import LEARNED, Lexicon
from clicnjob.places.catalogue import Catalogue

# The official files that `clicnjob occupations load` takes, by the beginning of their names.
OFFICIAL = ("rome_v347_appellation*", "rome_v347_code_rome*", "rome_v460_appellations*", "unix_referentiel_code_rome*")


@dataclass(frozen=True)
class Material:
    """People and what was said of their offers, by the ids of the people; each offer once; the official files."""

    people: Mapping[str, Person]
    judged: Mapping[str, Judged]
    rows: tuple[OfferRow, ...]
    official: tuple[Path, ...]

    def measured(self, offers: OfferSet, today: date) -> tuple[float, ...]:
        """What an offer set is worth to these people, in the order of `grading.NAMES`."""
        return measures(self.judged, {name: run_of(rank_all(one, offers, today)) for name, one in self.people.items()})


def material(folder: Path, catalogue: Catalogue) -> Material:
    """Everything of a folder that a ranking needs to be judged."""
    lines = list(gold(folder))
    people = {str(line["profile"]["id"]): person_of(line["profile"], catalogue).person for line in lines}
    judged = {str(line["profile"]["id"]): Judged(line["judgments"], line.get("gaps", {})) for line in lines}
    rows = {one.id: one for one in offers_of(offers_file(folder), catalogue)}
    return Material(people, judged, tuple(rows.values()), official_files(folder))


def gold(folder: Path) -> Iterator[dict[str, Any]]:
    """The graded people, as their file says them."""
    with gzip.open(next(folder.glob("gold*.jsonl.gz")), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def offers_file(folder: Path) -> Path:
    """The real offers."""
    return next(folder.glob("offres*.ndjson.gz"))


def official_files(folder: Path) -> tuple[Path, ...]:
    """The official files that are there."""
    return tuple(file for pattern in OFFICIAL for file in sorted(folder.glob(pattern)))


def learned(lexicon: Lexicon, rows: Iterable[OfferRow]) -> Lexicon:
    """The lexicon with the titles of the offers themselves, as `clicnjob matching rank` takes it."""
    return lexicon.with_titles(often_seen(rows), trust=LEARNED)


def run_of(ranking: Any) -> Run:
    """Every offer in order, and the near misses with their gap."""
    near = {str(one): str(gap) for gap, found in ranking.near_misses.items() for one in found.ids}
    return Run([str(one) for one in ranking.every_id], near)
