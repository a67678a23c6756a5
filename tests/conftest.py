"""Fixtures every room shares: a migrated database on each engine, a session, the application and its page client."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest
import structlog
import time_machine
from flask import Flask
from hypothesis import settings as hypothesis
from sqlalchemy.orm import Session

from clicnjob import schema
from clicnjob.app import create_app
from clicnjob.db import Database
from config import Settings
from tests import postgres
from tests.page import PageClient

NOW = datetime.fromisoformat("2026-11-24T09:00:00+01:00")
# A property fails for what it says, never for the pace of the machine.
hypothesis.register_profile("unhurried", deadline=None)
hypothesis.load_profile("unhurried")
SECRET = "a secret for tests only, long enough"


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    """Every test runs on Tuesday 24 November 2026 at nine; it may move the clock."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def logs_of_one_test() -> Iterator[None]:
    """A command that set the logs wrote them to the captured stream of its own test, closed when that test ends."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    database = Database(f"sqlite:///{path}")
    schema.upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str | None]:
    with postgres.running() as url:
        if url:
            database = Database(url)
            schema.upgrade(database)
            database.close()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty database; a test that takes it runs once on each engine."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url: str | None = request.getfixturevalue("postgres_url")
    if url is None:
        not_here("PostgreSQL: run make setup-dev, or name an empty server in CLICNJOB_TEST_POSTGRES")
    yield url
    postgres.empty(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def embedded(tmp_path: Path, sqlite_template: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database, for what is true of that engine alone."""
    path = tmp_path / "embedded.sqlite3"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A write session; what it did is committed at the end of the test, so that constraints speak."""
    with database.write() as session:
        yield session


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings.from_env(
        {
            "CLICNJOB_ENV": "test",
            "CLICNJOB_SECRET_KEY": SECRET,
            "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
            "CLICNJOB_DATABASE_URL": database_url,
        }
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    return create_app(settings, database)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser without JavaScript that inspects every page it is given."""
    return PageClient(app)


def not_here(reason: str) -> NoReturn:
    """Skip what this machine lacks; where everything is wanted (continuous integration), fail instead."""
    if os.environ.get("CLICNJOB_TEST_EVERYTHING"):
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say last what was skipped, and how to enable it."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} not run: {reason.removeprefix('Skipped: ')}")
