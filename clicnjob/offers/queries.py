"""Reads of the offers: live rows for the ranking, one offer, the search page, the imports and their refusals."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from clicnjob.errors import Missing
from clicnjob.offers.comparing import Before, Known
from clicnjob.offers.models import Offer, OfferImport, OfferRejection, OfferText
from clicnjob.places.models import Region

CHUNK = 1000
# What the ranking reads of each live offer, in this order.
RANKED = (
    Offer.id, Offer.title, Offer.rome_code, Offer.appellation, Offer.contract, Offer.weekly_hours, Offer.part_time,
    Offer.hours_text, Offer.experience_required, Offer.experience_months, Offer.level, Offer.level_required,
    Offer.licences, Offer.licences_wished, Offer.commune_code, Offer.latitude, Offer.longitude, Offer.precision,
    Offer.departement_code, Offer.employer, Offer.published_at, Offer.updated_at, Offer.url, Offer.apply_url,
)  # fmt: skip


def live_offer_rows(session: Session, *, with_description: bool = False) -> Sequence[Row[Any]]:
    """Every live offer in the order of ids: the columns of `RANKED`, then `description` when asked."""
    columns: tuple[Any, ...] = RANKED
    statement = select(*columns).where(Offer.closed_at.is_(None)).order_by(Offer.id)
    if with_description:
        statement = statement.add_columns(OfferText.description).join(OfferText, OfferText.offer_id == Offer.id)
    return session.execute(statement).all()


def offer(session: Session, offer_id: int) -> Offer:
    """One offer, live or closed, with its text. Raises Missing."""
    found = session.scalar(select(Offer).where(Offer.id == offer_id).options(joinedload(Offer.text)))
    if found is None:
        raise Missing
    return found


def offers_by_id(session: Session, ids: Collection[int]) -> dict[int, Offer]:
    """Offers of a page of a list, live or closed, without their texts."""
    return {found.id: found for found in session.scalars(select(Offer).where(Offer.id.in_(ids)))}


def known(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, Known]:
    """What is known of these offers of a source, live or closed; read by chunks."""
    found: dict[str, Known] = {}
    closed = Offer.closed_at.is_not(None)
    columns = (Offer.source_id, Offer.id, Offer.content_digest, Offer.updated_at, closed)
    for start in range(0, len(source_ids), CHUNK):
        chunk = source_ids[start : start + CHUNK]
        rows = session.execute(select(*columns).where(Offer.source == source, Offer.source_id.in_(chunk)))
        found.update({row[0]: Known(*row[1:]) for row in rows})
    return found


def live_ids(session: Session, source: str, regions: Collection[str | None]) -> dict[str, int]:
    """The live offers of a source in these regions: row ids by the source's identifiers.

    An offer without a known place counts in the region of the last import that held it; None stands for « all ».
    """
    codes = [code for code in regions if code is not None]
    under = Offer.filed_under.in_(codes)
    homeless = or_(under, Offer.filed_under.is_(None)) if None in regions else under
    here = or_(Offer.region_code.in_(codes), and_(Offer.region_code.is_(None), homeless))
    statement = select(Offer.source_id, Offer.id).where(Offer.source == source, Offer.closed_at.is_(None), here)
    return dict(session.execute(statement).all())


def before(session: Session, source: str, region: str, digest: str) -> Before:
    """What came before of this source for this region (an import of all regions counts for each)."""
    scope = [OfferImport.source == source] + ([OfferImport.region.in_((region, "all"))] if region != "all" else [])
    columns = (OfferImport.digest, OfferImport.file_date, OfferImport.complete)
    rows = session.execute(select(*columns).where(*scope).order_by(OfferImport.id)).all()
    digests = [row.digest for row in rows]
    return Before(
        last_date=max((row.file_date for row in rows), default=None),
        complete=any(row.complete for row in rows),
        seen=digest in digests[:-1] and digest != digests[-1],
    )


class RegionStatus(NamedTuple):
    """Where a region stands; `code` is empty for offers without a known place.

    `digest` is the SHA-256 of source, identifier and content of its live offers: equal digests, equal weeks.
    """

    code: str
    name: str
    live: int
    last_good: datetime | None
    digest: str


def region_status(session: Session) -> list[RegionStatus]:
    """Regions that have live offers or ever had an import, in the order of codes; offers without a region last."""
    live, last = _live_by_region(session), last_imports(session)
    names = {region.code: region.name for region in session.scalars(select(Region))}
    codes = sorted({*live, *last}, key=lambda code: (not code, code))
    nothing = (0, hashlib.sha256().hexdigest())
    found = []
    for code in codes:
        count, digest = live.get(code, nothing)
        found.append(RegionStatus(code, names.get(code, "Sans région connue"), count, last.get(code), digest))
    return found


def _live_by_region(session: Session) -> dict[str, tuple[int, str]]:
    columns = (Offer.region_code, Offer.source, Offer.source_id, Offer.content_digest)
    rows = session.execute(select(*columns).where(Offer.closed_at.is_(None)))
    regions: dict[str, list[str]] = defaultdict(list)
    for region, *content in rows:
        regions[region or ""].append("\0".join(content))
    # Sorted here: the two engines do not order texts alike.
    return {
        code: (len(lines), hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest())
        for code, lines in regions.items()
    }


def last_imports(session: Session) -> dict[str, datetime]:
    """When each region last received offers; the empty code stands for offers without a known place."""
    found: dict[str, datetime] = {}
    statement = select(OfferImport.regions, OfferImport.finished_at).order_by(OfferImport.id)
    for regions, finished_at in session.execute(statement):
        found.update(dict.fromkeys(regions, finished_at))
    return found


def offer_import(session: Session, import_id: int) -> OfferImport:
    """One import. Raises Missing."""
    found = session.get(OfferImport, import_id)
    if found is None:
        raise Missing
    return found


def imports() -> Select[OfferImport]:
    """Every import, the last first: a statement for `web.paginate`."""
    return select(OfferImport).order_by(OfferImport.id.desc())


def rejections(session: Session, import_id: int) -> Sequence[OfferRejection]:
    """The refusals of an import, in the order of its files."""
    statement = select(OfferRejection).where(OfferRejection.import_id == import_id).order_by(OfferRejection.id)
    return session.scalars(statement).all()
