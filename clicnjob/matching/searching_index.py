"""The words of the offers as a search looks for them: jobs by their stems, employers and places as they are written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import index_file
from clicnjob.matching.texts import Hits, Texts
from clicnjob.occupations import lexicon_files
from clicnjob.occupations.understanding import everyday_names
from clicnjob.text.correcting import corrected
from clicnjob.text.normalise import fold
from clicnjob.text.titles import LEAST_TITLES, Names, other_titles
from clicnjob.text.tokens import stem, stems
from clicnjob.text.vocabulary import Vocabulary

# A word of the title says most; the official title and the occupation say it for many; a name is no job.
BY_TITLE, BY_OFFICIAL_TITLE, BY_LABEL, BY_NAME = 1.0, 0.7, 0.5, 0.6
# The beginning of a word is one of so many letters at least, and a little less certain than the word.
SHORTEST_BEGINNING = 4
BY_BEGINNING = 0.8
# How many titles of an occupation stand for one another.
USUAL_TITLES = 2
# With fewer distinct texts every word may be meant by a misspelled one.
FEW_TEXTS = 1000
_OF_JOBS = (BY_TITLE, BY_OFFICIAL_TITLE, BY_LABEL)
_OF_NAMES = (BY_NAME, BY_NAME)
_OFFICIAL, _PLACE = (1, 2), 1
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


@cache
def synonyms() -> Names:
    """Everyday names with the titles they stand for, and the usual titles of one occupation for each other."""
    names = {name: tuple(titles) for name, titles in everyday_names().items()}
    for one in lexicon_files.occupations():
        usual = [stems(title) for title in one.titles[:USUAL_TITLES]]
        for title in usual:
            others = [other for other in usual if other != title]
            names[title] = tuple(dict.fromkeys((*names.get(title, ()), *others)))
    return {name: others for name, others in names.items() if name}


@cache
def _said() -> frozenset[str]:
    """The stems of everyday names and of what they stand for."""
    return frozenset(word for name, others in synonyms().items() for key in (name, *others) for word in key)


class SearchIndex:
    """Immutable, one row an offer: `ids` are in order. Everyday names are those of `synonyms`.

    Jobs are the title, the official title and the occupation of an offer, names its employer and its place.
    """

    def __init__(
        self,
        ids: NDArray[Any],
        jobs: Texts,
        names: Texts,
        spellings: Sequence[Spellings],
        places: Sequence[NDArray[np.uint8]],
    ) -> None:
        """Of indexes joined, `spellings` and `places` (the stems of the places, as bytes) stay one each."""
        self.ids, self._jobs, self._names = ids, jobs, names
        self._spellings, self._places = tuple(spellings), tuple(places)

    @classmethod
    def of(cls, offers: Mapping[int, Words]) -> SearchIndex:
        """The index of these offers, by their ids."""
        ids = sorted(offers)
        rows = [offers[one] for one in ids]
        columns = [[row[place] for row in rows] for place in range(len(Words._fields))]
        jobs = Texts.of(columns[:3], stems)
        spellings = Spellings.of([text for column in columns[:3] for text in column], jobs.words)
        names = Texts.of(columns[3:], lambda text: fold(text).split())
        places = {stem(names.words[place]) for place in np.flatnonzero(names.held_in(_PLACE)).tolist()}
        return cls(np.array(ids, dtype=np.int64), jobs, names, (spellings,), (index_file.text(sorted(places)),))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as plain arrays, of an index that was not joined."""
        (spellings,), (places,) = self._spellings, self._places
        parts = {"jobs": self._jobs, "names": self._names}
        texts = {f"{part}.{name}": array for part, one in parts.items() for name, array in one.arrays().items()}
        ids = self.ids.astype(np.min_scalar_type(max(self.ids.tolist(), default=0)))
        return {"ids": ids, "spellings": spellings.text, "places": places, **texts}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> SearchIndex:
        """The index whose `arrays()` these are, mapped in memory or not."""
        jobs, names = (
            Texts.from_arrays({n.removeprefix(p): one for n, one in arrays.items() if n.startswith(p)})
            for p in ("jobs.", "names.")
        )
        spellings = Spellings(jobs.words, arrays["spellings"])
        return cls(arrays["ids"], jobs, names, (spellings,), (arrays["places"],))

    @classmethod
    def joined(cls, parts: Sequence[SearchIndex], ids: NDArray[Any]) -> SearchIndex:
        """The offers of these ids, in order, from several indexes, at least one; an id in none of them has no word."""
        given = np.concatenate([part.ids for part in parts])
        sorter = np.argsort(given, kind="stable")
        place = np.searchsorted(given, ids, sorter=sorter).clip(max=max(len(given) - 1, 0))
        rows = sorter[place] if len(given) else np.zeros(len(ids), dtype=np.intp)
        order = np.where(given[rows] == ids, rows, -1) if len(given) else rows - 1
        return cls(
            ids,
            Texts.joined([part._jobs for part in parts], order),
            Texts.joined([part._names for part in parts], order),
            [one for part in parts for one in part._spellings],
            [one for part in parts for one in part._places],
        )

    def __len__(self) -> int:
        return len(self._jobs)

    def everyday(self, wish: Sequence[str]) -> list[tuple[str, ...]]:
        """The stems of a search again, with an everyday name replaced by each title it stands for."""
        return other_titles(synonyms(), [key for one in wish for key in self._corrected(one)])

    def read(self, word: str) -> Read:
        """One plain folded word: as it is, else as the beginning of words, else as a misspelled word of a job.

        Names of employers and places are never guessed from a misspelled word.
        """
        key = stem(word)
        jobs, named = self._of_stems({key: 1.0}), self._of_names(word)
        if jobs.any():
            return self._read(np.maximum(jobs, named))
        if named.any():
            return self._read(named, is_name=True)
        return self._begun(word) or self._guessed(key)

    def read_stem(self, key: str) -> Read:
        """One stem of a job, as it is."""
        return self._read(self._of_stems({key: 1.0}))

    def phrase(self, words: Sequence[str]) -> Read:
        """Plain folded words held in this order, side by side, by one title, one employer or one place."""
        jobs = np.zeros(len(self._jobs.digests), dtype=np.float32)
        jobs[self._jobs.side_by_side(list(dict.fromkeys(stem(word) for word in words)))] = 1.0
        names = np.zeros(len(self._names.digests), dtype=np.float32)
        names[self._names.side_by_side(words)] = 1.0
        return self._read(np.maximum(self._jobs.on_rows(jobs, _OF_JOBS), self._names.on_rows(names, _OF_NAMES)))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        """The words a misspelled one may stand for: those of enough texts, places aside, and everyday names."""
        official = np.logical_or.reduce([self._jobs.held_in(column) for column in _OFFICIAL])
        of_places = set().union(*(index_file.names(one) for one in self._places))
        least = LEAST_TITLES if self._jobs.count >= FEW_TEXTS else 1
        known = {
            word: (count, count >= least and (is_official or word not in of_places))
            for word, count, is_official in zip(
                self._jobs.words, self._jobs.counts.tolist(), official.tolist(), strict=True
            )
        }
        every = sorted({*known, *_said()})
        told = [known.get(word, (0, False)) for word in every]
        readable = [word in _said() or may for word, (_, may) in zip(every, told, strict=True)]
        return Vocabulary(every, [count for count, _ in told], readable)

    def _corrected(self, key: str) -> tuple[str, ...]:
        """A stem as it is when it is known, else what it is for sure a misspelling of."""
        known = key in _said() or self._jobs.place(key) is not None
        return (key,) if known else corrected((key,), self._vocabulary)

    def _begun(self, word: str) -> Read | None:
        if len(word) < SHORTEST_BEGINNING or word.isdigit():
            return None
        jobs = self._of_stems({self._jobs.words[place]: BY_BEGINNING for place in self._jobs.begun(word)})
        hits = np.maximum(jobs, self._of_names(word, whole=False))
        return self._read(hits) if hits.any() else None

    def _guessed(self, key: str) -> Read:
        vocabulary = self._vocabulary
        read = {vocabulary.stems[one.word]: one.likeness for one in vocabulary.readings(key)}
        if not read or key in read:
            return self._read(np.zeros(len(self), dtype=np.float32))
        sure = corrected((key,), vocabulary)[0]
        first = sure if sure in read else next(iter(read))
        if sure in read:
            read = {sure: read[sure]}
        return self._read(self._of_stems(read), self._spoken(first))

    def _spoken(self, key: str) -> str:
        """The spelling of a stem that offers use most, with its accents."""
        counts = sum((one.counts(key) for one in self._spellings), Counter())
        return min(counts, key=lambda word: (-counts[word], word), default=key)

    def _of_stems(self, likeness: Mapping[str, float]) -> Hits:
        hits = np.zeros(len(self._jobs.digests), dtype=np.float32)
        for key, worth in sorted(likeness.items(), key=lambda item: item[1]):
            if (place := self._jobs.place(key)) is not None:
                hits[self._jobs.holding(place, place + 1)] = worth
        return self._jobs.on_rows(hits, _OF_JOBS)

    def _of_names(self, word: str, *, whole: bool = True) -> Hits:
        """The offers with this word in a name, or one that begins so."""
        found = self._names.begun(word)
        last = found.start + (self._names.place(word) is not None) if whole else found.stop
        hits = np.zeros(len(self._names.digests), dtype=np.float32)
        hits[self._names.holding(found.start, last)] = 1.0
        return self._names.on_rows(hits, _OF_NAMES)

    def _read(self, hits: Hits, instead: str = "", *, is_name: bool = False) -> Read:
        """The rarer what an offer holds is among the offers, the more it weighs."""
        rarity = float(np.log1p(len(hits) / max(1, int(np.count_nonzero(hits)))))
        return Read(hits, rarity, instead, is_name)


class Spellings:
    """For each stem of an index, in order, the words that offers write for it and how often: « vendeur 12 vendeuse 3 ».

    `text` is one line a stem, as bytes; it is read when a misspelled word asks for it.
    """

    def __init__(self, stems: Sequence[str], text: NDArray[np.uint8]) -> None:
        self._stems, self.text = stems, text

    @classmethod
    def of(cls, texts: Sequence[str], known: Sequence[str]) -> Spellings:
        """The spellings of these stems in the texts of offers."""
        counts: Counter[str] = Counter()
        for text, count in Counter(texts).items():
            for word in _WORD.findall(text.lower()):
                counts[word] += count
        lines: dict[str, list[str]] = defaultdict(list)
        for word, count in sorted(counts.items()):
            lines[stem(fold(word))].append(f"{word} {count}")
        return cls(known, index_file.text([" ".join(lines[key]) for key in known]))

    @cached_property
    def _lines(self) -> dict[str, str]:
        return dict(zip(self._stems, self.text.tobytes().decode().split("\n"), strict=False))

    def counts(self, key: str) -> Counter[str]:
        """The spellings of one stem."""
        parts = self._lines.get(key, "").split(" ")
        return Counter({word: int(count) for word, count in zip(parts[::2], parts[1::2], strict=False)})
