"""How well each offer's job answers what a person asks for: by its titles, and by the occupation they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from clicnjob.text.everyday import everyday_words
from clicnjob.text.titles import TitleIndex
from clicnjob.text.tokens import wish_stems

Fit = NDArray[np.float32]

# The official title an employer picked is a little less certain than the title written for the offer.
BY_OFFICIAL_TITLE = 0.9
# The occupation of the titles that answer best lends its other titles a part of their evidence, and confirms the rest.
VOTERS = 30
LEAST_VOTER = 0.3
LENT = 0.7
CONFIRMED = 0.3
# Titles of management hide beginners' posts; a wish that names one of these words is not damped.
MANAGEMENT = (
    "responsabl", "chef", "directeur", "manageur", "ingenieur", "cadr", "adjoint", "head", "superviseur",
    "coordinateur", "expert", "senior", "referent",
)  # fmt: skip
DAMPED = 0.6


class JobIndex:
    """Immutable. Offers that share titles and occupation code are one job: fits are counted once a job."""

    def __init__(self, titles: Sequence[str], official: Sequence[str], codes: Sequence[str | None]) -> None:
        self._titles = TitleIndex(titles, everyday_words())
        self._official = TitleIndex(official, everyday_words())
        names = sorted({code for code in codes if code})
        places = {name: place for place, name in enumerate(names)}
        code_of_row = np.array([places.get(code or "", -1) for code in codes], dtype=np.int64)
        rows = np.stack([self._titles.of_row, self._official.of_row, code_of_row], axis=1)
        jobs, of_offer = np.unique(rows.reshape(-1, 3), axis=0, return_inverse=True)
        self._title, self._official_title, self._code = jobs.T
        self.of_offer = of_offer.reshape(-1).astype(np.int32)
        self._codes = len(names)
        self._management = np.array([_management_of(key) for key in self._titles.keys], dtype=np.int32)

    @property
    def titles(self) -> tuple[tuple[str, ...], ...]:
        """The distinct titles, each as its stems."""
        return self._titles.keys

    def fit(self, wish: str) -> Fit:
        """How well each job answers one wish in a person's own words, 0 to 1."""
        stems = wish_stems(wish)
        named = self._named(stems)
        if not stems or not len(named):
            return named
        occupation = self._votes(named)
        lent = np.maximum(named, np.float32(LENT) * occupation)
        second = np.where(self._code >= 0, occupation, named)
        fit: Fit = (np.float32(1 - CONFIRMED) * lent + np.float32(CONFIRMED) * second) * self._damping(stems)
        return fit

    def fits(self, wishes: Sequence[str]) -> tuple[Fit, NDArray[np.int8]]:
        """For each job the best fit among the wishes, and the place of that wish; zeros without one."""
        best, which = np.zeros(len(self._code), dtype=np.float32), np.zeros(len(self._code), dtype=np.int8)
        for place, wish in enumerate(wishes):
            fit = self.fit(wish)
            which[fit > best] = place
            best = np.maximum(best, fit)
        return best, which

    def holding(self, groups: Iterable[frozenset[str]]) -> NDArray[np.bool_]:
        """One a row given: whether its title holds every stem of one of these groups."""
        wanted = tuple(groups)
        held = [any(group <= key for group in wanted) for key in map(frozenset, self._titles.keys)]
        return np.array(held, dtype=bool)[self._titles.of_row] if held else np.zeros(0, dtype=bool)

    def _named(self, stems: Sequence[str]) -> Fit:
        by_title = self._titles.answer(stems)[self._title]
        by_official = self._official.answer(stems)[self._official_title]
        named: Fit = np.maximum(by_title, np.float32(BY_OFFICIAL_TITLE) * by_official)
        return named

    def _votes(self, named: Fit) -> Fit:
        """The share of each job's occupation among the titles that answer best, the greatest being 1."""
        voters = np.flatnonzero((named >= LEAST_VOTER) & (self._code >= 0))
        voters = voters[np.argsort(-named[voters], kind="stable")[:VOTERS]]
        votes = np.bincount(self._code[voters], named[voters] ** 3, minlength=self._codes + 1)
        share = votes / max(votes.max(initial=0.0), 1e-9)
        return np.where(self._code >= 0, share[self._code], 0.0).astype(np.float32)

    def _damping(self, stems: Sequence[str]) -> Fit:
        damped = (self._management & ~_management_of(stems)) != 0
        return np.where(damped[self._title], np.float32(DAMPED), np.float32(1))


def _management_of(stems: Iterable[str]) -> int:
    """One bit a word of management among these stems."""
    return sum(1 << MANAGEMENT.index(stem) for stem in set(stems) if stem in MANAGEMENT)
