"""Graded people beside real offers, as a folder of test data holds them; nothing of it is read by the product.

The folder holds `gold*.jsonl.gz` (profile, judgments, gaps a line), `offres*.ndjson.gz`, and official ROME files.
BENCH_OTHERS may name one more file of people.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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

# Names a file of other graded people of the same offers, one a line, .gz or not.
OTHERS = "BENCH_OTHERS"
# The official files that `clicnjob occupations load` takes, by the beginning of their names.
OFFICIAL = ("rome_v347_appellation*", "rome_v347_code_rome*", "rome_v460_appellations*", "unix_referentiel_code_rome*")


@dataclass(frozen=True)
class Material:
    """People and what was said of their offers, by the ids of the people; each offer once; the official files.

    `codes` are the occupations that a reader gave the wishes of each person.
    """

    people: Mapping[str, Person]
    judged: Mapping[str, Judged]
    rows: tuple[OfferRow, ...]
    official: tuple[Path, ...]
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def measured(self, offers: OfferSet, today: date) -> tuple[float, ...]:
        """What an offer set is worth to these people, in the order of `grading.NAMES`."""
        return measures(self.judged, {name: run_of(rank_all(one, offers, today)) for name, one in self.people.items()})


def material(folder: Path, catalogue: Catalogue) -> Material:
    """Everything of a folder that a ranking needs to be judged."""
    rows = {one.id: one for one in offers_of(offers_file(folder), catalogue)}
    return _with_people(gold(folder), catalogue, Material({}, {}, tuple(rows.values()), official_files(folder)))


def with_others(graded: Material, catalogue: Catalogue) -> Material | None:
    """The same offers with the other graded people of the file that OTHERS names; None when it names none."""
    file = os.environ.get(OTHERS)
    return _with_people(_lines(Path(file)), catalogue, graded) if file else None


def _with_people(lines: Iterable[dict[str, Any]], catalogue: Catalogue, graded: Material) -> Material:
    people, judged, codes = {}, {}, {}
    for line in lines:
        profile = line["profile"]
        name, named = str(profile["id"]), profile.get("gold_wish_rome", {}).values()
        people[name] = person_of(profile, catalogue).person
        judged[name] = Judged(line["judgments"], line.get("gaps", {}))
        codes[name] = frozenset(code for wish in named for code in wish)
    return replace(graded, people=people, judged=judged, codes=codes)


def gold(folder: Path) -> Iterator[dict[str, Any]]:
    """The graded people, as their file says them."""
    return _lines(next(folder.glob("gold*.jsonl.gz")))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    given = file.read_bytes()
    yield from map(json.loads, (gzip.decompress(given) if file.suffix == ".gz" else given).splitlines())


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
