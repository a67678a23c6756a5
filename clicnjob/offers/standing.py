"""Where the week of each region stands, in the database: what was asked for, when it was last good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from clicnjob.offers import inbox
from clicnjob.offers.due import GOOD, Result, Standing, is_due
from clicnjob.offers.importing import FRANCE_TRAVAIL
from clicnjob.offers.models import OfferImport, RegionWeek
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.states import State
from clicnjob.places.models import Region
from config import Settings


def due_regions(session: Session, settings: Settings, now: datetime) -> list[str]:
    """The regions to bring in: those with files that wait, and those the API has not given for a week.

    Only regions that were asked for once are pulled: the stray offers of a neighbour do not ask for its region.
    """
    files = {one.region for one in inbox.waiting(settings.data_dir, now, inbox.QUIET)}
    pulled = standings(session) if settings.pull.configured else {}
    due = files | {region for region, standing in pulled.items() if is_due(standing, now)}
    return sorted(due.intersection(session.scalars(select(Region.code))))


def astray(session: Session, settings: Settings, now: datetime) -> list[str]:
    """Folders of the inbox whose files nobody will take: no region has their name."""
    known = set(session.scalars(select(Region.code)))
    waiting = inbox.waiting(settings.data_dir, now, inbox.QUIET)
    return [f"{inbox.FOLDER}/{one.source}/{one.region}" for one in waiting if one.region not in known]


def standings(session: Session) -> dict[str, Standing]:
    """By region that was ever asked for, imported by hand from the same source or not."""
    published = func.max(case((OfferImport.state == State.PUBLISHED, OfferImport.finished_at)))
    ours = (OfferImport.source == FRANCE_TRAVAIL, OfferImport.asked.not_in((ALL_REGIONS, "")))
    rows = session.execute(
        select(OfferImport.asked, published, func.max(OfferImport.finished_at)).where(*ours).group_by(OfferImport.asked)
    )
    found = {region: Standing(good, tried) for region, good, tried in rows}
    for week in session.scalars(select(RegionWeek)):
        good, tried = found.get(week.region, Standing(None, None))
        found[week.region] = Standing(_later(good, week.good_at), _later(tried, week.tried_at))
    return found


def old_regions(session: Session, now: datetime, age: timedelta) -> list[str]:
    """The regions that were asked for and have had no good week for so long, in the order of codes."""
    found = standings(session).items()
    return sorted(region for region, one in found if one.good is None or now - one.good > age)


def write_down(session: Session, region: str, result: Result, sentences: Iterable[str], now: datetime) -> None:
    """Keep what a run made of a region."""
    week = session.get(RegionWeek, region) or RegionWeek(region=region)
    week.result, week.sentence, week.tried_at = result, " ".join(sentences), now
    if result in GOOD:
        week.good_at = now
    session.add(week)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((instant for instant in (one, other) if instant), default=None)
