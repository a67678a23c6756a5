"""How good an order is against grades given by reading: 3 propose at once, 2 good, 1 one gap away, 0 no (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log2, nan
from statistics import fmean

TOP, FIRST, GOOD = 10, 5, 2
NAMES = ("NDCG@10", "P@5", "grade 0 in top 10", "near misses found", "gap as judged")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader said of one person's offers: grades by id, and the gap of those that are one gap away."""

    grades: Mapping[str, int]
    gaps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What a ranking answered one person: ids, best first, and the gap of the near misses."""

    ranking: Sequence[str]
    near: Mapping[str, str]


def measures(judged: Mapping[str, Judged], runs: Mapping[str, Run]) -> tuple[float, ...]:
    """The means in the order of NAMES, over the people who have a good offer; the last two over all near misses.

    Only judged offers count. One that a run leaves out stands at its end, the worst first.
    """
    orders = {one: graded(judged[one], runs.get(one, Run((), {}))) for one in judged}
    served = [one for one, order in orders.items() if any(grade >= GOOD for grade in order)]
    near = [
        (gap, runs[one].near.get(offer) if one in runs else None)
        for one, said in judged.items()
        for offer, gap in said.gaps.items()
        if said.grades.get(offer) == 1
    ]
    found = [(gap, named) for gap, named in near if named is not None]
    return (
        fmean(ndcg(orders[one]) for one in served),
        fmean(precision(orders[one]) for one in served),
        fmean(sum(grade == 0 for grade in orders[one][:TOP]) / TOP for one in served),
        len(found) / len(near) if near else nan,
        sum(gap == named for gap, named in found) / len(found) if found else nan,
    )


def graded(judged: Judged, run: Run) -> list[int]:
    """The grades in the order of the run."""
    listed = [one for one in dict.fromkeys(run.ranking) if one in judged.grades]
    left_out = sorted(grade for one, grade in judged.grades.items() if one not in set(listed))
    return [judged.grades[one] for one in listed] + left_out


def ndcg(order: Sequence[int]) -> float:
    """Discounted gain of the first ten over that of the perfect order."""
    return _gain(order) / _gain(sorted(order, reverse=True))


def precision(order: Sequence[int]) -> float:
    """The share of good offers among the first five, or among as many as there are."""
    good = sum(grade >= GOOD for grade in order)
    return sum(grade >= GOOD for grade in order[:FIRST]) / min(FIRST, good)


def _gain(order: Sequence[int]) -> float:
    return fsum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(order[:TOP]))
