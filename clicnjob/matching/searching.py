"""Search over the offers: words as people write them, copies as one card, and what is widened when nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.filtering import Facet, Filters, Passing, Place
from clicnjob.matching.offer_set import OfferSet, Rows
from clicnjob.matching.searching_index import Read, SearchIndex
from clicnjob.matching.texts import Hits
from clicnjob.text.french import NBSP
from clicnjob.text.normalise import fold
from clicnjob.text.tokens import stem, wish_stems, words

LONGEST_QUERY = 200
MOST_WORDS = 10
# Relevance is told apart in whole steps: within one, the fresher offer comes first.
STEPS = 10
BY_EVERYDAY_NAME = 0.9
NO_WORD = "On ne lit pas de mot ici. Voici toutes les offres."
_PHRASE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
_WORD = re.compile(r"\w+")
_OLDEST = 5_000


class Instead(NamedTuple):
    """A word that was typed, and the word that was read."""

    typed: str
    read: str


@dataclass(frozen=True, eq=False)
class Found:
    """`rows` of the offer set in the order to show, one a card, among `every` row that was found, copies with them.

    `counts` of each facet's values under the other filters, and of DISTANCES, are of cards; what was read instead of
    misspelled words; a sentence for each thing widened; the filters that hold.
    """

    rows: Rows
    every: Rows
    copy: NDArray[np.int64]
    counts: Mapping[Facet, Mapping[str, int]]
    distances: Mapping[int, int]
    instead: tuple[Instead, ...]
    widened: tuple[str, ...]
    filters: Filters

    def __len__(self) -> int:
        return len(self.rows)

    def copies(self, row: int) -> Rows:
        """The other rows found that are copies of one of them, in their order."""
        same = self.copy == self.copy[self.every == row]
        return np.asarray(self.every[same & (self.every != row)])


@dataclass(frozen=True, slots=True)
class Query:
    """Words and quoted phrases, both as plain folded words."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


def read(text: str) -> Query:
    """The words of a search, cut at LONGEST_QUERY signs; talk around a job is left out unless there is only talk."""
    cut = text[:LONGEST_QUERY]
    quoted = [tuple(words("".join(groups))) for groups in _PHRASE.findall(cut)]
    plain = dict.fromkeys(words(_PHRASE.sub(" ", cut)))
    job = set(wish_stems(" ".join(plain)))
    kept = [word for word in plain if stem(word) in job] or list(plain)
    return Query(tuple(kept[:MOST_WORDS]), tuple(dict.fromkeys(phrase for phrase in quoted if phrase)))


def search(
    offers: OfferSet,
    index: SearchIndex,
    query: str,
    filters: Filters,
    near: Place | None,
    today: date,
    *,
    newest: bool = False,
) -> Found:
    """The live offers that hold every word of a query and pass the filters, best first, copies of one text together.

    Order: relevance in whole steps, then the day an offer was last confirmed, then ids; `newest` leaves relevance out.
    Of copies the nearest is shown, at the place of the first. A word that no offer holds is left out. When nothing is
    left, words are dropped, then the distance grows, then filters are lifted; each is said.
    """
    answers = _Words(index, offers.live, {fold(word): word for word in _WORD.findall(query)})
    asked = read(query)
    steps, dropped = answers.best(asked)
    if query.strip() and asked == Query():
        dropped = (NO_WORD,)
    rows = np.flatnonzero((steps > 0) & offers.live)
    passing = Passing(offers, rows, near)
    kept, lifted = passing.widened(filters)
    passed = np.flatnonzero(passing.mask(kept))
    line = passed[np.argsort(_place_in_line(offers, rows[passed], steps, today, newest), kind="stable")]
    return Found(
        rows=rows[passing.fused(line)],
        every=rows[line],
        copy=offers.copy[rows[line]],
        counts={facet: passing.counts(kept, facet) for facet in Facet},
        distances=passing.distances(kept),
        instead=answers.instead(),
        widened=(*dropped, *lifted),
        filters=kept,
    )


def _place_in_line(offers: OfferSet, rows: Rows, steps: NDArray[np.int8], today: date, newest: bool) -> NDArray[Any]:
    """The smaller, the earlier: rows of one number stay in the order of ids."""
    age = np.clip(today.toordinal() - offers.updated[rows], 0, _OLDEST - 1)
    behind = 0 if newest else STEPS - steps[rows].astype(np.int32)
    return np.asarray(age + _OLDEST * behind, dtype=np.uint16)


class _Words:
    """The words of one query in the offers; each is looked for once."""

    def __init__(self, index: SearchIndex, live: NDArray[np.bool_], typed: Mapping[str, str]) -> None:
        """`typed`: how each folded word was written."""
        self._index, self._live, self._typed = index, live, typed
        self._read: dict[object, Read] = {}

    def instead(self) -> tuple[Instead, ...]:
        """The misspelled words, with what was read."""
        return tuple(
            Instead(word, one.instead) for word, one in self._read.items() if isinstance(word, str) and one.instead
        )

    def best(self, query: Query) -> tuple[NDArray[np.int8], tuple[str, ...]]:
        """The step of each offer, 0 for none, and what was dropped so that some are left."""
        steps, said = self.steps(query), []
        if query.phrases and not self._any(steps):
            loose = Query(tuple(dict.fromkeys((*query.words, *(w for one in query.phrases for w in one)))))
            query, steps = loose, self.steps(loose)
            said.append("Aucune offre ne contient ces mots côte à côte. Les voici dans le désordre.")
        dropped: list[str] = []
        while len(query.words) > 1 and not self._any(steps):
            # Words that no offer holds go first, then names, then the one without which most is left; ties by place.
            shorter = [Query(query.words[:at] + query.words[at + 1 :]) for at in range(len(query.words))]
            at = max(range(len(shorter)), key=lambda at: (self._worth(query.words[at], shorter[at]), -at))
            dropped.append(query.words[at])
            query, steps = shorter[at], self.steps(shorter[at])
        if not self._any(steps):
            return steps, ()
        return steps, (*said, *self._without(dropped, query))

    def _without(self, dropped: Sequence[str], query: Query) -> Iterator[str]:
        """What is said of the words that were left out: those that no offer holds, then those never held together."""
        unknown = [word for word in dropped if self._is_unknown(word)]
        if unknown:
            yield f"Nous n'avons pas trouvé {self._quoted(unknown)}{NBSP}: voici les offres pour {self._said(query)}."
        if len(dropped) > len(unknown):
            apart = [word for word in dropped if word not in unknown]
            yield f"Aucune offre ne contient tous ces mots. Les voici sans {self._quoted(apart)}."

    def _said(self, query: Query) -> str:
        return f"«{NBSP}{' '.join(self._typed.get(word, word) for word in query.words)}{NBSP}»"

    def _quoted(self, words: Sequence[str]) -> str:
        return ", ".join(f"«{NBSP}{self._typed.get(word, word)}{NBSP}»" for word in words)

    def _is_unknown(self, word: str) -> bool:
        return not self._any(self.steps(Query((word,))))

    def _worth(self, word: str, shorter: Query) -> tuple[bool, bool, int]:
        """What dropping a word is worth: the job is what people look for, then where."""
        unknown = self._is_unknown(word)
        left = 0 if unknown else int(np.count_nonzero((self.steps(shorter) > 0) & self._live))
        return unknown, self._of(word).is_name, left

    def _any(self, steps: NDArray[np.int8]) -> bool:
        return bool(((steps > 0) & self._live).any())

    def steps(self, query: Query) -> NDArray[np.int8]:
        """The step of each offer for all these words, as they are or by everyday names: 1 to STEPS, 0 for none."""
        if not query.words and not query.phrases:
            return np.ones(len(self._index), dtype=np.int8)
        phrases = [self._of(phrase) for phrase in query.phrases]
        best = _together([*phrases, *map(self._of, query.words)])
        of_stem = {stem(word): word for word in query.words}
        for other in self._index.everyday(tuple(of_stem)):
            named = [self._of(of_stem[key]) if key in of_stem else self._of_stem(key) for key in other]
            best = np.maximum(best, np.float32(BY_EVERYDAY_NAME) * _together([*phrases, *named]))
        return np.where(best > 0, np.maximum(1, np.rint(STEPS * best)), 0).astype(np.int8)

    def _of(self, asked: str | tuple[str, ...]) -> Read:
        if asked not in self._read:
            self._read[asked] = self._index.read(asked) if isinstance(asked, str) else self._index.phrase(asked)
        return self._read[asked]

    def _of_stem(self, key: str) -> Read:
        if ("stem", key, "") not in self._read:
            self._read["stem", key, ""] = self._index.read_stem(key)
        return self._read["stem", key, ""]


def _together(asked: Sequence[Read]) -> Hits:
    """How well each offer holds all of these, 0 where one is missing: the rarer a word, the more it weighs."""
    total = sum((one.hits * np.float32(one.rarity) for one in asked), np.float32(0))
    held = np.logical_and.reduce([one.hits > 0 for one in asked])
    return np.where(held, total / np.float32(max(sum(one.rarity for one in asked), 1e-6)), np.float32(0))
