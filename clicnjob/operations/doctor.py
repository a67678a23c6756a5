"""The examination of an installation: looks at the settings, the machine and the database, changes nothing."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from clicnjob import outbox, schema, tasks
from clicnjob.db import Database
from clicnjob.offers import standing
from clicnjob.operations import findings, postgres_copy, queries
from clicnjob.operations.errors import ToolMissing
from clicnjob.operations.findings import Finding, State
from clicnjob.operations.services import LAST_BACKUP
from config import Settings

TOOLS = ("pg_dump", "pg_restore", "psql")


def examine(database: Database, settings: Settings, now: datetime) -> list[Finding]:
    """One finding for each thing looked at; the tables are left alone until the schema is right."""
    about_schema = findings.of_schema(schema.current(database), schema.head())
    found = [
        findings.of_environment(production=settings.production, tls=settings.tls),
        *_of_machine(settings),
        about_schema,
        findings.of_backup(last_backup(settings), now, production=settings.production),
    ]
    with database.read() as session:
        found += _of_engine(session, settings)
        if about_schema.state is State.OK:
            found += _of_content(session, settings, now)
    return found


def last_backup(settings: Settings) -> datetime | None:
    """When the last backup was made from this installation; None when never, or not known."""
    try:
        kept = json.loads((settings.data_dir / LAST_BACKUP).read_text(encoding="utf-8"))
        return datetime.fromisoformat(kept["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _of_machine(settings: Settings) -> list[Finding]:
    folder = settings.data_dir
    free = findings.of_disk(shutil.disk_usage(_existing(folder)).free)
    if not folder.exists():
        return [free]
    return [findings.of_folder(str(folder), folder.stat().st_mode, production=settings.production), free]


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def _of_engine(session: Session, settings: Settings) -> list[Finding]:
    if session.get_bind().dialect.name == "sqlite":
        return [findings.of_journal(str(session.scalar(text("PRAGMA journal_mode"))))]
    version = int(session.scalar(text("SELECT current_setting('server_version_num')")) or 0)
    return findings.of_postgres(version, [tool for tool in TOOLS if _missing(tool, settings)])


def _missing(tool: str, settings: Settings) -> bool:
    try:
        postgres_copy.find_tool(tool, settings.pg_bin)
    except ToolMissing:
        return True
    return False


def _of_content(session: Session, settings: Settings, now: datetime) -> list[Finding]:
    backlog = tasks.backlog(session)
    return [
        findings.of_communes(queries.communes(session)),
        findings.of_admins(queries.living_admins(session)),
        findings.of_import(queries.last_import(session), now),
        *findings.of_regions(standing.old_regions(session, now, findings.OLD_IMPORT)),
        *findings.of_inbox(standing.astray(session, settings, now)),
        findings.of_pull(configured=settings.pull.configured, installed=bool(find_spec("httpx"))),
        *findings.of_tasks(backlog.waiting, backlog.overdue, backlog.failed),
        findings.of_messages(outbox.unsent(session), configured=outbox.configured(settings)),
    ]
