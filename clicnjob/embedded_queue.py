"""The queue of jobs kept in SQLite: rows claimed with a lease, run, and deleted with their effect."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import JSON, ColumnElement, CursorResult, Index, delete, func, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from clicnjob import clock, task_registry
from clicnjob.db import Base, Database, UtcDateTime
from clicnjob.task_registry import ATTEMPTS, OVERDUE, Backlog, Counters, Payload
from config import Settings

# A job that takes longer may be started a second time; its effect is still kept once (see `_finish`).
LEASE = timedelta(minutes=15)
PAUSE_SECONDS = 2.0
OUTAGES: tuple[type[Exception], ...] = (OperationalError,)
WAITING = "lease_until IS NULL AND failed_at IS NULL"

log = structlog.get_logger(__name__)


class Task(Base):
    """A job to do. No lease: it waits; a lease: someone runs it until then; `failed_at`: given up."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_run_at", "run_at"),
        Index("ix_task_key", "key", unique=True, sqlite_where=text(WAITING)),
        {"info": {"engine": "sqlite"}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None]
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LeaseLost(Exception):
    """The job took longer than its lease and another runner has it: this run must leave no trace."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in hand, read while claiming it."""

    id: int
    name: str
    key: str | None
    payload: dict[str, Any]
    attempts: int
    lease_until: datetime


def enqueue(session: Session, name: str, payload: Payload, key: str | None, run_at: datetime | None) -> bool:
    """Write a job in the caller's transaction; False when one with the same key already waits."""
    now = clock.now()
    row = insert(Task).values(
        name=name, payload=dict(payload), key=key, run_at=run_at or now, attempts=0, created_at=now
    )
    return _changed(session, row.on_conflict_do_nothing(index_elements=["key"], index_where=text(WAITING))) == 1


def run_due(database: Database, settings: Settings) -> Counters:
    """Run every job that is due, one after the other."""
    counters = Counters()
    while claim := claim_next(database):
        run(database, settings, claim, counters)
    return counters


def watch(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Run jobs as they fall due until `stop` is set; the job in hand is ended first."""
    counters = Counters()
    while not stop.is_set():
        if claim := claim_next(database):
            run(database, settings, claim, counters)
        else:
            stop.wait(PAUSE_SECONDS)


def backlog(session: Session) -> Backlog:
    """How many jobs wait, are late, were given up."""
    waits = Task.failed_at.is_(None)
    late = waits & (Task.run_at < clock.now() - OVERDUE) & _free(clock.now())
    failed = select(Task.name, func.count()).where(Task.failed_at.is_not(None)).group_by(Task.name).order_by(Task.name)
    numbers = {name: number for name, number in session.execute(failed).all()}  # noqa: C416 (typed)
    return Backlog(_count(session, waits), _count(session, late), numbers)


def retry_failed(session: Session) -> int:
    """Put the jobs given up back in the queue, due now, with all their attempts before them."""
    fresh = {"failed_at": None, "attempts": 0, "run_at": clock.now()}
    return _changed(session, update(Task).where(Task.failed_at.is_not(None)).values(fresh))


def claim_next(database: Database) -> Claim | None:
    """Take the job due longest and nobody has, for the length of a lease; None when there is none."""
    with database.read() as session:  # an idle runner must not ask for the write lock
        if not _count(session, _due(clock.now())):
            return None
    with database.write() as session:
        now = clock.now()
        _give_up_interrupted(session, now)
        row = session.scalars(select(Task).where(_due(now)).order_by(Task.run_at, Task.id).limit(1)).one_or_none()
        if row is None:
            return None
        row.attempts += 1
        row.lease_until = now + LEASE
        return Claim(row.id, row.name, row.key, row.payload, row.attempts, row.lease_until)


def run(database: Database, settings: Settings, claim: Claim, counters: Counters) -> None:
    """Run a claimed job; what it raises puts it off or gives it up."""
    try:
        task_registry.perform(
            database, settings, claim.name, claim.payload, finish=lambda session: _finish(session, claim)
        )
    except Exception as error:  # whatever a job raises is a line for doctor and another try, never the runner's end
        log.warning("task_failed", task=claim.name, attempt=claim.attempts, error=type(error).__name__)
        with database.write() as session:
            _put_off(session, claim, type(error).__name__, counters)
    else:
        counters.done += 1


def _finish(session: Session, claim: Claim) -> None:
    if _changed(session, delete(Task).where(_held(claim))) != 1:
        raise LeaseLost


def _put_off(session: Session, claim: Claim, error: str, counters: Counters) -> None:
    delay = task_registry.delay_after(claim.attempts)
    values: dict[str, Any] = {"lease_until": None, "last_error": error}
    if delay is None:
        counters.failed += 1
        values |= {"failed_at": clock.now(), "key": None}
    else:
        counters.retried += 1
        values |= {"run_at": clock.now() + delay}
    if delay and _asked_again(session, claim):
        session.execute(delete(Task).where(_held(claim)))
    else:
        session.execute(update(Task).where(_held(claim)).values(values))


def _asked_again(session: Session, claim: Claim) -> bool:
    """A job of the same key was asked for meanwhile: it will do this one's work."""
    return claim.key is not None and _count(session, (Task.key == claim.key) & text(WAITING)) > 0


def _give_up_interrupted(session: Session, now: datetime) -> None:
    """A job that ends its process each time (memory, power) is given up like one that raises."""
    worn = Task.failed_at.is_(None) & (Task.lease_until <= now) & (Task.attempts >= ATTEMPTS)
    values = {"failed_at": now, "key": None, "lease_until": None, "last_error": "Interrupted"}
    session.execute(update(Task).where(worn).values(values))


def _held(claim: Claim) -> ColumnElement[bool]:
    return (Task.id == claim.id) & (Task.lease_until == claim.lease_until)


def _due(now: datetime) -> ColumnElement[bool]:
    return Task.failed_at.is_(None) & (Task.run_at <= now) & _free(now)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Task.lease_until.is_(None), Task.lease_until <= now)


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Task).where(condition)) or 0


def _changed(session: Session, statement: Any) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
