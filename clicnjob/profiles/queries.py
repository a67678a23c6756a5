"""Reads of the profiles, each scoped by who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import COMPANIONS, Role
from clicnjob.errors import Missing
from clicnjob.places.models import Commune
from clicnjob.profiles.models import Profile, ProfileAnswer
from clicnjob.profiles.steps import Completeness, completeness
from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    LastAnswer,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
    Question,
)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One line of a portfolio. `changed_at` is None for a profile not begun."""

    youth: User
    commune: str | None
    wishes: tuple[str, ...]
    completeness: Completeness
    changed_at: datetime | None


def profile_of(session: Session, user: User, youth_id: str) -> Profile | None:
    """The profile of a young person for who may read it: that person, or a companion of the same structure.

    None when it is not begun. Raises Missing for anybody else's.
    """
    wanted = select(User.id, Profile).outerjoin(Profile, Profile.youth_id == User.id)
    row = session.execute(wanted.where(User.id == youth_id, User.role == Role.YOUTH, _within_reach(user))).first()
    if row is None:
        raise Missing
    profile: Profile | None = row[1]
    return profile


def _within_reach(user: User) -> ColumnElement[bool]:
    if user.role in COMPANIONS:
        return (User.structure_id == user.structure_id) & User.ended_at.is_(None)
    return User.id == user.id


def values_of(profile: Profile | None) -> ProfileValues:
    """The answers of a profile as the ranking reads them; of a profile not begun, none."""
    if profile is None:
        return ProfileValues()
    limit = Limit(profile.max_minutes, profile.max_km) if profile.max_minutes or profile.max_km else None
    flags = {Avoided.NIGHT: profile.no_night, Avoided.WEEKEND: profile.no_weekend}
    done = tuple(Experience(one.job, one.months) for one in profile.experiences)
    return ProfileValues(
        wishes=tuple(wish.text for wish in profile.wishes) or None,
        commune_code=profile.commune_code,
        modes=None if profile.modes is None else frozenset(map(Mode, profile.modes)),
        limit=limit,
        level=profile.level,
        licences=_licences(profile.licences),
        experience=None if profile.has_experience is None else done,
        contracts=None if profile.contracts is None else frozenset(map(Contract, profile.contracts)),
        hours=profile.hours,
        avoided=None if profile.no_night is None else frozenset(time for time, no in flags.items() if no),
        start_on=profile.start_on,
        ready_if_housed=profile.ready_if_housed,
        languages=None if profile.languages is None else tuple(profile.languages),
    )


def _licences(kept: dict[str, str] | None) -> dict[Licence, LicenceState] | None:
    return None if kept is None else {Licence(name): LicenceState(state) for name, state in kept.items()}


def last_answers(session: Session, profile: Profile | None) -> dict[Question, LastAnswer]:
    """The last answer to each question of a profile already fetched."""
    if profile is None:
        return {}
    latest = select(func.max(ProfileAnswer.id)).where(ProfileAnswer.profile_id == profile.id)
    wanted = select(ProfileAnswer, User).outerjoin(User, ProfileAnswer.author_id == User.id)
    rows = session.execute(wanted.where(ProfileAnswer.id.in_(latest.group_by(ProfileAnswer.field)))).all()
    return {
        answer.field: LastAnswer(answer.at, answer.author_id, author.full_name if author else "")
        for answer, author in rows
    }


def profiles_of_structure(session: Session, user: User, *, number: int, per_page: int) -> list[ProfileRow]:
    """Page `number` (from 1) of the young people this companion may see, begun or not, in alphabetical order."""
    page = accounts.youths(user).limit(per_page).offset((number - 1) * per_page)
    return profiles_of(session, user, session.scalars(page.with_only_columns(User.id)).all())


def profiles_of(session: Session, user: User, ids: Sequence[str]) -> list[ProfileRow]:
    """Those of these young people whom this companion may see, in the order given."""
    mine = accounts.youths(user).where(User.id.in_(ids)).order_by(None)
    wanted = (
        mine.with_only_columns(User, Profile, Commune.name)
        .outerjoin(Profile, Profile.youth_id == User.id)
        .outerjoin(Commune, Commune.code == Profile.commune_code)
    )
    rows = [_row(*row) for row in session.execute(wanted)]
    return sorted(rows, key=lambda row: ids.index(row.youth.id))


def everybody(session: Session, user: User) -> list[tuple[User, Profile | None]]:
    """Every young person this companion may see, in alphabetical order, with their profile."""
    wanted = accounts.youths(user).with_only_columns(User, Profile).outerjoin(Profile, Profile.youth_id == User.id)
    return [(youth, profile) for youth, profile in session.execute(wanted)]


def _row(youth: User, profile: Profile | None, commune: str | None) -> ProfileRow:
    values = values_of(profile)
    changed_at = profile.changed_at if profile else None
    return ProfileRow(youth, commune, values.wishes or (), completeness(values), changed_at)
