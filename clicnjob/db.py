"""The database: declarative base, column types, and one transaction for reading or writing on either engine."""

from __future__ import annotations

import base64
import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, create_engine, event, func, make_url, select
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_MS = 5000
LOCK_MS = 10_000


class Base(DeclarativeBase):
    """Parent of every table; the naming convention lets migrations address each constraint on both engines."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database (SQLite keeps no zone). A naive value is a mistake."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: pass an aware one")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def words_of(enum: type[StrEnum]) -> Enum:
    """The column type that keeps an enum's values as text: readable rows, and no type to migrate on PostgreSQL."""
    return Enum(enum, native_enum=False, create_constraint=False, length=32, values_callable=list)


# Several times faster than the standard library's: the ranking reads four such columns of every offer.
from_json = msgspec.json.decode


def random_id() -> str:
    """Twelve characters of lower-case base32 (60 random bits): the address of a person, a message, an appointment."""
    return base64.b32encode(secrets.token_bytes(8)).decode("ascii").lower()[:12]


class Database:
    """One database and its two ways in: `read()` and `write()`, each one transaction.

    SQLite gets two engines on one file: SQLAlchemy's default loses updates silently, so writers begin IMMEDIATE,
    and readers begin plainly lest they wait. Readers cannot write on either engine. `folder` is where caches may be
    kept; sessions know it as `session.info["folder"]`.
    """

    def __init__(self, url: str, folder: Path | None = None) -> None:
        self.url = make_url(url)
        self.folder = folder
        self._info = {"folder": folder}
        self.embedded = self.url.get_backend_name() == "sqlite"
        if self.embedded:
            self.path = Path(self.url.database or "")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = _sqlite(url, "BEGIN IMMEDIATE")
            self._reader = _sqlite(url, "BEGIN", "PRAGMA query_only = ON")
        else:
            options = {"options": f"-c lock_timeout={LOCK_MS}"}
            self._writer = create_engine(
                url, connect_args=options, hide_parameters=True, pool_pre_ping=True, json_deserializer=from_json
            )
            self._reader = self._writer.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one snapshot; whatever it changed is refused by the engine."""
        with Session(self._reader, expire_on_commit=False, info=self._info) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session committed at the end of the block, rolled back when the block raises."""
        with Session(self._writer, expire_on_commit=False, info=self._info) as session, session.begin():
            yield session

    @contextmanager
    def schema_change(self) -> Iterator[Engine]:
        """An engine for migrations. SQLite rebuilds tables with foreign keys off, or children are deleted silently."""
        engine = (
            _sqlite(str(self.url), "BEGIN IMMEDIATE", "PRAGMA foreign_keys = OFF") if self.embedded else self._writer
        )
        yield engine
        if self.embedded:
            engine.dispose()

    @contextmanager
    def hold(self, name: str) -> Iterator[bool]:
        """Hold a name for the length of the block, outside of any transaction; False when somebody else has it.

        One process of one machine on SQLite, of all machines on PostgreSQL. The death of its process gives it back.
        """
        with self._hold_file(name) if self.embedded else self._hold_connection(name) as mine:
            yield mine

    @contextmanager
    def _hold_file(self, name: str) -> Iterator[bool]:
        folder = self.path.parent / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name.replace("/", "-")).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    @contextmanager
    def _hold_connection(self, name: str) -> Iterator[bool]:
        with self._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.detach()  # closed at the end instead of going back to the pool: that is what gives the name back
            yield bool(connection.scalar(select(func.pg_try_advisory_lock(func.hashtext(name)))))

    def close(self) -> None:
        """Give back every connection."""
        self._reader.dispose()
        self._writer.dispose()


def _sqlite(url: str, begin: str, *pragmas: str) -> Engine:
    options = {"timeout": BUSY_MS / 1000, "check_same_thread": False}
    # Parameters stay out of error messages: they may be a person's answers.
    engine = create_engine(url, connect_args=options, hide_parameters=True, json_deserializer=from_json)

    def on_connect(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: the begin event below does.
        connection.isolation_level = None
        for pragma in (
            "PRAGMA foreign_keys = ON",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            *pragmas,
        ):
            connection.execute(pragma)

    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine
