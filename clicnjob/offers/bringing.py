"""One region brought in: the files that wait for it, then what the API holds of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.errors import Refusal
from clicnjob.offers import inbox, report
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.due import Result
from clicnjob.offers.errors import NoRoom
from clicnjob.offers.importing import import_offers
from clicnjob.offers.inbox import Waiting
from clicnjob.offers.models import OfferImport
from clicnjob.offers.prepared import BeforeTurnOver
from clicnjob.offers.pulling import pull_region
from clicnjob.offers.states import State
from config import Settings

# Hears of a region, how many offers it brought, of how many.
Tell = Callable[[str, int, int], None]


@dataclass(slots=True)
class RegionRun:
    """What one run made of a region. `busy`: another run has it in hand; `broken`: what stopped it was not foreseen."""

    region: str
    imports: list[OfferImport] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    busy: bool = False
    broken: bool = False

    @property
    def result(self) -> Result:
        if self.refusals:
            return Result.FAILED
        if any(done.state == State.HELD for done in self.imports):
            return Result.HELD
        return Result.PUBLISHED if self.imports else Result.NOTHING

    def add(self, outcome: Outcome) -> None:
        """Count an import, unless it found everything live already."""
        if not outcome.nothing or outcome.done.state == State.HELD:
            self.imports.append(outcome.done)

    @property
    def sentences(self) -> list[str]:
        return [*self.refusals, *self.notes]


def bring_in(
    database: Database,
    settings: Settings,
    one: RegionRun,
    *,
    tell: Tell,
    quiet: timedelta,
    before_turn_over: BeforeTurnOver,
) -> None:
    """Import what waits in the inbox of a region and was not written to for `quiet`, then pull: the freshest is last.

    What was done is gathered in `one`, also when the pull raises its refusal.
    Raises NoRoom: what waits goes on waiting.
    """
    take = partial(import_offers, complete=True, most_mb=settings.import_max_mb, before_turn_over=before_turn_over)
    for waiting in inbox.waiting(settings.data_dir, clock.now(), quiet):
        if waiting.region == one.region:
            _take(settings, one, waiting, partial(take, database))
    if settings.pull.configured:
        told = partial(tell, one.region)
        outcome, pulled = pull_region(database, settings, one.region, tell=told, before_turn_over=before_turn_over)
        one.add(outcome)
        one.notes += report.out_of_reach(pulled.missing)


def _take(settings: Settings, one: RegionRun, waiting: Waiting, take: Callable[..., list[Outcome]]) -> None:
    """Import the files of one source; set what cannot be read aside: asking again would change nothing."""
    try:
        outcomes = take(waiting.files, region=waiting.region, source=waiting.source)
    except NoRoom:
        raise  # the files are good: they wait for room
    except Refusal as refusal:
        folder = inbox.set_aside(waiting).relative_to(settings.data_dir)
        one.refusals.append(f"{refusal.message} Fichiers mis dans {folder}.")
    else:
        for outcome in outcomes:
            one.add(outcome)
        inbox.forget(waiting)
