"""What a person decides of a text that was held."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from clicnjob.accounts.models import User
from clicnjob.offers import services
from clicnjob.offers.checking import Verdict
from clicnjob.offers.models import Offer, OfferCheck
from clicnjob.offers.states import Closing


def decide(
    session: Session, check: OfferCheck, verdict: Verdict, *, actor: User, now: datetime, reason: str = ""
) -> int:
    """Publish or refuse a text, and every other offer that waits with the very same one; how many offers."""
    same = select(OfferCheck).where(OfferCheck.text_digest == check.text_digest, OfferCheck.verdict.is_(None))
    found = session.scalars(same.options(joinedload(OfferCheck.offer))).all()
    for one in found:
        one.verdict, one.reason, one.decided_by, one.decided_at = verdict, reason, actor.id, now
        if one.offer.close_reason == Closing.TO_CHECK:
            _settle(one.offer, verdict)
    if verdict == Verdict.PUBLISHED:
        services.changed_by_hand(session, (one.offer for one in found), now)
    return len(found)


def _settle(offer: Offer, verdict: Verdict) -> None:
    if verdict == Verdict.REFUSED:
        offer.close_reason = Closing.REFUSED
    else:
        offer.closed_at = offer.close_reason = None
