"""What a plain developer would write: one rapidfuzz scorer over the titles, with the same other criteria as ours."""

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


class ScoredTitles(JobIndex):
    """The jobs of an offer set, each fit being what one scorer says of the raw title."""

    def __init__(self, titles: Sequence[str], scorer: Callable[..., Any]) -> None:
        self._raw = sorted({utils.default_process(title) for title in titles})
        places = {title: place for place, title in enumerate(self._raw)}
        self.of_offer = np.array([places[utils.default_process(title)] for title in titles], dtype=np.int32)
        self._code = np.zeros(len(self._raw), dtype=np.int64)
        self._scorer = scorer

    def __len__(self) -> int:
        return len(self._raw)

    def fit(self, wish: str) -> NDArray[np.float32]:
        """The scorer's answer, from 0 to 1."""
        scores = process.cdist([utils.default_process(wish)], self._raw, scorer=self._scorer, dtype=np.float32)[0]
        return np.asarray(scores / np.float32(100))


def with_scorer(offers: OfferSet, titles: Sequence[str], scorer: Callable[..., Any]) -> OfferSet:
    """The same offers, their job judged by one scorer. Titles are in the order of the set."""
    return replace(offers, jobs=ScoredTitles(titles, scorer))


class GramJobs(ScoredTitles):
    """The jobs of an offer set, each fit being the cosine of runs of letters."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(titles, fuzz.ratio)
        self._grams = GramTitles(self._raw)

    def fit(self, wish: str) -> NDArray[np.float32]:
        """The cosine, from 0 to 1."""
        return self._grams.likeness(wish)


def with_grams(offers: OfferSet, titles: Sequence[str]) -> OfferSet:
    """The same offers, their job judged by runs of letters. Titles are in the order of the set."""
    return replace(offers, jobs=GramJobs(titles))
