"""The two ways into the database, on either engine: nothing is lost, readers do not wait, readers do not write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import String, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from clicnjob import clock, schema
from clicnjob.db import Database, random_id
from clicnjob.outbox import Channel, Message

THREADS = 8
INCREMENTS = 50


def message(body: str, created_at: datetime | None = None) -> Message:
    return Message(
        channel=Channel.EMAIL,
        recipient="",
        subject="",
        body=body,
        dedup_key=random_id(),
        created_at=created_at or clock.now(),
    )


def keep(database: Database, row: Message) -> None:
    with database.write() as session:
        session.add(row)


def only_body(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(Message.body)).one()


def increment(database: Database) -> None:
    for _ in range(INCREMENTS):
        with database.write() as session:
            row = session.scalars(select(Message)).one()
            row.body = str(int(row.body) + 1)


def test_concurrent_writers_on_sqlite_lose_nothing(embedded: Database) -> None:
    keep(embedded, message("0"))
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(increment, embedded) for _ in range(THREADS)]:
            done.result()
    assert only_body(embedded) == str(THREADS * INCREMENTS)


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    keep(database, message("before"))
    with database.write() as session:
        session.scalars(select(Message)).one().body = "after"
        session.flush()
        assert only_body(database) == "before"
    assert only_body(database) == "after"


def test_a_write_in_a_read_is_refused(database: Database) -> None:
    with database.read() as session:
        session.add(message("never"))
        with pytest.raises(DBAPIError):
            session.flush()
    with database.read() as session:
        assert session.scalars(select(Message)).all() == []


def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    row = message("once")
    twin = Message(**{**_values(row), "id": random_id()})
    with pytest.raises(IntegrityError), database.write() as session:
        session.add_all([row, twin])
    with database.read() as session:
        assert session.scalars(select(Message)).all() == []


def _values(row: Message) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in Message.__table__.columns}


def test_an_instant_comes_back_aware_in_utc_whatever_its_zone(database: Database) -> None:
    cayenne = datetime(2026, 11, 24, 6, 30, tzinfo=timezone(timedelta(hours=-3)))
    keep(database, message("", created_at=cayenne))
    with database.read() as session:
        kept = session.scalars(select(Message.created_at)).one()
    assert kept.isoformat() == "2026-11-24T09:30:00+00:00"


def test_instants_are_compared_as_instants(database: Database) -> None:
    keep(database, message("", created_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC)))
    half_past_ten_in_paris = datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    with database.read() as session:
        assert session.scalars(select(Message).where(Message.created_at == half_past_ten_in_paris)).one()


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="naive"):
        keep(database, message("", created_at=datetime(2026, 11, 24, 9, 30)))  # noqa: DTZ001 (what is tested)


def test_an_error_does_not_quote_what_a_person_wrote(database: Database) -> None:
    row = message("a secret")
    keep(database, row)
    with pytest.raises(IntegrityError) as caught:
        keep(database, Message(**{**_values(row), "dedup_key": "another"}))
    assert "a secret" not in str(caught.value)


def test_sqlite_keeps_references(embedded: Database) -> None:
    with embedded.write() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_rebuilding_a_parent_table_on_sqlite_keeps_its_children(embedded: Database) -> None:
    with embedded.schema_change() as engine, engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR)")
        reference = "REFERENCES parent (id) ON DELETE CASCADE"
        connection.exec_driver_sql(f"CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER {reference})")
        connection.exec_driver_sql("INSERT INTO parent VALUES (1, 'Vendée')")
        connection.exec_driver_sql("INSERT INTO child VALUES (1, 1), (2, 1)")
    with embedded.schema_change() as engine, engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("parent", recreate="always") as batch:
            batch.alter_column("name", type_=String(200))
    with embedded.read() as session:
        assert session.scalar(text("SELECT count(*) FROM child")) == 2


def test_a_migration_that_orphans_a_row_on_sqlite_is_refused(embedded: Database) -> None:
    def orphan(config: schema.Config, _revision: str) -> None:
        connection = config.attributes["connection"]
        connection.exec_driver_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))")
        connection.exec_driver_sql("INSERT INTO child VALUES (1)")

    with pytest.raises(RuntimeError, match="without its parent: child"):
        schema._run(embedded, orphan, "")
    with embedded.read() as session:
        assert session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'child'")) == 0


def test_a_name_is_held_by_one_at_a_time(database: Database) -> None:
    with database.hold("week/84") as mine, database.hold("week/84") as theirs, database.hold("week/32") as other:
        assert (mine, theirs, other) == (True, False, True)
    with database.hold("week/84") as again:
        assert again


def test_a_name_is_given_back_by_a_failure(database: Database) -> None:
    with pytest.raises(InterruptedError), database.hold("week/84"):
        raise InterruptedError
    with database.hold("week/84") as mine:
        assert mine
