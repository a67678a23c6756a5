"""The week in order: each region brought in, what happens at its turn-over, then what is past. Rooms meet here only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.orm import Session

from clicnjob import clock, tasks
from clicnjob.db import Database
from clicnjob.errors import Refusal
from clicnjob.matching import indexing, week
from clicnjob.occupations import queries as known_occupations
from clicnjob.occupations import services as occupations
from clicnjob.occupations.predicting import predictions
from clicnjob.offers import inbox, queries, standing
from clicnjob.offers import services as offers
from clicnjob.offers.bringing import RegionRun, Tell, bring_in
from clicnjob.offers.models import OfferImport
from clicnjob.offers.parts import Part
from clicnjob.offers.prepared import Prepared
from clicnjob.offers.pulling import check_one_region
from clicnjob.places import queries as places
from config import Settings

IMPORT, TIDY = "weekly.import", "weekly.tidy"

log = structlog.get_logger(__name__)


def run(database: Database, settings: Settings, regions: Sequence[str], tell: Tell) -> Iterator[RegionRun]:
    """The week of these regions, or of those that are due; each is given as soon as it is done, and stops no other.

    Then what is past is closed, and the people of these regions are ranked: the jobs that each turn-over has asked for
    find it done. Raises NotOneRegion, PlacesNotLoaded before anything is done.
    """
    with database.read() as session:
        catalogue = places.catalogue(session)
        asked = regions or standing.due_regions(session, settings, clock.now())
    for region in asked:
        check_one_region(region, catalogue)
    touched: set[str] = set()
    for region in asked:
        one = RegionRun(region)
        with database.hold(_lock(region)) as mine:
            one.busy = not mine
            if mine:
                _bring_guarded(database, settings, one, tell)
        touched |= {code for done in one.imports for code in done.regions}
        yield one
    tidy(database, settings)
    if touched:
        week.rank_week(database, sorted({*touched, ""}), now=clock.now())


@tasks.hourly
def ask(session: Session, settings: Settings) -> None:
    """Ask for the regions that are due, each once while it waits, and for what is past to be closed."""
    now = clock.now()
    for region in standing.due_regions(session, settings, now):
        tasks.enqueue(session, IMPORT, {"region": region}, key=f"import:{region}")
    if queries.any_ended(session, now):
        tasks.enqueue(session, TIDY, {}, key=TIDY)


@tasks.outward(IMPORT)
def import_region(database: Database, settings: Settings, *, region: str) -> None:
    """The week of a region as a job: nothing when another worker has it in hand, or when it is no longer due."""
    with database.hold(_lock(region)) as mine:
        if mine and _is_due(database, settings, region):
            _bring(database, settings, RegionRun(region), _silence, inbox.QUIET)


@tasks.outward(TIDY)
def tidy(database: Database, settings: Settings) -> None:
    """Close the offers whose stated end is past."""
    with database.write() as session:
        offers.expire(session, now=clock.now())


def before_turn_over(session: Session, part: Part, written: Collection[str]) -> Prepared:
    """What the offers that will be written teach of titles, and what their titles stand for once that is learned.

    A code an exporter guessed teaches nothing. Nothing is locked meanwhile, and nothing is written.
    """
    titles: dict[str, None] = {}
    seen: dict[tuple[str, str, str], None] = {}
    for draft, _ in part.drafts(written):
        titles[draft.title] = None
        if draft.rome_code and not draft.rome_derived:
            seen[draft.title, draft.rome_code, draft.employer] = None
    sightings, pairs = occupations.foreseen(session, seen)
    lexicon = known_occupations.lexicon_with(session, pairs)
    return Prepared(predictions(lexicon, titles), lexicon.version, partial(_turn_over, sightings))


def make_indexes(session: Session, regions: Collection[str], now: datetime) -> None:
    """Make the indexes of regions whose offers are what they were before an import; their people are ranked again."""
    indexing.make(session, regions, now)
    week.ask(session, regions)


def _turn_over(sightings: occupations.Sightings, session: Session, done: OfferImport, touched: Collection[str]) -> None:
    """Make the indexes of the regions that change, and keep what was learned: no index depends on it.

    Once the offers are live, their people are ranked again.
    """
    indexing.make(session, touched, done.finished_at)
    occupations.keep(session, sightings)
    week.ask(session, touched)


def _bring_guarded(database: Database, settings: Settings, one: RegionRun, tell: Tell) -> None:
    try:
        _bring(database, settings, one, tell, timedelta())
    except Refusal as refusal:
        one.refusals.append(refusal.message)
        _write_down(database, one)
    except Exception as error:  # whatever one region holds, the others have their week
        log.error("region_failed", region=one.region, error=type(error).__name__)
        one.refusals.append("Un défaut du programme a arrêté cette région. Cherchez region_failed dans le journal.")
        one.broken = True


def _bring(database: Database, settings: Settings, one: RegionRun, tell: Tell, quiet: timedelta) -> None:
    bring_in(database, settings, one, tell=tell, quiet=quiet, before_turn_over=before_turn_over)
    _write_down(database, one)


def _write_down(database: Database, one: RegionRun) -> None:
    with database.write() as session:
        standing.write_down(session, one.region, one.result, one.sentences, clock.now())


def _is_due(database: Database, settings: Settings, region: str) -> bool:
    with database.read() as session:
        return region in standing.due_regions(session, settings, clock.now())


def _lock(region: str) -> str:
    return f"week/{region}"


def _silence(region: str, done: int, total: int) -> None:
    """A job speaks to nobody."""
