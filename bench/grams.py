"""The strongest lexical baseline: titles as bags of their runs of two to four letters, compared by tf-idf cosine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clicnjob.text.normalise import fold

SHORTEST, LONGEST = 2, 4


def grams(text: str) -> Counter[str]:
    """The runs of letters of a folded text, spaces at both ends included, with how often each comes."""
    padded = f" {fold(text)} "
    return Counter(
        padded[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(padded) - size + 1)
    )


class GramTitles:
    """A corpus of titles by their runs of letters: smoothed idf, raw counts, unit length."""

    def __init__(self, titles: Sequence[str]) -> None:
        bags = [grams(title) for title in titles]
        self._size = len(bags)
        held = Counter(gram for bag in bags for gram in bag)
        self._rarity = {gram: float(np.log((1 + self._size) / (1 + count)) + 1) for gram, count in held.items()}
        postings: dict[str, tuple[list[int], list[float]]] = {gram: ([], []) for gram in held}
        for place, bag in enumerate(bags):
            for gram, weight in self._unit(bag).items():
                postings[gram][0].append(place)
                postings[gram][1].append(weight)
        self._postings = {
            gram: (np.array(places, dtype=np.int32), np.array(weights, dtype=np.float32))
            for gram, (places, weights) in postings.items()
        }

    def likeness(self, title: str) -> NDArray[np.float32]:
        """The cosine of each title of the corpus with this one."""
        scores = np.zeros(self._size, dtype=np.float32)
        for gram, weight in self._unit(grams(title)).items():
            places, weights = self._postings[gram]
            scores[places] += np.float32(weight) * weights
        return scores

    def _unit(self, bag: Counter[str]) -> dict[str, float]:
        weights = {gram: count * self._rarity[gram] for gram, count in bag.items() if gram in self._rarity}
        norm = sum(weight**2 for weight in weights.values()) ** 0.5
        return {gram: weight / norm for gram, weight in weights.items()}
