"""Search over the offers: words as people write them, filters, counts, and what is widened when nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.conditions import TIMES
from clicnjob.matching.offer_set import CONTRACTS, LICENCES, NEEDS, OfferSet, Rows
from clicnjob.matching.searching_index import Read, SearchIndex
from clicnjob.matching.texts import Hits
from clicnjob.places.distance import distance_km
from clicnjob.text.tokens import stem, wish_stems, words

LONGEST_QUERY = 200
MOST_WORDS = 10
# Relevance is told apart in whole steps: within one, the fresher offer comes first.
STEPS = 10
BY_EVERYDAY_NAME = 0.9
DISTANCES = (5, 10, 20, 30, 50, 100)
NBSP = "\u00a0"
NO_WORD = "On ne lit pas de mot ici. Voici toutes les offres."
_PHRASE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
_OLDEST = 5_000
_PART, _FULL = (1 << TIMES.index(name) for name in ("part_time", "full_time"))
_B = 1 << LICENCES.index("B")
_NO_PLACE = -1


class Facet(StrEnum):
    """What a list is narrowed by. Values are those of VALUES; those of a département are its INSEE codes."""

    CONTRACT = "contrat"
    HOURS = "temps"
    LEVEL = "diplome"
    EXPERIENCE = "experience"
    LICENCE = "permis"
    DEPARTEMENT = "departement"


VALUES: dict[Facet, tuple[str, ...]] = {
    Facet.CONTRACT: tuple(map(str, CONTRACTS)),
    Facet.HOURS: ("plein", "partiel", "non-dit"),
    Facet.LEVEL: ("aucun", "cap", "bac", "superieur"),
    Facet.EXPERIENCE: ("debutant", "souhaitee", "exigee", "non-dit"),
    Facet.LICENCE: ("aucun", "b", "autre"),
}


class Place(NamedTuple):
    """Where from: degrees, the code of its département, and its name as a sentence shows it."""

    latitude: float
    longitude: float
    departement_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted of each facet (nothing chosen: everything), and the most kilometres as the crow flies."""

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    km: int | None = None

    def without(self, facet: Facet) -> Filters:
        """The same, this facet lifted."""
        return replace(self, chosen={name: values for name, values in self.chosen.items() if name != facet})


class Instead(NamedTuple):
    """A word that was typed, and the word that was read."""

    typed: str
    read: str


@dataclass(frozen=True, eq=False)
class Found:
    """`rows` of the offer set in the order to show; `counts` of each facet's values under the other filters, and of
    DISTANCES; what was read instead of misspelled words; a sentence for each thing widened; the filters that hold.
    """

    rows: Rows
    counts: Mapping[Facet, Mapping[str, int]]
    distances: Mapping[int, int]
    instead: tuple[Instead, ...]
    widened: tuple[str, ...]
    filters: Filters

    def __len__(self) -> int:
        return len(self.rows)


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
    """The live offers that hold every word of a query and pass the filters, best first.

    Order: relevance in whole steps, then the day an offer was last confirmed, then ids; `newest` leaves relevance out.
    When nothing is left, words are dropped, then the distance grows, then filters are lifted; each is said.
    """
    answers = _Words(index, offers.live)
    asked = read(query)
    steps, dropped = answers.best(asked)
    if query.strip() and asked == Query():
        dropped = (NO_WORD,)
    rows = np.flatnonzero((steps > 0) & offers.live)
    passing = _Passing(offers, rows, near)
    kept, lifted = passing.widened(filters)
    passed = rows[passing.mask(kept)]
    order = np.argsort(_place_in_line(offers, passed, steps, today, newest), kind="stable")
    return Found(
        rows=passed[order],
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

    def __init__(self, index: SearchIndex, live: NDArray[np.bool_]) -> None:
        self._index, self._live = index, live
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
        if dropped:
            quoted = ", ".join(f"«{NBSP}{word}{NBSP}»" for word in dropped)
            said.append(f"Aucune offre ne contient tous ces mots. Les voici sans {quoted}.")
        return steps, tuple(said)

    def _worth(self, word: str, shorter: Query) -> tuple[bool, bool, int]:
        """What dropping a word is worth: the job is what people look for, then where."""
        unknown = not self._any(self.steps(Query((word,))))
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


class _Passing:
    """The filters over the rows that hold the words."""

    def __init__(self, offers: OfferSet, rows: Rows, near: Place | None) -> None:
        self._near = near
        self._values = {facet: _column(offers, rows, facet) for facet in Facet}
        self._names = {**VALUES, Facet.DEPARTEMENT: offers.departements}
        self._km = _kilometres(offers, rows, near) if near else np.zeros(0)
        self._masks: dict[Any, NDArray[np.bool_]] = {}
        self._size = len(rows)

    def mask(self, filters: Filters, but: Facet | None = None, near: bool = True) -> NDArray[np.bool_]:
        """The rows that pass, one facet left out of account, or the distance."""
        passed = np.ones(self._size, dtype=bool)
        for facet, values in filters.chosen.items():
            if values and facet != but:
                passed &= self._one(facet, values)
        if near and self._near and filters.km is not None:
            passed &= self._km <= filters.km
        return passed

    def _one(self, facet: Facet, values: frozenset[str]) -> NDArray[np.bool_]:
        if (facet, values) not in self._masks:
            wanted = [place for place, name in enumerate(self._names[facet]) if name in values]
            self._masks[facet, values] = np.isin(self._values[facet], wanted)
        return self._masks[facet, values]

    def counts(self, filters: Filters, facet: Facet) -> dict[str, int]:
        """How many offers each value of a facet would give under the other filters; values without any are left out."""
        here = self._values[facet][self.mask(filters, but=facet)]
        counts = np.bincount(here[here != _NO_PLACE], minlength=len(self._names[facet]))
        return {name: int(count) for name, count in zip(self._names[facet], counts, strict=True) if count}

    def distances(self, filters: Filters) -> dict[int, int]:
        """How many offers each distance would give; nothing without a place to start from."""
        if self._near is None:
            return {}
        km = self._km[self.mask(filters, near=False)]
        return {most: int(np.count_nonzero(km <= most)) for most in DISTANCES}

    def widened(self, filters: Filters) -> tuple[Filters, tuple[str, ...]]:
        """The filters as they are, or the first wider ones that leave something, with the sentence that says so."""
        if not self._size or self.mask(filters).any():
            return filters, ()
        for wider, sentence in self._wider(filters):
            if self.mask(wider).any():
                return wider, (sentence,)
        return filters, ()

    def _wider(self, filters: Filters) -> Iterator[tuple[Filters, str]]:
        if self._near and filters.km is not None:
            start = f"Aucune offre à moins de {filters.km}{NBSP}km de {self._near.name}."
            for km in (one for one in DISTANCES if one > filters.km):
                yield replace(filters, km=km), f"{start} Voici celles à moins de {km}{NBSP}km."
            yield replace(filters, km=None), f"{start} Voici celles d'ailleurs."
        for facet in filters.chosen:
            yield (
                filters.without(facet),
                f"Aucune offre avec le filtre «{NBSP}{LABELS[facet]}{NBSP}». Les voici sans lui.",
            )
        yield Filters(km=filters.km), "Aucune offre avec ces filtres. Les voici sans eux."
        yield Filters(), "Aucune offre avec ces filtres, ni à cette distance. Les voici sans eux."


LABELS = {
    Facet.CONTRACT: "Contrat",
    Facet.HOURS: "Temps de travail",
    Facet.LEVEL: "Diplôme demandé",
    Facet.EXPERIENCE: "Expérience",
    Facet.LICENCE: "Permis",
    Facet.DEPARTEMENT: "Département",
}


def _column(offers: OfferSet, rows: Rows, facet: Facet) -> NDArray[Any]:
    """For each row the place of its value among the facet's; _NO_PLACE where the département is not known."""
    if facet == Facet.CONTRACT:
        return offers.contract[rows]
    if facet == Facet.DEPARTEMENT:
        return offers.departement[rows]
    if facet == Facet.HOURS:
        times = offers.times[rows]
        return np.where(times & _PART, 1, np.where(times & _FULL, 0, 2))
    if facet == Facet.LEVEL:
        level = np.where(offers.level_required[rows], offers.level[rows], 0)
        return np.searchsorted([3, 4, 5], level, side="right")
    if facet == Facet.EXPERIENCE:
        need = offers.need[rows]
        return np.where((need >= 0) & (need < len(NEEDS)), need, 3)
    licences = offers.licences[rows]
    return np.where(licences & ~_B, 2, np.where(licences & _B, 1, 0))


def _kilometres(offers: OfferSet, rows: Rows, near: Place) -> NDArray[np.float64]:
    """As the crow flies; an offer known by its département alone is near when that is the département of the place."""
    km = distance_km(near.latitude, near.longitude, offers.latitude[rows], offers.longitude[rows])
    codes = offers.departements
    home = codes.index(near.departement_code) if near.departement_code in codes else len(codes)
    unknown = np.where(offers.departement[rows] == home, 0.0, np.inf)
    return np.where(np.isnan(km), unknown, km)
