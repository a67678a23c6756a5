"""The words of the offers as a search looks for them: jobs by their stems, employers and places as they are written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.occupations import lexicon_files
from clicnjob.occupations.understanding import Lexicon
from clicnjob.text.correcting import corrected
from clicnjob.text.normalise import fold
from clicnjob.text.titles import Names, TitleIndex
from clicnjob.text.tokens import stem, stems

Hits = NDArray[np.float32]
Integers = NDArray[np.int32]

# A word of the title says most; the official title and the occupation say it for many; a name is no job.
BY_TITLE, BY_OFFICIAL_TITLE, BY_LABEL, BY_NAME = 1.0, 0.7, 0.5, 0.6
# The beginning of a word is one of so many letters at least, and a little less certain than the word.
SHORTEST_BEGINNING = 4
BY_BEGINNING = 0.8
# How many titles of an occupation stand for one another.
USUAL_TITLES = 2
_LAST = "\uffff"
_WORD = re.compile(r"[^\W\d_]{2,}")


class Words(NamedTuple):
    """What is searched of one offer."""

    title: str
    appellation: str = ""
    label: str = ""
    employer: str = ""
    place: str = ""


class Read(NamedTuple):
    """One word as it is read: how well each offer holds it, 0 to 1, its rarity, what was read instead if it was, and
    whether only names of employers and places hold it.
    """

    hits: Hits
    rarity: float
    instead: str = ""
    is_name: bool = False


def synonyms(lexicon: Lexicon) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Everyday names with the titles they stand for, and the usual titles of one occupation for each other."""
    names = dict(lexicon.names)
    for one in lexicon_files.occupations():
        usual = [stems(title) for title in one.titles[:USUAL_TITLES]]
        for title in usual:
            others = [other for other in usual if other != title]
            names[title] = tuple(dict.fromkeys((*names.get(title, ()), *others)))
    return {name: others for name, others in names.items() if name}


class SearchIndex:
    """Immutable, one row an offer in the order given; `names` are everyday names as stems (see text.titles)."""

    def __init__(self, offers: Sequence[Words], names: Names | None = None) -> None:
        jobs = [[getattr(one, field) for one in offers] for field in ("title", "appellation", "label")]
        official = {word for text in {*jobs[1], *jobs[2]} for word in stems(text)}
        places = {stem(word) for text in {one.place for one in offers} for word in fold(text).split()}
        self._titles = TitleIndex([text for column in jobs for text in column], names, outside=places - official)
        self._keys = self._titles.of_row.reshape(3, len(offers))
        arrays = self._titles.arrays()
        self._held = np.asarray(arrays["held"], dtype=np.int32)
        self._holder = np.repeat(np.arange(len(self._titles), dtype=np.int32), np.diff(arrays["ends"]))
        self._stems = {word: place for place, word in enumerate(self._titles.vocabulary.stems)}
        self._spoken = _spoken({text for column in jobs for text in column}, self._stems)
        self._sorted = sorted(self._stems)
        self._store_names(offers)

    def _store_names(self, offers: Sequence[Words]) -> None:
        """Employers and places, one after the other, with a mark between them that is no word."""
        texts = [[fold(one.employer).split(), fold(one.place).split()] for one in offers]
        self._names = sorted({word for parts in texts for part in parts for word in part})
        self._places = {word: place for place, word in enumerate(self._names)}
        between = len(self._names)
        flat = [[*map(self._places.__getitem__, e), between, *map(self._places.__getitem__, p)] for e, p in texts]
        self._named = np.array([word for row in flat for word in row], dtype=np.int32)
        self._name_rows = np.repeat(np.arange(len(offers), dtype=np.int32), [len(row) for row in flat])
        order = np.argsort(self._named, kind="stable")
        self._rows_by_name = self._name_rows[order]
        counts = np.bincount(self._named, minlength=between + 1)
        self._name_starts = np.concatenate(([0], np.cumsum(counts)))

    def __len__(self) -> int:
        return self._keys.shape[1]

    def everyday(self, wish: Sequence[str]) -> list[tuple[str, ...]]:
        """The stems of a search again, with an everyday name replaced by each title it stands for."""
        return self._titles.other_titles(corrected(wish, self._titles.vocabulary))

    def read(self, word: str) -> Read:
        """One plain folded word: as it is, else as the beginning of words, else as a misspelled word of a job.

        Names of employers and places are never guessed from a misspelled word.
        """
        key = stem(word)
        jobs, named = self._of_stems({key: 1.0}), self._of_names(word, word)
        if jobs.any():
            return Read(np.maximum(jobs, named), self._rarity(key))
        if named.any():
            return Read(named, self._rarity_of(named), is_name=True)
        return self._begun(word) or self._guessed(key)

    def read_stem(self, key: str) -> Read:
        """One stem of a job, as it is."""
        return Read(self._of_stems({key: 1.0}), self._rarity(key))

    def phrase(self, words: Sequence[str]) -> Read:
        """Plain folded words held in this order, side by side, by one title, one employer or one place."""
        keys = list(dict.fromkeys(stem(word) for word in words))
        hits = np.zeros(len(self._titles), dtype=np.float32)
        hits[_runs(self._held, self._holder, [self._stems.get(key, -1) for key in keys])] = 1.0
        found = self._of_keys(hits)
        rows = _runs(self._named, self._name_rows, [self._places.get(word, -1) for word in words])
        found[rows] = np.maximum(found[rows], np.float32(BY_NAME))
        return Read(found, self._rarity_of(found))

    def _begun(self, word: str) -> Read | None:
        if len(word) < SHORTEST_BEGINNING or word.isdigit():
            return None
        first, last = bisect_left(self._sorted, word), bisect_left(self._sorted, word + _LAST)
        jobs = self._of_stems(dict.fromkeys(self._sorted[first:last], BY_BEGINNING))
        hits = np.maximum(jobs, self._of_names(word, word + _LAST))
        return Read(hits, self._rarity_of(hits)) if hits.any() else None

    def _guessed(self, key: str) -> Read:
        vocabulary = self._titles.vocabulary
        read = {vocabulary.stems[one.word]: one.likeness for one in vocabulary.readings(key)}
        if not read or key in read:
            return Read(np.zeros(len(self), dtype=np.float32), self._rarity(key))
        sure = corrected((key,), vocabulary)[0]
        first = sure if sure in read else next(iter(read))
        if sure in read:
            read = {sure: read[sure]}
        return Read(self._of_stems(read), self._rarity(first), self._spoken.get(first, first))

    def _of_stems(self, likeness: Mapping[str, float]) -> Hits:
        hits = np.zeros(len(self._titles), dtype=np.float32)
        for key, worth in sorted(likeness.items(), key=lambda item: item[1]):
            if (place := self._stems.get(key)) is None:
                continue
            hits[self._titles.holding(place)] = worth
        return self._of_keys(hits)

    def _of_keys(self, hits: Hits) -> Hits:
        if not hits.any():
            return np.zeros(len(self), dtype=np.float32)
        title, official, label = (hits[column] for column in self._keys)
        rest = np.maximum(official * np.float32(BY_OFFICIAL_TITLE), label * np.float32(BY_LABEL))
        return np.asarray(np.maximum(title * np.float32(BY_TITLE), rest))

    def _of_names(self, least: str, most: str) -> Hits:
        """The offers with a name from `least` to `most`, both within."""
        hits = np.zeros(len(self), dtype=np.float32)
        first, last = bisect_left(self._names, least), bisect_left(self._names, most)
        last += last < len(self._names) and self._names[last] == most
        hits[self._rows_by_name[self._name_starts[first] : self._name_starts[last]]] = BY_NAME
        return hits

    def _rarity(self, key: str) -> float:
        place = self._stems.get(key)
        return float(self._titles.rarity[place]) if place is not None else 1.0

    def _rarity_of(self, hits: Hits) -> float:
        return float(np.log1p(len(hits) / max(1, int(np.count_nonzero(hits)))))


def _runs(flat: Integers, owner: Integers, words: Sequence[int]) -> Integers:
    """Who holds these words side by side and in this order; nobody for a word that does not exist."""
    size = len(words)
    if not words or min(words) < 0 or len(flat) < size:
        return np.zeros(0, dtype=np.int32)
    starts = np.flatnonzero(flat[: len(flat) - size + 1] == words[0])
    for step, word in enumerate(words[1:], start=1):
        starts = starts[flat[starts + step] == word]
    return np.unique(owner[starts[owner[starts] == owner[starts + size - 1]]])


def _spoken(texts: Iterable[str], known: Mapping[str, Any]) -> dict[str, str]:
    """For each stem the spelling that titles use most, with its accents."""
    counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, count in counts.items():
        key = stem(fold(word))
        if key in known:
            spellings[key].append((-count, word))
    return {key: min(found)[1] for key, found in spellings.items()}
