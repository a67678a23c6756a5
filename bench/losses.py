"""What the ranking loses on graded people, split by cause: BENCH_DATA=FOLDER python -m bench.losses

Rules assign a cause to each offer that stands wrong; the first that holds wins. `RULES` says them, and is printed with
the table. BENCH_OTHERS may name a second file of people. Without BENCH_DATA nothing is measured, and that is said.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import fsum, log2
from pathlib import Path

import numpy as np

from bench.graded import Material, learned, material, with_others
from bench.grading import GOOD, TOP, Judged, ndcg
from clicnjob import clock
from clicnjob.matching.conditions import Conditions, conditions_of
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import Ranking, rank_all
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

NAMES = ("NDCG@10 lost", "grade 0 in top 10", "offers", "people")
ALL = "all"
SEVERAL = "several things"
SUPPLY = "supply: a perfect order shows as many"
FINER = "good above better"
OUTWEIGHED = "too high, seen and outweighed: "
UNREAD = "too high, not seen: "
CERTIFICATE = "too high, a certificate that is not counted"
SAME_CODE = "too high, another job of a wished occupation"
OTHER_CODE = "too high, another occupation let in"
OURS_ALONE = "too low, missing something: "
UNFOUND = "too low, job not recognised, its occupation wished for"
MISCODED = "too low, job not recognised, its occupation another"
OUTRANKED = "too low, nothing wrong seen"
RULES = """What NDCG@10 lacks to 1 is shared among the pairs in which an offer stands above one of a better grade, by
what changing places would give. Half of a pair goes to the cause of the one too high, half to that of the one too low;
all to the first when the second is a near miss; between two good ones it is « good above better ». Of the offers of
grade 0 among the first ten, the last ones, as many as a perfect order shows too, are supply.

A cause is the first rule that holds. Too high with grade 1, whose gap the reader named: we name it too (seen and
outweighed), or not (not seen). With grade 0, for no reason given: we name something missing; the text requires a
certificate that counts for nothing; the occupation is one of those wished for; it is another. Too low: the job does not
answer, its occupation being wished for or another; we name something missing; nothing wrong is seen. Occupations are
the declared one, else the likeliest by the title, and those the reader of the wishes gave."""


def main() -> int:
    """Print the tables."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("losses: skipped, BENCH_DATA names no folder of test data")
        return 0
    catalogue = Catalogue(sources.read().gazetteer)
    graded = material(Path(folder), catalogue)
    for one in filter(None, (graded, with_others(graded, catalogue))):
        print(f"\n{len(one.people)} people\n")
        for name, (lost, bad, offers, people) in table(one, clock.today()).items():
            print(f"{name:70} {lost:.4f} {bad:.4f} {offers:4.0f} {people:4.0f}")
    print(f"\n{RULES}")
    return 0


def table(graded: Material, today: date) -> dict[str, tuple[float, ...]]:
    """Each cause in the order of NAMES, those that cost most first, then their sum, with the shipped lexicon."""
    offers = OfferSet.of(graded.rows, learned(Lexicon.shipped(), graded.rows))
    causes = Causes.of(graded, offers)
    lost, bad = defaultdict[str, float](float), defaultdict[str, float](float)
    who = defaultdict[str, set[tuple[str, str]]](set)
    served = [name for name, said in graded.judged.items() if max(said.grades.values(), default=0) >= GOOD]
    for name in served:
        found = Loss(name, graded.judged[name], rank_all(graded.people[name], offers, today), causes)
        for total, part in ((lost, found.of_gain()), (bad, found.of_places())):
            for offer, cause, share in part:
                total[cause] += share / len(served)
                who[cause].add((name, offer))
    rows = {
        cause: (lost[cause], bad[cause], float(len(pairs)), float(len({person for person, _ in pairs})))
        for cause, pairs in who.items()
    }
    ordered = sorted(rows.items(), key=lambda row: (-row[1][0], -row[1][1], row[0]))
    wrong = float(len(set[tuple[str, str]]().union(*who.values())))
    return {**dict(ordered), ALL: (fsum(lost.values()), fsum(bad.values()), wrong, float(len(served)))}


class Loss:
    """What one person's order loses, offer by offer with its cause."""

    def __init__(self, person: str, said: Judged, ranking: Ranking, causes: Causes) -> None:
        self._person, self._said, self._ranking, self._causes = person, said, ranking, causes
        self._order = [str(one) for one in ranking.every_id if str(one) in said.grades]
        self._grades = [said.grades[one] for one in self._order]

    def of_gain(self) -> Iterator[tuple[str, str, float]]:
        """Offers, causes and shares of what NDCG@10 lacks to 1."""
        swaps = {pair: gain for pair in combinations(range(len(self._grades)), 2) if (gain := self._swap(*pair)) > 0}
        whole = fsum(swaps.values())
        for (high, low), gain in swaps.items():
            share = gain / whole * (1 - ndcg(self._grades))
            if self._grades[high] >= GOOD:
                yield self._order[low], FINER, share
                continue
            both = self._grades[low] >= GOOD
            yield self._order[high], self._too_high(high), share / 2 if both else share
            if both:
                yield self._order[low], self._too_low(low), share / 2

    def _swap(self, high: int, low: int) -> float:
        """What NDCG@10 would gain were the two in each other's place; nothing when they stand right."""
        gains = 2.0 ** self._grades[low] - 2.0 ** self._grades[high]
        first, second = (1 / log2(place + 2) if place < TOP else 0.0 for place in (high, low))
        return max(0.0, gains * (first - second))

    def of_places(self) -> Iterator[tuple[str, str, float]]:
        """Offers, causes and shares of the first ten places that go to offers of grade 0."""
        shown = [place for place, grade in enumerate(self._grades[:TOP]) if grade == 0]
        spare = len(shown) - sorted(self._grades, reverse=True)[:TOP].count(0)
        for count, place in enumerate(shown):
            yield self._order[place], self._too_high(place) if count < spare else SUPPLY, 1 / TOP

    def _too_high(self, place: int) -> str:
        offer = self._order[place]
        ours = self._gaps(offer)
        if self._grades[place] == 1:
            gap = self._said.gaps.get(offer, "something")
            return f"{OUTWEIGHED if gap in ours else UNREAD}{gap}"
        if ours:
            return f"{OUTWEIGHED}{ours[0] if len(ours) == 1 else SEVERAL}"
        if self._causes.asked[offer].certificates:
            return CERTIFICATE
        return SAME_CODE if self._causes.is_wished(self._person, offer) else OTHER_CODE

    def _too_low(self, place: int) -> str:
        offer = self._order[place]
        if not self._ranking.judged.close_job[self._row(offer)]:
            return UNFOUND if self._causes.is_wished(self._person, offer) else MISCODED
        ours = self._gaps(offer)
        return f"{OURS_ALONE}{ours[0] if len(ours) == 1 else SEVERAL}" if ours else OUTRANKED

    def _gaps(self, offer: str) -> list[str]:
        row = self._row(offer)
        return sorted(str(name) for name, mask in self._ranking.judged.gaps.items() if mask[row])

    def _row(self, offer: str) -> int:
        return int(np.searchsorted(self._ranking.judged.rows, self._causes.places[offer]))


@dataclass(frozen=True, eq=False)
class Causes:
    """What the rules look at: the codes wished for, and of each offer its place, its occupation and its conditions."""

    wished: Mapping[str, frozenset[str]]
    places: Mapping[str, int]
    occupation: Mapping[str, str]
    asked: Mapping[str, Conditions]

    @classmethod
    def of(cls, graded: Material, offers: OfferSet) -> Causes:
        """For these people and offers."""
        parent = offers.jobs.lexicon.parent
        judged = {one for said in graded.judged.values() for one in said.grades}
        rows = {str(row.id): row for row in graded.rows if str(row.id) in judged}
        codes, _ = offers.jobs.occupations_of(np.arange(len(offers)))
        named = [*offers.jobs.codes, ""]
        places = {str(name): place for place, name in enumerate(offers.ids)}
        declared = {name: parent(row.rome_code) if row.rome_code else "" for name, row in rows.items()}
        return cls(
            wished=graded.codes,
            places=places,
            occupation={name: code or named[codes[places[name], 0]] for name, code in declared.items()},
            asked={name: conditions_of(row) for name, row in rows.items()},
        )

    def is_wished(self, person: str, offer: str) -> bool:
        """Whether the offer's occupation is one that the wishes of this person stand for."""
        return self.occupation[offer] in self.wished.get(person, ())


if __name__ == "__main__":
    sys.exit(main())
