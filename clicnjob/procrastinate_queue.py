"""The queue of jobs kept in PostgreSQL by Procrastinate: the same functions as the embedded one."""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import psycopg
import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import DeleteJobCondition, Job, Status
from psycopg.pq import TransactionStatus
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from clicnjob import clock, task_registry
from clicnjob.db import Database
from clicnjob.task_registry import OVERDUE, Backlog, Counters, Payload
from config import Settings

STALLED_SECONDS = 600.0
TICK_SECONDS = 0.5
OUTAGES: tuple[type[Exception], ...] = (ConnectorException, DBAPIError)
# Procrastinate logs the arguments of jobs and the text of errors: ours say the name and the class only.
logging.getLogger("procrastinate").setLevel(logging.CRITICAL + 1)

log = structlog.get_logger(__name__)
_writer = App(connector=SyncPsycopgConnector())


class JobFailed(Exception):
    """Stands for what a job raised, by the name of its class: the original could carry personal data."""


class _Delays(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        delay = task_registry.delay_after(job.attempts + 1)
        return None if delay is None else RetryDecision(retry_at=clock.now() + delay)


def enqueue(session: Session, name: str, payload: Payload, key: str | None, run_at: datetime | None) -> bool:
    """Write a job in the caller's transaction; False when one with the same key already waits."""
    session.execute(text("SELECT 1"))  # opens the transaction: else the block below would open and commit its own
    raw = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    written = True
    try:
        with raw.transaction():
            _writer.configure_task(name, connection=raw, queueing_lock=key, schedule_at=run_at).defer(**payload)
    except AlreadyEnqueued:
        written = False
    # Without a savepoint of the driver's own, a refused insert would doom the transaction, and commit says nothing.
    if raw.info.transaction_status != TransactionStatus.INTRANS:
        raise RuntimeError("the transaction that asks for this job is no longer open")
    return written


def run_due(database: Database, settings: Settings) -> Counters:
    """Run every job that is due, then those of workers that died."""
    counters = Counters()
    asyncio.run(_run_due(database, settings, counters))
    return counters


def watch(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Run jobs as PostgreSQL announces them until `stop` is set; the job in hand is ended first."""
    asyncio.run(_watch(database, settings, stop))


def backlog(session: Session) -> Backlog:
    """How many jobs wait, are late, were given up."""
    waiting = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    late = """SELECT count(*) FROM procrastinate_jobs job WHERE status = 'todo' AND now() - :wait > coalesce(
              scheduled_at, (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id))"""
    failed = """SELECT task_name, count(*) AS number FROM procrastinate_jobs WHERE status = 'failed'
                GROUP BY task_name ORDER BY task_name"""
    return Backlog(
        session.scalar(text(waiting)) or 0,
        session.scalar(text(late), {"wait": OVERDUE}) or 0,
        {row.task_name: row.number for row in session.execute(text(failed))},
    )


def retry_failed(session: Session) -> int:
    """Put the jobs given up back in the queue, due now, with all their attempts before them."""
    again = """UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL, queueing_lock = NULL
               WHERE status = 'failed' RETURNING id"""
    return len(session.execute(text(again)).all())


async def _run_due(database: Database, settings: Settings, counters: Counters) -> None:
    app = _worker_app(database, settings, counters)
    async with app.open_async():
        await retry_stalled(app)
        await _worker(app, wait=False)


async def _watch(database: Database, settings: Settings, stop: threading.Event) -> None:
    app = _worker_app(database, settings, Counters())
    async with app.open_async():
        worker = asyncio.create_task(_worker(app, wait=True))
        ticks = 0
        while not stop.is_set() and not worker.done():
            if ticks % int(STALLED_SECONDS / TICK_SECONDS) == 0:
                await retry_stalled(app)
            ticks += 1
            await asyncio.wait({worker}, timeout=TICK_SECONDS)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


async def _worker(app: App, *, wait: bool) -> None:
    await app.run_worker_async(
        wait=wait, concurrency=1, install_signal_handlers=False, delete_jobs=DeleteJobCondition.SUCCESSFUL
    )


async def retry_stalled(app: App) -> None:
    """Give the jobs of dead workers another try, or give them up like jobs that raise."""
    for job in await app.job_manager.get_stalled_jobs():
        if task_registry.delay_after(job.attempts + 1) is None:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
            continue
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:  # asked for again meanwhile: the waiting job will do this one's work
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)


def _worker_app(database: Database, settings: Settings, counters: Counters) -> App:
    conninfo = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    app = App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=4))
    runner = _Runner(database, settings, counters)
    for name in task_registry.names():
        app.task(name=name, pass_context=True, retry=_Delays())(runner.perform)
    return app


@dataclass(frozen=True, slots=True)
class _Runner:
    """Performs the jobs of one worker and counts them."""

    database: Database
    settings: Settings
    counters: Counters

    def perform(self, context: JobContext, /, **payload: Any) -> None:
        job = context.job
        try:
            task_registry.perform(self.database, self.settings, job.task_name, payload, finish=_nothing)
        except Exception as error:  # whatever a job raises is a line for doctor and another try, never the worker's end
            log.warning("task_failed", task=job.task_name, attempt=job.attempts + 1, error=type(error).__name__)
            self._put_off(job, type(error).__name__)
        else:
            self.counters.done += 1

    def _put_off(self, job: Job, error: str) -> None:
        if task_registry.delay_after(job.attempts + 1) is None:
            self.counters.failed += 1
            raise JobFailed(error) from None
        self.counters.retried += 1
        # Were it put back beside a waiting job of its key, the unique index would refuse it for good.
        if not self._asked_again(job):
            raise JobFailed(error) from None

    def _asked_again(self, job: Job) -> bool:
        waits = "SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = :key"
        with self.database.read() as session:
            return session.execute(text(waits), {"key": job.queueing_lock}).first() is not None


def _nothing(_session: Session) -> None:
    """Procrastinate itself marks the end of a job, after its transaction."""
