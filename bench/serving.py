"""The demonstration made in a folder of its own, for the figures and the pictures of pages."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import structlog
from flask import Flask

from clicnjob.accounts.roles import Role
from clicnjob.app import create_app
from clicnjob.db import Database
from clicnjob.demo import making, queries
from clicnjob.demo.commands import SEED
from config import Settings


@contextmanager
def demonstration(day: date) -> Iterator[tuple[Flask, dict[Role, str]]]:
    """The application on a new demonstration week, and the user name of one account a role; gone at the end."""
    # A line a request would drown the figures.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="clicnjob-bench-") as folder:
        settings = Settings.from_env({"CLICNJOB_DATA_DIR": folder, "CLICNJOB_ENV": "test"})
        database = Database(f"sqlite:///{Path(folder) / 'demo.sqlite3'}")
        making.make(database, seed=SEED, day=day, tell=lambda sentence: None)
        with database.read() as session:
            accounts = {user.role: user.username for user in queries.sign_ins(session)}
        yield create_app(settings, database), accounts
        database.close()
