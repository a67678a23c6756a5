"""The words that exist, and which of them a misspelled word may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
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
# A word of one or two titles may be a slip of whoever wrote them: it stands for a very near word as well.
SLIP = 0.85
SEEN_ENOUGH = 3
# A letter or two too many or missing; words longer or shorter than this are not measured.
LENGTHS_APART = 3
REMEMBERED = 100_000
_TIE_BREAK = 0.02
_AT_ONCE = 256


class Reading(NamedTuple):
    """One word the writer may have meant: its place in the vocabulary and its likeness, 0 to 1."""

    word: int
    likeness: float


class Candidates(NamedTuple):
    """What a misspelled word is compared with, in the order of lengths, so that words of near lengths are one slice."""

    places: NDArray[np.int32]
    spelled: list[str]
    heard: list[str]
    lengths: NDArray[np.int32]
    bonus: NDArray[np.float32]


class Vocabulary:
    """An immutable list of stems with the number of titles that hold each; readings are remembered.

    `readable` says which of them a misspelled word may stand for: names of places and one-off spellings may not.
    """

    def __init__(self, stems: Sequence[str], counts: Sequence[int], readable: Sequence[bool] | None = None) -> None:
        self.stems = tuple(stems)
        self._places = {stem: place for place, stem in enumerate(self.stems)}
        self._known: dict[str, tuple[Reading, ...]] = {}
        allowed = np.ones(len(self.stems), dtype=bool) if readable is None else np.asarray(readable, dtype=bool)
        self._sure = {
            stem
            for stem, count, may in zip(self.stems, counts, allowed.tolist(), strict=True)
            if may or count >= SEEN_ENOUGH
        }
        self._counts, self._allowed = counts, allowed

    @cached_property
    def _candidates(self) -> Candidates:
        """Found when the first misspelled word asks: opening an index does not wait for it."""
        common = np.log1p(np.asarray(self._counts, dtype=np.float64))
        popularity = common / max(1.0, float(common.max(initial=0.0)))
        fuzzy = [
            place
            for place, stem in enumerate(self.stems)
            if self._allowed[place] and len(stem) >= SHORTEST_FUZZY - 1 and not stem.isdigit()
        ]
        fuzzy.sort(key=lambda place: (len(self.stems[place]), place))
        places = np.array(fuzzy, dtype=np.int32)
        spelled = [self.stems[place] for place in fuzzy]
        return Candidates(
            places,
            spelled,
            [sound(stem) for stem in spelled],
            np.array([len(stem) for stem in spelled], dtype=np.int32),
            (_TIE_BREAK * popularity[places]).astype(np.float32),
        )

    def __contains__(self, stem: str) -> bool:
        return stem in self._places

    def place(self, stem: str) -> int:
        """The place of a stem among `stems`. Raises KeyError for one that is not there."""
        return self._places[stem]

    def readings(self, stem: str) -> tuple[Reading, ...]:
        """The words this stem may stand for, likeliest first: itself when it exists, nothing when nothing is near."""
        if stem in self._sure:
            return self._own(stem)
        if stem not in self._known:
            self.learn((stem,))
        return self._known[stem]

    def _own(self, stem: str) -> tuple[Reading, ...]:
        place = self._places.get(stem)
        return () if place is None else (Reading(place, 1.0),)

    def learn(self, stems: Iterable[str]) -> None:
        """Read many stems at once and remember them: several times faster than one by one."""
        new = [stem for stem in dict.fromkeys(stems) if stem not in self._sure and stem not in self._known]
        if len(self._known) + len(new) > REMEMBERED:
            self._known = {}
        mute = [stem for stem in new if len(stem) < SHORTEST_FUZZY or stem.isdigit()]
        self._known.update((stem, self._own(stem)) for stem in mute)
        asked = sorted(set(new) - set(mute), key=lambda stem: (len(stem), stem))
        for start in range(0, len(asked), _AT_ONCE):
            self._read(asked[start : start + _AT_ONCE])

    def _read(self, stems: Sequence[str]) -> None:
        """Stems in the order of their lengths, beside the words whose lengths are near theirs."""
        known = self._candidates
        near = slice(
            int(np.searchsorted(known.lengths, len(stems[0]) - LENGTHS_APART)),
            int(np.searchsorted(known.lengths, len(stems[-1]) + LENGTHS_APART, side="right")),
        )
        likeness = _likeness(stems, known.spelled[near], known.heard[near])
        for row, stem in enumerate(stems):
            own = self._own(stem)
            others = self._chosen(likeness[row], near.start, SLIP if own else LEAST)
            self._known[stem] = (*own, *others)[:MOST_READINGS]

    def _chosen(self, likeness: NDArray[np.float32], start: int, least: float) -> tuple[Reading, ...]:
        known = self._candidates
        near = np.flatnonzero(likeness >= max(least, float(likeness.max(initial=0.0)) - BEHIND))
        rank = likeness[near] + known.bonus[start + near]
        chosen = near[np.lexsort((known.places[start + near], -rank))[:MOST_READINGS]]
        return tuple(Reading(int(known.places[start + one]), float(likeness[one])) for one in chosen)


def _likeness(stems: Sequence[str], spelled: Sequence[str], heard: Sequence[str]) -> NDArray[np.float32]:
    """One row a stem, one column a word: spelling, sound and beginning together, 0 to 1."""
    spelling = process.cdist(stems, spelled, scorer=OSA.normalized_similarity, dtype=np.float32)
    sounds = process.cdist([sound(stem) for stem in stems], heard, scorer=OSA.normalized_similarity, dtype=np.float32)
    start = process.cdist(stems, spelled, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
    return np.asarray(SPELLING * spelling + SOUND * sounds + START * start, dtype=np.float32)
