"""Jobs whose process dies in the middle, on either engine."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import time_machine
from sqlalchemy import text

from clicnjob import clock, embedded_queue, tasks
from clicnjob.db import Database
from config import Settings
from tests.foundations import jobs


def run_apart(database: Database) -> int:
    """Run what is due in another process; returns its exit code, negative when a signal ended it."""
    url = database.url.render_as_string(hide_password=False)
    return subprocess.run(
        [sys.executable, "-m", "tests.foundations.one_run", url, clock.now().isoformat()], check=False
    ).returncode


def forget_the_dead(database: Database, frozen_clock: time_machine.Traveller) -> None:
    """Let the time pass after which a silent runner counts as dead."""
    if database.embedded:
        frozen_clock.shift(embedded_queue.LEASE + timedelta(seconds=1))
        return
    with database.write() as session:
        session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))


def test_a_job_killed_in_the_middle_is_done_once_in_the_end(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller, tmp_path: Path
) -> None:
    if now := jobs.server_time(database):
        frozen_clock.move_to(now, tick=False)
    jobs.ask(database, "test.leave_row_then_die_once", mark=str(tmp_path / "mark"))
    assert run_apart(database) == -signal.SIGKILL
    assert tasks.run_due(database, settings) == tasks.Counters()
    forget_the_dead(database, frozen_clock)
    assert tasks.run_due(database, settings) == tasks.Counters(done=1)
    assert jobs.rows(database) == 1


def test_a_job_that_kills_each_of_its_runners_is_given_up(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    if now := jobs.server_time(database):
        frozen_clock.move_to(now, tick=False)
    jobs.ask(database)
    _pretend_attempts(database, tasks.ATTEMPTS)
    forget_the_dead(database, frozen_clock)
    assert tasks.run_due(database, settings) == tasks.Counters()
    assert jobs.failed(database) == {"test.leave_row": 1}


def _pretend_attempts(database: Database, attempts: int) -> None:
    with database.write() as session:
        if database.embedded:
            lease = {"attempts": attempts, "lease_until": clock.now()}
            session.query(embedded_queue.Task).update(lease)  # type: ignore[arg-type]
        else:
            begun = "UPDATE procrastinate_jobs SET status = 'doing', attempts = :before"
            session.execute(text(begun), {"before": attempts - 1})
