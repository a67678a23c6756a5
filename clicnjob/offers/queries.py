"""Reads of the offers: live rows for the ranking and the search, one offer, the imports and their refusals."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from clicnjob.errors import Missing
from clicnjob.offers.comparing import Before, Known
from clicnjob.offers.models import Offer, OfferImport, OfferIndex, OfferRejection, SourceColumns
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.states import WAITING, WITHHELD, Closing, State
from clicnjob.places import queries as places

CHUNK = 1000
# Numbers in one statement: SQLite takes 32,766 parameters.
ASKED_AT_ONCE = 10_000
PUBLISHED = OfferImport.state == State.PUBLISHED
NO_REGION = "Sans lieu connu"
# Offers of one card are told once: copies of one job, or the same words.
CARD = func.coalesce(Offer.fused_key, Offer.copy_key).label("copy_key")
# What the ranking and the search read of each live offer, in this order.
RANKED = (
    Offer.id, Offer.title, Offer.rome_code, Offer.appellation, Offer.contract, Offer.weekly_hours, Offer.part_time,
    Offer.hours_text, Offer.experience_required, Offer.experience_months, Offer.level, Offer.level_required,
    Offer.licences, Offer.licences_wished, Offer.facts, Offer.occupations, Offer.occupations_version, CARD,
    Offer.commune_code, Offer.latitude, Offer.longitude, Offer.precision, Offer.departement_code, Offer.employer,
    Offer.published_at, Offer.updated_at, Offer.url, Offer.apply_url, Offer.content_digest, Offer.facts_version,
    # Of the search alone.
    Offer.rome_label, Offer.place_label, Offer.region_code,
)  # fmt: skip


def live_offer_rows(session: Session, region: str) -> Sequence[Row[Any]]:
    """The live offers of a region in the order of ids, the empty code standing for no known place: `RANKED`."""
    columns: tuple[Any, ...] = RANKED
    live = (Offer.closed_at.is_(None), in_region(region))
    return session.execute(select(*columns).where(*live).order_by(Offer.id)).all()


def in_region(region: str) -> ColumnElement[bool]:
    """The offers of a region; the empty code stands for no known place."""
    return Offer.region_code == region if region else Offer.region_code.is_(None)


def offer(session: Session, offer_id: int) -> Offer:
    """One offer, live or closed, with its text. Raises Missing."""
    found = session.scalar(select(Offer).where(Offer.id == offer_id).options(joinedload(Offer.text)))
    if found is None:
        raise Missing
    return found


def same_card(session: Session, offer: Offer, most: int) -> Sequence[Offer]:
    """The other live offers of its card, at most `most`, without their texts."""
    key = offer.fused_key or offer.copy_key
    together = or_(Offer.fused_key == key, and_(Offer.fused_key.is_(None), Offer.copy_key == key))
    others = select(Offer).where(Offer.closed_at.is_(None), Offer.id != offer.id, together)
    return session.scalars(others.order_by(Offer.id).limit(most)).all()


class NamedIndex(NamedTuple):
    """The index a region is named to have, and when it was made."""

    region: str
    name: str
    made_at: datetime


class LiveRegion(NamedTuple):
    """A region that has live offers, how many, and its index when it has one."""

    region: str
    live: int
    named: NamedIndex | None


def live_regions(session: Session) -> list[LiveRegion]:
    """The regions that have live offers, in the order of codes; the empty one stands for no known place."""
    code = func.coalesce(Offer.region_code, "").label("region")
    live = select(code, func.count().label("live")).where(Offer.closed_at.is_(None)).group_by(Offer.region_code)
    counted = live.subquery()
    columns = (counted.c.region, counted.c.live, OfferIndex.name, OfferIndex.made_at)
    rows = session.execute(select(*columns).outerjoin(OfferIndex, OfferIndex.region == counted.c.region))
    return sorted(
        LiveRegion(region, count, NamedIndex(region, name, made_at) if name else None)
        for region, count, name, made_at in rows
    )


def digest_of(rows: Sequence[Row[Any]]) -> str:
    """What live offers hold, in 24 hexadecimal digits: ids, contents, facts, occupations and cards."""
    digest = hashlib.blake2b(digest_size=12)
    for row in rows:
        predicted = row.occupations if row.occupations_version else None
        told = row.content_digest, row.facts_version, row.copy_key, row.updated_at, predicted
        digest.update(repr((row.id, *told)).encode())
    return digest.hexdigest()


def indexes(session: Session) -> list[NamedIndex]:
    """The index of each region that has one."""
    columns = (OfferIndex.region, OfferIndex.name, OfferIndex.made_at)
    return [NamedIndex(*row) for row in session.execute(select(*columns))]


def index_name(session: Session, region: str) -> str | None:
    """The name of a region's index, when it has one."""
    return session.scalar(select(OfferIndex.name).where(OfferIndex.region == region))


def import_count(session: Session) -> tuple[int, int]:
    """How many imports there were, and the number of the newest."""
    count, newest = session.execute(select(func.count(OfferImport.id), func.max(OfferImport.id))).one()
    return count, newest or 0


def closed_since(session: Session, region: str, moment: datetime) -> list[int]:
    """The offers of a region closed at this moment or later, in the order of ids."""
    closed = (Offer.closed_at >= moment, in_region(region))
    return list(session.scalars(select(Offer.id).where(*closed).order_by(Offer.id)))


def stale_ids(session: Session, version: str) -> list[int]:
    """The live offers whose text another version of the reader has read, in the order of ids."""
    other = Offer.facts_version != version
    return list(session.scalars(select(Offer.id).where(Offer.closed_at.is_(None), other).order_by(Offer.id)))


def predicted_otherwise(session: Session, version: str) -> list[tuple[int, str]]:
    """The live offers whose occupations another lexicon predicted, or none did: ids and titles, in the order of ids."""
    other = (Offer.closed_at.is_(None), Offer.occupations_version != version)
    rows = session.execute(select(Offer.id, Offer.title).where(*other).order_by(Offer.id))
    return [(row.id, row.title) for row in rows]


def with_texts(session: Session, ids: Sequence[int]) -> Sequence[Offer]:
    """These offers with their texts."""
    return session.scalars(select(Offer).where(Offer.id.in_(ids)).options(joinedload(Offer.text))).all()


def offers_by_id(session: Session, ids: Collection[int]) -> dict[int, Offer]:
    """Offers of a page of a list, live or closed, without their texts."""
    return {found.id: found for found in session.scalars(select(Offer).where(Offer.id.in_(ids)))}


def closed_among(session: Session, ids: Collection[int]) -> set[int]:
    """Those of these offers that are no longer live."""
    wanted, closed = sorted(ids), Offer.closed_at.is_not(None)
    chunks = (wanted[start : start + ASKED_AT_ONCE] for start in range(0, len(wanted), ASKED_AT_ONCE))
    return {one for chunk in chunks for one in session.scalars(select(Offer.id).where(Offer.id.in_(chunk), closed))}


def copy_keys(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What names the text of each of these offers, live or closed."""
    found: dict[int, str] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        chunk = wanted[start : start + ASKED_AT_ONCE]
        rows = session.execute(select(Offer.id, Offer.copy_key).where(Offer.id.in_(chunk)))
        found.update((row.id, row.copy_key) for row in rows)
    return found


def known(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, Known]:
    """What is known of these offers of a source, live or closed; read by chunks."""
    found: dict[str, Known] = {}
    closed, withheld = Offer.closed_at.is_not(None), func.coalesce(Offer.close_reason.in_(WITHHELD), False)
    columns = (Offer.source_id, Offer.id, Offer.content_digest, Offer.updated_at, closed, Offer.region_code, withheld)
    for start in range(0, len(source_ids), CHUNK):
        chunk = source_ids[start : start + CHUNK]
        rows = session.execute(select(*columns).where(Offer.source == source, Offer.source_id.in_(chunk)))
        found.update({row[0]: Known(*row[1:]) for row in rows})
    return found


def live_ids(session: Session, source: str, region: str | None) -> dict[str, int]:
    """The live offers of a source in a region: row ids by the source's identifiers.

    An offer without a known place counts in the region of the last import that held it; None stands for those that came
    with an import of no region.
    """
    return _ids_where(session, source, region, Offer.closed_at.is_(None))


def waiting_ids(session: Session, source: str, region: str | None) -> dict[str, int]:
    """The offers of a source in a region that wait for a person to read them, as `live_ids` gives them."""
    return _ids_where(session, source, region, Offer.close_reason == Closing.TO_CHECK)


def _ids_where(session: Session, source: str, region: str | None, state: ColumnElement[bool]) -> dict[str, int]:
    homeless = Offer.filed_under.is_(None) if region is None else Offer.filed_under == region
    here = and_(Offer.region_code.is_(None), homeless)
    if region is not None:
        here = or_(Offer.region_code == region, here)
    statement = select(Offer.source_id, Offer.id).where(Offer.source == source, state, here)
    return dict(session.execute(statement).all())


def before(session: Session, source: str, region: str, digest: str) -> Before:
    """What was published before of this source for this region (until version 0.3, an import could be of all)."""
    scope = (OfferImport.source == source, OfferImport.region.in_((region, "all")), PUBLISHED)
    columns = (OfferImport.digest, OfferImport.file_date, OfferImport.complete, OfferImport.late)
    rows = session.execute(select(*columns).where(*scope).order_by(OfferImport.id)).all()
    digests = [row.digest for row in rows if not row.late]
    return Before(
        last_date=max((row.file_date for row in rows), default=None),
        complete=any(row.complete for row in rows),
        seen=digest in digests[:-1] and digest != digests[-1],
    )


def last_published(session: Session, source: str, region: str, *, in_time: bool = True) -> OfferImport | None:
    """The last published import of a source and region; with `in_time`, the last that did not come late."""
    scope = [OfferImport.source == source, OfferImport.region == region, PUBLISHED]
    if in_time:
        scope.append(OfferImport.late.is_(False))
    return session.scalar(select(OfferImport).where(*scope).order_by(OfferImport.id.desc()).limit(1))


def published_ids(session: Session, source: str, region: str) -> list[int]:
    """The published imports of a source and region, the last first."""
    scope = (OfferImport.source == source, OfferImport.region == region, PUBLISHED)
    return list(session.scalars(select(OfferImport.id).where(*scope).order_by(OfferImport.id.desc())))


def waiting(session: Session, source: str, region: str) -> OfferImport | None:
    """The import of a source and region that waits for a person."""
    scope = (OfferImport.source == source, OfferImport.region == region, OfferImport.state.in_(WAITING))
    return session.scalar(select(OfferImport).where(*scope).order_by(OfferImport.id.desc()).limit(1))


def waiting_others(session: Session, done: OfferImport) -> Sequence[OfferImport]:
    """The other imports of the same source and region that wait."""
    same = (OfferImport.source == done.source, OfferImport.region == done.region, OfferImport.id != done.id)
    return session.scalars(select(OfferImport).where(*same, OfferImport.state.in_(WAITING))).all()


def needed_files(session: Session, since: datetime) -> set[str]:
    """The SHA-256 of the files of imports that wait, or that were begun since."""
    recent = or_(OfferImport.state.in_(WAITING), OfferImport.started_at >= since)
    return {file["sha256"] for files in session.scalars(select(OfferImport.files).where(recent)) for file in files}


class RegionStatus(NamedTuple):
    """Where a region stands; `code` is empty for offers without a known place."""

    code: str
    name: str
    live: int
    last_good: datetime | None


def region_status(session: Session, names: Mapping[str, str]) -> list[RegionStatus]:
    """Regions that have live offers or ever received some, in the order of `names`: those without one are last."""
    count = func.count()
    statement = select(Offer.region_code, count).where(Offer.closed_at.is_(None)).group_by(Offer.region_code)
    live = {code or "": number for code, number in session.execute(statement)}
    last = last_imports(session)
    return [
        RegionStatus(code, names[code], live.get(code, 0), last.get(code))
        for code in names
        if code in live or code in last
    ]


def region_names(session: Session) -> dict[str, str]:
    """Names by code, in the order of names; the empty code stands for no known place."""
    return {**places.region_names(session), "": NO_REGION}


def region_digests(session: Session) -> dict[str, str]:
    """For each region, the SHA-256 of source, identifier and content of its live offers: equal digests, equal weeks."""
    columns = (Offer.region_code, Offer.source, Offer.source_id, Offer.content_digest)
    regions: dict[str, list[str]] = defaultdict(list)
    for region, *content in session.execute(select(*columns).where(Offer.closed_at.is_(None))):
        regions[region or ""].append("\0".join(content))
    # Sorted here: the two engines do not order texts alike.
    return {code: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() for code, lines in regions.items()}


def last_imports(session: Session) -> dict[str, datetime]:
    """When each region last received offers that were not late; the empty code: offers without a known place."""
    found: dict[str, datetime] = {}
    good = (PUBLISHED, OfferImport.late.is_(False))
    statement = select(OfferImport.regions, OfferImport.finished_at).where(*good).order_by(OfferImport.finished_at)
    for regions, finished_at in session.execute(statement):
        found.update(dict.fromkeys(regions, finished_at))
    return found


def offer_import(session: Session, import_id: int) -> OfferImport:
    """One import with who asked for it. Raises Missing."""
    statement = select(OfferImport).where(OfferImport.id == import_id).options(joinedload(OfferImport.actor))
    found = session.scalar(statement)
    if found is None:
        raise Missing
    return found


def fresh_import(session: Session, import_id: int) -> OfferImport:
    """One import as it is now, whatever this transaction read before it held the region. Raises Missing."""
    statement = select(OfferImport).where(OfferImport.id == import_id).execution_options(populate_existing=True)
    found = session.scalar(statement)
    if found is None:
        raise Missing
    return found


def imports(regions: Collection[str] | None) -> Select[OfferImport]:
    """The imports of these regions, None for all, the last first: a statement for `web.paginate`."""
    found = select(OfferImport).order_by(OfferImport.id.desc())
    return found if regions is None else found.where(OfferImport.region.in_(regions))


def imports_before(session: Session, done: OfferImport, most: int) -> list[OfferImport]:
    """The last imports of the same source and region up to this one, in their order."""
    same = (OfferImport.source == done.source, OfferImport.region == done.region, OfferImport.id <= done.id)
    statement = select(OfferImport).where(*same).order_by(OfferImport.id.desc()).limit(most)
    return list(session.scalars(statement))[::-1]


def example_of_each(session: Session, import_id: int) -> dict[str, OfferRejection]:
    """The first refusal of each reason of an import."""
    first = select(func.min(OfferRejection.id)).where(OfferRejection.import_id == import_id)
    found = session.scalars(select(OfferRejection).where(OfferRejection.id.in_(first.group_by(OfferRejection.code))))
    return {one.code: one for one in found}


def rejections(session: Session, import_id: int) -> Sequence[OfferRejection]:
    """The refusals of an import, in the order of its files."""
    statement = select(OfferRejection).where(OfferRejection.import_id == import_id).order_by(OfferRejection.id)
    return session.scalars(statement).all()


def by_reference(session: Session, reference: str) -> list[int]:
    """The live offers a source calls by this identifier."""
    live = (Offer.closed_at.is_(None), Offer.source_id == reference)
    return list(session.scalars(select(Offer.id).where(*live).order_by(Offer.id)))


def columns_of(session: Session, source: str, region: str) -> Columns | None:
    """The remembered columns of a source's tables for a region, else those of « all »; None when nobody chose any."""
    statement = select(SourceColumns.region, SourceColumns.columns).where(SourceColumns.source == source)
    rows = session.execute(statement.where(SourceColumns.region.in_((region, "all"))))
    found: dict[str, Any] = {row.region: row.columns for row in rows}
    told = found.get(region) or found.get("all")
    return msgspec.convert(told, Columns) if told else None


def any_ended(session: Session, now: datetime) -> bool:
    """Whether the stated end of a live offer is past."""
    ended = select(Offer.id).where(Offer.closed_at.is_(None), Offer.expires_at <= now).limit(1)
    return session.scalar(ended) is not None
