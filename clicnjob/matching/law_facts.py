"""What a legal rule may ask of an offer, one bit a fact: from its hours, its sector, its title and its contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.conditions import SURE, Conditions
from clicnjob.matching.jobs import JobIndex
from clicnjob.matching.law import table
from clicnjob.matching.values import OfferRow
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Kind
from clicnjob.offers.hours import weekly_hours
from clicnjob.offers.prose.clauses import plain_of
from clicnjob.offers.prose.clock import Span, minute, reaches, span_of, spans_in

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint64]
# From this weight the occupation read in a title tells where the work is done; below it, nobody knows.
LEAST_SURE = 0.2
_DAYS = {"sunday": re.compile(r"\bdimanches?\b"), "holidays": re.compile(r"\b(?:jours? )?feries?\b")}
_NOT_WORKED = re.compile(r"repos|ferme|hors |sauf|\bpas\b|sans |aucun|chome|libre|ouvert")
_CONTRACTS: dict[str, set[Contract]] = {
    "training": {Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION},
    **{str(one): {one} for one in Contract if one not in (Contract.CDI, Contract.CDD, Contract.OTHER)},
}


@cache
def names() -> tuple[str, ...]:
    """The facts a rule may ask, in the order of their bits."""
    told = ("night", "hours_unknown", "sector_unknown", *_DAYS, *_CONTRACTS)
    return tuple(dict.fromkeys((*told, *table("parts"), *table("weekly_hours"), *table("sectors"), *table("titles"))))


class Stated(Mapping[str, Mask]):
    """The facts of some offers, one mask a fact, made when it is asked for."""

    def __init__(self, bits: Bits) -> None:
        self._bits = bits

    def __getitem__(self, name: str) -> Mask:
        return np.asarray((self._bits & np.uint64(1 << names().index(name))) != 0)

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())


def facts_of(jobs: JobIndex, rows: Sequence[OfferRow], asked: Sequence[Conditions]) -> Bits:
    """The facts of each offer as bits of `names`. What an offer does not say is not stated, and that may be a fact."""
    codes = _codes(jobs, rows)
    told = [_told(*offer) for offer in zip(rows, asked, codes, strict=True)]
    titles = {name: jobs.holding(map(frozenset, groups)) for name, groups in table("titles").items()}
    stated = {name: np.array([name in facts for facts in told], dtype=bool) for name in names()}
    stated |= {name: stated[name] | held for name, held in titles.items()}
    stated["night"] |= stated["deep_night"]
    stated["evening"] |= stated["night"]
    known = np.logical_or.reduce([stated[name] for name in table("sectors")])
    stated["sector_unknown"] = np.array([not code for code in codes], dtype=bool) & ~known
    bits = np.zeros(len(rows), dtype=np.uint64)
    for place, name in enumerate(names()):
        bits |= stated[name].astype(np.uint64) << np.uint64(place)
    return bits


def _codes(jobs: JobIndex, rows: Sequence[OfferRow]) -> list[str]:
    """The occupation of each offer, the declared one first; empty when neither field nor title tells it."""
    places, weights = jobs.occupations_of(np.arange(len(rows)))
    named = [*jobs.codes, ""]
    likely = (named[place] if weight >= LEAST_SURE else "" for place, weight in _first(places, weights))
    return [row.rome_code or code for row, code in zip(rows, likely, strict=True)]


def _first(places: NDArray[np.int16], weights: NDArray[np.float32]) -> Iterator[tuple[int, float]]:
    return zip(places[:, 0].tolist(), weights[:, 0].tolist(), strict=True)


def _told(row: OfferRow, asked: Conditions, code: str) -> set[str]:
    told: set[str] = set().union(*map(_days_in, _words(row)), _sectors(code), _long_week(row.hours_text))
    told |= _parts_in(row.hours_text).union(*map(_parts_of, _clock(row)))
    told |= {name for name, kinds in _CONTRACTS.items() if asked.contract in kinds}
    if "night" in asked.times:
        told.add("night")
    if row.part_time is None and not row.hours_text and not asked.times:
        told.add("hours_unknown")
    return told


def _words(row: OfferRow) -> tuple[str, ...]:
    """The field about hours, and the quoted words of the text that are about them."""
    quoted = (one.excerpt for one in row.facts if one.kind == Kind.HOURS and one.confidence >= SURE)
    return (row.hours_text, *quoted)


@lru_cache(maxsize=2_000)
def _sectors(code: str) -> frozenset[str]:
    return frozenset(name for name, codes in table("sectors").items() if code.startswith(tuple(codes)))


@lru_cache(maxsize=20_000)
def _long_week(hours_text: str) -> frozenset[str]:
    hours = weekly_hours(hours_text) or 0
    return frozenset(name for name, most in table("weekly_hours").items() if hours > most)


def _clock(row: OfferRow) -> Iterator[str]:
    """The hours of the text, as facts write them."""
    return (one.value for one in row.facts if one.kind == Kind.CLOCK and one.confidence >= SURE)


@lru_cache(maxsize=20_000)
def _days_in(words: str) -> frozenset[str]:
    """The days of rest that some words name as worked."""
    plain = plain_of(words)
    return frozenset(day for day, named in _DAYS.items() if named.search(plain) and not _NOT_WORKED.search(plain))


@lru_cache(maxsize=20_000)
def _parts_in(hours_text: str) -> frozenset[str]:
    """The parts of the day that the field about hours reaches into."""
    return frozenset[str]().union(*(_reached(span) for span in spans_in(hours_text)))


@lru_cache(maxsize=20_000)
def _parts_of(value: str) -> frozenset[str]:
    """The parts of the day that a fact reaches into."""
    return _reached(span_of(value))


def _reached(span: Span) -> frozenset[str]:
    return frozenset(name for name, part in _parts().items() if reaches(span, *part))


@cache
def _parts() -> dict[str, tuple[int, int]]:
    return {name: (minute(start), minute(end)) for name, (start, end) in table("parts").items()}
