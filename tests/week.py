"""A week to run: settings that pull from a server of the tests, worker processes, what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from clicnjob.db import Database
from clicnjob.offers.models import Offer, OfferImport
from config import Settings
from tests.offers.pull_server import Api


def environment(api: Api, database: Database, folder: Path) -> dict[str, str]:
    """The variables of an installation that pulls from this server."""
    return {
        **api.environment,
        "CLICNJOB_DATABASE_URL": database.url.render_as_string(hide_password=False),
        "CLICNJOB_DATA_DIR": str(folder),
        "CLICNJOB_ENV": "test",
        "CLICNJOB_SECRET_KEY": "a secret for tests only, long enough",
    }


def settings(api: Api, database: Database, folder: Path) -> Settings:
    return Settings.from_env(environment(api, database, folder))


def worker(variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, which does what is due and ends."""
    command = [sys.executable, "-m", "clicnjob", "tasks", "run", "--json"]
    return subprocess.Popen(command, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def imports(database: Database) -> list[str]:
    """The regions of the imports there were, in their order."""
    with database.read() as session:
        return list(session.scalars(select(OfferImport.region).order_by(OfferImport.id)))


def live(database: Database, region: str = "84") -> int:
    here = (Offer.closed_at.is_(None), Offer.region_code == region)
    with database.read() as session:
        return session.scalar(select(func.count()).where(*here)) or 0
