"""What a plain developer would write: the titles judged by one scorer, with the same other criteria as ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from bench.grams import GramTitles
from clicnjob.matching.jobs import JobIndex
from clicnjob.matching.offer_set import OfferSet

SCORERS: dict[str, Callable[..., float]] = {
    "ratio": fuzz.ratio,
    "WRatio": fuzz.WRatio,
    "token_set_ratio": fuzz.token_set_ratio,
}
Judge = Callable[[str], NDArray[np.float32]]


class ScoredTitles(JobIndex):
    """The jobs of an offer set, each fit being what a judge says of its title; the rest of them is as it was."""

    def __init__(self, jobs: JobIndex, judge: Judge) -> None:
        self.__dict__.update(jobs.__dict__)
        self._judge = judge

    def fit(self, wish: str) -> NDArray[np.float32]:
        """The judge's answer for each job, from 0 to 1."""
        return self._judge(wish)


def with_scorer(offers: OfferSet, titles: Sequence[str], scorer: Callable[..., Any]) -> OfferSet:
    """The same offers, their job judged by one scorer. Titles are in the order of the set."""
    plain = [utils.default_process(title) for title in _of_jobs(offers, titles)]

    def judge(wish: str) -> NDArray[np.float32]:
        scores = process.cdist([utils.default_process(wish)], plain, scorer=scorer, dtype=np.float32)[0]
        return np.asarray(scores / np.float32(100))

    return replace(offers, jobs=ScoredTitles(offers.jobs, judge))


def with_grams(offers: OfferSet, titles: Sequence[str]) -> OfferSet:
    """The same offers, their job judged by runs of letters. Titles are in the order of the set."""
    return replace(offers, jobs=ScoredTitles(offers.jobs, GramTitles(_of_jobs(offers, titles)).likeness))


def _of_jobs(offers: OfferSet, titles: Sequence[str]) -> list[str]:
    """The title of each job: its first offer's."""
    _, first = np.unique(offers.jobs.of_offer, return_index=True)
    return [titles[row] for row in first]
