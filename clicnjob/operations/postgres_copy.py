"""Copies of a PostgreSQL database while it is in use, by PostgreSQL's own programmes, and their return."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from clicnjob.db import Database
from clicnjob.operations.errors import Damaged, InUse, ToolFailed, ToolMissing

OTHERS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
            AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
# Only what ClicNJob keeps; roles and rights belong to whoever installs the server.
SCOPE = ("--schema=public", "--no-owner", "--no-privileges")


def copy(database: Database, pg_bin: str, target: Path) -> tuple[str, dict[str, int]]:
    """Dump a database in use, as of one instant, into a file. Returns its revision and its rows by table.

    Rows are counted in the very snapshot that is dumped. Raises ToolMissing, ToolFailed, Damaged.
    """
    with database.read() as session:
        connection = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        revision, rows = inspect_rows(connection)
        options = ("--format=custom", *SCOPE, f"--snapshot={snapshot}", f"--file={target}")
        _run("pg_dump", pg_bin, options, database.url)
    dumped = _run("pg_restore", pg_bin, ("--list", str(target)), database.url)
    missing = sorted(name for name in rows if f" TABLE DATA public {name} " not in dumped)
    if missing:
        raise Damaged(why=f"pg_dump a oublié {', '.join(missing)}")
    return revision, rows


def put_back(database: Database, pg_bin: str, dump: Path, script: Path) -> None:
    """Replace everything by what a dump holds, in one transaction. Raises InUse, ToolMissing, ToolFailed."""
    database.close()
    with database.read() as session:
        if session.scalar(text(OTHERS)):
            raise InUse
    database.close()
    _run("pg_restore", pg_bin, (*SCOPE, f"--file={script}", str(dump)), database.url)
    afresh = "--command=DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", afresh, f"--file={script}")
    _run("psql", pg_bin, options, database.url)


def count(database: Database) -> dict[str, int]:
    """The rows by table of the database as it is now."""
    with database.read() as session:
        return inspect_rows(session.connection())[1]


def inspect_rows(connection: Connection) -> tuple[str, dict[str, int]]:
    """The schema revision and the rows by table, as a connection sees them."""
    rows = {}
    for name in sorted(inspect(connection).get_table_names(schema="public")):
        quoted = connection.dialect.identifier_preparer.quote(name)
        rows[name] = connection.scalar(text(f"SELECT count(*) FROM public.{quoted}")) or 0  # noqa: S608 (schema's name)
    revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if rows else None
    return revision or "", rows


def find_tool(name: str, pg_bin: str) -> str:
    """The path of one of PostgreSQL's programmes. Raises ToolMissing."""
    found = shutil.which(name, path=pg_bin or None)
    if found is None:
        raise ToolMissing(tool=name)
    return found


def _run(tool: str, pg_bin: str, options: tuple[str, ...], url: URL) -> str:
    # The address and the password go by the environment: a command line can be read by anybody on the machine.
    command = [find_tool(tool, pg_bin), *options]
    done = subprocess.run(command, env={**os.environ, **_environment(url)}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ToolFailed(tool=tool, why=" ".join(done.stderr.split())[:400])
    return done.stdout


def _environment(url: URL) -> dict[str, str]:
    query = {f"PG{name.upper()}": str(value) for name, value in url.query.items()}
    parts = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    return {**query, **{name: value for name, value in parts.items() if value}}
