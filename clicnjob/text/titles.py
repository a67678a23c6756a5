"""Job titles indexed by their words: how well each distinct title answers what a person wrote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from clicnjob.text.tokens import stem, stems
from clicnjob.text.vocabulary import Reading, Vocabulary

Scores = NDArray[np.float32]
Keys = NDArray[np.int32]
Query = Sequence[Sequence[Reading]]
Stems = tuple[str, ...]
Names = Mapping[Stems, Sequence[Stems]]
Arrays = dict[str, NDArray[np.generic]]

# An answer must hold the wish's words; how much the title says besides counts less.
ABOUT_THE_WISH = 0.6
UNREAD_SHARE = 0.5
# A title reached through an everyday name, or by words cut otherwise (« aidesoignante »), is a little less certain.
BY_EVERYDAY_NAME = 0.95
BY_LETTERS = 0.9
# Of the titles that share a word with the wish, this many are compared with it letter by letter as well.
COMPARED = 40
ALIKE_FROM = 80
SHORTEST_GLUED = 8
SHORTEST_PART = 3
LONGEST_NAME = 4
MOST_TITLES = 8
# A spelling seen in fewer titles is nobody's meaning, unless an everyday name holds it.
LEAST_TITLES = 3


class TitleIndex:
    """Immutable. `keys` are the distinct titles as stems, in order; `of_row[i]` is the key of the i-th given title.

    `names` are everyday names with the titles they stand for, all as stems; a misspelled one is recognised even when
    no title holds it.
    """

    def __init__(self, titles: Sequence[str], names: Names | None = None) -> None:
        raw = {title: stems(title) for title in dict.fromkeys(titles)}
        keys = {key: place for place, key in enumerate(sorted(set(raw.values())))}
        said = {word for name, others in (names or {}).items() for key in (name, *others) for word in key}
        vocabulary = sorted({word for key in keys for word in key} | said)
        places = {word: place for place, word in enumerate(vocabulary)}
        held = np.array([places[word] for key in keys for word in key], dtype=np.int32)
        sizes = np.array([len(key) for key in keys], dtype=np.int64)
        counts = np.bincount(held, minlength=len(vocabulary)).astype(np.int32)
        least = LEAST_TITLES if len(keys) >= 1000 else 1
        readable = [word in said or count >= least for word, count in zip(vocabulary, counts.tolist(), strict=True)]
        self.of_row: Keys = np.array([keys[raw[title]] for title in titles], dtype=np.int32)
        self._open(
            {
                "words": np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8),
                "readable": np.array(readable, dtype=bool),
                "counts": counts,
                "held": held.astype(np.min_scalar_type(len(vocabulary))),
                "ends": np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
            },
            names,
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], names: Names | None = None) -> TitleIndex:
        """The index whose `arrays()` these are, mapped in memory or not; with the names it was made with.

        It has no `of_row`: the titles it was made of are not kept.
        """
        index = cls.__new__(cls)
        index._open(dict(arrays), names)
        return index

    def arrays(self) -> Arrays:
        """Everything but the names, as plain one-dimensional arrays: about 6 bytes a word of a distinct title."""
        return dict(self._arrays)

    def _open(self, arrays: Arrays, names: Names | None) -> None:
        self._arrays, self._other = arrays, names or {}
        # The letters of the titles that were compared: the same ones come back with every wish of their job.
        self._letters: dict[int, str] = {}
        self._held: Keys = np.asarray(arrays["held"], dtype=np.int32)
        self._ends: Keys = np.asarray(arrays["ends"], dtype=np.int32)
        counts = np.asarray(arrays["counts"], dtype=np.int32)
        text = arrays["words"].tobytes().decode()
        self.vocabulary = Vocabulary(text.split("\n") if text else (), counts.tolist(), arrays["readable"].tolist())
        self.rarity: Scores = np.log1p(len(self) / np.maximum(counts, 1)).astype(np.float32)
        self._unread = UNREAD_SHARE * float(np.median(self.rarity)) if len(self.rarity) else 0.0
        owners = np.repeat(np.arange(len(self), dtype=np.int32), self._ends[1:] - self._ends[:-1])
        # The titles that hold each word, word after word.
        self._owners: Keys = owners[np.argsort(self._held, kind="stable")]
        self._starts: list[int] = [0, *np.cumsum(counts).tolist()]
        self._weight = np.bincount(owners, self.rarity[self._held], minlength=len(self)).astype(np.float32)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @cached_property
    def keys(self) -> tuple[Stems, ...]:
        """The distinct titles, each as its stems."""
        return tuple(self._stems_of(key) for key in range(len(self)))

    def place(self, key: Stems) -> int | None:
        """The place of a title given as its stems, None when no title has exactly these."""
        place = bisect_left(self.keys, key)
        return place if place < len(self) and self.keys[place] == key else None

    def holding(self, word: int) -> Keys:
        """The places of the titles that hold a word, given by its place in the vocabulary."""
        return self._owners[self._starts[word] : self._starts[word + 1]]

    def _stems_of(self, key: int) -> Stems:
        words = self.vocabulary.stems
        return tuple([words[one] for one in self._held[self._ends[key] : self._ends[key + 1]].tolist()])

    def _letters_of(self, key: int) -> str:
        letters = self._letters.get(key)
        if letters is None:
            letters = self._letters[key] = "".join(self._stems_of(key))
        return letters

    def answer(self, wish: Sequence[str]) -> Scores:
        """How well each distinct title answers the stems of a wish, 0 to 1."""
        scores = np.zeros(len(self), dtype=np.float32)
        keys, found = self._answering(wish)
        scores[keys] = found
        return scores

    def best(self, wish: Sequence[str], most: int) -> tuple[Keys, Scores]:
        """At most `most` titles that answer the stems of a wish, best first, with the scores `answer` gives them."""
        keys, scores = self._answering(wish)
        order = greatest(scores, keys, most)
        return keys[order], scores[order]

    def learn(self, wishes: Sequence[Sequence[str]]) -> None:
        """Read the misspelled words of many wishes at once, before asking for each."""
        self.vocabulary.learn(word for wish in wishes for word in wish)

    def _answering(self, wish: Sequence[str]) -> tuple[Keys, Scores]:
        """The titles that share a word with some reading of the wish, in no order, and the score of each.

        The wish as it is read, as its words cut otherwise, and as each title its everyday names stand for: the best
        counts.
        """
        if not wish or not len(self):
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        asked = [(1.0, wish)]
        asked += [(BY_LETTERS, other) for other in self._cut_otherwise(wish)]
        asked += [(BY_EVERYDAY_NAME, other) for other in other_titles(self._other, self._corrected(wish))]
        rows = {word: row for row, word in enumerate(dict.fromkeys(word for _, other in asked for word in other))}
        query = [self.vocabulary.readings(word) for word in rows]
        keys, hits = self._hits(query)
        rarity = [self._rarity_of(readings) for readings in query]
        best = np.zeros(len(keys), dtype=np.float32)
        for trust, other in asked:
            scores = self._scores(keys, hits, rarity, [rows[word] for word in other])
            best = np.maximum(best, np.float32(trust) * scores)
        return keys, self._compared("".join(wish), keys, best)

    def _compared(self, letters: str, keys: Keys, scores: Scores) -> Scores:
        """The scores, those of the best titles no less than their likeness with the letters of the wish."""
        if len(letters) < SHORTEST_GLUED or not len(keys):
            return scores
        near = greatest(scores, keys, COMPARED)
        titles = [self._letters_of(key) for key in keys[near].tolist()]
        alike = process.cdist([letters], titles, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM, dtype=np.float32)[0]
        scores[near] = np.maximum(scores[near], alike * np.float32(BY_LETTERS / 100))
        return scores

    def _corrected(self, wish: Sequence[str]) -> list[str]:
        """The likeliest spelling of each stem; one that nothing resembles stays as it is."""
        readings = ((stem, self.vocabulary.readings(stem)) for stem in wish)
        return [self.vocabulary.stems[found[0].word] if found else stem for stem, found in readings]

    def _cut_otherwise(self, wish: Sequence[str]) -> Iterator[Stems]:
        """The wish with a word no title holds cut in two that some do, and two neighbours that are one word joined."""
        for place, word in enumerate(wish):
            for parts in self._parts(word):
                yield tuple(dict.fromkeys((*wish[:place], *parts, *wish[place + 1 :])))
        for place, (word, after) in enumerate(pairwise(wish)):
            for joined in (word + after, f"{word}e{after}"):
                if joined in self.vocabulary:
                    yield tuple(dict.fromkeys((*wish[:place], joined, *wish[place + 2 :])))

    def _parts(self, word: str) -> Iterator[Stems]:
        if len(word) < SHORTEST_GLUED or word in self.vocabulary:
            return
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, last = stem(word[:cut]), stem(word[cut:])
            if first in self.vocabulary and last in self.vocabulary:
                yield first, last

    def _hits(self, query: Query) -> tuple[Keys, list[Scores]]:
        """The titles that hold some reading of these words, each once, and one row a word: how well each holds it."""
        postings = [[self.holding(reading.word) for reading in found] for found in query]
        every = np.concatenate([np.zeros(0, dtype=np.int32), *(one for found in postings for one in found)])
        # Each title takes the slot of its last appearance; only slots that are written are read.
        order = np.arange(len(every), dtype=np.int32)
        slots = np.empty(len(self), dtype=np.int32)
        slots[every] = order
        keys = every[slots[every] == order]
        slots[keys] = np.arange(len(keys), dtype=np.int32)
        rows = []
        for readings, owners in zip(query, postings, strict=True):
            row = np.zeros(len(keys), dtype=np.float32)
            for reading, held in sorted(zip(readings, owners, strict=True), key=lambda one: one[0].likeness):
                row[slots[held]] = reading.likeness
            rows.append(row)
        return keys, rows

    def _scores(self, keys: Keys, hits: Sequence[Scores], rarity: Sequence[float], asked: Sequence[int]) -> Scores:
        """How well titles hold the words asked, 0 to 1: the rarer a shared word, the more it says."""
        held = np.zeros(len(keys), dtype=np.float32)
        for row in asked:
            held += hits[row] * np.float32(rarity[row])
        of_wish = held / np.float32(max(sum(rarity[row] for row in asked), 1e-6))
        of_title = np.minimum(held / np.maximum(self._weight[keys], np.float32(1e-6)), np.float32(1))
        return of_wish * (np.float32(ABOUT_THE_WISH) + np.float32(1 - ABOUT_THE_WISH) * of_title)

    def _rarity_of(self, readings: Sequence[Reading]) -> float:
        return float(self.rarity[readings[0].word]) if readings else self._unread


def other_titles(names: Names, wish: Sequence[str]) -> list[Stems]:
    """The stems of a wish again with an everyday name replaced by each title it stands for; the longest name wins."""
    for size in range(min(LONGEST_NAME, len(wish)), 0, -1):
        found = [
            (*wish[:start], *title, *wish[start + size :])
            for start in range(len(wish) - size + 1)
            for title in names.get(tuple(wish[start : start + size]), ())
        ]
        if found:
            return [tuple(dict.fromkeys(other)) for other in found[:MOST_TITLES]]
    return []


def greatest(scores: Scores, keys: NDArray[Any], most: int) -> NDArray[np.intp]:
    """The places of the greatest scores, best first; equal ones in the order of the titles."""
    near = np.arange(len(scores))
    if len(scores) > most:
        near = np.flatnonzero(scores >= np.partition(scores, len(scores) - most)[len(scores) - most])
    return near[np.lexsort((keys[near], -scores[near]))[:most]]
