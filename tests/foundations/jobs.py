"""Tasks registered for tests: their effect is a row, so that what a job did can be counted."""

from __future__ import annotations

import os
import signal
import threading
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from clicnjob import clock, tasks
from clicnjob.db import Database
from clicnjob.outbox import Channel, Message
from config import Settings

DONE = threading.Event()
# What the hour asks for: names of tasks, filled by a test.
WANTED: list[str] = []


@tasks.task("test.leave_row")
def leave_row(session: Session, *, word: str = "done") -> None:
    """Adds one row, each time it is run."""
    session.add(
        Message(
            channel=Channel.EMAIL,
            recipient="",
            subject=word,
            body="",
            dedup_key=os.urandom(8).hex(),
            created_at=clock.now(),
        )
    )


@tasks.task("test.leave_row_then_fail")
def leave_row_then_fail(session: Session) -> None:
    leave_row(session)
    session.flush()
    raise ConnectionError("a secret a person wrote")


@tasks.task("test.leave_row_then_die_once")
def leave_row_then_die_once(session: Session, *, mark: str) -> None:
    """The first run ends its process in the middle of its transaction, like a power cut."""
    leave_row(session)
    session.flush()
    if not os.path.exists(mark):
        open(mark, "x").close()
        os.kill(os.getpid(), signal.SIGKILL)


@tasks.outward("test.ask_again_then_fail")
def ask_again_then_fail(database: Database, settings: Settings) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {}, key="index:84")
    raise ConnectionError


@tasks.outward("test.signal")
def tell(database: Database, settings: Settings) -> None:
    DONE.set()


@tasks.hourly
def ask_each_hour(session: Session, settings: Settings) -> None:
    for name in WANTED:
        tasks.enqueue(session, name, {}, key=f"hour:{name}")


@tasks.outward("test.outward")
def outward(database: Database, settings: Settings, *, word: str) -> None:
    """Writes in a transaction of its own, which shows that none is open around it."""
    with database.write() as session:
        leave_row(session, word=word + settings.env)


def ask(database: Database, name: str = "test.leave_row", **payload: tasks.Json) -> None:
    """Ask for a job in a transaction of its own."""
    with database.write() as session:
        tasks.enqueue(session, name, payload)


def rows(database: Database) -> int:
    """How many effects there are."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0


def waiting(database: Database) -> int:
    with database.read() as session:
        return tasks.backlog(session).waiting


def failed(database: Database) -> dict[str, int]:
    with database.read() as session:
        return dict(tasks.backlog(session).failed)


def server_time(database: Database) -> datetime | None:
    """The clock that decides what is due: PostgreSQL's own; None on SQLite, where it is ours."""
    if database.embedded:
        return None
    with database.read() as session:
        return session.scalar(text("SELECT now()"))
