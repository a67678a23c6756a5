"""Backups: made while the service runs, verified before they count, put back with the former database kept aside."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clicnjob import schema
from clicnjob.db import Database
from clicnjob.operations import archive, postgres_copy, sqlite_copy
from clicnjob.operations.archive import Manifest
from clicnjob.operations.errors import BackupIsNewer, CannotWrite, Mismatch, NotABackup, NothingToSave, OtherEngine
from config import Settings

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LAST_BACKUP = "last-backup.json"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where the former database is kept (None when there was none)."""

    manifest: Manifest
    aside: Path | None


def default_folder(settings: Settings) -> Path:
    """Where backups go when nothing else is said."""
    return settings.data_dir / "backups"


def back_up(database: Database, settings: Settings, *, folder: Path, now: datetime) -> tuple[Path, Manifest]:
    """Write a verified backup into a folder, and remember when.

    Raises NothingToSave, Damaged, ToolMissing, ToolFailed, CannotWrite.
    """
    made = _write_archive(database, settings, folder / f"clicnjob-{_stamp(now)}.tar.gz", now)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / LAST_BACKUP).write_text(json.dumps({"at": now.isoformat()}), encoding="utf-8")
    return made


def restore(database: Database, settings: Settings, *, source: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database. Everything is checked before anything is touched.

    Raises NotABackup, OtherEngine, BackupIsNewer, InUse, Mismatch, ToolMissing, ToolFailed, CannotWrite.
    """
    with _scratch(database, settings) as scratch:
        content = Path(scratch) / "content"
        manifest = archive.unpack(source, content)
        _check_fits(manifest, database)
        if database.embedded:
            if sqlite_copy.inspect(content)[1] != manifest.rows:
                raise NotABackup(file=source.name, why="ses lignes ne sont pas celles qu'il annonce")
            return _restore_sqlite(database, manifest, content, now)
        return _restore_postgres(database, settings, manifest, content, now)


def _write_archive(database: Database, settings: Settings, target: Path, now: datetime) -> tuple[Path, Manifest]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".part-") as scratch:
            content = Path(scratch) / "content"
            revision, rows = _copy(database, settings, content)
            if not rows:
                raise NothingToSave
            engine = database.url.get_backend_name()
            manifest = Manifest(engine, revision, now.isoformat(), archive.digest(content), rows)
            archive.pack(target, content, manifest)
    except OSError as error:
        raise CannotWrite(folder=target.parent, why=error.strerror) from None
    return target, manifest


def _copy(database: Database, settings: Settings, content: Path) -> tuple[str, dict[str, int]]:
    if not database.embedded:
        return postgres_copy.copy(database, settings.pg_bin, content)
    sqlite_copy.copy(database.path, content)
    return sqlite_copy.inspect(content)


def _check_fits(manifest: Manifest, database: Database) -> None:
    engine = database.url.get_backend_name()
    if manifest.engine != engine:
        raise OtherEngine(theirs=ENGINES.get(manifest.engine, manifest.engine), ours=ENGINES[engine])
    ours = schema.head() or ""
    if manifest.revision > ours:
        raise BackupIsNewer(theirs=manifest.revision, ours=ours)


def _restore_sqlite(database: Database, manifest: Manifest, content: Path, now: datetime) -> Restored:
    database.close()
    aside = database.path.with_name(f"{database.path.name}.before-{_stamp(now)}")
    existed = database.path.exists()
    sqlite_copy.exchange(database.path, content, aside)
    return Restored(manifest, aside if existed else None)


def _restore_postgres(
    database: Database, settings: Settings, manifest: Manifest, content: Path, now: datetime
) -> Restored:
    kept = _keep_former(database, settings, now)
    postgres_copy.put_back(database, settings.pg_bin, content, content.with_name("script.sql"))
    if postgres_copy.count(database) != manifest.rows:
        raise Mismatch(aside=kept)
    return Restored(manifest, kept)


def _keep_former(database: Database, settings: Settings, now: datetime) -> Path | None:
    try:
        return _write_archive(
            database, settings, default_folder(settings) / f"clicnjob-before-{_stamp(now)}.tar.gz", now
        )[0]
    except NothingToSave:
        return None


def _scratch(database: Database, settings: Settings) -> tempfile.TemporaryDirectory[str]:
    """A folder on the disk of the database, so that a file can be exchanged in one step."""
    folder = database.path.parent if database.embedded else settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=folder, prefix=".restore-")


def _stamp(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H-%M-%SZ")
