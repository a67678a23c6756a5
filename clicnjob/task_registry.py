"""What a task is: named functions, how often they are tried, and how one is performed in its transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

from sqlalchemy.orm import Session

from clicnjob.db import Database
from config import Settings

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Payload: TypeAlias = Mapping[str, Json]
Asking: TypeAlias = Callable[[Session, Settings], None]

# Waits after the 1st, 2nd, … failure. Their sum is 24 h 21 min: a mail server may be away for a day.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 360, 480))
ATTEMPTS = len(DELAYS) + 1


class UnknownTask(LookupError):
    """No function is registered under this name: a mistyped name, or a module that was not imported."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A function and what it is given: a session, or the database and settings when it speaks to the outside."""

    function: Callable[..., None]
    outward: bool


@dataclass(slots=True)
class Counters:
    """What one run did: jobs done, jobs that failed and wait for another try, jobs given up."""

    done: int = 0
    retried: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Backlog:
    """The state of the queue: jobs waiting, those late by more than ten minutes, those given up, by task name."""

    waiting: int
    overdue: int
    failed: Mapping[str, int]


class Queue(Protocol):
    """What both queues are: one module each, for SQLite and for PostgreSQL."""

    OUTAGES: tuple[type[Exception], ...]

    def enqueue(
        self, session: Session, name: str, payload: Payload, key: str | None, run_at: datetime | None
    ) -> bool: ...
    def run_due(self, database: Database, settings: Settings) -> Counters: ...
    def watch(self, database: Database, settings: Settings, stop: threading.Event) -> None: ...
    def backlog(self, session: Session) -> Backlog: ...
    def retry_failed(self, session: Session) -> int: ...


OVERDUE = timedelta(minutes=10)
_registered: dict[str, Registered] = {}
_hourly: list[Asking] = []


def register(name: str, function: Callable[..., None], *, outward: bool) -> None:
    """Keep a function under the name that jobs carry; a name is taken once."""
    if name in _registered:
        raise ValueError(f"two tasks are called {name}")
    _registered[name] = Registered(function, outward)


def each_hour(function: Asking) -> None:
    """Keep a function that asks, each hour, for the jobs that have become due."""
    _hourly.append(function)


def ask_for_due(database: Database, settings: Settings) -> None:
    """Call every function of `each_hour`, each in a transaction of its own."""
    for function in _hourly:
        with database.write() as session:
            function(session, settings)


def find(name: str) -> Registered:
    """The function of this name. Raises UnknownTask."""
    try:
        return _registered[name]
    except KeyError:
        raise UnknownTask(name) from None


def names() -> list[str]:
    """The names of every registered function."""
    return sorted(_registered)


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts (1 or more); None when the job is given up."""
    return DELAYS[attempts - 1] if attempts < ATTEMPTS else None


def perform(
    database: Database, settings: Settings, name: str, payload: Mapping[str, Any], finish: Callable[[Session], None]
) -> None:
    """Run a job, and `finish` in the transaction of its effect: both are kept or neither.

    An outward function holds no transaction while it waits for another machine (on SQLite that would stop every
    writer); its job is finished in a transaction of its own, so it can run twice and must bear it.
    """
    registered = find(name)
    if registered.outward:
        registered.function(database, settings, **payload)
    with database.write() as session:
        if not registered.outward:
            registered.function(session, **payload)
        finish(session)
