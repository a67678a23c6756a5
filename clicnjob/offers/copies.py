"""Offers that are copies of one job: their cards kept in step with the live offers, and taken apart by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from clicnjob.offers import queries, writing
from clicnjob.offers.fusing import MOST_IN_A_BLOCK, Posting, fused
from clicnjob.offers.models import Offer, OfferApart

_POSTING = (
    Offer.id, Offer.source, Offer.source_id, Offer.title, Offer.employer, Offer.commune_code, Offer.contract,
    Offer.copy_key,
)  # fmt: skip
_LIVE = Offer.closed_at.is_(None)


class Crowd(NamedTuple):
    """Offers of one employer in one commune that are too many to be copies."""

    employer: str
    place: str
    size: int


def keep_in_step(session: Session, regions: Iterable[str]) -> None:
    """Write on each live offer of these regions the card it shares; whatever came before, the same offers end alike."""
    for region in sorted(regions):
        here = (_LIVE, queries.in_region(region))
        apart = select(OfferApart.offer_id)
        rows = session.execute(select(*_POSTING).where(*here, Offer.id.not_in(apart)))
        keys = fused(Posting(*row[:5], row[5] or "", *row[6:]) for row in rows).keys
        known = session.execute(select(Offer.id, Offer.fused_key).where(*here)).all()
        _write(session, [(row.id, keys.get(row.id)) for row in known if row.fused_key != keys.get(row.id)])


def cards(regions: Collection[str] | None) -> Select[str | None]:
    """The keys of cards with several offers, by employer; `regions` None stands for all. For `web.paginate`."""
    several = select(Offer.fused_key).where(_LIVE, Offer.fused_key.is_not(None), *_among(regions))
    by_employer = func.min(Offer.employer), Offer.fused_key
    return several.group_by(Offer.fused_key).having(func.count() > 1).order_by(*by_employer)


def of_cards(session: Session, keys: Collection[str]) -> dict[str, list[Offer]]:
    """The live offers of these cards, by card, in the order of ids."""
    found: dict[str, list[Offer]] = defaultdict(list)
    for offer in session.scalars(select(Offer).where(_LIVE, Offer.fused_key.in_(keys)).order_by(Offer.id)):
        found[offer.fused_key or ""].append(offer)
    return dict(found)


def apart(regions: Collection[str] | None) -> Select[Offer]:
    """The live offers a person took off their cards, the last first."""
    taken = select(Offer).join(OfferApart, OfferApart.offer_id == Offer.id).where(_LIVE, *_among(regions))
    return taken.order_by(OfferApart.at.desc(), Offer.id)


def crowds(session: Session, regions: Collection[str] | None) -> list[Crowd]:
    """Employers whose offers in one commune are too many to be compared, the most crowded first."""
    count = func.count()
    columns = (Offer.employer, func.min(Offer.place_label), count)
    named = (_LIVE, Offer.employer != "", Offer.commune_code.is_not(None), *_among(regions))
    statement = select(*columns).where(*named).group_by(Offer.employer, Offer.commune_code)
    rows = session.execute(statement.having(count > MOST_IN_A_BLOCK).order_by(count.desc(), Offer.employer))
    return [Crowd(*row) for row in rows]


def _among(regions: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if regions is None else [Offer.region_code.in_(regions)]


def _write(session: Session, keys: Iterable[tuple[int, str | None]]) -> None:
    table = cast(Table, Offer.__table__)
    one = update(table).where(table.c.id == bindparam("key")).values(fused_key=bindparam("card"))
    for chunk in writing.chunks(keys):
        session.execute(one, [{"key": key, "card": card} for key, card in chunk])
