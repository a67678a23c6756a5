"""The clock: the only place that asks the machine for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = "Europe/Paris"


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str = PARIS) -> date:
    """The calendar day it is now in an IANA time zone."""
    return local(now(), zone).date()


def local(instant: datetime, zone: str = PARIS) -> datetime:
    """An aware instant as people of that zone read it on the wall."""
    return instant.astimezone(ZoneInfo(zone))
