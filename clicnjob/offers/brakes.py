"""Why an import is held for a person's eye: what it brings against the last published one of its source and region.

What is set aside never counts. A first import knows only its share of faults. (Pure.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from clicnjob.offers.presence import WATCHED
from clicnjob.text.french import NBSP, number, plural

LEAST_SHARE, MOST_SHARE = 0.7, 2.0
# A region with three offers loses a third of them with one: a share of a handful says nothing.
LEAST_DIFFERENCE = 5
MOST_FAULTS = 0.05
USUAL, GONE = 0.5, 0.05
MOST_JUMP = 0.15


class Brake(StrEnum):
    """The codes, as machines read them."""

    FALL = "volume_fall"
    RISE = "volume_rise"
    FAULTS = "faults"
    FIELD = "field_gone"
    PLACES = "places_unknown"


class Measures(msgspec.Struct, frozen=True):
    """What an import is compared by. `volume`: offers its files hold of the region; `faults` of `records` refused,
    among those not set aside, of the region, then of all the files of the call. Shares go from 0 to 1."""

    volume: int
    faults: int = 0
    records: int = 0
    all_faults: int = 0
    all_records: int = 0
    unlocated: float | None = None
    fields: dict[str, float] = {}


class Fired(msgspec.Struct, frozen=True):
    """A brake that fired, with its two figures: offers, or shares from 0 to 1. `field`: which one is gone."""

    code: Brake
    before: float
    now: float
    field: str = ""


def fired(now: Measures, before: Measures | None) -> list[Fired]:
    """Every brake that fires, in one order. `before` is None for the first import of a source and region."""
    return [*_faults(now), *(_against(now, before) if before else ())]


def _faults(now: Measures) -> Iterator[Fired]:
    """Of the region alone, or of the files as a whole: a record that cannot be read says no region."""
    own = _share(now.faults, now.records) if now.volume else 0.0
    found = max(own, _share(now.all_faults, now.all_records))
    if found > MOST_FAULTS:
        yield Fired(Brake.FAULTS, MOST_FAULTS, found)


def _against(now: Measures, before: Measures) -> Iterator[Fired]:
    if abs(now.volume - before.volume) >= LEAST_DIFFERENCE:
        if now.volume < before.volume * LEAST_SHARE:
            yield Fired(Brake.FALL, before.volume, now.volume)
        if now.volume > before.volume * MOST_SHARE:
            yield Fired(Brake.RISE, before.volume, now.volume)
    if not now.volume:
        return
    for name, usual in before.fields.items():
        if usual > USUAL and now.fields.get(name, 0.0) < GONE:
            yield Fired(Brake.FIELD, usual, now.fields.get(name, 0.0), name)
    if (
        now.unlocated is not None
        and before.unlocated is not None
        and round(now.unlocated - before.unlocated, 4) > MOST_JUMP
    ):
        yield Fired(Brake.PLACES, before.unlocated, now.unlocated)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def sentence(one: Mapping[str, Any]) -> str:
    """What a brake says to a person: the figures, then what to look at. Takes a `Fired` as it is stored."""
    known = Brake(one["code"])
    return SENTENCES[known](one["before"], one["now"], one.get("field", ""))


def _fall(before: float, now: float, _: str) -> str:
    less = f"{_percent(1 - now / before)} de moins"
    return f"{plural(now, 'offre')} au lieu de {number(before)} la dernière fois : {less}. Le fichier est-il complet ?"


def _rise(before: float, now: float, _: str) -> str:
    more = f"{_percent(now / before - 1)} de plus" if before else "il n'y en avait aucune"
    said = f"{plural(now, 'offre')} au lieu de {number(before)} la dernière fois : {more}."
    return f"{said} Le fichier est-il bien celui de cette région ?"


def _too_many_faults(_before: float, now: float, _: str) -> str:
    limit = _percent(MOST_FAULTS)
    said = f"{_percent(now)} des offres sont refusées ; au-delà de {limit}, on s'arrête."
    return f"{said} Envoyez le rapport des refus à la source."


def _field(before: float, now: float, field: str) -> str:
    named = WATCHED[field][0] if field in WATCHED else field
    figures = f"{_percent(before)} des offres l'avaient la dernière fois, {_percent(now)} cette fois"
    return f"Il manque {named} : {figures}. La source a-t-elle changé son fichier ?"


def _places(before: float, now: float, _: str) -> str:
    figures = f"{_percent(now)} des offres, contre {_percent(before)} la dernière fois"
    return f"La commune n'est pas trouvée pour {figures}. Les lieux sont-ils écrits comme avant ?"


def _percent(share: float) -> str:
    return f"{number(round(share * 100, 0 if share >= 0.1 or share == 0 else 1))}{NBSP}%"


SENTENCES = {
    Brake.FALL: _fall,
    Brake.RISE: _rise,
    Brake.FAULTS: _too_many_faults,
    Brake.FIELD: _field,
    Brake.PLACES: _places,
}
