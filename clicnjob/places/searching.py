"""Finds communes for what a person types: a name with mistakes, its beginning, a postcode, a former name."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from clicnjob.places.gazetteer import Commune, Gazetteer, Kind
from clicnjob.places.naming import arrondissement, bare, key_of, light, words_of
from clicnjob.places.typed import POSTCODE, Query, QueryReader
from clicnjob.text.normalise import fold

# What a way of matching costs, in powers of ten of population: one misspelling is believed before the beginning of a
# name only where it leads to a town about ten times larger. An exact name comes before everything.
EXACT, EXACT_FORMER, EXACT_BARE = -100.0, -80.0, -60.0
GLUED, WORDS_BEGIN, NAME_BEGINS, WORDS_INSIDE = 0.0, 0.3, 0.6, 1.8
MISSPELLED = (0.0, 1.7, 3.2, 4.7)
# A word of so many letters may hold one more mistake: short names match exactly.
LENGTHS_FOR_MISTAKES = (4, 8, 13)
MOST_WORDS_DROPPED = 3
LAST = "\uffff"

Costs = NDArray[np.float64]
Entries = NDArray[np.int32]

NONE: Entries = np.array([], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Found:
    """A commune, and the former name by which it was found, if it was."""

    commune: Commune
    former_name: str | None = None

    @property
    def label(self) -> str:
        """As a list shows it: Lens (62), or « Annecy-le-Vieux, Annecy (74) » for a former name."""
        return f"{self.former_name}, {self.commune.label}" if self.former_name else self.commune.label


class NameIndex:
    """Every name a commune or arrondissement has or had, ready to be searched; built once (about half a second)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        entries = sorted(_entries(gazetteer), key=lambda entry: (light(entry[0]), entry[1].commune.code))
        self._found = [found for _, found in entries]
        self._lights = [light(key) for key, _ in entries]
        self._homes = np.array([found.commune.departement_code for found in self._found])
        self._weights = np.log10([max(found.commune.population, 1) for found in self._found])
        self._exact = _positions((key, at) for at, (key, _) in enumerate(entries))
        self._bare = _positions((bare(key), at) for at, (key, _) in enumerate(entries))
        self._glued = _positions((key.replace(" ", ""), at) for at, (key, _) in enumerate(entries))
        self._words = Beginnings(_words(entries))
        self._postcodes = Beginnings(_postcodes(self._found))
        self._labels = {fold(found.label): found.commune for found in self._found}
        self._reader = QueryReader(gazetteer.departements)

    def search(self, text: str, limit: int) -> list[Found]:
        """The best communes for a text, each once."""
        query = self._reader.read(text)
        costs = self._costs(query)
        if not _any(costs):
            query, costs = self._widened(query)
        if query.departement and _any(narrowed := self._narrowed(costs, query.departement)):
            costs = narrowed
        return self._best(costs, limit)

    def only(self, text: str) -> Commune | None:
        """The commune a text means without doubt; None when it is misspelled, incomplete, or means several."""
        if labelled := self._labels.get(fold(text)):
            return labelled
        query = self._reader.read(text)
        costs = self._costs(query)
        if query.departement:
            costs = self._narrowed(costs, query.departement)
        for level in (EXACT, EXACT_FORMER, EXACT_BARE):
            sure = {self._found[at].commune for at in np.flatnonzero(costs == level)}
            if sure:
                return sure.pop() if len(sure) == 1 else None
        return None

    def _widened(self, query: Query) -> tuple[Query, Costs]:
        """A query that finds nothing, with its last words read as a département, or left out one by one."""
        named = self._reader.without_departement_name(query)
        shorter = (replace(query, words=query.words[:-dropped]) for dropped in range(1, MOST_WORDS_DROPPED + 1))
        for wider in (named, *shorter):
            costs = self._costs(wider)
            if _any(costs):
                return wider, costs
        return query, self._same(np.inf)

    def _costs(self, query: Query) -> Costs:
        """What each entry costs for this query; infinite when it does not match."""
        if query.digits:
            located = self._costs_of_postcode(query.digits)
            both = np.where(np.isfinite(located), self._costs_of_name(query.words), np.inf) if query.words else located
            if _any(both):
                return both
        if query.words:
            return self._costs_of_name(query.words)
        return self._same(0.0 if query.departement else np.inf)

    def _costs_of_postcode(self, digits: str) -> Costs:
        costs = self._same(np.inf)
        costs[self._postcodes.begin(digits)] = 0.0
        # A table of figures drops the first zero: 7000 may be 07000.
        for whole in (digits, digits.zfill(POSTCODE)):
            if len(whole) == POSTCODE:
                costs[self._postcodes.begin(whole)] = EXACT
        return costs

    def _costs_of_name(self, words: tuple[str, ...]) -> Costs:
        key = key_of(list(words))
        name = light(key)
        costs = self._misspelled(name)
        self._lower(costs, self._holding(name.split()), WORDS_INSIDE)
        self._lower(costs, self._beginning(name), NAME_BEGINS)
        self._lower(costs, self._beginning(name + " "), WORDS_BEGIN)
        if arrondissement(list(words)):
            self._lower(costs, self._exact.get(words[0], NONE), WORDS_BEGIN)
        self._lower(costs, self._glued.get(key.replace(" ", ""), NONE), GLUED)
        self._lower(costs, self._bare.get(bare(key), NONE), EXACT_BARE)
        exact = self._exact.get(key, NONE)
        former = np.array([self._found[at].former_name is not None for at in exact], dtype=bool)
        self._lower(costs, exact[former], EXACT_FORMER)
        self._lower(costs, exact[~former], EXACT)
        return costs

    def _misspelled(self, name: str) -> Costs:
        most = _mistakes(name)
        distances = cdist([name], self._lights, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        costs = self._same(np.inf)
        for at in np.flatnonzero(distances <= most):
            if _plausible(name, self._lights[at], distances[at]):
                costs[at] = MISSPELLED[distances[at]]
        return costs

    def _holding(self, words: Sequence[str]) -> Entries:
        """Entries that hold, in any order, a word beginning with each of these."""
        held = [self._words.begin(word) for word in words]
        shared = held[0]
        for other in held[1:]:
            shared = np.intersect1d(shared, other)
        return shared

    def _beginning(self, start: str) -> Entries:
        low = bisect_left(self._lights, start)
        return np.arange(low, bisect_left(self._lights, start + LAST, low), dtype=np.int32)

    def _narrowed(self, costs: Costs, departement: str) -> Costs:
        return np.where(self._homes == departement, costs, np.inf)

    def _best(self, costs: Costs, limit: int) -> list[Found]:
        matching = np.flatnonzero(np.isfinite(costs))
        ranked = matching[np.argsort(costs[matching] - self._weights[matching], kind="stable")]
        best: dict[str, Found] = {}
        for at in ranked:
            if len(best) == limit:
                break
            best.setdefault(self._found[at].commune.code, self._found[at])
        return list(best.values())

    def _same(self, cost: float) -> Costs:
        return np.full(len(self._found), cost)

    @staticmethod
    def _lower(costs: Costs, entries: Entries, cost: float) -> None:
        costs[entries] = np.minimum(costs[entries], cost)


class Beginnings:
    """Which entries hold a word that begins in some way: words in order, each with its entry."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(pairs)
        self._words = [word for word, _ in ordered]
        self._entries = np.array([at for _, at in ordered], dtype=np.int32)

    def begin(self, start: str) -> Entries:
        """The entries of the words that begin so."""
        low = bisect_left(self._words, start)
        return self._entries[low : bisect_left(self._words, start + LAST, low)]


def _entries(gazetteer: Gazetteer) -> Iterator[tuple[str, Found]]:
    """The key of each name with what it finds: a former commune leads to the one of today."""
    communes = {commune.code: commune for commune in gazetteer.communes}
    for commune in gazetteer.communes:
        today = commune
        while today.kind is Kind.FORMER and today.parent_code:
            today = communes[today.parent_code]
        if today is commune:
            yield key_of(words_of(commune.name)), Found(commune)
        elif commune.name != today.name:
            yield key_of(words_of(commune.name)), Found(today, commune.name)
        if commune.former_name:
            yield key_of(words_of(commune.former_name)), Found(today, commune.former_name)


def _words(entries: Iterable[tuple[str, Found]]) -> Iterator[tuple[str, int]]:
    """Each word of each entry; a former name also answers to the words of today's, as its label shows both."""
    for at, (key, found) in enumerate(entries):
        today = key_of(words_of(found.commune.name)).split() if found.former_name else []
        yield from ((word, at) for word in {*key.split(), *today})


def _postcodes(found: Iterable[Found]) -> Iterator[tuple[str, int]]:
    for at, one in enumerate(found):
        if not one.former_name:
            yield from ((postcode, at) for postcode in one.commune.postcodes)


def _positions(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Entries]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, at in pairs:
        found[key].append(at)
    return {key: np.array(entries, dtype=np.int32) for key, entries in found.items()}


def _any(costs: Costs) -> bool:
    return bool(np.isfinite(costs).any())


def _plausible(typed: str, name: str, mistakes: int) -> bool:
    """Whether so many mistakes are too many for the shorter of the two; short names keep their first letter."""
    short = min(typed, name, key=len)
    return mistakes <= _mistakes(short) and (typed[0] == name[0] or len(short) >= LENGTHS_FOR_MISTAKES[1])


def _mistakes(name: str) -> int:
    return sum(len(name) >= length for length in LENGTHS_FOR_MISTAKES)
