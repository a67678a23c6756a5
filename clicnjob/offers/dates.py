"""Dates as sources write them, as instants (pure)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from clicnjob.clock import PARIS

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST = 60

# « 11/12/2025 10:41:41 », « 22-05-2025 »: the day comes first in France.
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?")
_DAY_ONLY = re.compile(r"\d{8}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def instant(raw: object) -> datetime | None:
    """An aware instant in UTC; a time without a zone is Paris time. None when it is no date.

    ISO 8601, the French order (day, month, year), and that of mails and RSS (« Wed, 26 Feb 2025 16:40:27 +0100 »).
    Years before 2000 are none: exporters write 0001 or 1970 where they know nothing.
    """
    if not isinstance(raw, str) or len(raw) > LONGEST:
        return None
    try:
        moment = _moment(raw.strip())
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(PARIS))
        found = aware.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found >= EARLIEST else None


def ending(raw: object) -> datetime | None:
    """When what lasts until then ends: a day without an hour lasts until its evening."""
    found = instant(raw)
    day_only = isinstance(raw, str) and _DAY_ONLY.fullmatch(raw.strip())
    return found + timedelta(days=1) if found and day_only else found


def _moment(written: str) -> datetime:
    french = _FRENCH.fullmatch(written)
    if french:
        day, month, year, hour, minute, second = (int(part or 0) for part in french.groups())
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 (the zone is told by who asks)
    if written[:1].isalpha():
        return parsedate_to_datetime(written)
    return datetime.fromisoformat(re.sub(r" ?UTC$", "+00:00", written))
