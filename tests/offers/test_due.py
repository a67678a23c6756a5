"""When a region is due: its last good week, its last try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clicnjob.offers.due import Standing, is_due

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def days_ago(days: float | None) -> datetime | None:
    return None if days is None else NOW - timedelta(days=days)


@pytest.mark.parametrize(
    ("good", "tried", "due"),
    [
        (None, None, True),
        (7, 7, True),
        (6.9, 6.9, False),
        (8, 0.5, False),  # held this morning: a person decides
        (8, 1, True),
        (None, 0.5, False),
        (None, 2, True),
    ],
)
def test_a_region_is_due_after_a_week_but_once_a_day(good: float | None, tried: float | None, due: bool) -> None:
    assert is_due(Standing(days_ago(good), days_ago(tried)), NOW) is due
