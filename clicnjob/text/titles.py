"""Job titles indexed by their words: how well each distinct title answers what a person wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from clicnjob.text.tokens import stems
from clicnjob.text.vocabulary import Reading, Vocabulary

Scores = NDArray[np.float32]
Query = Sequence[Sequence[Reading]]
Stems = tuple[str, ...]
Names = Mapping[Stems, Sequence[Stems]]

# An answer must hold the wish's words; how much the title says besides counts less.
ABOUT_THE_WISH = 0.6
UNREAD_SHARE = 0.5
# A title reached through an everyday name, or by its letters alone (« aidesoignante »), is a little less certain.
BY_EVERYDAY_NAME = 0.95
BY_LETTERS = 0.9
ALIKE_FROM = 80
SHORTEST_ALIKE = 8
LONGEST_NAME = 4
MOST_TITLES = 8


class TitleIndex:
    """Immutable. `keys` are the distinct titles as stems, in order; `of_row[i]` is the key of the i-th given title.

    `names` are everyday names with the titles they stand for, all as stems; a misspelled one is recognised even when
    no title holds it.
    """

    def __init__(self, titles: Sequence[str], names: Names | None = None) -> None:
        self._other = names or {}
        raw = {title: stems(title) for title in dict.fromkeys(titles)}
        keys = {key: place for place, key in enumerate(sorted(set(raw.values())))}
        self.keys = tuple(keys)
        self.of_row = np.array([keys[raw[title]] for title in titles], dtype=np.int32)
        vocabulary = sorted({word for name in (*keys, *self._other) for word in name})
        places = {word: place for place, word in enumerate(vocabulary)}
        words = np.array([places[word] for key in keys for word in key], dtype=np.int32)
        owners = np.repeat(np.arange(len(keys), dtype=np.int32), [len(key) for key in keys])
        counts = np.bincount(words, minlength=len(vocabulary))
        order = np.argsort(words, kind="stable")
        self._owners = owners[order]
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self.vocabulary = Vocabulary(vocabulary, counts.tolist())
        self.rarity = np.log1p(len(keys) / np.maximum(counts, 1)).astype(np.float32)
        self._weight = np.bincount(owners, self.rarity[words], minlength=len(keys)).astype(np.float32)
        self._letters = ["".join(key) for key in keys]

    def answer(self, wish: Sequence[str]) -> Scores:
        """How well each distinct title answers the stems of a wish, 0 to 1.

        The wish as it is read, as its letters alone, and as each title its everyday names stand for: the best counts.
        """
        if not wish or not self.keys:
            return np.zeros(len(self.keys), dtype=np.float32)
        best = np.maximum(self.scores(self._read(wish)), self._alike(wish))
        for other in self.other_titles(self._corrected(wish)):
            best = np.maximum(best, np.float32(BY_EVERYDAY_NAME) * self.scores(self._read(other)))
        return best

    def other_titles(self, wish: Sequence[str]) -> list[Stems]:
        """The wish again with an everyday name replaced by each title it stands for; the longest name wins."""
        for size in range(min(LONGEST_NAME, len(wish)), 0, -1):
            found = [
                (*wish[:start], *title, *wish[start + size :])
                for start in range(len(wish) - size + 1)
                for title in self._other.get(tuple(wish[start : start + size]), ())
            ]
            if found:
                return [tuple(dict.fromkeys(other)) for other in found[:MOST_TITLES]]
        return []

    def _read(self, wish: Sequence[str]) -> Query:
        return [self.vocabulary.readings(stem) for stem in wish]

    def _corrected(self, wish: Sequence[str]) -> list[str]:
        """The likeliest spelling of each stem; one that nothing resembles stays as it is."""
        readings = zip(wish, self._read(wish), strict=True)
        return [self.vocabulary.stems[found[0].word] if found else stem for stem, found in readings]

    def _alike(self, wish: Sequence[str]) -> Scores:
        letters = "".join(wish)
        if len(letters) < SHORTEST_ALIKE:
            return np.zeros(len(self.keys), dtype=np.float32)
        alike = process.cdist([letters], self._letters, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM, dtype=np.uint8)
        return np.asarray(alike[0] * np.float32(BY_LETTERS / 100), dtype=np.float32)

    def scores(self, query: Query) -> Scores:
        """How well each distinct title holds the words read, 0 to 1: the rarer a shared word, the more it says."""
        held = np.zeros(len(self.keys), dtype=np.float32)
        asked = 0.0
        for readings in query:
            rarity = self._rarity_of(readings)
            asked += rarity
            held += self._hits(readings) * np.float32(rarity)
        of_wish = held / np.float32(max(asked, 1e-6))
        of_title = np.minimum(held / np.maximum(self._weight, np.float32(1e-6)), np.float32(1))
        return of_wish * (np.float32(ABOUT_THE_WISH) + np.float32(1 - ABOUT_THE_WISH) * of_title)

    def _rarity_of(self, readings: Sequence[Reading]) -> float:
        if not readings:
            return UNREAD_SHARE * float(np.median(self.rarity)) if len(self.rarity) else 0.0
        return float(self.rarity[readings[0].word])

    def _hits(self, readings: Sequence[Reading]) -> Scores:
        best = np.zeros(len(self.keys), dtype=np.float32)
        for word, likeness in reversed(readings):
            owners = self._owners[self._starts[word] : self._starts[word + 1]]
            best[owners] = np.maximum(best[owners], np.float32(likeness))
        return best
