"""Copies of a SQLite database while it is in use, and the exchange of its file."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from clicnjob.operations.errors import Damaged, InUse

# Several minutes' worth of pages may have to be merged, but nobody may be there to wait for.
LOCK_SECONDS = 1.0


def copy(source: Path, target: Path) -> None:
    """Copy a database in use, as of one instant, into a single file. Writers do not wait. Raises Damaged."""
    try:
        with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(target)) as still:
            living.backup(still)
            still.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        raise Damaged(why=str(error)) from None


def inspect(path: Path) -> tuple[str, dict[str, int]]:
    """The schema revision of a still database and its rows by table. Raises Damaged."""
    try:
        with closing(sqlite3.connect(path)) as still:
            _check(still, "PRAGMA integrity_check", [("ok",)])
            _check(still, "PRAGMA foreign_key_check", [])
            names = [name for (name,) in still.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = {name: _count(still, name) for name in sorted(names) if not name.startswith("sqlite_")}
            return _revision(still) if rows else "", rows
    except sqlite3.DatabaseError as error:
        raise Damaged(why=str(error)) from None


def exchange(former: Path, new: Path, aside: Path) -> None:
    """Put `new` in the place of a database nobody has open, keeping the former file. Raises InUse."""
    if former.exists():
        _close_journal(former)
        shutil.copy2(former, aside)
        aside.chmod(0o600)
    # A journal left by a broken file would be replayed over the new one.
    for journal in ("-wal", "-shm"):
        former.with_name(former.name + journal).unlink(missing_ok=True)
    new.chmod(0o600)
    new.replace(former)


def _close_journal(path: Path) -> None:
    """Leave WAL: the journal is merged into the file, and SQLite does it only for whoever is alone."""
    try:
        with closing(sqlite3.connect(path, timeout=LOCK_SECONDS)) as alone:
            alone.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise InUse from None
    except sqlite3.DatabaseError:
        return  # broken beyond opening: a reason to put a backup back


def _check(still: sqlite3.Connection, pragma: str, sound: list[tuple[str, ...]]) -> None:
    found = still.execute(pragma).fetchmany(1)
    if found != sound:
        raise Damaged(why=f"{pragma} répond {found[0]}")


def _revision(still: sqlite3.Connection) -> str:
    row = still.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _count(still: sqlite3.Connection, name: str) -> int:
    return int(still.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 (a name of the schema)
