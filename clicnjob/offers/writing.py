"""The statements that write offers by thousands, in the transaction of who calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast

import msgspec
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from clicnjob.offers.draft import Draft
from clicnjob.offers.models import Offer, OfferClosed, OfferText
from clicnjob.offers.prepared import NOTHING, Prepared
from clicnjob.offers.prose.reading import READER_VERSION
from clicnjob.offers.states import Closing

CHUNK = 1000
T = TypeVar("T")
Row = dict[str, Any]
Drafts = Iterable[tuple[Draft, str]]

_offers = cast(Table, Offer.__table__)
_texts = cast(Table, OfferText.__table__)


class Stamp(NamedTuple):
    """What an import writes on every offer it brings; `held` are those that may not be live, by identifier."""

    source: str
    import_id: int
    filed_under: str | None
    now: datetime
    prepared: Prepared = NOTHING
    held: Mapping[str, Closing] = MappingProxyType({})

    def live(self, source_id: str) -> Row:
        """The columns that say whether the offer is live, or held for its wording."""
        closing = self.held.get(source_id)
        return {"closed_at": self.now if closing else None, "close_reason": closing}

    def seen(self) -> Row:
        """The columns that say the offer was in the files."""
        return {"import_id": self.import_id, "filed_under": self.filed_under, "last_seen_at": self.now}


def insert_new(session: Session, drafts: Drafts, stamp: Stamp) -> list[int]:
    """Add offers that were never seen; their rows."""
    added: list[int] = []
    for chunk in chunks(drafts):
        rows = [{**_row(draft, digest, stamp), "first_seen_at": stamp.now} for draft, digest in chunk]
        session.execute(insert(_offers), [{**row, "source": stamp.source} for row in rows])
        ids = ids_of(session, stamp.source, [draft.source_id for draft, _ in chunk])
        texts = [{"offer_id": ids[draft.source_id], "description": draft.description} for draft, _ in chunk]
        session.execute(insert(_texts), texts)
        added.extend(ids.values())
    return added


def update_changed(session: Session, drafts: Drafts, ids: Mapping[str, int], stamp: Stamp) -> None:
    """Write offers anew; a closed one is open again, but for its wording."""
    one = update(_offers).where(_offers.c.id == bindparam("key"))
    text = update(_texts).where(_texts.c.offer_id == bindparam("key"))
    for chunk in chunks(drafts):
        rows = [_row(draft, digest, stamp) for draft, digest in chunk]
        keys = [ids[draft.source_id] for draft, _ in chunk]
        session.execute(one, [{**row, "key": key} for row, key in zip(rows, keys, strict=True)])
        texts = [draft.description for draft, _ in chunk]
        session.execute(text, [{"key": key, "description": words} for key, words in zip(keys, texts, strict=True)])


def mark_seen(session: Session, ids: Iterable[int], stamp: Stamp) -> None:
    """Say of unchanged offers that the files still hold them."""
    for chunk in chunks(ids):
        session.execute(update(_offers).where(_offers.c.id.in_(chunk)).values(**stamp.seen()))


def refresh(session: Session, dates: Iterable[tuple[int, datetime]]) -> None:
    """Give offers whose words did not change the newer date of the source."""
    one = update(_offers).where(_offers.c.id == bindparam("key")).values(updated_at=bindparam("newer"))
    for chunk in chunks(dates):
        session.execute(one, [{"key": key, "newer": newer} for key, newer in chunk])


def close(session: Session, ids: Iterable[int], reason: Closing, now: datetime, import_id: int | None = None) -> None:
    """Close live offers: they stay, with the date and the reason, and each is told to have stopped being live."""
    for chunk in chunks(ids):
        session.execute(update(_offers).where(_offers.c.id.in_(chunk)).values(closed_at=now, close_reason=reason))
        tell_closed(session, dict.fromkeys(chunk, reason), now, import_id)


def stop_waiting(session: Session, ids: Iterable[int], now: datetime) -> None:
    """Say of offers that waited for a person that their source no longer gives them: nobody need read them."""
    for chunk in chunks(ids):
        gone = {"closed_at": now, "close_reason": Closing.ABSENT}
        session.execute(update(_offers).where(_offers.c.id.in_(chunk)).values(**gone))


def tell_closed(session: Session, closed: Mapping[int, Closing], now: datetime, import_id: int | None = None) -> None:
    """Say of offers that were live that they no longer are, and why."""
    told = {"import_id": import_id, "closed_at": now}
    for chunk in chunks(closed.items()):
        session.execute(insert(OfferClosed), [{"offer_id": one, "reason": reason, **told} for one, reason in chunk])


def forget_reports(session: Session, ids: Iterable[int]) -> None:
    """What readers reported was of other words: these offers say something else now."""
    for chunk in chunks(ids):
        session.execute(update(_offers).where(_offers.c.id.in_(chunk), _offers.c.reports > 0).values(reports=0))


def ids_of(session: Session, source: str, source_ids: Sequence[str]) -> dict[str, int]:
    """The rows of these offers of a source."""
    found: dict[str, int] = {}
    columns = (_offers.c.source_id, _offers.c.id)
    for chunk in chunks(source_ids):
        found.update(
            session.execute(select(*columns).where(_offers.c.source == source, _offers.c.source_id.in_(chunk))).all()
        )
    return found


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values by thousands."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _row(draft: Draft, digest: str, stamp: Stamp) -> Row:
    row = msgspec.structs.asdict(draft)
    del row["description"], row["undated"]
    read = {"facts": msgspec.to_builtins(draft.facts), "facts_version": READER_VERSION, "content_digest": digest}
    return {**row, **read, **stamp.prepared.said_of(draft.title), **stamp.seen(), **stamp.live(draft.source_id)}
