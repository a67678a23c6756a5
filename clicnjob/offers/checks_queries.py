"""Reads of the texts that wait for a person: those of the regions of who asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.errors import Missing
from clicnjob.offers.models import Offer, OfferCheck
from clicnjob.offers.states import Closing


def waiting(actor: User, now: datetime) -> Select[OfferCheck]:
    """The texts that wait, the oldest first, with their offers: a statement for `web.paginate`.

    An offer without a known place counts in the region of the last import that held it.
    """
    statement = (
        select(OfferCheck)
        .join(OfferCheck.offer)
        .where(OfferCheck.verdict.is_(None), Offer.close_reason == Closing.TO_CHECK)
        .where(or_(Offer.expires_at.is_(None), Offer.expires_at > now))
        .options(joinedload(OfferCheck.offer).joinedload(Offer.text))
        .order_by(OfferCheck.id)
    )
    if actor.role == Role.ADMIN:
        return statement
    return statement.where(func.coalesce(Offer.region_code, Offer.filed_under).in_(actor.regions))


def check(session: Session, actor: User, check_id: int, now: datetime) -> OfferCheck:
    """One text that waits, for who may decide of it. Raises Missing."""
    found = session.scalar(waiting(actor, now).where(OfferCheck.id == check_id))
    if found is None:
        raise Missing
    return found
