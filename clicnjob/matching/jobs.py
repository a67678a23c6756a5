"""How well each offer's job answers what a person asks for: by its words, and by the occupations both belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import index_file
from clicnjob.occupations.predicting import Shares, predictions
from clicnjob.occupations.understanding import Lexicon, Understood
from clicnjob.text.correcting import corrected
from clicnjob.text.postings import postings, rows_of
from clicnjob.text.titles import Stems, TitleIndex, greatest
from clicnjob.text.tokens import wish_stems

Fit = NDArray[np.float32]
Jobs = NDArray[np.intp]
# What is read of a wish, by the words of each part.
Readings = tuple[Stems, ...]

# The official title an employer picked is a little less certain than the title written for the offer.
BY_OFFICIAL_TITLE = 0.9
# A declared code is one witness, the title the other: codes are often wrong, titles often vague.
DECLARED = 0.65
CODES_OF_A_JOB = 3
# The occupation of the titles that answer best lends its other titles a part of their evidence, and confirms the rest.
VOTERS = 30
# The titles of a wish that are looked at, and the least share of an occupation whose offers are.
MOST_TITLES = 1000
LEAST_SHARE = 0.15
# A job that answers less does not answer.
LEAST_FIT = 0.15
# Answers that are remembered, a wish being written by many: at a few kilobytes each.
MOST_KNOWN = 20_000
LEAST_VOTER = 0.3
BY_LEXICON = 0.7
LENT = 1.0
CONFIRMED = 0.6
# What an occupation close to the wished one keeps of its evidence.
NEAR = 0.6
LEAST_SPREAD = 0.3
# Titles of management hide beginners' posts; a wish that names one of these words is not damped.
MANAGEMENT = (
    "responsabl", "chef", "directeur", "manageur", "ingenieur", "cadr", "adjoint", "head", "superviseur",
    "coordinateur", "expert", "senior", "referent",
)  # fmt: skip
DAMPED = 0.5


# What an index is made of besides its titles and the names of its codes.
_COLUMNS = ("of_offer", "_title", "_official_title", "_code", "_weight")


class JobIndex:
    """Immutable. Offers that share titles and occupation code are one job: fits are counted once a job.

    Occupations are codes of the third edition of ROME, in `codes`; a job may belong to several, with weights. Titles
    are indexed part by part: the index of one set of offers has one part, indexes joined have one each.
    """

    def __init__(
        self,
        titles: Sequence[str],
        official: Sequence[str],
        codes: Sequence[str | None],
        lexicon: Lexicon,
        predicted: Sequence[Shares | None] | None = None,
    ) -> None:
        """`predicted`: what each title stands for, where it is known already; the lexicon is asked of the others."""
        index = TitleIndex([*titles, *official], lexicon.names)
        declared = [lexicon.parent(code) if code else "" for code in codes]
        places = {name: place for place, name in enumerate(sorted({code for code in declared if code}))}
        code = np.array([places.get(name, -1) for name in declared], dtype=np.int64)
        key, official_key = index.of_row[: len(titles)], index.of_row[len(titles) :]
        jobs, first, of_offer = np.unique(
            np.stack([key, official_key, code], axis=1).reshape(-1, 3), axis=0, return_index=True, return_inverse=True
        )
        self.of_offer = of_offer.reshape(-1).astype(np.int32)
        self._title, self._official_title = jobs[:, 0].astype(np.int32), jobs[:, 1].astype(np.int32)
        # No official title: the place after the last key, which answers nothing.
        self._official_title[[not official[row] for row in first]] = len(index)
        asked = predicted or [None] * len(titles)
        shares = [_shares(declared[row], asked[row], titles[row], lexicon) for row in first]
        known = tuple(sorted({code for share in shares for code in share}))
        self._code, self._weight = _table(shares, {code: place for place, code in enumerate(known)})
        self._complete((index,), known, lexicon)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything but the lexicon, as plain arrays, of an index of one part."""
        (titles,) = self._titles
        columns = {name: getattr(self, name) for name in _COLUMNS}
        words = {f"titles.{name}": array for name, array in titles.arrays().items()}
        return {**columns, **words, "codes": index_file.text(self.codes)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], lexicon: Lexicon) -> JobIndex:
        """The index whose `arrays()` these are, mapped in memory or not, with the lexicon it was made with."""
        index = cls.__new__(cls)
        words = {name.removeprefix("titles."): array for name, array in arrays.items() if name.startswith("titles.")}
        for name in _COLUMNS:
            setattr(index, name, arrays[name])
        index._complete((TitleIndex.from_arrays(words, lexicon.names),), index_file.names(arrays["codes"]), lexicon)
        return index

    @classmethod
    def joined(cls, parts: Sequence[JobIndex]) -> JobIndex:
        """The jobs of indexes of one lexicon, at least one, end to end: their offers in this order."""
        joined = cls.__new__(cls)
        codes = tuple(sorted({code for part in parts for code in part.codes}))
        places = {code: place for place, code in enumerate(codes)}
        jobs = np.cumsum([0, *map(len, parts)])
        keys = np.cumsum([0, *(part._first_key[-1] for part in parts)])
        renamed = [np.array([*(places[code] for code in part.codes), len(codes)], dtype=np.int16) for part in parts]
        joined.of_offer = _end_to_end([part.of_offer + at for part, at in zip(parts, jobs, strict=False)], np.int32)
        joined._title = _end_to_end([part._title + at for part, at in zip(parts, keys, strict=False)], np.int32)
        official = [
            np.where(part._official_title == part._first_key[-1], keys[-1], part._official_title + at)
            for part, at in zip(parts, keys, strict=False)
        ]
        joined._official_title = _end_to_end(official, np.int32)
        joined._code = _end_to_end([names[part._code] for part, names in zip(parts, renamed, strict=True)], np.int16)
        joined._weight = _end_to_end([part._weight for part in parts], np.float32)
        joined._complete(tuple(titles for part in parts for titles in part._titles), codes, parts[0].lexicon)
        return joined

    def reordered(self, order: NDArray[np.intp]) -> JobIndex:
        """The same jobs, for the same offers in another order."""
        index = self.__class__.__new__(self.__class__)
        index.__dict__ |= {**self.__dict__, "of_offer": self.of_offer[order]}
        index._complete(self._titles, self.codes, self.lexicon)
        return index

    def heard_by(self, lexicon: Lexicon) -> JobIndex:
        """The same jobs, wishes being read by a lexicon that has learned more."""
        index = self.__class__.__new__(self.__class__)
        # What is known of candidates is kept by what was understood, what is known of occupations by the words.
        index.__dict__ |= {**self.__dict__, "lexicon": lexicon, "_known_occupations": {}}
        return index

    def _complete(self, titles: tuple[TitleIndex, ...], codes: tuple[str, ...], lexicon: Lexicon) -> None:
        """What is made again whenever an index is opened: it is little, or belongs to the lexicon."""
        self.lexicon, self.codes, self._titles = lexicon, codes, titles
        self._first_key: list[int] = np.cumsum([0, *map(len, titles)]).tolist()
        self._management = np.concatenate([_managing(one) for one in titles])
        self._known: dict[tuple[object, object], tuple[Jobs, Fit]] = {}
        self._known_occupations: dict[str, Fit] = {}
        self._places = {code: place for place, code in enumerate(codes)}
        self._near = _near(self._places, lexicon)
        self._open = (1 - self._weight.sum(axis=1)).astype(np.float32)
        self._of_code, self._code_starts = postings(self._code, len(codes))
        self._of_title, self._title_starts = postings(self._title[:, None], self._first_key[-1])
        self._of_official, self._official_starts = postings(self._official_title[:, None], self._first_key[-1])
        self._offers, self._job_starts = postings(self.of_offer[:, None], len(self._title))

    def __len__(self) -> int:
        return len(self._title)

    @property
    def titles(self) -> list[Stems]:
        """The distinct titles of the offers, each as its stems."""
        keys = [key for titles in self._titles for key in titles.keys]
        return sorted({keys[place] for place in np.unique(self._title).tolist()})

    def titled(self, key: Stems) -> NDArray[np.bool_]:
        """One a job: whether its title is exactly these stems."""
        found = [at + place for at, titles in self._parts() for place in (titles.place(key),) if place is not None]
        return np.isin(self._title, found)

    def fit(self, wish: str) -> Fit:
        """How well each job answers one wish in a person's own words, 0 to 1."""
        readings = self._read(wish)
        named, voters = self._named(*self._best(readings, self._first_key[-1]))
        share = self._occupations(self.lexicon.understand(wish), named, voters)
        return self._answering(np.arange(len(self)), named, share, readings)

    def candidates(self, wish: str) -> tuple[Jobs, Fit]:
        """The jobs that may answer a wish, in order, and how well each does; the others answer next to nothing."""
        asked = self._read(wish), self.lexicon.understand(wish)
        known = self._known.get(asked)
        if known is None:
            known = self._candidates(*asked)
            if len(self._known) < MOST_KNOWN:
                self._known[asked] = known
        return known

    def _candidates(self, readings: Readings, understood: Sequence[Understood]) -> tuple[Jobs, Fit]:
        named, voters = self._named(*self._best(readings, MOST_TITLES))
        share = self._occupations(understood, named, voters)
        found = named >= LEAST_FIT
        for code in np.flatnonzero(share >= LEAST_SHARE).tolist():
            found[self._of_code[self._code_starts[code] : self._code_starts[code + 1]]] = True
        jobs = np.flatnonzero(found)
        return jobs, self._answering(jobs, named[jobs], share, readings)

    def offers_of(self, jobs: Jobs) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The rows of the offers of these jobs, and for each the place of its job among those given."""
        return rows_of(jobs, self._offers, self._job_starts)

    def fits(self, wishes: Sequence[str]) -> tuple[Fit, NDArray[np.int8]]:
        """For each job the best fit among the wishes, and the place of that wish; zeros without one."""
        best, which = np.zeros(len(self), dtype=np.float32), np.zeros(len(self), dtype=np.int8)
        for place, wish in enumerate(wishes):
            fit = self.fit(wish)
            which[fit > best] = place
            best = np.maximum(best, fit)
        return best, which

    def occupations(self, wish: str) -> Fit:
        """One share a code of `codes`, the greatest 1: what the lexicon reads, and what the titles that answer say."""
        known = self._known_occupations.get(wish)
        if known is None:
            named, voters = self._named(*self._best(self._read(wish), MOST_TITLES))
            known = self._occupations(self.lexicon.understand(wish), named, voters)
            if len(self._known_occupations) < MOST_KNOWN:
                self._known_occupations[wish] = known
        return known

    def learn(self, wishes: Iterable[str]) -> None:
        """Read the misspelled words of many wishes at once, before asking for each: several times faster."""
        written = list(dict.fromkeys(wishes))
        self.lexicon.learn(written)
        stems = [wish_stems(wish) for wish in written]
        for titles in self._titles:
            titles.learn(stems)

    def _read(self, wish: str) -> Readings:
        """The stems of a wish, their misspelled words put right by the words of each part."""
        stems = wish_stems(wish)
        return tuple(corrected(stems, titles.vocabulary) for titles in self._titles)

    def _parts(self) -> Iterator[tuple[int, TitleIndex]]:
        """The titles of each part, with the place of the first one."""
        return zip(self._first_key, self._titles, strict=False)

    def _best(self, readings: Readings, most: int) -> tuple[NDArray[np.int32], Fit]:
        """The titles of each part that answer best, at most `most` in each, and the score of each."""
        found = [titles.best(stems, most) for titles, stems in zip(self._titles, readings, strict=True)]
        keys = np.concatenate([keys + np.int32(at) for at, (keys, _) in zip(self._first_key, found, strict=False)])
        return keys.astype(np.int32), np.concatenate([scores for _, scores in found])

    def _occupations(self, found: Sequence[Understood], named: Fit, voters: Jobs) -> Fit:
        read = np.zeros(len(self.codes), dtype=np.float32)
        for one in found:
            if one.code in self._places:
                read[self._places[one.code]] = one.score
        voted = self._votes(named, voters)
        most = max((one.score for one in found), default=0.0)
        if most:
            read /= np.float32(most)
        share = np.float32(BY_LEXICON) * read + np.float32(1 - BY_LEXICON) * voted if most else voted
        share = (share / max(float(share.max(initial=0.0)), 1e-9)).astype(np.float32)
        widened: Fit = np.maximum(share, np.float32(NEAR) * _spread(share, self._near))
        return widened

    def _answering(self, jobs: Jobs, named: Fit, share: Fit, readings: Readings) -> Fit:
        """How well these jobs answer: by their words, by their occupations, and by both agreeing."""
        belongs = self._belonging(jobs, share, named)
        lent = np.maximum(named, np.float32(LENT) * belongs)
        asked = _management_of(stem for stems in readings for stem in stems)
        damped = (self._management[self._title[jobs]] & ~asked) != 0
        agreed = np.float32(1 - CONFIRMED) * lent + np.float32(CONFIRMED) * belongs
        fit: Fit = np.where(damped, np.float32(DAMPED) * agreed, agreed).astype(np.float32)
        return np.where(fit < LEAST_FIT, np.float32(0), fit)

    def _belonging(self, jobs: Jobs, share: Fit, named: Fit) -> Fit:
        """How far jobs belong to these occupations, 0 to 1; for what their codes leave open, their words answer."""
        padded = np.append(share, np.float32(0))
        known = (padded[self._code[jobs]] * self._weight[jobs]).sum(axis=1)
        return np.asarray(known + self._open[jobs] * named, dtype=np.float32)

    def occupations_of(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.int16], Fit]:
        """For these offers the places in `codes` of their occupations, likeliest first, and the weight of each."""
        jobs = self.of_offer[rows]
        return self._code[jobs], self._weight[jobs]

    def holding(self, groups: Iterable[frozenset[str]]) -> NDArray[np.bool_]:
        """One an offer: whether its title holds every stem of one of these groups."""
        wanted = tuple(groups)
        keys = (frozenset(key) for titles in self._titles for key in titles.keys)
        held = np.array([any(group <= key for group in wanted) for key in keys], dtype=bool)
        return held[self._title][self.of_offer] if len(self) else np.zeros(0, dtype=bool)

    def _named(self, keys: NDArray[np.int32], scores: Fit) -> tuple[Fit, Jobs]:
        """How well the words of each job answer, from the titles that do; and the jobs of those titles, each once."""
        named = np.zeros(len(self), dtype=np.float32)
        own, of_own = rows_of(keys, self._of_title, self._title_starts)
        named[own] = scores[of_own]
        official, of_official = rows_of(keys, self._of_official, self._official_starts)
        more = official[named[official] == 0]
        named[official] = np.maximum(named[official], np.float32(BY_OFFICIAL_TITLE) * scores[of_official])
        return named, np.concatenate((own, more))

    def _votes(self, named: Fit, voters: Jobs) -> Fit:
        """The share of each occupation among the jobs that answer best, the greatest being 1."""
        voters = voters[named[voters] >= LEAST_VOTER]
        voters = voters[greatest(named[voters], voters, VOTERS)]
        weights = (named[voters, None] ** 3) * self._weight[voters]
        votes = np.bincount(self._code[voters].ravel(), weights.ravel(), minlength=len(self.codes) + 1)[:-1]
        shares: Fit = (votes / max(votes.max(initial=0.0), 1e-9)).astype(np.float32)
        return shares


def _end_to_end(arrays: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(arrays).astype(kind)


def _shares(declared: str, predicted: Shares | None, title: str, lexicon: Lexicon) -> dict[str, float]:
    """The occupations of one job with their weights: the declared code, and what its title says."""
    said = _codes_of_title(lexicon, title) if predicted is None else predicted
    own = DECLARED if declared else 0.0
    shares = {code: (1 - own) * score for code, score in said[:CODES_OF_A_JOB]}
    if declared:
        shares[declared] = shares.get(declared, 0.0) + own
    total = sum(shares.values())
    kept = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:CODES_OF_A_JOB]
    return {code: share / total for code, share in kept} if declared else dict(kept)


@lru_cache(maxsize=200_000)
def _codes_of_title(lexicon: Lexicon, title: str) -> Shares:
    return predictions(lexicon, [title])[title]


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


def _managing(titles: TitleIndex) -> NDArray[np.int32]:
    """The words of management of each title."""
    managing = np.zeros(len(titles), dtype=np.int32)
    for place, word in enumerate(MANAGEMENT):
        if word in titles.vocabulary:
            managing[titles.holding(titles.vocabulary.place(word))] |= 1 << place
    return managing


def _management_of(stems: Iterable[str]) -> int:
    """One bit a word of management among these stems."""
    return sum(1 << MANAGEMENT.index(stem) for stem in set(stems) if stem in MANAGEMENT)
