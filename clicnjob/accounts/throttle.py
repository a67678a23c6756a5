"""How long a subject must wait after failed sign-ins (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Failures:
    """Failures of one subject in a row: how many, the first and the last."""

    count: int
    first_at: datetime
    last_at: datetime


# An account: ten tries, then 30 s doubling up to 15 minutes; forgotten after a day. Never locked for good.
ACCOUNT_FREE = 10
ACCOUNT_STEP = timedelta(seconds=30)
ACCOUNT_LONGEST = timedelta(minutes=15)
ACCOUNT_MEMORY = timedelta(days=1)
# An address: a hundred failures an hour, since a workshop of fifteen people shares one.
ADDRESS_FREE = 100
ADDRESS_MEMORY = timedelta(hours=1)


def account_wait(failures: Failures | None, now: datetime) -> timedelta:
    """What an account must still wait; zero or less means it may try."""
    if failures is None or failures.count < ACCOUNT_FREE:
        return timedelta(0)
    doublings = min(failures.count - ACCOUNT_FREE, 10)
    delay = min(ACCOUNT_STEP * (1 << doublings), ACCOUNT_LONGEST)
    return failures.last_at + delay - now


def address_wait(failures: Failures | None, now: datetime) -> timedelta:
    """What an address must still wait: until an hour after its first counted failure."""
    if failures is None or failures.count < ADDRESS_FREE:
        return timedelta(0)
    return failures.first_at + ADDRESS_MEMORY - now


def is_over(failures: Failures, memory: timedelta, now: datetime) -> bool:
    """Whether the failures are old enough to be forgotten."""
    since = failures.first_at if memory == ADDRESS_MEMORY else failures.last_at
    return now - since >= memory
