"""The last published import of a source and region taken back: its offers are what they were, others stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from clicnjob.offers import copies, deciding, images, queries, services, writing
from clicnjob.offers.errors import NothingToUndo
from clicnjob.offers.images import Image, Kind
from clicnjob.offers.models import Offer, OfferClosed, OfferImport, OfferText
from clicnjob.offers.states import Closing, State

_offers = cast(Table, Offer.__table__)
_texts = cast(Table, OfferText.__table__)
# How the indexes of some regions are made again: a session, the regions, the instant.
MakeIndexes = Callable[[Session, Collection[str], datetime], object]


class Undone(NamedTuple):
    """What going back changes: offers that are live again, offers that are no longer, offers as they were worded."""

    reopened: int
    closed: int
    restored: int


def undoable(session: Session, source: str, region: str) -> OfferImport:
    """The import that would be taken back. Raises NothingToUndo."""
    last = queries.last_published(session, source, region, in_time=False)
    if last is None or not images.any_kept(session, last.id):
        raise NothingToUndo(source=source)
    return last


def can_undo(session: Session, done: OfferImport) -> bool:
    """Whether this import is the one that would be taken back."""
    last = queries.last_published(session, done.source, done.region, in_time=False)
    return last is not None and last.id == done.id and images.any_kept(session, done.id)


def foreseen(session: Session, done: OfferImport, now: datetime) -> Undone:
    """What taking this import back would change now."""
    return _counted([_steps(session, part, done, now) for part in images.kept(session, done.id)])


def roll_back(
    session: Session,
    source: str,
    region: str,
    *,
    now: datetime,
    actor_id: str | None = None,
    reason: str = "",
    make_indexes: MakeIndexes | None = None,
) -> tuple[OfferImport, Undone]:
    """Take the last published import of a source and region back, in one transaction under the region's lock.

    Each offer it wrote is what it was, each it closed is live again, each it added is closed. What was written since,
    by another import or by a person, stays. Raises NothingToUndo.
    """
    services.hold_region(session, region)
    done = undoable(session, source, region)
    session.execute(delete(OfferClosed).where(OfferClosed.import_id == done.id))
    parts, touched = [], set()
    for part in images.kept(session, done.id):
        steps = _steps(session, part, done, now)
        parts.append(steps)
        touched |= _apply(session, steps, done, now)
    images.forget(session, [done.id])
    deciding.decide(session, done, State.ROLLED_BACK, reason, now, actor_id)
    session.flush()
    copies.keep_in_step(session, touched)
    if make_indexes:
        make_indexes(session, touched, now)
    else:
        services.forget_indexes(session, touched, now)
    return done, _counted(parts)


class _Steps(NamedTuple):
    """Offers to close, to open again, and to write as they were: images with the region each is in now."""

    close: list[tuple[int, str]]
    open: list[tuple[int, str]]
    restore: list[tuple[Image, str]]
    shut: set[int]


def _steps(session: Session, part: Sequence[Image], done: OfferImport, now: datetime) -> _Steps:
    """What to do for a part. An offer another import has held since stays as that one said."""
    steps = _Steps([], [], [], set())
    ours = _now(session, [image.offer_id for image in part])
    for image in part:
        row = ours.get(image.offer_id)
        if row is None or row.import_id != image.import_id:
            continue
        _sort(steps, image, row, done, now)
    return steps


def _sort(steps: _Steps, image: Image, row: Any, done: OfferImport, now: datetime) -> None:
    region = row.region_code or ""
    if image.kind == Kind.NEW:
        if row.closed_at is None:
            steps.close.append((image.offer_id, region))
    elif image.kind == Kind.CLOSED:
        ended = row.expires_at is not None and row.expires_at <= now
        if row.close_reason == Closing.ABSENT and not ended:
            steps.open.append((image.offer_id, region))
    else:
        steps.restore.append((image, region))
        if row.closed_at is None and image.columns.get("closed_at") is not None:
            steps.shut.add(image.offer_id)
        elif image.kind == Kind.WRITTEN and image.columns["closed_at"] is None and _held_by(row, done):
            steps.open.append((image.offer_id, region))  # live before, held for its wording by this import


def _now(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    columns = ("id", "import_id", "region_code", "closed_at", "close_reason", "expires_at")
    statement = select(*(_offers.c[name] for name in columns)).where(_offers.c.id.in_(ids))
    return {row.id: row for row in session.execute(statement)}


def _apply(session: Session, steps: _Steps, done: OfferImport, now: datetime) -> set[str]:
    """Write one part back; the regions whose live offers may be others."""
    writing.close(session, [one for one, _ in steps.close], Closing.ROLLED_BACK, now, done.id)
    opened = [one for one, _ in steps.open]
    if opened:
        values = {"closed_at": None, "close_reason": None}
        session.execute(update(_offers).where(_offers.c.id.in_(opened)).values(values))
    for kind in (Kind.WRITTEN, Kind.SEEN):
        _restore(session, [image for image, _ in steps.restore if image.kind == kind], steps.shut)
    writing.tell_closed(session, dict.fromkeys(steps.shut, Closing.ROLLED_BACK), now, done.id)
    here = {region for one in (steps.close, steps.open, steps.restore) for _, region in one}
    there = {image.columns["region_code"] or "" for image, _ in steps.restore if "region_code" in image.columns}
    return here | there


def _restore(session: Session, found: Sequence[Image], shut: Collection[int]) -> None:
    """Write columns as they were. Whether an offer is closed is left to who closed it since, but for those to shut."""
    closing = {"closed_at", "close_reason"}
    for again in (False, True):
        chosen = [image for image in found if (image.offer_id in shut) == again]
        if not chosen:
            continue
        names = [name for name in chosen[0].columns if again or name not in closing]
        one = update(_offers).where(_offers.c.id == bindparam("key")).values({n: bindparam(f"v_{n}") for n in names})
        session.execute(
            one, [{"key": image.offer_id, **{f"v_{n}": image.columns[n] for n in names}} for image in chosen]
        )
    texts = [{"key": one.offer_id, "description": one.description} for one in found if one.kind == Kind.WRITTEN]
    if texts:
        session.execute(update(_texts).where(_texts.c.offer_id == bindparam("key")), texts)


def _counted(parts: Sequence[_Steps]) -> Undone:
    written = sum(image.kind == Kind.WRITTEN for steps in parts for image, _ in steps.restore)
    shut = sum(len(steps.shut) for steps in parts)
    closed = sum(len(steps.close) for steps in parts) + shut
    return Undone(sum(len(steps.open) for steps in parts), closed, written - shut)


def _held_by(row: Any, done: OfferImport) -> bool:
    """Whether this import is what holds an offer for its wording."""
    return bool(row.close_reason == Closing.TO_CHECK and row.closed_at == done.finished_at)
