"""Changes of the offers outside an import: those whose end has passed, texts read again, names of indexes, locks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from clicnjob.offers import copies, queries, writing
from clicnjob.offers.models import Offer, OfferApart, OfferIndex, SourceColumns
from clicnjob.offers.parsing import copy_key
from clicnjob.offers.prepared import Shares
from clicnjob.offers.prose.reading import READER_VERSION, facts_in
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.states import Closing


def expire(session: Session, *, now: datetime) -> int:
    """Close live offers whose stated end has passed; how many."""
    ended = session.scalars(select(Offer.id).where(Offer.closed_at.is_(None), Offer.expires_at <= now)).all()
    writing.close(session, ended, Closing.EXPIRED, now)
    return len(ended)


def read_texts(session: Session, ids: Sequence[int]) -> int:
    """Read the texts of these offers with this version of the reader; how many state other facts than before."""
    changed = 0
    for offer in queries.with_texts(session, ids):
        facts = msgspec.to_builtins(facts_in(offer.title, offer.description))
        changed += facts != offer.facts
        offer.facts, offer.facts_version = facts, READER_VERSION
        offer.copy_key = copy_key(offer.title, offer.employer, offer.description)
    return changed


def predict_again(session: Session, ids: Sequence[int], said: Mapping[str, Shares], version: str) -> int:
    """Store what these titles stand for, as the lexicon of this version says; how many offers it changes."""
    changed = 0
    for offer in session.scalars(select(Offer).where(Offer.id.in_(ids), Offer.title.in_(said))):
        changed += said[offer.title] != tuple(map(tuple, offer.occupations))
        offer.occupations, offer.occupations_version = said[offer.title], version
    return changed


def remember_columns(
    session: Session, *, source: str, region: str, columns: Columns, now: datetime, actor_id: str | None = None
) -> None:
    """From now on the tables of this source for this region are read so."""
    found = session.get(SourceColumns, (source, region)) or SourceColumns(source=source, region=region)
    found.columns = msgspec.to_builtins(columns)
    found.changed_at, found.actor_id = now, actor_id
    session.add(found)


def take_apart(session: Session, offer: Offer, *, actor_id: str, now: datetime) -> None:
    """Take an offer off the card of its copies, for good."""
    session.merge(OfferApart(offer_id=offer.id, actor_id=actor_id, at=now))
    changed_by_hand(session, [offer], now)


def put_back(session: Session, offer: Offer, *, now: datetime) -> None:
    """Let an offer that was taken apart be compared with the others again."""
    session.execute(delete(OfferApart).where(OfferApart.offer_id == offer.id))
    changed_by_hand(session, [offer], now)


def changed_by_hand(session: Session, offers: Iterable[Offer], now: datetime) -> None:
    """After a person opened offers or moved them between cards: cards follow, and the indexes are made again."""
    session.flush()
    regions = {offer.region_code or "" for offer in offers}
    copies.keep_in_step(session, regions)
    forget_indexes(session, regions, now)


def hold_index(session: Session, region: str) -> None:
    """Whoever makes the index of a region waits here for whoever is making it, and sees what they wrote."""
    _lock(session, f"offer_index/{region}")


def name_index(session: Session, region: str, name: str | None, now: datetime) -> None:
    """Say which index a region has from now on, or that it has none. `hold_index` comes first."""
    session.execute(delete(OfferIndex).where(OfferIndex.region == region))
    _, newest = queries.import_count(session)
    if name:
        values = {"region": region, "name": name, "import_id": newest, "made_at": now}
        session.execute(insert(OfferIndex).values(values))


def forget_indexes(session: Session, regions: Iterable[str], now: datetime) -> None:
    """These regions have no index: whoever ranks first makes it."""
    for region in sorted(regions):
        hold_index(session, region)
        name_index(session, region, None, now)


def hold_region(session: Session, region: str) -> None:
    """Two changes of one region's offers wait for each other, whatever their sources."""
    _lock(session, f"offers/{region}")


def _lock(session: Session, name: str) -> None:
    """Hold a name until the transaction ends. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
