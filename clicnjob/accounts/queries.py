"""Reads of the accounts, each scoped by who asks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from clicnjob.accounts.models import Site, Structure, User
from clicnjob.accounts.roles import Role
from clicnjob.errors import Missing
from clicnjob.text.normalise import fold


def by_token(session: Session, token: str) -> User | None:
    """The living account of a session token."""
    return session.scalar(select(User).where(User.session_token == token, User.ended_at.is_(None)))


def by_username(session: Session, username: str) -> User | None:
    """The account of a name, written with or without capitals and accents."""
    return session.scalar(select(User).where(User.username == username_of(username)))


def username_of(text: str) -> str:
    """A user name as it is stored: folded, its words joined by dots."""
    return ".".join(fold(text).split())


def youths(user: User) -> Select[User]:
    """The young people this person accompanies: those of the own structure, in alphabetical order."""
    mine = select(User).where(User.role == Role.YOUTH, User.structure_id == user.structure_id, User.ended_at.is_(None))
    return mine.order_by(User.sort_key, User.id)


def youth_count(session: Session, user: User) -> int:
    """How many young people this person accompanies."""
    return session.scalar(youths(user).order_by(None).with_only_columns(func.count())) or 0


def youth(session: Session, user: User, youth_id: str) -> User:
    """One young person for a counsellor or manager of the same structure. Raises Missing for any other."""
    found = session.scalar(youths(user).where(User.id == youth_id))
    if found is None:
        raise Missing
    return found


def counsellors(session: Session, user: User) -> Sequence[User]:
    """The colleagues who can be a referent in the same structure."""
    mine = select(User).where(
        User.role == Role.COUNSELLOR, User.structure_id == user.structure_id, User.ended_at.is_(None)
    )
    return session.scalars(mine.order_by(User.sort_key, User.id)).all()


def structure(session: Session, structure_id: int) -> Structure:
    """One structure with its sites, for an administrator. Raises Missing."""
    found = session.get(Structure, structure_id, options=[selectinload(Structure.sites)])
    if found is None:
        raise Missing
    return found


def staff(session: Session, structure_id: int | None) -> Sequence[User]:
    """Professionals of a structure, or those who belong to none; never a young person."""
    wanted = select(User).where(User.role != Role.YOUTH, User.structure_id == structure_id, User.ended_at.is_(None))
    return session.scalars(wanted.order_by(User.sort_key, User.id)).all()


def professional(session: Session, user_id: str) -> User:
    """One professional's living account, for an administrator. Raises Missing, for a young person too."""
    wanted = select(User).where(User.id == user_id, User.role != Role.YOUTH, User.ended_at.is_(None))
    found = session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def structures(session: Session) -> Sequence[Structure]:
    """Every structure, by name."""
    return session.scalars(select(Structure).order_by(Structure.name)).all()


def sites(session: Session) -> Sequence[Site]:
    """Every site with its structure: what the public page looks among."""
    return session.scalars(select(Site).options(joinedload(Site.structure)).order_by(Site.name, Site.id)).all()
