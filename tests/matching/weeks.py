"""Two weeks of imports, and the young people who are ranked after each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from sqlalchemy import select

from clicnjob import weekly
from clicnjob.accounts.models import Structure, User
from clicnjob.db import Database
from clicnjob.matching.models import WeekRanking
from clicnjob.profiles.values import Contract, Limit, ProfileValues
from tests import builders
from tests.offers import made
from tests.profiles.made import FULL, answered

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
WAITER = replace(
    FULL, wishes=("serveuse",), commune_code="07186", limit=Limit(minutes=30), contracts=frozenset({Contract.CDI})
)


def bring_in(
    database: Database, folder: Path, numbers: Sequence[int], *, weeks_ago: float = 0, **changes: object
) -> None:
    """A complete file of these offers, each of its own text, on the Monday of so many weeks ago."""
    when = {"dateCreation": "2026-11-09T07:30:00.000Z", "dateActualisation": "2026-11-12T07:30:00.000Z"}
    texts = [{"description": f"Vous servez en salle, équipe {one}.", **when, **changes} for one in numbers]
    records = [made.record(one, **text) for one, text in zip(numbers, texts, strict=True)]
    with time_machine.travel(MONDAY - timedelta(days=7 * weeks_ago), tick=False):
        made.bring_in(database, folder, records, complete=True, before_turn_over=weekly.before_turn_over)


def young(database: Database, values: ProfileValues = WAITER, *, structure: Structure | None = None) -> User:
    """A young person whose profile is complete, of a new structure unless told."""
    with database.write() as session:
        own = {"structure": session.merge(structure)} if structure else {}
        user = builders.youth(session, **own)
        answered(session, user, values, now=MONDAY - timedelta(days=30))
        return user


def kept(database: Database, youth: User) -> WeekRanking | None:
    """The ranking that is kept of this person."""
    with database.read() as session:
        return session.get(WeekRanking, youth.id)


def everything(database: Database) -> list[tuple[object, ...]]:
    """Every ranking that is kept, as rows."""
    with database.read() as session:
        return [tuple(row) for row in session.execute(select(WeekRanking.__table__).order_by(WeekRanking.youth_id))]
