"""What doctor and the health address read in the rooms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from clicnjob import schema
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers.models import OfferImport
from clicnjob.offers.states import State
from clicnjob.places.gazetteer import Kind
from clicnjob.places.models import Commune


def communes(session: Session) -> int:
    """How many communes of today are loaded, without arrondissements and former ones."""
    today = select(func.count()).select_from(Commune).where(Commune.kind == Kind.COMMUNE)
    return session.scalar(today) or 0


def last_import(session: Session) -> datetime | None:
    """When the last import that was published was so; None before the first."""
    published = OfferImport.state == State.PUBLISHED
    return session.scalar(select(func.max(OfferImport.finished_at)).where(published))


def living_admins(session: Session) -> int:
    """How many administrators can sign in or be activated."""
    admins = select(func.count()).select_from(User).where(User.role == Role.ADMIN, User.ended_at.is_(None))
    return session.scalar(admins) or 0


def is_sound(database: Database) -> bool:
    """Whether the database answers and stands at the schema of this checkout."""
    try:
        return schema.current(database) == schema.head()
    except SQLAlchemyError:
        return False
