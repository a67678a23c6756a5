"""Every migration goes up and down with rows on both engines, and together they make what the models say."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, MetaData, Table, inspect, make_url, select

import clicnjob
from clicnjob import schema
from clicnjob.db import Base, Database
from tests.foundations.rows import ROWS

SCRIPTS = ScriptDirectory(str(schema.MIGRATIONS))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield database
        database.close()
        return
    server: str | None = request.getfixturevalue("postgres_url")
    if server is None:
        pytest.skip("PostgreSQL: make setup, or name a server in CLICNJOB_TEST_POSTGRES")
    scratch = f"{make_url(server).database}_scratch"
    with psycopg.connect(server.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {scratch}")
        connection.execute(f"CREATE DATABASE {scratch}")
        database = Database(make_url(server).set(database=scratch).render_as_string(hide_password=False))
        yield database
        database.close()
        connection.execute(f"DROP DATABASE {scratch}")


def put_rows(database: Database, revision: str) -> None:
    with database.write() as session:
        ROWS[revision](session.connection())


def contents(database: Database) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every table, as text, by table."""
    with database.read() as session:
        connection = session.connection()
        return {name: _rows(connection, name) for name in _tables(connection)}


def counts(database: Database) -> dict[str, int]:
    return {name: len(rows) for name, rows in contents(database).items()}


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _rows(connection: Connection, name: str) -> list[tuple[str, ...]]:
    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
    # A column that comes back stands last: columns are taken by name.
    named = select(*(table.c[column] for column in sorted(table.c.keys())))
    return sorted(tuple(map(str, row)) for row in connection.execute(named))


def test_every_migration_has_rows_to_be_tested_with() -> None:
    assert list(ROWS) == REVISIONS


def test_rows_survive_each_migration_taken_back_and_made_again(empty: Database) -> None:
    for before, revision in pairwise(REVISIONS):
        schema.upgrade(empty, before)
        put_rows(empty, before)
        older = contents(empty)
        schema.upgrade(empty, revision)
        put_rows(empty, revision)
        schema.downgrade(empty, before)
        assert contents(empty) == older, f"{revision} taken back"
        schema.upgrade(empty, revision)
        assert counts(empty).items() >= {name: len(rows) for name, rows in older.items()}.items(), f"{revision} again"


def test_every_migration_taken_back_leaves_nothing(empty: Database) -> None:
    for revision in REVISIONS:
        schema.upgrade(empty, revision)
        put_rows(empty, revision)
    schema.downgrade(empty, "base")
    assert contents(empty) == {}


def test_migrations_make_what_the_models_say(empty: Database) -> None:
    import_models()
    schema.upgrade(empty)
    with empty.read() as session:
        options = {"include_object": _is_ours, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_make_the_checks_the_models_say(empty: Database) -> None:
    import_models()
    schema.upgrade(empty)
    with empty.read() as session:
        inspector = inspect(session.connection())
        for name in _tables(session.connection()) & Base.metadata.tables.keys():
            made = {check["name"] for check in inspector.get_check_constraints(name)}
            assert made == _check_names(Base.metadata.tables[name]), name


def _check_names(table: Table) -> set[object]:
    return {constraint.name for constraint in table.constraints if isinstance(constraint, CheckConstraint)}


def import_models() -> None:
    """Load every room's tables, and those of the foundations."""
    importlib.import_module("clicnjob.outbox")
    for module in pkgutil.walk_packages(clicnjob.__path__, "clicnjob."):
        if module.name.endswith(".models"):
            importlib.import_module(module.name)


def _is_ours(item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """Leave aside Procrastinate's tables, and on PostgreSQL the queue that SQLite alone has."""
    if kind != "table":
        return True
    assert isinstance(item, Table)
    return not item.name.startswith("procrastinate_") and item.info.get("engine") != "sqlite"
