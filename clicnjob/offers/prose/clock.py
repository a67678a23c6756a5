"""Clock times a text states, to the minute, and what they tell: nights, early and late hours, split and rotating shifts.

A stretch of time is written « 18:00-23:30 » in the value of a fact; « -24:00 » when only its end is named, « 04:00- » when
only its beginning is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact, plain_of

LIKELY = 0.7
HOUR, DAY = 60, 24 * 60
# Hours of a day: night work holds midnight to five (labour code L3122-2), the rest is what people call it.
NIGHT_ENDS, EARLY_FROM, EARLY_ENDS = 5 * HOUR, 3 * HOUR, 6 * HOUR + 30
LATE_FROM, LATE_ENDS = 20 * HOUR + 30, 25 * HOUR
# A break of two hours is a lunch; a longer one splits the day.
SPLIT_FROM, LONG_SHIFT, SAME_HOUR, AFTERNOON = 150, 6 * HOUR, 30, 16 * HOUR
# Nobody works longer in one go: « entre 7h et 21h » is what the hours are taken from.
LONGEST = 13 * HOUR
# Before this hour two small figures are more likely a length than a time, unless the words say so.
SMALL = 6 * HOUR

# The hours of a shop, of a meeting, of a call are not those of the post.
NOT_OF_THE_POST = re.compile(
    r"(?:est|sont|sommes|magasin|restaurant|boutique|agence) ouvert|\bouvert(?:e|s)? (?:du|de|au|le|les|tous|7)|ouverture (?:du|au|de) (?:magasin|public|restaurant|\d)|horaires? d.ouverture|presente[rz]|appele[rz]|contact|par telephone|telephone[rz]|rencontrer|reunion|rendez|job ?dating|forum|atelier|recrutement|entretien le|candidat|livraisons? (?:en|sous)|joign"
)
_TIME = (
    r"(?:(?<![\d,.:h])(?:2[0-4]|[01]?\d)\s?(?:h(?:eures?)?\b\s?|h|:)(?:[0-5]\d)?(?![\dh])|minuit|(?<!apres[ -])midi)"
)
# « 18-23h »: the first hour may go without its h.
_FROM_TO = re.compile(
    rf"(?P<start>{_TIME}|(?<![\d,.:h])(?:2[0-4]|[01]?\d)(?=\s*(?:-|a\b)))(?: (?:max|environ))?\s*(?:-|/|a|et|jusqu'a|>|)\s*(?P<end>{_TIME})(?=(?P<next>.{{0,14}}))"
)
_UNTIL = re.compile(rf"\bjusqu'a\s+(?P<end>{_TIME})(?=(?P<next>.{{0,14}}))")
_SINCE = re.compile(
    rf"\b(?:des|a partir de|debut(?: a| de| des)?|commence\w* (?:a|vers|des)|(?:prise|debut) de (?:poste|service)s?(?: a| des| vers)?|demarr\w*(?: le matin)? (?:a|vers)|le matin (?:a|vers|des)|embauche a|partire?z? vers|depart(?: a)?)\s+(?P<start>{_TIME})(?=(?P<next>.{{0,14}}))"
)
# What counts hours instead of telling the time: « 20h à 24h par semaine », « contrat à partir de 24h ».
_COUNTED = re.compile(r"^(?:\s?/?\s?(?:sem|mois|jours?\b|an\b)|\W*(?:par\b|hebdo|chaque|de travail|minimum|maximum))")
_COUNTING = re.compile(r"(?:contrats?|temps partiel|cdi|cdd|base|hebdo\w*)\W{0,3}$")
_OF_A_DAY = re.compile(r"nuit|matin|aube|depart|prise de|horaire")
_TOLD_EARLY = re.compile(
    r"tot le matin|tres matinal|horaires? matina|equipe du matin|poste du matin|matin (?:tres )?tot|lever tot|leve-tot"
)


class Span(NamedTuple):
    """From one minute of the day to another; the end is later than the start, after midnight above 1,440.

    `named` is what the text names: both ends, or one of them, the other being an hour away.
    """

    start: int
    end: int
    named: str = "both"


class Found(NamedTuple):
    """A stretch of time and where it is said."""

    span: Span
    place: int


def read_clock(clause: Clause) -> Iterator[Fact]:
    """The stretches of time of a post, and what they tell: « 5h-13h », « 11h30-14h30 / 18h-22h »."""
    if NOT_OF_THE_POST.search(clause.plain):
        return
    found = list(_found(clause.plain))
    for one in found:
        yield fact(Kind.CLOCK, written(one.span), Need.STATED, LIKELY, clause, one.place)
    whole = [one for one in found if one.span.named == "both"]
    told = {name: one for one in found for name in _of_beginning(one.span)} if not whole else {}
    told |= _told_by([one for one in whole if _one_go(one.span)])
    early = _TOLD_EARLY.search(clause.plain)
    for name, place in {**{name: one.place for name, one in told.items()}, **_at("early", early)}.items():
        yield fact(Kind.HOURS, name, Need.STATED, LIKELY, clause, place)


@lru_cache(maxsize=20_000)
def spans_in(text: str) -> tuple[Span, ...]:
    """The stretches of time some words about hours state, such as the field of an offer."""
    plain = plain_of(text)
    return () if NOT_OF_THE_POST.search(plain) else tuple(one.span for one in _found(plain))


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


def written(span: Span) -> str:
    """A span as the value of a fact, the end after midnight too being a time of the day."""
    first, last = (
        f"{at // HOUR:02}:{at % HOUR:02}" for at in (span.start, span.end if span.end <= DAY else span.end - DAY)
    )
    return f"{first if span.named != 'end' else ''}-{last if span.named != 'start' else ''}"


def span_of(value: str) -> Span:
    """The span that a fact writes. One end named: the hour before it or after it."""
    first, _, last = value.partition("-")
    if not first:
        return _until(minute(last))
    start = minute(first) % DAY
    return _since(start) if not last else _span(start, minute(last))


def _found(plain: str) -> Iterator[Found]:
    of_a_day, taken = _OF_A_DAY.search(plain), 0
    for one in _FROM_TO.finditer(plain):
        start, end = minute(one["start"]) % DAY, minute(one["end"])
        span = _span(start, end)
        may_be_a_length = 0 < start < end <= SMALL and not of_a_day
        if not _counted(plain, one) and not may_be_a_length and (_one_go(span) or span.end <= DAY):
            yield Found(span, one.start())
        taken = one.end()
    for one in _UNTIL.finditer(plain, taken):
        if not _counted(plain, one):
            yield Found(_until(minute(one["end"]) or DAY), one.start())
    for one in _SINCE.finditer(plain, taken):
        if not _counted(plain, one):
            yield Found(_since(minute(one["start"]) % DAY), one.start())


def _one_go(span: Span) -> bool:
    """Whether one may work from one end to the other; a longer stretch is what the hours are taken from."""
    return span.end - span.start <= LONGEST


def _counted(plain: str, found: re.Match[str]) -> bool:
    return bool(_COUNTED.search(found["next"]) or _COUNTING.search(plain[max(0, found.start() - 16) : found.start()]))


def _span(start: int, end: int) -> Span:
    return Span(start, end if end > start else end + DAY)


def _until(end: int) -> Span:
    return Span(end - HOUR, end, "end") if end >= HOUR else Span(end + DAY - HOUR, end + DAY, "end")


def _since(start: int) -> Span:
    return Span(start, start + HOUR, "start")


def _of_beginning(span: Span) -> Iterator[str]:
    """What the beginning of the work tells alone."""
    if span.named == "start" and EARLY_FROM <= span.start < EARLY_ENDS:
        yield "early"


def _told_by(found: Sequence[Found]) -> dict[str, Found]:
    told: dict[str, Found] = {}
    for one in found:
        if one.span.end > LATE_ENDS or one.span.start < NIGHT_ENDS - HOUR:
            told.setdefault("night", one)
        if EARLY_FROM <= one.span.start < EARLY_ENDS:
            told.setdefault("early", one)
        if LATE_FROM <= one.span.end <= LATE_ENDS:
            told.setdefault("late", one)
    for before, after in itertools.pairwise(found):
        if after.span.start - before.span.end >= SPLIT_FROM and before.span.end < AFTERNOON:
            told.setdefault("split", after)
        if _follow(before.span, after.span):
            told.setdefault("rotating", after)
    return told


def _follow(before: Span, after: Span) -> bool:
    """Whether one shift takes over from another."""
    long = min(after.end - after.start, before.end - before.start) >= LONG_SHIFT
    return long and abs((after.start - before.end) % DAY) <= SAME_HOUR


def _at(name: str, found: re.Match[str] | None) -> dict[str, int]:
    return {name: found.start()} if found else {}


def stated(value: str, sure: float, clause: Clause, found: re.Match[str]) -> Fact:
    """The fact that these are the hours of the post."""
    return fact(Kind.HOURS, value, Need.STATED, sure, clause, found.start())


RULES = (Rule(re.compile(r"\d ?[h:]|minuit|midi"), read_clock), Rule(("matin", "tot le"), read_clock))
