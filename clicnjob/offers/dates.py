"""Dates as sources write them, as instants (pure)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from clicnjob.clock import PARIS

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def instant(raw: object) -> datetime | None:
    """An aware instant in UTC from ISO 8601; a time without a zone is Paris time. None when it is no date.

    Years before 2000 are none: exporters write 0001 or 1970 where they know nothing.
    """
    if not isinstance(raw, str):
        return None
    try:
        moment = datetime.fromisoformat(raw.strip())
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(PARIS))
        found = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found >= EARLIEST else None
