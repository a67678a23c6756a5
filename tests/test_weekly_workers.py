"""Weekly jobs on real worker processes: one import of a region whoever asks, a killed worker's job done in the end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from clicnjob import clock, tasks, weekly
from clicnjob.db import Database
from clicnjob.embedded_queue import Task
from clicnjob.offers.due import Result
from clicnjob.offers.models import RegionWeek
from tests import week
from tests.foundations.jobs import server_time
from tests.offers import pull_server
from tests.offers.made import load_places
from tests.offers.pull_server import Api, whole


@pytest.fixture
def api() -> Iterator[Api]:
    with pull_server.running(cap=6, page=3) as api:
        api.offers = [whole(number, dateCreation=f"2026-11-{number:02}T08:00:00.000Z") for number in range(1, 10)]
        yield api


@pytest.fixture(autouse=True)
def frozen_clock() -> None:
    """Not here: the workers, and PostgreSQL, go by the hour of the machine."""


def ask(database: Database) -> None:
    """A region whose last good week is long ago, and the job that asks for it."""
    load_places(database)
    past = clock.now() - timedelta(days=30)
    with database.write() as session:
        session.merge(RegionWeek(region="84", result=Result.PUBLISHED, sentence="", tried_at=past, good_at=past))
        assert tasks.enqueue(session, weekly.IMPORT, {"region": "84"}, key="import:84")


def done(process: subprocess.Popen[bytes]) -> int:
    """How many jobs a worker did, once it has ended."""
    return int(json.loads(process.communicate(timeout=120)[0])["done"])


def test_two_workers_one_region_one_import(database: Database, api: Api, tmp_path: Path) -> None:
    variables = week.environment(api, database, tmp_path)
    api.stop_at = 3
    ask(database)
    first = week.worker(variables)
    assert api.reached.wait(60)
    ask(database)  # one is being done: another may wait
    second = week.worker(variables)

    assert done(second) == 1
    api.go_on.set()
    assert done(first) >= 1  # and the ranking of people that the turn-over asks for
    assert week.imports(database) == ["84"]
    assert week.live(database) == 9
    assert len(api.searches) == len({tuple(asked.items()) for asked in api.searches})


def test_the_job_of_a_killed_worker_goes_on_where_it_stopped(database: Database, api: Api, tmp_path: Path) -> None:
    variables = week.environment(api, database, tmp_path)
    api.stop_at = 6
    ask(database)
    killed = week.worker(variables)
    assert api.reached.wait(60)
    killed.kill()
    killed.communicate()
    api.go_on.set()
    before = list(api.searches[:5])
    forget_the_dead(database)

    assert done(week.worker(variables)) >= 1  # its first hour asks for the region again: nothing is left to do
    assert (week.imports(database), week.live(database)) == (["84"], 9)
    again = [asked for asked in api.searches[6:] if asked in before]
    assert len(again) < len(before)


def forget_the_dead(database: Database) -> None:
    """The time after which a silent worker counts as dead is past."""
    with database.write() as session:
        if server_time(database) is None:
            session.execute(update(Task).values(lease_until=clock.now()))
        else:
            session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))
