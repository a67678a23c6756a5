"""Clock times stated in words, and whether they reach into a part of the night (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from clicnjob.offers.prose.clauses import plain_of

DAY = 24 * 60
HOUR = 60
_TIME = r"(?:(?<![\d,.])(?:2[0-4]|[01]?\d)\s?(?:h(?:eures?)?\b\s?|h|:)(?:[0-5]\d)?(?!\d)|minuit|midi)"
# « 18-23h »: the first hour may go without its h.
_FROM_TO = re.compile(
    rf"(?P<start>{_TIME}|(?<![\d,.])(?:2[0-4]|[01]?\d))\s*(?:-|/|a|et|jusqu'a)\s*(?P<end>{_TIME})(?=(?P<next>.{{0,14}}))"
)
_UNTIL = re.compile(rf"\bjusqu'a\s+(?P<end>{_TIME})(?=(?P<next>.{{0,14}}))")
_SINCE = re.compile(
    rf"\b(?:a partir de|des|debut (?:a|des)|commence\w* (?:a|des)|(?:prise|debut) de poste (?:a|des)|embauche a)\s+"
    rf"(?P<start>{_TIME})(?=(?P<next>.{{0,14}}))"
)
# What counts hours instead of telling the time: « 20h à 24h par semaine », « de 2h à 3h par jour ».
_COUNTED = re.compile(r"^\W*(?:par|/|hebdo|chaque|de travail|minimum|maximum)")
_OPENING = re.compile(r"\bouvert|\bouverture|\bclient\w*\b.{0,20}\baccueil")
_BY_NIGHT = re.compile(r"nuit|matin|aube")
# Before this hour two small figures are more likely a length than a time, unless the words say so.
_SMALL = 6 * HOUR


class Span(NamedTuple):
    """From one minute of the day to another; the end is later than the start, after midnight above 1,440."""

    start: int
    end: int


@lru_cache(maxsize=20_000)
def spans_in(text: str) -> tuple[Span, ...]:
    """The stretches of time a text states. « Jusqu'à 1 h » and « à partir de 4 h » state one hour: the one they name.

    Numbers of hours a week or a day are no times, and neither are the opening hours of a shop.
    """
    plain = plain_of(text)
    if _OPENING.search(plain):
        return ()
    return (*_from_to(plain), *_open_ended(plain))


def reaches(span: Span, start: int, end: int) -> bool:
    """Whether some minute of the span is between two times of the day; the end may be after midnight."""
    until = end if end > start else end + DAY
    return any(span.start < until + shift and start + shift < span.end for shift in (-DAY, 0, DAY))


def minute(clock: str) -> int:
    """« 23:30 », « 18h30 », « minuit » as minutes of the day, at most 1,440."""
    if clock in ("minuit", "midi"):
        return 0 if clock == "minuit" else DAY // 2
    hours, minutes = re.match(r"(\d+)\D*(\d*)", clock).groups()  # type: ignore[union-attr]  # begins with a digit
    return min(int(hours) * HOUR + int(minutes or 0), DAY)


def _from_to(plain: str) -> Iterator[Span]:
    by_night = _BY_NIGHT.search(plain)
    for found in _FROM_TO.finditer(plain):
        start, end = minute(found["start"]) % DAY, minute(found["end"])
        may_be_a_length = 0 < start < end <= _SMALL and not by_night
        if not _COUNTED.search(found["next"]) and not may_be_a_length:
            yield Span(start, end if end > start else end + DAY)


def _open_ended(plain: str) -> Iterator[Span]:
    for found in _UNTIL.finditer(plain):
        if not _COUNTED.search(found["next"]):
            end = minute(found["end"]) or DAY
            yield Span(end - HOUR, end) if end >= HOUR else Span(end + DAY - HOUR, end + DAY)
    for found in _SINCE.finditer(plain):
        if not _COUNTED.search(found["next"]):
            start = minute(found["start"]) % DAY
            yield Span(start, start + HOUR)
