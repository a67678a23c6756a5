"""Builders: functions that make one valid thing, with whatever a test needs to say about it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.accounts import services
from clicnjob.accounts.models import Structure, User
from clicnjob.accounts.roles import IMPORTERS, Role

PASSWORD = "citron bleu tambour lune"
_numbers = count(1)


def structure(session: Session, name: str | None = None, **values: Any) -> Structure:
    """A mission locale."""
    name = name or f"Mission locale {next(_numbers)}"
    return services.create_structure(session, **{"name": name, "zone": "Europe/Paris", "now": clock.now(), **values})


def user(session: Session, role: Role = Role.COUNSELLOR, **values: Any) -> User:
    """An account with the password PASSWORD; in a new structure when its role asks for one."""
    if role not in IMPORTERS and "structure" not in values:
        values["structure"] = structure(session)
    defaults: dict[str, Any] = {
        "username": f"{role}.{next(_numbers)}",
        "first_name": "Camille",
        "last_name": "Verdier",
        "password": PASSWORD,
        "now": clock.now(),
    }
    return services.create_user(session, role=role, **{**defaults, **values})


def youth(session: Session, **values: Any) -> User:
    """A young person of nineteen."""
    return user(session, Role.YOUTH, **{"birth_date": date(2007, 3, 14), **values})
