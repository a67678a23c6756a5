"""How much the figures owe to having been tuned on the same people: BENCH_DATA=FOLDER python -m bench.crossed

The parameters are chosen again, from a small grid, on some of the graded people, and measured on those left out.
BENCH_OTHERS may name a second file of people. Nothing is written: what the product ships does not change.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np

from bench.ablation import Replaced, replaced
from bench.graded import Material, learned, material, run_of, with_others
from bench.grading import GOOD, TOP, graded, ndcg, precision
from clicnjob import clock
from clicnjob.matching import factors, jobs, judging, scoring, travel
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import Criterion
from clicnjob.matching.weights import LABELS, WEIGHTS
from clicnjob.occupations.understanding import Lexicon
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

NAMES = ("NDCG@10", "P@5", "grade 0 in top 10")
FOLDS = 7
# What gains less is left as it is.
LEAST_GAIN = 0.005
# What is stored in the index when it is made: another value needs another index.
INDEXED = "DECLARED"
Figures = tuple[float, ...]
Setting = tuple[float, ...]


@dataclass(frozen=True)
class Parameter:
    """A figure of the ranking: what is replaced for another value, and the values tried beside the shipped one."""

    name: str
    owner: Any
    others: tuple[float, ...]

    @property
    def shipped(self) -> float:
        """The value of the product."""
        return float(WEIGHTS[self.owner] if isinstance(self.owner, Criterion) else getattr(self.owner, self.name))


# In the order in which they are chosen: a weight, half as much again or half; a share, a step each way.
PARAMETERS = (
    *(Parameter(LABELS[one], one, (0.5 * points, 1.5 * points)) for one, points in WEIGHTS.items()),
    Parameter("AFTER_A_GAP", judging, (0.35, 0.65)),
    Parameter("OTHER_JOB", judging, (0.65, 0.95)),
    Parameter("SAME_JOB", judging, (0.3, 0.5)),
    Parameter("TWICE_TOO_FAR", travel, (0.1, 0.4)),
    Parameter("ALMOST", travel, (1.0, 1.4)),
    Parameter("NOT_SAID", factors, (0.65, 0.95)),
    Parameter("DECLARED", jobs, (0.5, 0.8)),
    Parameter("LENT", jobs, (0.8, 0.9)),
    Parameter("CONFIRMED", jobs, (0.45, 0.75)),
    Parameter("NEAR", jobs, (0.45, 0.75)),
)
SHIPPED: Setting = tuple(one.shipped for one in PARAMETERS)
OTHERS = sum(len(one.others) for one in PARAMETERS)
ABOUT = f"""{len(PARAMETERS)} figures of the ranking are chosen anew, one after the other and once, among the shipped
value and {OTHERS} others in all, by the NDCG@10 of the people who are not left out. « Left out »: in {FOLDS} parts,
each measured with what the rest chose; « spread » is the standard deviation of the parts. What was chosen and measured
on the same people flatters: its distance to « left out » is the optimism of tuning. « Asked {LEAST_GAIN} »: a value is
taken only when it gains that much, which is how the product changes; where that moves nothing, the line is the shipped
one. The choice starts from the shipped values, which were set by hand with all of these people in sight: no line here
is one of people never seen."""


def main() -> int:
    """Print the table."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("crossed: skipped, BENCH_DATA names no folder of test data")
        return 0
    catalogue = Catalogue(sources.read().gazetteer)
    first = material(Path(folder), catalogue)
    for name, row in table(first, with_others(first, catalogue), clock.today()).items():
        print(f"{name:60} " + "  ".join(f"{label} {value:.3f}" for label, value in zip(NAMES, row, strict=True)))
    return 0


def table(first: Material, others: Material | None, today: date) -> dict[str, Figures]:
    """The means in the order of NAMES: as shipped, tuned on the same people or on the others, and left out."""
    groups = [("people", first)] if others is None else [("people", first), ("other people", others)]
    people = {name: person for _, one in groups for name, person in one.people.items()}
    judged = {name: said for _, one in groups for name, said in one.judged.items()}
    tried = Tried(replace(first, people=people, judged=judged), today)
    sets = [(f"{len(one.people)} {label}", tried.served(one.people)) for label, one in groups]
    found: dict[str, Figures] = {}
    for label, names in sets:
        found[f"{label}, as shipped"] = tried.mean(SHIPPED, names)
        found[f"{label}, tuned on the same"] = tried.mean(tuned(tried, names), names)
        found.update(_left_out(label, tried, names))
        found.update(_left_out(label, tried, names, LEAST_GAIN))
        for other, apart in sets:
            if other != label:
                found[f"{label}, tuned on the {other}"] = tried.mean(tuned(tried, apart), names)
    if others is not None:
        together = tried.served(people)
        label = f"{len(people)} people together"
        found[f"{label}, as shipped"] = tried.mean(SHIPPED, together)
        found[f"{label}, tuned on the same"] = tried.mean(tuned(tried, together), together)
        found.update(_left_out(label, tried, together))
        found.update(_left_out(label, tried, together, LEAST_GAIN))
    return found


def _left_out(label: str, tried: Tried, names: Sequence[str], least: float = 0.0) -> dict[str, Figures]:
    """The people of each part, measured with what the other parts chose; and how far the parts are from each other."""
    parts = [names[place::FOLDS] for place in range(min(FOLDS, len(names)))]
    means, people = [], []
    for part in parts:
        chosen = tuned(tried, [name for name in names if name not in part], least)
        print(f"{label}, without {len(part)}: {', '.join(_changed(chosen))}", file=sys.stderr, flush=True)
        means.append(tried.mean(chosen, part))
        people += [tried.figures(chosen)[name] for name in part]
    asked = f", asked {least}" if least else ""
    return {
        f"{label}, left out{asked}": _mean(people),
        f"{label}, left out{asked}, spread": tuple(stdev(column) for column in zip(*means, strict=True)),
    }


def tuned(tried: Tried, names: Sequence[str], least: float = 0.0) -> Setting:
    """The setting these people choose: each parameter once, the others as they are; it gains more than the least."""
    best, most = SHIPPED, tried.mean(SHIPPED, names)[0]
    for place, parameter in enumerate(PARAMETERS):
        for value in parameter.others:
            setting = (*best[:place], value, *best[place + 1 :])
            reached = tried.mean(setting, names)[0]
            if reached > most + least:
                best, most = setting, reached
    return best


class Tried:
    """What each setting gives each person, counted once; indexes are kept by the value they depend on."""

    def __init__(self, known: Material, today: date) -> None:
        self._known, self._today = known, today
        self._sets: dict[float, OfferSet] = {}
        self._figures: dict[Setting, dict[str, Figures]] = {}

    def served(self, names: Iterable[str]) -> list[str]:
        """Those of these people who have a good offer."""
        judged = self._known.judged
        return sorted(name for name in names if max(judged[name].grades.values(), default=0) >= GOOD)

    def mean(self, setting: Setting, names: Iterable[str]) -> Figures:
        """The means of these people."""
        figures = self.figures(setting)
        return _mean([figures[name] for name in names])

    def figures(self, setting: Setting) -> dict[str, Figures]:
        """The figures of every person who has a good offer, in the order of NAMES."""
        if setting not in self._figures:
            with replaced(_replaced(setting)):
                offers = self._offers(setting[[one.name for one in PARAMETERS].index(INDEXED)])
                self._figures[setting] = {name: self._of(name, offers) for name in self.served(self._known.people)}
        return self._figures[setting]

    def _of(self, name: str, offers: OfferSet) -> Figures:
        said = self._known.judged[name]
        judged = replace(offers, live=np.isin(np.array(offers.ids, dtype=np.str_), np.array(list(said.grades))))
        order = graded(said, run_of(rank_all(self._known.people[name], judged, self._today)))
        return ndcg(order), precision(order), order[:TOP].count(0) / TOP

    def _offers(self, declared: float) -> OfferSet:
        if declared not in self._sets:
            rows = self._known.rows
            self._sets[declared] = OfferSet.of(rows, learned(Lexicon.shipped(), rows))
        return self._sets[declared]


def _replaced(setting: Setting) -> list[Replaced]:
    weights, attributes = dict[Any, float](WEIGHTS), list[Replaced]()
    for parameter, value in zip(PARAMETERS, setting, strict=True):
        if isinstance(parameter.owner, Criterion):
            weights[parameter.owner] = value
        else:
            attributes.append((parameter.owner, parameter.name, value))
    return [*attributes, (scoring, "WEIGHTS", weights)]


def _changed(setting: Setting) -> list[str]:
    values: Mapping[str, tuple[float, float]] = {
        one.name: (one.shipped, value) for one, value in zip(PARAMETERS, setting, strict=True)
    }
    return [f"{name} {value:g}" for name, (shipped, value) in values.items() if value != shipped] or ["as shipped"]


def _mean(rows: Sequence[Figures]) -> Figures:
    return tuple(fmean(column) for column in zip(*rows, strict=True))


if __name__ == "__main__":
    sys.exit(main())
