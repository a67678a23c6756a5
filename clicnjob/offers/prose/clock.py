"""What the hours of a day tell, when a text gives them: nights, early and late hours, split and rotating shifts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact

LIKELY = 0.7
# Hours of a day: night work holds midnight to five (labour code L3122-2), the rest is what people call it.
NIGHT_ENDS, EARLY_ENDS, LATE_FROM, LATE_ENDS = 5.0, 6.5, 20.5, 25.0
# A break of two hours is a lunch; a longer one splits the day.
SPLIT_FROM, LONG_SHIFT, SAME_HOUR = 2.5, 6.0, 0.5

# The hours of a shop, of a meeting, of a call are not those of the post.
NOT_OF_THE_POST = re.compile(
    r"(?:est|sont|sommes|magasin|restaurant|boutique|agence) ouvert|\bouvert(?:e|s)? (?:du|de|au|le|les|tous|7)|ouverture (?:du|au|de) (?:magasin|public|restaurant|\d)|horaires? d.ouverture|presente[rz]|appele[rz]|contact|par telephone|telephone[rz]|rencontrer|reunion|rendez|job ?dating|forum|atelier|recrutement|entretien le|candidat|livraisons? (?:en|sous)|joign"
)
_HOUR = r"(?:\b|\bde |\bdes )([01]?\d|2[0-4])\s?(?:h(?:eures?)?|:)\s?([0-5]\d)?"
_RANGE = re.compile(
    rf"{_HOUR}(?: (?:max|environ))?\s?(?:-|/|a|jusqu'a|et|>|)\s?{_HOUR}\b(?!\s?/?\s?(?:sem|hebdo|mois|par))"
)
_STARTS = re.compile(
    r"(?:des|a partir de|debut (?:a|de)?|commence\w* (?:a|vers)|prise de (?:poste|service)s? (?:a|des|vers)?|demarr\w*(?: le matin)? (?:a|vers)|le matin (?:a|vers|des)|embauche a|partire?z? vers|depart a?)\s?([3-6])\s?h(?:eures?)?\s?(\d\d)?\b"
)
_TOLD_EARLY = re.compile(
    r"tot le matin|tres matinal|horaires? matina|equipe du matin|poste du matin|matin (?:tres )?tot|lever tot|leve-tot"
)


class Span(NamedTuple):
    """A stretch of a day, in hours; an end past midnight is above 24."""

    start: float
    end: float


def read_clock(clause: Clause) -> Iterator[Fact]:
    """What the hours of a day tell when a text gives them: « 5h-13h », « 11h30-14h30 / 18h-22h »."""
    if NOT_OF_THE_POST.search(clause.plain):
        return
    found = [(span, one) for one in _RANGE.finditer(clause.plain) if (span := _span(one))]
    for name, one in _told_by(found).items():
        yield stated(name, LIKELY, clause, one)
    early = _TOLD_EARLY.search(clause.plain) or (None if found else _STARTS.search(clause.plain))
    if early:
        yield stated("early", LIKELY, clause, early)


def _span(found: re.Match[str]) -> Span | None:
    start, end = (int(found[n]) + int(found[n + 1] or 0) / 60 for n in (1, 3))
    if end <= start:
        end += 24
    return Span(start, end) if end - start <= 13 else None


def _told_by(found: Sequence[tuple[Span, re.Match[str]]]) -> dict[str, re.Match[str]]:
    told: dict[str, re.Match[str]] = {}
    for span, one in found:
        if span.end > LATE_ENDS or span.start < NIGHT_ENDS - 1:
            told.setdefault("night", one)
        if 3 <= span.start < EARLY_ENDS:
            told.setdefault("early", one)
        if LATE_FROM <= span.end <= LATE_ENDS:
            told.setdefault("late", one)
    for (before, _), (after, one) in itertools.pairwise(found):
        if after.start - before.end >= SPLIT_FROM and before.end < 16:
            told.setdefault("split", one)
        if (
            abs((after.start - before.end) % 24) <= SAME_HOUR
            and min(after.end - after.start, before.end - before.start) >= LONG_SHIFT
        ):
            told.setdefault("rotating", one)
    return told


def stated(value: str, sure: float, clause: Clause, found: re.Match[str]) -> Fact:
    """The fact that these are the hours of the post."""
    return fact(Kind.HOURS, value, Need.STATED, sure, clause, found.start())


RULES = (Rule(re.compile(r"\d ?[h:]"), read_clock), Rule(("matin", "tot le"), read_clock))
