"""Builders of the profiles: a few real communes, people of two structures, answers already given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.profiles import queries, services
from clicnjob.profiles.models import Profile, ProfileAnswer
from clicnjob.profiles.steps import STEPS, Step
from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    Hours,
    Level,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
)
from tests import builders

FULL = ProfileValues(
    wishes=("vandeuse en boulengerie", "avec les animaux"),
    commune_code="62498",
    modes=frozenset({Mode.WALK, Mode.BUS}),
    limit=Limit(minutes=30),
    level=Level.CAP,
    licences={Licence.AM: LicenceState.HAVE, Licence.B: LicenceState.IN_PROGRESS},
    experience=(Experience("stage en boulangerie", 1),),
    contracts=frozenset({Contract.CDI, Contract.CDD}),
    hours=Hours.ANY,
    avoided=frozenset({Avoided.NIGHT}),
    start_on=date(2026, 12, 1),
    ready_if_housed=True,
    languages=("français",),
)


# What a browser sends for each page, and says the same as made.FULL.
SENT: dict[str, dict[str, Any]] = {
    "envies": {"wish_1": "vandeuse en boulengerie", "wish_2": "avec les animaux"},
    "trajet": {"commune": "lens", "modes": ["walk", "bus"], "distance": "30", "unit": "min"},
    "niveau": {"level": "cap", "licences": ["AM"], "in_progress": ["B"]},
    "experience": {"job_1": "stage en boulangerie", "months_1": "3 semaines"},
    "horaires": {"contracts": ["cdi", "cdd"], "hours": "any", "avoided": ["night"]},
    "debut": {"when": "later", "day": "2026-12-01", "housed": "yes", "languages": ["français"], "others": ""},
}


@dataclass(frozen=True)
class People:
    """Inès and Karim of one mission locale; Noé and Zoé of another."""

    ines: User
    karim: User
    noe: User
    zoe: User


def people(session: Session) -> People:
    """Two structures, each with a young person and a counsellor, and the communes."""
    builders.communes(session)
    here, there = builders.structure(session), builders.structure(session)

    def one(role: Role, structure: Any, first_name: str, last_name: str) -> User:
        names = {"first_name": first_name, "last_name": last_name, "username": f"{first_name}.{last_name}"}
        birth = date(2007, 3, 14) if role == Role.YOUTH else None
        return builders.user(session, role, structure=structure, birth_date=birth, **names)

    return People(
        ines=one(Role.YOUTH, here, "Inès", "Marchal"),
        karim=one(Role.COUNSELLOR, here, "Karim", "Haddad"),
        noe=one(Role.YOUTH, there, "Noé", "Lambert"),
        zoe=one(Role.COUNSELLOR, there, "Zoé", "Perrin"),
    )


def answered(
    session: Session,
    youth: User,
    values: ProfileValues = FULL,
    *,
    author: User | None = None,
    now: datetime | None = None,
    pages: tuple[Step, ...] = STEPS,
) -> Profile:
    """A profile whose pages were filled, by the young person unless said otherwise."""
    for step in pages:
        profile = services.save_step(
            session, youth=youth, author=author or youth, step=step, values=values, now=now or clock.now()
        )
    return profile


def full(**changes: Any) -> ProfileValues:
    """A complete profile, but for these answers."""
    return replace(FULL, **changes)


def values(database: Database, youth: User) -> ProfileValues:
    """What the database holds of a young person's profile."""
    with database.read() as session:
        return queries.values_of(session.scalar(select(Profile).where(Profile.youth_id == youth.id)))


def answers(database: Database) -> int:
    """How many answers were ever given."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(ProfileAnswer)) or 0


def begin(database: Database, youth: User, **words: Any) -> None:
    """A profile filled beforehand."""
    with database.write() as session:
        answered(session, youth, **words)
