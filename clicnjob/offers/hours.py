"""Working hours: hours a week and part time, from the words of the source (pure)."""

from __future__ import annotations

import re

LEGAL_WEEK = 35.0
# A week above 60 hours is no week: the figure is a month (151,67) or a year (1 607) of full time, or a mistake.
LONGEST_WEEK = 60.0
WEEKS_A_MONTH = 52 / 12
FULL_YEAR = 1607.0

# A number alone in a field of hours.
_ALONE = re.compile(r"\s*(\d{1,2})(?:[.,](\d{1,2}))?\s*")
_PARTIAL = re.compile(r"partiel|part[ _-]time")
_WHOLE = re.compile(r"plein|temps complet|full[ _-]time")
_HOURS = re.compile(r"(?<![\d,.])(\d{1,4})(?:[.,](\d{1,2}))?\s?[Hh](?:eures?)?\s?(\d{1,2})?(?!\d)")


def weekly_hours(words: str) -> float | None:
    """Hours a week, in (0, 60]: « 35H », « 24H30 Autre », « 151H67 », « 7,5 heures », « 35 »; None without sense."""
    found = _HOURS.search(words)
    if not found:
        alone = _ALONE.fullmatch(words)
        hours = float(f"{alone[1]}.{alone[2] or 0}") if alone else 0.0
        return hours if 0 < hours <= LONGEST_WEEK else None
    hours = float(f"{found[1]}.{found[2] or 0}") + _minutes(found[3])
    if hours > LONGEST_WEEK:
        hours = _from_longer(hours)
    return round(hours, 2) if 0 < hours <= LONGEST_WEEK else None


def part_time(words: str, converted: str, hours: float | None) -> bool | None:
    """Whether the job is part time: the source's own word first, then the hours; None when nothing tells."""
    for said in (converted.lower(), words.lower()):
        if _PARTIAL.search(said):
            return True
        if _WHOLE.search(said):
            return False
    return None if hours is None else hours < LEGAL_WEEK


def _minutes(digits: str | None) -> float:
    """Minutes after the H as a share of an hour; « 67 » after 151 is hundredths."""
    if not digits:
        return 0.0
    return int(digits) / (60 if int(digits) < 60 else 100)


def _from_longer(hours: float) -> float:
    """A monthly or yearly figure brought to the week; 0 when it is neither."""
    if 100 <= hours <= 220:
        return hours / WEEKS_A_MONTH
    return hours / FULL_YEAR * LEGAL_WEEK if 500 <= hours <= 2200 else 0.0
