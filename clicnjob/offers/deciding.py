"""What becomes of an import: looked at, held, published now or later, abandoned; each decision with its author."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from clicnjob.offers import queries, sampling, services, turning
from clicnjob.offers.errors import NotWaiting, ReasonNeeded
from clicnjob.offers.models import ImportDecision, OfferImport
from clicnjob.offers.orders import Order, Wish
from clicnjob.offers.parts import Part
from clicnjob.offers.prepared import NOTHING, Prepared
from clicnjob.offers.states import WAITING, State
from clicnjob.offers.turning import Turn


class Outcome(NamedTuple):
    """The import a part ended in, and its counts. `nothing`: what the part holds is live already, or waits already in
    that import: nothing was written, and the counts say so."""

    done: OfferImport
    counts: dict[str, int]
    nothing: bool = False


def receive(
    session: Session, part: Part, order: Order, now: datetime, prepared: Prepared = NOTHING, number: int | None = None
) -> Outcome:
    """Decide of a part, in one transaction under the lock of its region: the state of the import says what was done.

    What the last published import of the source and region held already changes nothing and writes nothing. `number` is
    the import that waits and is asked for again. Raises NotWaiting.
    """
    services.hold_region(session, part.region)
    same = _live_already(session, part, order) if number is None else None
    if same:
        return Outcome(same, turning.nothing_changed(part), nothing=True)
    waiting = _waiting(session, part, order, number)
    turn = turning.compare(session, part, order)
    state = _state(turn)
    if waiting and number is None and waiting.state == state:
        return Outcome(waiting, turning.counts(turn), nothing=True)
    done = _written(session, turn, waiting, state, now)
    _supersede(session, done, now)
    if state == State.PUBLISHED:
        turning.go_live(session, turn, done, now, prepared)
    session.flush()
    return Outcome(done, turning.counts(turn))


def check_reason(done: OfferImport, reason: str) -> None:
    """Raise NotWaiting for an import that waits no more, ReasonNeeded for one that is braked and a reason that is not
    written."""
    if done.state not in WAITING:
        raise NotWaiting(number=done.id)
    if done.brakes and not reason.strip():
        raise ReasonNeeded


def abandon(session: Session, import_id: int, reason: str, now: datetime, actor_id: str | None) -> OfferImport:
    """Give up an import that waits: nothing of it was ever live. Raises Missing, NotWaiting."""
    services.hold_region(session, queries.offer_import(session, import_id).region)
    done = queries.fresh_import(session, import_id)
    if done.state not in WAITING:
        raise NotWaiting(number=import_id)
    decide(session, done, State.ABANDONED, reason, now, actor_id)
    return done


def decide(session: Session, done: OfferImport, state: State, reason: str, now: datetime, actor_id: str | None) -> None:
    """Give an import its state, and keep who did, when and why."""
    done.state = state
    session.add(ImportDecision(import_id=done.id, state=state, reason=reason.strip(), actor_id=actor_id, at=now))


def _state(turn: Turn) -> State:
    if turn.order.wish == Wish.PREVIEW:
        return State.PREVIEWED
    return State.HELD if turn.fired and turn.order.wish == Wish.GREEN else State.PUBLISHED


def _waiting(session: Session, part: Part, order: Order, number: int | None) -> OfferImport | None:
    """The import that waits for the same offers, or the one that is asked for."""
    if number is None:
        found = queries.waiting(session, order.source, part.region)
        return found if found and found.digest == part.digest and found.complete == order.complete else None
    asked = queries.fresh_import(session, number)
    if asked.state not in WAITING:
        raise NotWaiting(number=number)
    return asked


def _live_already(session: Session, part: Part, order: Order) -> OfferImport | None:
    """The published import that held these very offers and refusals, when nothing came since and no more is asked."""
    for in_time in (True, False):
        last = queries.last_published(session, order.source, part.region, in_time=in_time)
        same = last and last.digest == part.digest and last.reasons == dict(part.refused)
        if last and same and (last.complete or not order.complete):
            return last
    return None


def _written(session: Session, turn: Turn, waiting: OfferImport | None, state: State, now: datetime) -> OfferImport:
    """The row of the import, new or the one that waited, as it is now."""
    order = turn.order
    samples = sampling.samples(session, turn)
    values = {**turning.contents(turn, samples), "state": state, "complete": order.complete, "finished_at": now}
    if waiting:
        for name, value in values.items():
            setattr(waiting, name, value)
        done = waiting
    else:
        about = {"source": order.source, "region": turn.part.region, "asked": order.asked}
        when = {"file_date": order.file_date, "started_at": order.started_at, "actor_id": order.actor_id}
        done = OfferImport(**about, **when, **values, to_check=0)
        session.add(done)
        session.flush()
        turning.write_refusals(session, turn.part, done.id)
    decide(session, done, state, order.reason, now, order.actor_id)
    session.flush()
    return done


def _supersede(session: Session, done: OfferImport, now: datetime) -> None:
    """One import waits for a source and region at most: the newest files stand for those before."""
    for older in queries.waiting_others(session, done):
        decide(session, older, State.ABANDONED, f"Remplacé par l'import {done.id}.", now, None)
