"""The day the work begins: « now », « 2027-01-05 », « 01-05 », « 2027-01 » or « 01 » in a fact, and in words (pure)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from clicnjob.text.french import MONTHS

NOW = "now"
AT_ONCE = date.min
# A day without a year is the first one from two months before the day of the offer on: posts are often filled late.
LATE = timedelta(days=60)
_VALUE = re.compile(r"(?:(\d{4})-)?(\d\d)(?:-(\d\d))?")


def first_day(value: str, offered: date | None) -> date | None:
    """The first day named by a START value, or by a SEASON (« 06/09 »: June); AT_ONCE for NOW.

    Without a year it is guessed from the day of the offer; None when that is not known either, or there is no such day.
    """
    if value == NOW:
        return AT_ONCE
    named = _VALUE.match(value)
    if named is None:
        return None
    month, day = int(named[2]), int(named[3] or 1)
    if named[1]:
        return _day(int(named[1]), month, day)
    if offered is None:
        return None
    earliest = offered - LATE
    found = _day(earliest.year, month, day)
    # A month that has begun is this month, not that of next year.
    last = found if named[3] or found is None else found + timedelta(days=27)
    return found if last and last >= earliest else _day(earliest.year + 1, month, day)


def start_in_words(value: str) -> str:
    """« dès que possible », « le 5 janvier 2027 », « en janvier 2027 »."""
    named = _VALUE.fullmatch(value)
    if named is None:
        return "dès que possible"
    year, month, day = named.groups()
    number = "1er" if day == "01" else (day or "").lstrip("0")
    return " ".join(filter(None, ("le" if day else "en", number, MONTHS[int(month) - 1], year)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
