"""Jobs: asked for in a transaction, done later, at least once; the same functions on either engine.

A room registers a function and asks for it by name. The payload is kept and may be read by whoever administers the
installation: it carries identifiers, never a name or an address. A function must bear being run twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from clicnjob import embedded_queue, task_registry
from clicnjob.db import Database
from clicnjob.task_registry import ATTEMPTS, DELAYS, Asking, Backlog, Counters, Json, Payload, Queue, UnknownTask
from config import Settings

__all__ = ["ATTEMPTS", "DELAYS", "Backlog", "Counters", "Json", "Payload", "UnknownTask"]

Function = TypeVar("Function", bound=Callable[..., None])
OUTAGE_SECONDS = 10.0
HOUR_SECONDS = 3600.0

log = structlog.get_logger(__name__)


def task(name: str) -> Callable[[Function], Function]:
    """Register `function(session, **payload)`: it runs in one write transaction, with the end of its job."""
    return _registering(name, outward=False)


def outward(name: str) -> Callable[[Function], Function]:
    """Register `function(database, settings, **payload)`, which waits for other machines: no transaction is open."""
    return _registering(name, outward=True)


def hourly(function: Asking) -> Asking:
    """Register `function(session, settings)`: called each hour by every worker, it asks for jobs that became due.

    It gives them keys, so that what several workers ask for is done once.
    """
    task_registry.each_hour(function)
    return function


def enqueue(
    session: Session, name: str, payload: Payload, key: str | None = None, run_at: datetime | None = None
) -> bool:
    """Ask for a job in the caller's transaction: rolled back with it, due at once or at `run_at`.

    Returns False, writing nothing, when a job with the same key still waits (one being run does not count).
    Raises UnknownTask.
    """
    task_registry.find(name)
    return _queue(session.get_bind().dialect.name).enqueue(session, name, payload, key, run_at)


def run_due(database: Database, settings: Settings) -> Counters:
    """Ask for what became due, do every job that is due, then return what was done."""
    _ask(database, settings)
    return _queue(database.url.get_backend_name()).run_due(database, settings)


def watch(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Do jobs as they fall due until `stop` is set; a database away for a moment is waited for."""
    queue = _queue(database.url.get_backend_name())
    asking = threading.Thread(target=_ask_each_hour, args=(database, settings, stop), name="hourly", daemon=True)
    asking.start()
    while not stop.is_set():
        try:
            queue.watch(database, settings, stop)
        except queue.OUTAGES as error:
            log.warning("tasks_interrupted", error=type(error).__name__)
        stop.wait(OUTAGE_SECONDS)
    asking.join()


def start_thread(database: Database, settings: Settings) -> Callable[[], None]:
    """Do jobs in a thread of this process. Returns the function that ends it, after the job in hand."""
    stop = threading.Event()
    thread = threading.Thread(target=watch, args=(database, settings, stop), name="tasks")
    thread.start()

    def end() -> None:
        stop.set()
        thread.join()

    return end


def backlog(session: Session) -> Backlog:
    """How many jobs wait, are late, were given up."""
    return _queue(session.get_bind().dialect.name).backlog(session)


def retry_failed(session: Session) -> int:
    """Put the jobs given up back in the queue. Returns how many."""
    return _queue(session.get_bind().dialect.name).retry_failed(session)


def _ask_each_hour(database: Database, settings: Settings, stop: threading.Event) -> None:
    while not stop.is_set():
        _ask(database, settings)
        stop.wait(HOUR_SECONDS)


def _ask(database: Database, settings: Settings) -> None:
    try:
        task_registry.ask_for_due(database, settings)
    except Exception as error:  # whatever it is, jobs go on, and the next hour is another chance
        log.warning("hour_failed", error=type(error).__name__)


def _registering(name: str, *, outward: bool) -> Callable[[Function], Function]:
    def keep(function: Function) -> Function:
        task_registry.register(name, function, outward=outward)
        return function

    return keep


def _queue(engine: str) -> Queue:
    if engine == "sqlite":
        return embedded_queue
    from clicnjob import procrastinate_queue  # in the `postgres` extra: not installed everywhere

    return procrastinate_queue
