"""Formal titles beside formal titles: the likest of a corpus, read word by word, related words counting in part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Prefix

from clicnjob.text.normalise import fold
from clicnjob.text.tokens import stems

Scores = NDArray[np.float32]
Places = NDArray[np.int64]

# How much what is asked must be found in a title, beside how much of the title was asked.
ASKED = 0.85
# Words are related when they begin alike (horloger, horlogerie) or are nearly spelled alike.
ALIKE_BEGINNING = 4
ALIKE_SPELLING = 0.8
LEAST_RELATED = 0.5
# Titles of the same stems are told apart by their words as written, gender and little words included.
AS_WRITTEN = 0.1


class Bags:
    """Short lists of words, one after the other: which words each holds, and how rare each word is."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self.vocabulary = tuple(sorted({word for words in lists for word in words}))
        self.places = {word: place for place, word in enumerate(self.vocabulary)}
        self.held: Places = np.array([self.places[word] for words in lists for word in words], dtype=np.int64)
        self.starts: Places = np.concatenate(([0], np.cumsum([len(words) for words in lists])))[:-1].astype(np.int64)
        distinct = dict.fromkeys(map(tuple, lists))
        counts = np.bincount([self.places[word] for words in distinct for word in words], minlength=len(self.places))
        self.unknown = float(np.log1p(len(distinct)))
        self.rarity: Scores = np.log1p(len(distinct) / np.maximum(counts, 1)).astype(np.float32)
        self.weights: Scores = self.rarity[self.held]

    def sums(self, values: Scores) -> Scores:
        """The sum of one value a held word, for each list."""
        return np.asarray(np.add.reduceat(values, self.starts), dtype=np.float32)

    def greatest(self, of_word: Scores) -> Scores:
        """The greatest value among the words of each list, from one value a word of the vocabulary."""
        return np.asarray(np.maximum.reduceat(of_word[self.held], self.starts), dtype=np.float32)


class LikeTitles:
    """An immutable corpus of titles. A question costs a pass over the words of the corpus: milliseconds."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._folded = [fold(title) or " " for title in titles]
        self._stems = Bags([stems(title) or ("",) for title in titles])
        self._written = Bags([sorted(set(folded.split())) or ("",) for folded in self._folded])
        self._lengths = np.array([len(word) for word in self._stems.vocabulary], dtype=np.float32)
        self._norms = np.sqrt(self._written.sums(self._written.weights**2)) if titles else np.zeros(0, np.float32)

    def ranked(self, title: str) -> list[int]:
        """Every place of the corpus, the likest title first; equal ones in the order they were given."""
        order: list[int] = np.argsort(-self.likeness(title), kind="stable").tolist()
        return order

    def likeness(self, title: str) -> Scores:
        """How like a title each one of the corpus is, 0 to 1 and a tenth; by letters alone when no word is related."""
        if not self._folded:
            return np.zeros(0, dtype=np.float32)
        scores = self._by_stems(stems(title)) + np.float32(AS_WRITTEN) * self._as_written(set(fold(title).split()))
        if scores.max() > 0:
            return np.asarray(scores, dtype=np.float32)
        letters = process.cdist([fold(title)], self._folded, scorer=fuzz.ratio, dtype=np.float32)
        return np.asarray(letters[0] / np.float32(100), dtype=np.float32)

    def _by_stems(self, asked: Sequence[str]) -> Scores:
        """The share of the words asked that each title holds, and the share of each title that was asked, together."""
        if not asked:
            return np.zeros(len(self._folded), dtype=np.float32)
        related = self._related(asked)
        rarity = [self._rarity_of(word) for word in asked]
        found = sum(np.float32(worth) * self._stems.greatest(row) for worth, row in zip(rarity, related, strict=True))
        covered = self._stems.sums(self._stems.weights * related.max(axis=0)[self._stems.held])
        of_title = covered / self._stems.sums(self._stems.weights)
        return np.asarray((found / np.float32(sum(rarity))) ** ASKED * of_title ** (1 - ASKED), dtype=np.float32)

    def _related(self, asked: Sequence[str]) -> Scores:
        """One row a word asked, one column a word of the corpus: how related they are, 0 to 1."""
        known = self._stems.vocabulary
        spelling = process.cdist(asked, known, scorer=OSA.normalized_similarity, dtype=np.float32)
        begun = process.cdist(asked, known, scorer=Prefix.similarity, dtype=np.float32)
        lengths = np.array([[len(word)] for word in asked], dtype=np.float32)
        near = np.maximum(spelling, 2 * begun / np.maximum(lengths + self._lengths, np.float32(1)))
        related = ((begun >= ALIKE_BEGINNING) | (spelling > ALIKE_SPELLING)) & (near > LEAST_RELATED)
        return np.where(related, near, np.float32(0))

    def _rarity_of(self, stem: str) -> float:
        place = self._stems.places.get(stem)
        return self._stems.unknown if place is None else float(self._stems.rarity[place])

    def _as_written(self, asked: set[str]) -> Scores:
        """The cosine of the words as written, each weighing its rarity."""
        worth = np.zeros(len(self._written.vocabulary), dtype=np.float32)
        known = [self._written.places[word] for word in sorted(asked) if word in self._written.places]
        worth[known] = self._written.rarity[known]
        shared = self._written.sums(worth[self._written.held] * self._written.weights)
        norm = np.float32(max(float(np.sqrt((worth**2).sum())), 1e-6))
        return np.asarray(shared / (norm * self._norms), dtype=np.float32)
