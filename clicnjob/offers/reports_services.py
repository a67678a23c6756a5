"""What a reader reports of an offer, takes back, and what a professional answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from clicnjob.accounts.models import User
from clicnjob.offers import reports_queries, writing
from clicnjob.offers.checking import ReportKind
from clicnjob.offers.models import Offer, OfferReport
from clicnjob.offers.states import Closing


def report(session: Session, offer: Offer, kind: ReportKind, *, actor: User, now: datetime) -> None:
    """Say what is wrong with an offer; a person who says it again changes what they said."""
    said = reports_queries.own(session, offer.id, actor.id)
    if said is None:
        said = OfferReport(offer_id=offer.id, user_id=actor.id)
        session.add(said)
    elif said.settled_at and said.content_digest == offer.content_digest:
        return
    said.kind, said.content_digest, said.at = kind, offer.content_digest, now
    said.settled_at = said.settled_by = said.upheld = None
    _count(session, offer)


def take_back(session: Session, offer: Offer, *, actor: User) -> None:
    """Forget what a person reported; what a professional has answered stays."""
    said = reports_queries.own(session, offer.id, actor.id)
    if said is not None and said.settled_at is None:
        session.delete(said)
        _count(session, offer)


def settle(session: Session, offer: Offer, *, close: bool, actor: User, now: datetime) -> None:
    """Answer every report of an offer: close it for all, or say that nothing is wrong."""
    for said in reports_queries.open_reports(session, offer):
        said.settled_at, said.settled_by, said.upheld = now, actor.id, close
    _count(session, offer)
    if close:
        writing.close(session, [offer.id], Closing.REPORTED, now)


def _count(session: Session, offer: Offer) -> None:
    session.flush()
    offer.reports = len(reports_queries.open_reports(session, offer))
    session.flush()
