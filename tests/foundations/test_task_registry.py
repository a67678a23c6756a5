"""What is decided about tasks before any is run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clicnjob import tasks


def test_the_delays_grow_and_cover_a_day() -> None:
    assert list(tasks.DELAYS) == sorted(tasks.DELAYS)
    assert timedelta(hours=24) <= sum(tasks.DELAYS, timedelta()) < timedelta(hours=25)


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match=r"outbox\.deliver"):
        tasks.task("outbox.deliver")(print)
