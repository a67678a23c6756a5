"""One import from the files to the live offers: read and washed without the database, then turned over at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import holding, queries, services
from clicnjob.offers.errors import UnknownRegion, UnknownSource
from clicnjob.offers.models import OfferImport
from clicnjob.offers.prepared import NOTHING, BeforeTurnOver
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.staging import ALL_REGIONS, Staged, stage
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue

FRANCE_TRAVAIL = "france-travail"

_SOURCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
    tell: Callable[[int], None] | None = None,
    before_turn_over: BeforeTurnOver | None = None,
) -> OfferImport:
    """Bring in the files of one call. `region` is an INSEE code or « all », `file_date` the day the source made them.

    No transaction is open while the files are read: people go on writing, and a file that cannot be read changes
    nothing. `tell` hears of each number of bytes read. Raises UnreadableFile, UnknownRegion, UnknownSource,
    PlacesNotLoaded.
    """
    check_source(source)
    with database.read() as session:
        catalogue = places.catalogue(session)
        columns = queries.columns_of(session, source, region)
    check_region(region, catalogue)
    started_at = clock.now()
    day = file_date or clock.local(started_at).date()
    staged = stage(
        [replace(given, day=day) for given in files],
        region=region,
        catalogue=catalogue,
        most_bytes=most_mb * MEGA,
        now=started_at,
        columns=columns,
        tell=tell,
    )
    with staged:
        return turn_over(
            database,
            staged,
            source=source,
            region=region,
            complete=complete,
            file_date=day,
            started_at=started_at,
            actor_id=actor_id,
            before_turn_over=before_turn_over,
        )


def turn_over(
    database: Database,
    staged: Staged,
    *,
    source: str,
    region: str,
    complete: bool,
    file_date: date,
    started_at: datetime,
    now: datetime | None = None,
    actor_id: str | None = None,
    before_turn_over: BeforeTurnOver | None = None,
) -> OfferImport:
    """Let higher rooms prepare what was staged while nothing is locked, then publish it in one transaction."""
    prepared = NOTHING
    with database.read() as session:
        written = services.to_write(session, staged, source)
        if before_turn_over:
            prepared = before_turn_over(session, staged, written)
    prepared = replace(prepared, checked=holding.read(staged, written))
    with database.write() as session:
        return services.publish(
            session,
            staged,
            source=source,
            region=region,
            complete=complete,
            file_date=file_date,
            started_at=started_at,
            now=now or clock.now(),
            actor_id=actor_id,
            prepared=prepared,
        )


def check_source(source: str) -> None:
    """Raise UnknownSource for a name that cannot be one."""
    if not _SOURCE.fullmatch(source) or len(source) > 40:
        raise UnknownSource(name=source, example=FRANCE_TRAVAIL)


def check_region(region: str, catalogue: Catalogue) -> None:
    """Raise UnknownRegion, listing the codes, for what is neither « all » nor a region's code."""
    if region != ALL_REGIONS and region not in catalogue.regions:
        known = sorted(catalogue.regions.values(), key=lambda one: one.code)
        raise UnknownRegion(code=region, codes=", ".join(f"{one.code} ({one.name})" for one in known))
