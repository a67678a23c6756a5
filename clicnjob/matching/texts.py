"""The distinct texts of offers as runs of words: which hold a word, which several side by side, and whose they are."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import index_file
from clicnjob.text.postings import rows_of

Hits = NDArray[np.float32]
Integers = NDArray[np.int32]
Cut = Callable[[str], Sequence[str]]
_LAST = "\uffff"


class Texts:
    """Immutable. `words` in order; a text is a run of their places in `held`, text k ending before `ends[k + 1]`.

    Texts cut into the same words are one. They stand in the order of their `digests`; the empty one is always there.
    `of_row[c, i]` is the text of row i in column c.
    """

    def __init__(
        self,
        words: Sequence[str],
        held: NDArray[Any],
        ends: NDArray[Any],
        digests: NDArray[np.int64],
        of_row: NDArray[Any],
    ) -> None:
        self.words, self.of_row, self.digests = tuple(words), of_row, digests
        self.held: Integers = np.asarray(held, dtype=np.int32)
        self.ends: Integers = np.asarray(ends, dtype=np.int32)

    @classmethod
    def of(cls, columns: Sequence[Sequence[str]], cut: Cut) -> Texts:
        """The texts of some columns of one length, each text cut into words."""
        runs = {text: tuple(cut(text)) for text in {"", *(text for column in columns for text in column)}}
        by_digest = {_digest(run): run for run in runs.values()}
        words = sorted({word for run in by_digest.values() for word in run})
        places = {word: place for place, word in enumerate(words)}
        digests = np.array(sorted(by_digest), dtype=np.int64)
        ordered = [by_digest[one] for one in digests.tolist()]
        of_text = {text: _digest(run) for text, run in runs.items()}
        given = np.array([[of_text[text] for text in column] for column in columns], dtype=np.int64)
        return cls(
            words,
            np.array([places[word] for run in ordered for word in run], dtype=np.int32),
            np.cumsum([0, *map(len, ordered)]),
            digests,
            np.searchsorted(digests, given).astype(np.int32).reshape(len(columns), -1),
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as plain arrays, in the fewest bytes."""
        return {
            "words": index_file.text(self.words),
            "held": self.held.astype(np.min_scalar_type(len(self.words))),
            "ends": self.ends,
            "digests": self.digests,
            "of_row": self.of_row.astype(np.min_scalar_type(len(self.digests))),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Texts:
        """The texts whose `arrays()` these are, mapped in memory or not."""
        words = index_file.names(arrays["words"])
        return cls(words, *(arrays[name] for name in ("held", "ends", "digests", "of_row")))

    @classmethod
    def joined(cls, parts: Sequence[Texts], order: NDArray[np.intp]) -> Texts:
        """The rows of several texts end to end, at least one, then in this order; -1 stands for a row without text."""
        words = sorted(set().union(*(part.words for part in parts)))
        places = {word: place for place, word in enumerate(words)}
        renamed = [np.array([places[word] for word in part.words], dtype=np.int32)[part.held] for part in parts]
        digests, first = np.unique(np.concatenate([part.digests for part in parts]), return_index=True)
        starts = np.cumsum([0, *(size for part in parts for size in np.diff(part.ends).tolist())])
        held, _ = rows_of(first, np.concatenate(renamed), starts)
        of_row = np.concatenate([np.searchsorted(digests, part.digests)[part.of_row] for part in parts], axis=1)
        nothing = np.full((len(of_row), 1), np.searchsorted(digests, _digest(())))
        ends = np.concatenate(([0], np.cumsum(np.diff(starts)[first])))
        whole = np.concatenate((of_row, nothing), axis=1)[:, order]
        return cls(words, held, ends, digests, whole.astype(np.int32))

    def __len__(self) -> int:
        """How many rows there are."""
        return int(self.of_row.shape[1])

    @property
    def count(self) -> int:
        """How many distinct texts hold a word."""
        return int(np.count_nonzero(np.diff(self.ends)))

    @cached_property
    def counts(self) -> Integers:
        """How many distinct texts hold each word; one that holds it twice counts twice."""
        return np.bincount(self.held, minlength=len(self.words)).astype(np.int32)

    @cached_property
    def _owners(self) -> Integers:
        """The text of each word of `held`."""
        return np.repeat(np.arange(len(self.digests), dtype=np.int32), np.diff(self.ends))

    @cached_property
    def _holders(self) -> tuple[Integers, list[int]]:
        """The texts that hold each word, word after word, and where those of each word start."""
        # Sixteen bits sort by counting.
        order = np.argsort(self.held.astype(np.min_scalar_type(len(self.words))), kind="stable")
        return self._owners[order], [0, *np.cumsum(self.counts).tolist()]

    def place(self, word: str) -> int | None:
        """The place of a word, None for one that no text holds."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None

    def begun(self, beginning: str) -> range:
        """The places of the words that begin so."""
        return range(bisect_left(self.words, beginning), bisect_left(self.words, beginning + _LAST))

    def holding(self, first: int, last: int) -> Integers:
        """The texts that hold a word from the place `first` to before `last`."""
        texts, starts = self._holders
        return texts[starts[first] : starts[last]]

    def side_by_side(self, words: Sequence[str]) -> Integers:
        """The texts that hold these words one after the other; none for a word that does not exist."""
        places = [self.place(word) for word in words]
        size = len(places)
        if not places or None in places or len(self.held) < size:
            return np.zeros(0, dtype=np.int32)
        starts = np.flatnonzero(self.held[: len(self.held) - size + 1] == places[0])
        for step, place in enumerate(places[1:], start=1):
            starts = starts[self.held[starts + step] == place]
        owners: Integers = self._owners[starts]
        within: Integers = owners[owners == self._owners[starts + size - 1]]
        return within

    def held_in(self, column: int) -> NDArray[np.bool_]:
        """For each word whether some text of a column holds it."""
        texts = np.zeros(len(self.digests), dtype=bool)
        texts[self.of_row[column]] = True
        held = np.zeros(len(self.words), dtype=bool)
        held[self.held[texts[self._owners]]] = True
        return held

    def on_rows(self, hits: Hits, worth: Sequence[float]) -> Hits:
        """For each row the best of its texts' hits, those of each column being worth so much."""
        best = np.zeros(len(self), dtype=np.float32)
        if hits.any():
            for texts, much in zip(self.of_row, worth, strict=True):
                np.maximum(best, hits[texts] * np.float32(much), out=best)
        return best


def _digest(run: Sequence[str]) -> int:
    """One number for these words, the same in every set; two of a million texts never meet by chance."""
    return int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), "little", signed=True)
