"""Reads of what readers report of offers; nobody is told who reports."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from clicnjob.errors import Missing
from clicnjob.offers.checking import ReportKind
from clicnjob.offers.models import Offer, OfferReport


def own(session: Session, offer_id: int, user_id: str) -> OfferReport | None:
    """What this person reports of an offer."""
    return session.scalar(select(OfferReport).where(OfferReport.offer_id == offer_id, OfferReport.user_id == user_id))


def live(session: Session, offer_id: int) -> Offer:
    """A live offer. Raises Missing."""
    found = session.scalar(select(Offer).where(Offer.id == offer_id, Offer.closed_at.is_(None)))
    if found is None:
        raise Missing
    return found


def reported() -> Select[Offer]:
    """The live offers somebody reports, those of most people first: a statement for `web.paginate`."""
    return select(Offer).where(Offer.closed_at.is_(None), Offer.reports > 0).order_by(Offer.reports.desc(), Offer.id)


def open_reports(session: Session, offer: Offer) -> list[OfferReport]:
    """What is reported of an offer as it is now, and nobody has answered yet."""
    now = (OfferReport.content_digest == offer.content_digest, OfferReport.settled_at.is_(None))
    statement = select(OfferReport).where(OfferReport.offer_id == offer.id, *now).order_by(OfferReport.id)
    return list(session.scalars(statement))


def kinds(session: Session, offer: Offer) -> list[ReportKind]:
    """What is reported, each once."""
    return list(dict.fromkeys(one.kind for one in open_reports(session, offer)))
