"""The schema: runs the numbered migrations of the checkout, and says at which one a database stands."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from clicnjob.db import Database

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision, in one transaction."""
    _run(database, command.upgrade, revision)


def downgrade(database: Database, revision: str) -> None:
    """Bring the schema down to a revision, in one transaction."""
    _run(database, command.downgrade, revision)


def current(database: Database) -> str | None:
    """The revision the database stands at, None when it is empty."""
    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def head() -> str | None:
    """The newest revision of this checkout."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _run(database: Database, step: object, revision: str) -> None:
    with database.schema_change() as engine, engine.begin() as connection:
        step(_config(connection), revision)  # type: ignore[operator]
        if database.embedded and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
            raise RuntimeError(f"the migration left a row without its parent: {broken[0]}")
