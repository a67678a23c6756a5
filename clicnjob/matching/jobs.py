"""How well each offer's job answers what a person asks for: by its words, and by the occupations both belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from clicnjob.occupations.understanding import Lexicon, Understood
from clicnjob.text.titles import TitleIndex
from clicnjob.text.tokens import wish_stems

Fit = NDArray[np.float32]

# The official title an employer picked is a little less certain than the title written for the offer.
BY_OFFICIAL_TITLE = 0.9
# A declared code is one witness, the title the other: codes are often wrong, titles often vague.
DECLARED = 0.65
CODES_OF_A_JOB = 3
# The occupation of the titles that answer best lends its other titles a part of their evidence, and confirms the rest.
VOTERS = 30
LEAST_VOTER = 0.3
BY_LEXICON = 0.6
LENT = 0.95
CONFIRMED = 0.5
# What an occupation close to the wished one keeps of its evidence.
NEAR = 0.5
LEAST_SPREAD = 0.3
# Titles of management hide beginners' posts; a wish that names one of these words is not damped.
MANAGEMENT = (
    "responsabl", "chef", "directeur", "manageur", "ingenieur", "cadr", "adjoint", "head", "superviseur",
    "coordinateur", "expert", "senior", "referent",
)  # fmt: skip
DAMPED = 0.5


class JobIndex:
    """Immutable. Offers that share titles and occupation code are one job: fits are counted once a job.

    Occupations are codes of the third edition of ROME, in `codes`; a job may belong to several, with weights.
    """

    def __init__(
        self, titles: Sequence[str], official: Sequence[str], codes: Sequence[str | None], lexicon: Lexicon
    ) -> None:
        self.lexicon = lexicon
        self._titles = TitleIndex([*titles, *official], lexicon.names)
        declared = [lexicon.parent(code) if code else "" for code in codes]
        names = dict.fromkeys(sorted({code for code in declared if code}))
        key, official_key = self._titles.of_row[: len(titles)], self._titles.of_row[len(titles) :]
        places = {name: place for place, name in enumerate(names)}
        code = np.array([places.get(name, -1) for name in declared], dtype=np.int64)
        jobs, first, of_offer = np.unique(
            np.stack([key, official_key, code], axis=1).reshape(-1, 3), axis=0, return_index=True, return_inverse=True
        )
        self.of_offer = of_offer.reshape(-1).astype(np.int32)
        self._title, self._official_title = jobs[:, 0], jobs[:, 1]
        self._has_official = np.array([bool(official[row]) for row in first], dtype=bool)
        shares = [_shares(declared[row], titles[row], lexicon) for row in first]
        self.codes = tuple(sorted({code for share in shares for code in share}))
        self._places = {code: place for place, code in enumerate(self.codes)}
        self._code, self._weight = _table(shares, self._places)
        self._near = _near(self._places, lexicon)
        self._management = np.array([_management_of(stems) for stems in self._titles.keys], dtype=np.int32)

    def __len__(self) -> int:
        return len(self._title)

    @property
    def titles(self) -> list[tuple[str, ...]]:
        """The distinct titles of the offers, each as its stems."""
        return [self._titles.keys[key] for key in np.unique(self._title)]

    def fit(self, wish: str) -> Fit:
        """How well each job answers one wish in a person's own words, 0 to 1."""
        stems = wish_stems(wish)
        if not stems or not len(self):
            return np.zeros(len(self), dtype=np.float32)
        named = self._named(stems)
        belongs = self.belonging(self.occupations(wish, named), named)
        lent = np.maximum(named, np.float32(LENT) * belongs)
        fit: Fit = (np.float32(1 - CONFIRMED) * lent + np.float32(CONFIRMED) * belongs) * self._damping(stems)
        return fit

    def fits(self, wishes: Sequence[str]) -> tuple[Fit, NDArray[np.int8]]:
        """For each job the best fit among the wishes, and the place of that wish; zeros without one."""
        best, which = np.zeros(len(self), dtype=np.float32), np.zeros(len(self), dtype=np.int8)
        for place, wish in enumerate(wishes):
            fit = self.fit(wish)
            which[fit > best] = place
            best = np.maximum(best, fit)
        return best, which

    def occupations(self, wish: str, named: Fit | None = None) -> Fit:
        """One share a code of `codes`, the greatest 1: what the lexicon reads, and what the titles that answer say."""
        found = self.lexicon.understand(wish)
        read = np.zeros(len(self.codes), dtype=np.float32)
        for code, score in ((one.code, one.score) for one in found):
            if code in self._places:
                read[self._places[code]] = score
        voted = self._votes(self._named(wish_stems(wish)) if named is None else named)
        most = max((one.score for one in found), default=0.0)
        if most:
            read /= np.float32(most)
        share = np.float32(BY_LEXICON) * read + np.float32(1 - BY_LEXICON) * voted if most else voted
        share = (share / max(float(share.max(initial=0.0)), 1e-9)).astype(np.float32)
        widened: Fit = np.maximum(share, np.float32(NEAR) * _spread(share, self._near))
        return widened

    def belonging(self, share: Fit, named: Fit) -> Fit:
        """How far each job belongs to these occupations, 0 to 1; for what its codes leave open, its words answer."""
        padded = np.append(share, np.float32(0))
        known = (padded[self._code] * self._weight).sum(axis=1)
        return np.asarray(known + (1 - self._weight.sum(axis=1)) * named, dtype=np.float32)

    def occupations_of(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.int16], Fit]:
        """For these offers the places in `codes` of their occupations, likeliest first, and the weight of each."""
        jobs = self.of_offer[rows]
        return self._code[jobs], self._weight[jobs]

    def holding(self, groups: Iterable[frozenset[str]]) -> NDArray[np.bool_]:
        """One an offer: whether its title holds every stem of one of these groups."""
        wanted = tuple(groups)
        keys = map(frozenset, self._titles.keys)
        held = np.array([any(group <= key for group in wanted) for key in keys], dtype=bool)
        return held[self._title][self.of_offer] if len(self) else np.zeros(0, dtype=bool)

    def _named(self, stems: Sequence[str]) -> Fit:
        answer = self._titles.answer(stems)
        by_official = np.where(self._has_official, answer[self._official_title], np.float32(0))
        named: Fit = np.maximum(answer[self._title], np.float32(BY_OFFICIAL_TITLE) * by_official)
        return named

    def _votes(self, named: Fit) -> Fit:
        """The share of each occupation among the jobs that answer best, the greatest being 1."""
        voters = np.flatnonzero(named >= LEAST_VOTER)
        voters = voters[np.argsort(-named[voters], kind="stable")[:VOTERS]]
        weights = (named[voters, None] ** 3) * self._weight[voters]
        votes = np.bincount(self._code[voters].ravel(), weights.ravel(), minlength=len(self.codes) + 1)[:-1]
        shares: Fit = (votes / max(votes.max(initial=0.0), 1e-9)).astype(np.float32)
        return shares

    def _damping(self, stems: Sequence[str]) -> Fit:
        damped = (self._management & ~_management_of(stems)) != 0
        return np.where(damped[self._title], np.float32(DAMPED), np.float32(1))


def _shares(declared: str, title: str, lexicon: Lexicon) -> dict[str, float]:
    """The occupations of one job with their weights: the declared code, and what its title says."""
    said = _codes_of_title(lexicon, title)
    own = DECLARED if declared else 0.0
    shares = {one.code: (1 - own) * one.score for one in said[:CODES_OF_A_JOB]}
    if declared:
        shares[declared] = shares.get(declared, 0.0) + own
    total = sum(shares.values())
    kept = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:CODES_OF_A_JOB]
    return {code: share / total for code, share in kept} if declared else dict(kept)


@lru_cache(maxsize=200_000)
def _codes_of_title(lexicon: Lexicon, title: str) -> tuple[Understood, ...]:
    return tuple(lexicon.codes_of_title(title))


def _table(shares: Sequence[dict[str, float]], places: Mapping[str, int]) -> tuple[NDArray[np.int16], Fit]:
    """Codes and weights of each job, padded with the place after the last code."""
    code = np.full((len(shares), CODES_OF_A_JOB), len(places), dtype=np.int16)
    weight = np.zeros((len(shares), CODES_OF_A_JOB), dtype=np.float32)
    for row, share in enumerate(shares):
        for column, (name, part) in enumerate(share.items()):
            code[row, column], weight[row, column] = places[name], part
    return code, weight


def _near(places: Mapping[str, int], lexicon: Lexicon) -> list[NDArray[np.int32]]:
    return [np.array([places[one] for one in lexicon.near(code) if one in places], dtype=np.int32) for code in places]


def _spread(share: Fit, near: Sequence[NDArray[np.int32]]) -> Fit:
    """What each occupation receives from the strongest one that names it as close."""
    spread = np.zeros_like(share)
    for place in np.flatnonzero(share > LEAST_SPREAD).tolist():
        spread[near[place]] = np.maximum(spread[near[place]], share[place])
    return spread


def _management_of(stems: Iterable[str]) -> int:
    """One bit a word of management among these stems."""
    return sum(1 << MANAGEMENT.index(stem) for stem in set(stems) if stem in MANAGEMENT)
