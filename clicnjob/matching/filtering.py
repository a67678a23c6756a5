"""What a list of offers is narrowed by: filters and distance, what each value would give, and what is widened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.conditions import TIMES
from clicnjob.matching.offer_set import CONTRACTS, LICENCES, NEEDS, OfferSet, Rows
from clicnjob.places.distance import distance_km
from clicnjob.text.french import NBSP

DISTANCES = (5, 10, 20, 30, 50, 100)
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


LABELS = {
    Facet.CONTRACT: "Contrat",
    Facet.HOURS: "Temps de travail",
    Facet.LEVEL: "Diplôme demandé",
    Facet.EXPERIENCE: "Expérience",
    Facet.LICENCE: "Permis",
    Facet.DEPARTEMENT: "Département",
}


class Passing:
    """The filters over the rows that hold the words. Copies of one text are one card, and counted once."""

    def __init__(self, offers: OfferSet, rows: Rows, near: Place | None) -> None:
        self._near = near
        self._values = {facet: _column(offers, rows, facet) for facet in Facet}
        self._names = {**VALUES, Facet.DEPARTEMENT: offers.departements}
        self._km = _kilometres(offers, rows, near) if near else np.zeros(0)
        self._masks: dict[Any, NDArray[np.bool_]] = {}
        self._size = len(rows)
        texts, self._card = np.unique(offers.copy[rows], return_inverse=True)
        self._cards = len(texts)

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
        """How many cards each value of a facet would give under the other filters; values without any are left out."""
        names, passed = self._names[facet], self.mask(filters, but=facet) & (self._values[facet] != _NO_PLACE)
        given = np.zeros((len(names), self._cards), dtype=bool)
        given[self._values[facet][passed], self._card[passed]] = True
        counts = np.count_nonzero(given, axis=1).tolist()
        return {name: count for name, count in zip(names, counts, strict=True) if count}

    def distances(self, filters: Filters) -> dict[int, int]:
        """How many cards each distance would give; nothing without a place to start from."""
        if self._near is None:
            return {}
        passed = self.mask(filters, near=False)
        km, card = self._km[passed], self._card[passed]
        return {most: int(np.count_nonzero(np.bincount(card[km <= most]))) for most in DISTANCES}

    def fused(self, line: Rows) -> Rows:
        """Of these places in line, one a card: its nearest copy, where the first one stands."""
        cards, first = np.unique(self._card[line], return_index=True)
        km = self._km[line] if self._near else np.zeros(len(line))
        nearest = np.lexsort((km, self._card[line]))
        shown = nearest[np.searchsorted(self._card[line][nearest], cards)]
        return np.asarray(line[shown[np.argsort(first)]])

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
