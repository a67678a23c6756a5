"""The words that exist, and which of them a misspelled word may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from clicnjob.text.sounds import sound

# Shares of the three likenesses, the least likeness kept, and how far behind the best a reading may stand.
SPELLING, SOUND, START = 0.45, 0.35, 0.20
LEAST = 0.70
BEHIND = 0.10
MOST_READINGS = 4
# Short words are full of false friends (vente, verte): they match exactly or not at all.
SHORTEST_FUZZY = 5
_TIE_BREAK = 0.02


class Reading(NamedTuple):
    """One word the writer may have meant: its place in the vocabulary and its likeness, 0 to 1."""

    word: int
    likeness: float


class Vocabulary:
    """An immutable list of stems with the number of titles that hold each; readings are remembered."""

    def __init__(self, stems: Sequence[str], counts: Sequence[int]) -> None:
        self.stems = tuple(stems)
        self._places = {stem: place for place, stem in enumerate(self.stems)}
        self._sounds = [sound(stem) for stem in self.stems]
        self._fuzzy = np.array([len(stem) >= SHORTEST_FUZZY - 1 for stem in self.stems], dtype=bool)
        common = np.log1p(np.asarray(counts, dtype=np.float64))
        self._popularity = common / max(1.0, float(common.max(initial=0.0)))
        self._known: dict[str, tuple[Reading, ...]] = {}

    def readings(self, stem: str) -> tuple[Reading, ...]:
        """The words this stem may stand for, likeliest first: itself when it exists, nothing when nothing is near."""
        found = self._known.get(stem)
        if found is None:
            found = self._known[stem] = self._read(stem)
        return found

    def _read(self, stem: str) -> tuple[Reading, ...]:
        if stem in self._places:
            return (Reading(self._places[stem], 1.0),)
        if len(stem) < SHORTEST_FUZZY or stem.isdigit() or not self.stems:
            return ()
        likeness = self._likeness(stem)
        best = float(likeness.max())
        near = np.flatnonzero(likeness >= max(LEAST, best - BEHIND))
        order = sorted(near, key=lambda place: (-likeness[place] - _TIE_BREAK * self._popularity[place], place))
        return tuple(Reading(int(place), float(likeness[place])) for place in order[:MOST_READINGS])

    def _likeness(self, stem: str) -> np.ndarray:
        spelling = process.cdist([stem], self.stems, scorer=OSA.normalized_similarity)[0]
        heard = process.cdist([sound(stem)], self._sounds, scorer=OSA.normalized_similarity)[0]
        start = process.cdist([stem], self.stems, scorer=JaroWinkler.normalized_similarity)[0]
        likeness: np.ndarray = (SPELLING * spelling + SOUND * heard + START * start) * self._fuzzy
        return likeness
