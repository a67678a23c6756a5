"""What an import overwrites, packed by parts of a thousand offers, so that it can be taken back exactly."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, cast

import msgspec
from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from clicnjob.offers.models import Offer, OfferBefore, OfferText
from clicnjob.offers.writing import chunks

_offers = cast(Table, Offer.__table__)
_texts = cast(Table, OfferText.__table__)
# What being in a file again changes of an offer.
SEEN = ("import_id", "filed_under", "last_seen_at", "updated_at")
NOT_OVERWRITTEN = frozenset({"id", "source", "source_id", "first_seen_at"})
# Texts make most of it; the fastest level already halves them.
LEVEL = 1


class Kind(StrEnum):
    """What an import did to an offer: added it, wrote it anew, saw it unchanged, closed it."""

    NEW = "n"
    WRITTEN = "w"
    SEEN = "s"
    CLOSED = "c"


class Image(msgspec.Struct, array_like=True):
    """An offer before an import: the columns the import overwrites. `import_id` is the last that held the offer, once
    the import is done: another one there means that it was written again since."""

    offer_id: int
    kind: Kind
    import_id: int
    columns: dict[str, Any] = {}
    description: str = ""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Image])


def keep(session: Session, import_id: int, images: Iterable[Image]) -> None:
    """Store the images of an import after those already stored."""
    first = len(session.scalars(select(OfferBefore.part).where(OfferBefore.import_id == import_id)).all())
    for part, chunk in enumerate(chunks(images), first):
        packed = zlib.compress(_encoder.encode(chunk), LEVEL)
        session.execute(insert(OfferBefore), {"import_id": import_id, "part": part, "images": packed})


def kept(session: Session, import_id: int) -> Iterator[list[Image]]:
    """The images of an import, part by part."""
    parts = session.scalars(select(OfferBefore.part).where(OfferBefore.import_id == import_id)).all()
    for part in sorted(parts):
        packed = session.scalars(
            select(OfferBefore.images).where(OfferBefore.import_id == import_id, OfferBefore.part == part)
        ).one()
        yield _decoder.decode(zlib.decompress(packed))


def any_kept(session: Session, import_id: int) -> bool:
    """Whether what an import overwrote is still kept."""
    return session.scalar(select(OfferBefore.part).where(OfferBefore.import_id == import_id).limit(1)) is not None


def forget(session: Session, import_ids: Iterable[int]) -> None:
    """Images that nothing will go back to."""
    session.execute(delete(OfferBefore).where(OfferBefore.import_id.in_(list(import_ids))))


def of_written(session: Session, ids: Iterable[int], import_id: int) -> Iterator[Image]:
    """Offers about to be written anew by this import: all they say."""
    columns = [column for column in _offers.c if column.name not in NOT_OVERWRITTEN]
    for chunk in chunks(ids):
        statement = select(_offers.c.id, _texts.c.description, *columns).join(_texts).where(_offers.c.id.in_(chunk))
        for row in session.execute(statement).all():
            yield Image(
                row[0], Kind.WRITTEN, import_id, dict(zip((c.name for c in columns), row[2:], strict=True)), row[1]
            )


def of_seen(session: Session, ids: Iterable[int], import_id: int) -> Iterator[Image]:
    """Offers about to be marked as seen."""
    for chunk in chunks(ids):
        statement = select(_offers.c.id, *(_offers.c[name] for name in SEEN)).where(_offers.c.id.in_(chunk))
        for row in session.execute(statement).all():
            yield Image(row[0], Kind.SEEN, import_id, dict(zip(SEEN, row[1:], strict=True)))


def of_closed(session: Session, ids: Iterable[int]) -> Iterator[Image]:
    """Offers about to be closed."""
    for chunk in chunks(ids):
        for row in session.execute(select(_offers.c.id, _offers.c.import_id).where(_offers.c.id.in_(chunk))).all():
            yield Image(row[0], Kind.CLOSED, row[1])


def of_new(ids: Iterable[int], import_id: int) -> Iterator[Image]:
    """Offers this import has added."""
    for one in ids:
        yield Image(one, Kind.NEW, import_id)
