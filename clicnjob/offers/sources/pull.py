"""The offers of a region asked of the API of France Travail, into a file of one offer a line that an import reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from clicnjob import clock
from clicnjob.offers.errors import PullNotConfigured, PullNotInstalled
from clicnjob.offers.sources import pull_journal
from clicnjob.offers.sources.pull_journal import Begun, Journal
from clicnjob.offers.sources.pull_queries import Areas, Place, Query, narrower, spans, windows
from clicnjob.offers.sources.reading import GivenFile
from config import PullSettings, Settings

if TYPE_CHECKING:
    from clicnjob.offers.sources.pull_api import Answer, Api

FOLDER = "pull"
# Clocks differ, and a source may write local dates.
AHEAD = timedelta(days=1)
# How often a query is read again when offers move from one page to another meanwhile.
READINGS = 4

# Hears how many offers were brought, of how many.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought on a day: a file of `offers` offers, and how many the API counts but could not give."""

    file: GivenFile
    day: date
    offers: int
    missing: int
    requests: int


@contextmanager
def pulled(settings: Settings, region: str, areas: Areas, now: datetime, tell: Tell) -> Iterator[Pulled]:
    """The offers of a region. Leaving the block without an error forgets them; a pull that was cut goes on.

    `areas` are the communes of each département. Raises PullNotConfigured, PullNotInstalled, PullRunning and what
    `pull_api.Api.ask` raises.
    """
    if not settings.pull.configured:
        raise PullNotConfigured
    api = _api(settings)
    whole = now.replace(microsecond=0)
    begun = Begun(whole, whole + AHEAD, settings.pull.url, settings.pull.cap)
    root = Query(Place.REGION, region)
    with api, pull_journal.opened(settings.data_dir / FOLDER / region, begun) as journal:
        _walk(_Run(api, journal, areas, settings.pull, tell), root)
        day = clock.local(journal.begun.at).date()
        file = GivenFile(journal.offers, f"france-travail-{region}-{day}.ndjson")
        yield Pulled(file, day, len(journal.ids), journal.missing, api.requests)
        journal.forget()


def _api(settings: Settings) -> Api:
    try:
        from clicnjob.offers.sources.pull_api import Api  # in the `pull` extra: not installed everywhere
    except ModuleNotFoundError:
        raise PullNotInstalled from None
    return Api(settings.pull)


@dataclass(frozen=True, slots=True)
class _Run:
    """What every step of one pull needs."""

    api: Api
    journal: Journal
    areas: Areas
    settings: PullSettings
    tell: Tell

    def first(self, query: Query) -> Answer:
        return self.api.ask(query, *self.spans(1)[0])

    def spans(self, total: int) -> list[tuple[int, int]]:
        return spans(total, self.settings.cap, self.settings.page)


def _walk(run: _Run, query: Query) -> None:
    """Bring a query: at once when the API gives it whole, else by windows of dates."""
    journal = run.journal
    if query.key in journal.done:
        return
    if query.key not in journal.over:
        first = run.first(query)
        if first.total < run.settings.cap or not windows(query, journal.begun.until):
            offers, missing = _whole(run, query, first)
            journal.keep(query.key, offers, missing)
            run.tell(len(journal.ids), max(first.total, *journal.over.values(), 0))
            return
        journal.divide(query.key, first.total)
    for part in windows(query, journal.begun.until):
        _walk(run, part)


def _whole(run: _Run, query: Query, first: Answer) -> tuple[dict[str, bytes], int]:
    """The offers of a query that dates cannot divide, and how many are out of reach.

    What the API does not give for the place itself, it may give for places inside.
    """
    offers = _reachable(run, query, first)
    if first.total > run.settings.cap:
        for part in narrower(query, run.areas):
            if len(offers) >= first.total:
                break
            offers |= _whole(run, part, run.first(part))[0]
    return offers, max(first.total - len(offers), 0) if first.total > run.settings.cap else 0


def _reachable(run: _Run, query: Query, first: Answer) -> dict[str, bytes]:
    """The pages of a query, read again while they bring offers and not as many as the API counts."""
    offers: dict[str, bytes] = {}
    for _ in range(READINGS):
        before = len(offers)
        offers |= first.offers
        for start, last in run.spans(first.total)[1:]:
            offers |= run.api.ask(query, start, last).offers
        if len(offers) >= min(first.total, run.settings.cap) or len(offers) == before:
            break
        first = run.first(query)
    return offers
