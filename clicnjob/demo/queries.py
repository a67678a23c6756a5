"""Reads of the demonstration: what the database already holds, and who can sign in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from clicnjob.accounts.models import Structure, User
from clicnjob.accounts.roles import Role
from clicnjob.demo import people
from clicnjob.demo.errors import NotADemonstration
from clicnjob.offers.models import OfferImport

SOURCE = "demonstration"
WEEKS = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the demonstration is in this database."""

    people: bool
    weeks: int

    @property
    def done(self) -> bool:
        return self.people and self.weeks >= WEEKS


def progress(session: Session) -> Progress:
    """What is already made. Raises NotADemonstration when the database holds anybody else's structures or accounts."""
    names = set(session.scalars(select(Structure.name)))
    ours = {text.name for text in people.structures()}
    if names - ours:
        raise NotADemonstration(what=f"la structure « {min(names - ours)} »")
    if not names and session.scalar(select(User.id).limit(1)):
        raise NotADemonstration(what="des comptes")
    weeks = session.scalar(select(func.count()).select_from(OfferImport).where(OfferImport.source == SOURCE))
    return Progress(people=names == ours, weeks=weeks or 0)


def sign_ins(session: Session) -> Sequence[User]:
    """One account a role that can sign in, the young person first; in the first structure for those who have one."""
    order = case({role: place for place, role in enumerate(Role)}, value=User.role)
    first_structure = people.structures()[0].name
    wanted = (
        select(User)
        .outerjoin(User.structure)
        .where(User.password_hash.is_not(None), (Structure.name == first_structure) | User.structure_id.is_(None))
        .order_by(order, User.sort_key, User.id)
    )
    seen: dict[Role, User] = {}
    for user in session.scalars(wanted):
        seen.setdefault(user.role, user)
    return list(seen.values())
