"""Imports from the files to the live offers: read and washed without the database, then each region turned over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import deciding, holding, queries, received, room, turning
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.errors import RegionsStopped, UnknownRegion, UnknownSource
from clicnjob.offers.models import OfferImport
from clicnjob.offers.orders import Order, Wish
from clicnjob.offers.parts import ALL_REGIONS, Part, split
from clicnjob.offers.prepared import NOTHING, BeforeTurnOver
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.staging import ReadFile, Staged, stage
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue

FRANCE_TRAVAIL = "france-travail"
# The files of an import that waits are kept; those of others as long as a question may come about them.
FILES_KEPT = timedelta(weeks=5)
# Two imports that meet on one offer, or wait long for each other, try again: what was not committed left no trace.
TRIES = 6
MET = frozenset({"40001", "40P01", "55P03"})

_SOURCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Tell = Callable[[int], None]


@room.needed()
def import_offers(
    database: Database,
    files: Sequence[GivenFile],
    *,
    region: str,
    complete: bool,
    most_mb: int,
    source: str = FRANCE_TRAVAIL,
    file_date: date | None = None,
    actor_id: str | None = None,
    wish: Wish = Wish.GREEN,
    reason: str = "",
    tell: Tell | None = None,
    before_turn_over: BeforeTurnOver | None = None,
) -> list[Outcome]:
    """Bring in the files of one call: one import for the region asked, or with « all » one for each there is.

    No transaction is open while the files are read: people go on writing, and a file that cannot be read changes
    nothing. `tell` hears of each number of bytes read. Raises UnreadableFile, UnknownRegion, UnknownSource,
    PlacesNotLoaded, NoRoom; RegionsStopped once the other regions are done.
    """
    check_source(source)
    with database.read() as session:
        catalogue = places.catalogue(session)
        columns = queries.columns_of(session, source, region)
    check_region(region, catalogue)
    started_at = clock.now()
    day = file_date or clock.local(started_at).date()
    order = Order(source, region, complete, day, started_at, actor_id, wish, reason)
    most_bytes = most_mb * MEGA
    dated = [replace(given, day=day) for given in files]
    given = received.keep(database.folder, dated, most_bytes) if database.folder else dated
    options: dict[str, Any] = {
        "catalogue": catalogue,
        "most_bytes": most_bytes,
        "now": started_at,
        "columns": columns,
        "tell": tell,
    }
    with stage(given, **options) as staged:
        return turn_over(database, staged, order, before_turn_over=before_turn_over)


def turn_over(
    database: Database,
    staged: Staged,
    order: Order,
    *,
    now: datetime | None = None,
    before_turn_over: BeforeTurnOver | None = None,
) -> list[Outcome]:
    """Turn over each region of what was staged, one after the other in the order of codes, each by itself.

    One that stops leaves the others: raises RegionsStopped at the end, with what the others became.
    """
    outcomes: list[Outcome] = []
    stopped: dict[str, Exception] = {}
    parts = split(staged, order.asked, now or clock.now())
    for part in parts:
        try:
            outcomes.append(_turn_over(database, part, order, now, before_turn_over))
        except (SQLAlchemyError, OSError) as error:
            if len(parts) == 1:
                raise
            stopped[part.region] = error
    _purge(database)
    if stopped:
        refusal = RegionsStopped(regions=", ".join(region or "sans lieu connu" for region in stopped))
        refusal.outcomes = outcomes
        raise refusal from ExceptionGroup("regions", list(stopped.values()))
    return outcomes


@room.needed()
def publish(
    database: Database,
    import_id: int,
    *,
    reason: str,
    most_mb: int,
    actor_id: str | None = None,
    tell: Tell | None = None,
    before_turn_over: BeforeTurnOver | None = None,
) -> Outcome:
    """Publish an import that waits, from its kept files read again: it is held once more when a brake fires that the
    person who wrote the reason did not see. Raises Missing, NotWaiting, ReasonNeeded, FilesGone, NoRoom."""
    with database.read() as session:
        done = queries.offer_import(session, import_id)
        catalogue = places.catalogue(session)
        columns = queries.columns_of(session, done.source, done.asked)
    deciding.check_reason(done, reason)
    kept = received.again(database.folder, [msgspec.convert(file, ReadFile) for file in done.files])
    files = [replace(given, day=done.file_date) for given in kept]
    wish, now = Wish.ANYWAY if reason.strip() else Wish.GREEN, clock.now()
    order = Order(done.source, done.asked, done.complete, done.file_date, done.started_at, actor_id, wish, reason)
    options: dict[str, Any] = {
        "catalogue": catalogue,
        "most_bytes": most_mb * MEGA,
        "now": now,
        "columns": columns,
        "tell": tell,
    }
    with stage(files, **options) as staged:
        part = _part_of(staged, done, now)
        outcome = _turn_over(database, part, order, now, before_turn_over, import_id)
    _purge(database)
    return outcome


def _part_of(staged: Staged, done: OfferImport, now: datetime) -> Part:
    parts = {part.region: part for part in split(staged, done.asked, now)}
    return parts.get(done.region) or Part(staged, done.region)


def _turn_over(
    database: Database,
    part: Part,
    order: Order,
    now: datetime | None,
    before_turn_over: BeforeTurnOver | None,
    number: int | None = None,
) -> Outcome:
    """Let higher rooms prepare a part while nothing is locked, then decide of it in one transaction."""
    prepared = NOTHING
    with database.read() as session:
        written = turning.to_write(session, part, order.source)
        if before_turn_over and order.wish != Wish.PREVIEW:
            prepared = before_turn_over(session, part, written)
    prepared = replace(prepared, checked=holding.read(part, written))
    for left in reversed(range(TRIES)):
        try:
            with database.write() as session:
                return deciding.receive(session, part, order, now or clock.now(), prepared, number)
        except (IntegrityError, OperationalError) as error:
            if not left or not _met_another(error):
                raise
    raise AssertionError("the last try returns or raises")


def _met_another(error: IntegrityError | OperationalError) -> bool:
    """Whether another transaction was in the way, and not the database itself."""
    if isinstance(error, IntegrityError):
        return True
    return getattr(error.orig, "sqlstate", None) in MET or "locked" in str(error.orig)


def _purge(database: Database) -> None:
    """Forget the files that no import needs any more."""
    if database.folder:
        now = clock.now()
        with database.read() as session:
            needed = queries.needed_files(session, now - FILES_KEPT)
        received.purge(database.folder, needed, now)


def check_source(source: str) -> None:
    """Raise UnknownSource for a name that cannot be one."""
    if not _SOURCE.fullmatch(source) or len(source) > 40:
        raise UnknownSource(name=source, example=FRANCE_TRAVAIL)


def check_region(region: str, catalogue: Catalogue) -> None:
    """Raise UnknownRegion, listing the codes, for what is neither « all » nor a region's code."""
    if region != ALL_REGIONS and region not in catalogue.regions:
        known = sorted(catalogue.regions.values(), key=lambda one: one.code)
        raise UnknownRegion(code=region, codes=", ".join(f"{one.code} ({one.name})" for one in known))
