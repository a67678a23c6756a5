"""The week's ranking: after an import the best offers of every young person again, and which of them are new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from clicnjob import clock, tasks
from clicnjob.db import Database
from clicnjob.matching import opening, queries
from clicnjob.matching.batch import top
from clicnjob.matching.fresh import earlier, fresh_among
from clicnjob.matching.models import WeekRanking
from clicnjob.matching.queries import Accompanied
from clicnjob.offers import queries as stored
from config import Settings

WEEK = "matching.week"
MOST = 50
PEOPLE_AT_ONCE = 1_000
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Counts:
    """People looked at, those ranked (the others were already), those who have new offers."""

    people: int = 0
    ranked: int = 0
    with_new: int = 0


class Standing(NamedTuple):
    """The best offers of one young person, what they were made of, and the last import there was."""

    youth_id: str
    offers: list[int]
    made_of: str
    imported_at: datetime


@dataclass(slots=True)
class Batch:
    """What one reading gave: who was read, who must be written, how many of the others have new offers."""

    people: Sequence[Accompanied]
    standings: list[Standing] = field(default_factory=list)
    with_new: int = 0


def ask(session: Session, regions: Collection[str]) -> None:
    """Ask for the people of these regions to be ranked again, and for those whose commune is not known.

    Asked for in the transaction that changes the offers: kept with it or not at all.
    """
    for region in sorted({*regions, ""}) if regions else ():
        tasks.enqueue(session, WEEK, {"region": region}, key=f"{WEEK}:{region}")


@tasks.outward(WEEK)
def rank_region(database: Database, settings: Settings, *, region: str) -> None:
    """Rank the people of one region, the empty code standing for no known commune; twice changes nothing."""
    rank_week(database, [region], now=clock.now())


def rank_week(
    database: Database, regions: Collection[str] | None, *, now: datetime, tell: Tell = lambda done, total: None
) -> Counts:
    """Rank again whoever lives in these regions (None: everywhere) and has a wish, and keep what is new for them.

    By thousands: each is read and ranked in a transaction for reading, then written in a short one. It may be cut and
    started again: who is ranked from the same offers and the same answers is left as they are. `tell` hears how many
    people are done, of how many.
    """
    counts, after, texts = Counts(), "", dict[int, str]()
    with database.read() as session:
        total = queries.accompanied_count(session, regions)
    while True:
        with database.read() as session:
            batch = _read(session, regions, after, clock.local(now).date(), texts)
        if not batch.people:
            return counts
        if batch.standings:
            with database.write() as session:
                batch.with_new += keep(session, batch.standings, texts, now=now)
        counts.people += len(batch.people)
        counts.ranked += len(batch.standings)
        counts.with_new += batch.with_new
        after = batch.people[-1].youth_id
        tell(counts.people, total)


def _read(session: Session, regions: Collection[str] | None, after: str, today: date, texts: dict[int, str]) -> Batch:
    """The next people, ranked in one snapshot when what they were ranked from is not what there is."""
    imported_at = max(stored.last_imports(session).values(), default=None)
    people = queries.accompanied(session, regions, after=after, most=PEOPLE_AT_ONCE) if imported_at else []
    batch = Batch(people)
    if not people or not imported_at:
        return batch
    live, kept = opening.live(session), queries.week_rankings(session, [one.youth_id for one in people])
    made_of = {one.youth_id: _digest(live.name, one) for one in people}
    same = {one.youth_id for one in kept.values() if one.made_of == made_of[one.youth_id]}
    batch.with_new = sum(bool(kept[youth_id].fresh) for youth_id in same)
    stale = [one for one in people if one.youth_id not in same]
    best = top([one.person for one in stale], live.offers, today, MOST, proposed=True)
    for one, found in zip(stale, best, strict=True):
        ids = [int(live.offers.ids[row]) for row in found.rows]
        batch.standings.append(Standing(one.youth_id, ids, made_of[one.youth_id], imported_at))
    _learn(session, texts, batch.standings, kept.values())
    return batch


def keep(session: Session, standings: Sequence[Standing], texts: dict[int, str], *, now: datetime) -> int:
    """Write the rankings of people who are still accompanied; how many have new offers.

    The young person's row is the lock: who is erased meanwhile is not written, and of two runs the one that read the
    later import stays.
    """
    ids = [one.youth_id for one in standings]
    living, kept = queries.hold_accompanied(session, ids), queries.week_rankings(session, ids)
    _learn(session, texts, standings, kept.values())
    written = [_write(session, one, kept.get(one.youth_id), texts, now) for one in standings if one.youth_id in living]
    session.flush()
    return sum(bool(row.fresh) for row in written)


def _write(
    session: Session, one: Standing, kept: WeekRanking | None, texts: dict[int, str], now: datetime
) -> WeekRanking:
    if kept and (kept.made_of == one.made_of or kept.imported_at > one.imported_at):
        return kept
    before = earlier(kept.offers, kept.before, kept.imported_at, one.imported_at) if kept else None
    row = kept or WeekRanking(youth_id=one.youth_id)
    row.offers, row.before = one.offers, None if before is None else list(before)
    row.fresh = fresh_among(one.offers, before, texts)
    row.made_of, row.imported_at, row.made_at = one.made_of, one.imported_at, now
    session.add(row)
    return row


def _learn(session: Session, texts: dict[int, str], standings: Sequence[Standing], kept: Iterable[WeekRanking]) -> None:
    """Read the names of the texts that are not known yet, of these lists and of those before them."""
    ids = {one for standing in standings for one in standing.offers}
    ids |= {one for row in kept for one in (*row.offers, *(row.before or ()))}
    texts |= stored.copy_keys(session, ids - texts.keys())


def _digest(live: str, one: Accompanied) -> str:
    """What a ranking is made of: offers, answers (by the moment of the last one), age, place, what was said."""
    said = sorted((told.offer_id, str(told.why)) for told in one.person.feedback)
    place = one.person.latitude, one.person.longitude
    made_of = repr((live, one.changed_at, one.person.birth_date, place, said))
    return hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()
