"""The sign-in throttle: free tries, then a growing wait, never a lock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.accounts import throttle
from clicnjob.accounts.throttle import Failures
from tests.conftest import NOW


def failures(count: int, ago: timedelta = timedelta(0)) -> Failures:
    return Failures(count, NOW - ago, NOW - ago)


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (9, 0), (10, 30), (11, 60), (12, 120), (14, 480), (15, 900), (500, 900)]
)
def test_an_account_waits_longer_after_each_failure_past_ten(count: int, seconds: int) -> None:
    assert throttle.account_wait(failures(count), NOW) == timedelta(seconds=seconds)


@given(st.integers(0, 10_000))
def test_no_account_is_ever_locked(count: int) -> None:
    assert throttle.account_wait(failures(count, timedelta(minutes=15)), NOW) <= timedelta(0)


@pytest.mark.parametrize(("count", "minutes"), [(0, 0), (99, 0), (100, 60), (400, 60)])
def test_an_address_waits_until_an_hour_after_its_first_failure(count: int, minutes: int) -> None:
    assert throttle.address_wait(failures(count), NOW) == timedelta(minutes=minutes)


def test_nothing_is_counted_against_a_newcomer() -> None:
    assert throttle.account_wait(None, NOW) == throttle.address_wait(None, NOW) == timedelta(0)


@pytest.mark.parametrize(
    ("memory", "ago", "over"),
    [
        (throttle.ADDRESS_MEMORY, timedelta(minutes=59), False),
        (throttle.ADDRESS_MEMORY, timedelta(minutes=60), True),
        (throttle.ACCOUNT_MEMORY, timedelta(hours=23), False),
        (throttle.ACCOUNT_MEMORY, timedelta(hours=24), True),
    ],
)
def test_old_failures_are_forgotten(memory: timedelta, ago: timedelta, over: bool) -> None:
    assert throttle.is_over(failures(5, ago), memory, NOW) is over
