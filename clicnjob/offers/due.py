"""What a weekly run makes of a region, and which regions are due (pure)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

WEEK = timedelta(days=7)
# What was held or refused waits for a person; the source is asked again the next day.
AGAIN = timedelta(days=1)


class Result(StrEnum):
    """Offers are live, one import at least is held, nothing was there or nothing was new, or a refusal stopped it."""

    PUBLISHED = "published"
    HELD = "held"
    NOTHING = "nothing"
    FAILED = "failed"


GOOD = frozenset({Result.PUBLISHED, Result.NOTHING})


class Standing(NamedTuple):
    """When a region last had its week, None when never, and when it was last tried, whatever came of it."""

    good: datetime | None
    tried: datetime | None


def is_due(standing: Standing, now: datetime) -> bool:
    """Whether the source is to be asked for a region again."""
    good, tried = standing
    return (good is None or now - good >= WEEK) and (tried is None or now - tried >= AGAIN)
