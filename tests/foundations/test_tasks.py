"""Jobs on either engine: asked for in a transaction, done at least once, retried, given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from clicnjob import clock, task_registry, tasks
from clicnjob.db import Database
from config import Settings
from tests.foundations import jobs


@pytest.fixture(autouse=True)
def server_clock(database: Database, frozen_clock: time_machine.Traveller) -> None:
    """PostgreSQL decides by its own clock what is due: stand at its hour."""
    if (now := jobs.server_time(database)) is not None:
        frozen_clock.move_to(now, tick=False)


def make_due(database: Database, frozen_clock: time_machine.Traveller, wait: timedelta) -> None:
    """Let time pass: move our clock, or on PostgreSQL bring the appointment nearer."""
    if database.embedded:
        frozen_clock.shift(wait)
        return
    with database.write() as session:
        session.execute(text("UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - :wait"), {"wait": wait})


def test_a_job_is_done_once(database: Database, settings: Settings) -> None:
    jobs.ask(database)
    assert tasks.run_due(database, settings) == tasks.Counters(done=1)
    assert tasks.run_due(database, settings) == tasks.Counters()
    assert jobs.rows(database) == 1


def test_a_job_asked_for_in_a_transaction_rolled_back_leaves_nothing(database: Database, settings: Settings) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {})
        session.rollback()
    assert jobs.waiting(database) == 0


def test_a_job_is_seen_by_nobody_before_the_commit(database: Database, settings: Settings) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {})
        assert jobs.waiting(database) == 0
    assert jobs.waiting(database) == 1


def test_a_second_job_of_the_same_key_is_not_written(database: Database, settings: Settings) -> None:
    with database.write() as session:
        assert tasks.enqueue(session, "test.leave_row", {}, key="index:84")
        assert not tasks.enqueue(session, "test.leave_row", {}, key="index:84")
    assert tasks.run_due(database, settings).done == 1


def test_a_refused_key_keeps_what_the_transaction_did(database: Database, settings: Settings) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {}, key="index:84")
    with database.write() as session:
        jobs.leave_row(session)
        tasks.enqueue(session, "test.leave_row", {}, key="index:84")
    assert jobs.rows(database) == 1


def test_a_key_is_free_again_once_its_job_is_done(database: Database, settings: Settings) -> None:
    for _ in range(2):
        with database.write() as session:
            assert tasks.enqueue(session, "test.leave_row", {}, key="index:84")
        tasks.run_due(database, settings)
    assert jobs.rows(database) == 2


def test_a_job_waits_for_its_hour(database: Database, settings: Settings, frozen_clock: time_machine.Traveller) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {}, run_at=clock.now() + timedelta(hours=1))
    assert tasks.run_due(database, settings).done == 0
    make_due(database, frozen_clock, timedelta(hours=1))
    assert tasks.run_due(database, settings).done == 1


def test_a_failed_job_leaves_no_effect_and_waits(database: Database, settings: Settings) -> None:
    jobs.ask(database, "test.leave_row_then_fail")
    assert tasks.run_due(database, settings) == tasks.Counters(retried=1)
    assert jobs.rows(database) == 0
    assert tasks.run_due(database, settings) == tasks.Counters()


def test_a_failing_job_is_tried_after_each_delay_then_given_up(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    jobs.ask(database, "test.leave_row_then_fail")
    runs = [tasks.run_due(database, settings)]
    for delay in tasks.DELAYS:
        make_due(database, frozen_clock, delay - timedelta(seconds=30))
        assert tasks.run_due(database, settings) == tasks.Counters()
        make_due(database, frozen_clock, timedelta(seconds=30))
        runs.append(tasks.run_due(database, settings))
    assert runs == [tasks.Counters(retried=1)] * len(tasks.DELAYS) + [tasks.Counters(failed=1)]
    assert jobs.failed(database) == {"test.leave_row_then_fail": 1}


def test_a_job_given_up_can_be_put_back(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    jobs.ask(database, "test.leave_row_then_fail")
    for delay in (*tasks.DELAYS, timedelta()):
        tasks.run_due(database, settings)
        make_due(database, frozen_clock, delay)
    with database.write() as session:
        assert tasks.retry_failed(session) == 1
    assert tasks.run_due(database, settings) == tasks.Counters(retried=1)
    assert jobs.failed(database) == {}


def test_a_failed_job_gives_way_to_a_waiting_one_of_its_key(
    database: Database, settings: Settings, frozen_clock: time_machine.Traveller
) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.ask_again_then_fail", {}, key="index:84")
    assert tasks.run_due(database, settings) == tasks.Counters(done=1, retried=1)
    assert jobs.waiting(database) == 0


def test_an_outward_job_holds_no_transaction(database: Database, settings: Settings) -> None:
    jobs.ask(database, "test.outward", word="sent in ")
    assert tasks.run_due(database, settings).done == 1
    assert jobs.rows(database) == 1


def test_a_name_nobody_registered_is_refused_when_asked_for(database: Database) -> None:
    with pytest.raises(tasks.UnknownTask), database.write() as session:
        tasks.enqueue(session, "test.mistyped", {})


def test_a_late_job_is_counted(database: Database, settings: Settings, frozen_clock: time_machine.Traveller) -> None:
    with database.write() as session:
        tasks.enqueue(session, "test.leave_row", {}, run_at=clock.now())
    make_due(database, frozen_clock, timedelta(minutes=11))
    with database.read() as session:
        assert tasks.backlog(session).overdue == 1


def test_the_thread_does_jobs_and_ends_when_told(database: Database, settings: Settings) -> None:
    jobs.DONE.clear()
    jobs.ask(database, "test.signal")
    end = tasks.start_thread(database, settings)
    assert jobs.DONE.wait(20)
    end()
    assert jobs.waiting(database) == 0


@pytest.fixture
def wanted() -> Iterator[list[str]]:
    yield jobs.WANTED
    jobs.WANTED.clear()


def test_what_became_due_is_asked_for_then_done(database: Database, settings: Settings, wanted: list[str]) -> None:
    wanted.append("test.leave_row")
    assert tasks.run_due(database, settings) == tasks.Counters(done=1)


def test_what_two_workers_ask_for_is_done_once(database: Database, settings: Settings, wanted: list[str]) -> None:
    wanted.append("test.leave_row")
    for _ in range(2):
        task_registry.ask_for_due(database, settings)
    assert jobs.waiting(database) == 1


def test_an_hour_that_fails_stops_no_job(database: Database, settings: Settings, wanted: list[str]) -> None:
    jobs.ask(database)
    wanted.append("test.mistyped")
    assert tasks.run_due(database, settings) == tasks.Counters(done=1)


def test_a_worker_asks_as_soon_as_it_starts(database: Database, settings: Settings, wanted: list[str]) -> None:
    jobs.DONE.clear()
    wanted.append("test.signal")
    end = tasks.start_thread(database, settings)
    assert jobs.DONE.wait(20)
    end()
