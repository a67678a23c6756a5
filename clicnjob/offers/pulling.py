"""A region pulled from the API of France Travail, then imported like any file."""

from __future__ import annotations

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.errors import Refusal
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.errors import NoRoom, NotOneRegion, PullNothing
from clicnjob.offers.importing import FRANCE_TRAVAIL, import_offers
from clicnjob.offers.prepared import BeforeTurnOver
from clicnjob.offers.sources.pull import FOLDER, Pulled, Tell, pulled
from clicnjob.offers.sources.pull_journal import remove_older
from clicnjob.offers.sources.pull_queries import Areas
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Kind
from config import Settings


def pull_region(
    database: Database,
    settings: Settings,
    region: str,
    *,
    tell: Tell,
    before_turn_over: BeforeTurnOver | None = None,
) -> tuple[Outcome, Pulled]:
    """Bring in what the API holds of a region; complete, unless some of it is out of reach.

    A pull that is stopped goes on at the next call; what an import refused is asked for anew. Raises PullFailed,
    UnreadableFile, NotOneRegion, PlacesNotLoaded.
    """
    now = clock.now()
    with database.read() as session:
        catalogue = places.catalogue(session)
    check_one_region(region, catalogue)
    remove_older(settings.data_dir / FOLDER, now)
    refused: Refusal | None = None
    with pulled(settings, region, areas_of(catalogue, region), now, tell) as brought:
        try:
            if not brought.offers:
                raise PullNothing(region=region)
            (outcome,) = import_offers(
                database,
                [brought.file],
                region=region,
                source=FRANCE_TRAVAIL,
                complete=not brought.missing,
                file_date=brought.day,
                most_mb=settings.import_max_mb,
                before_turn_over=before_turn_over,
            )
            return outcome, brought
        except NoRoom:
            raise  # the file is good, and kept
        except Refusal as refusal:
            refused = refusal  # leaves the block without an error: the file is forgotten
    raise refused


def areas_of(catalogue: Catalogue, region: str) -> Areas:
    """The codes the API knows: communes of today and arrondissements, by département."""
    found: dict[str, list[str]] = {}
    for commune in catalogue.communes:
        if commune.region_code == region and commune.kind is not Kind.FORMER:
            found.setdefault(commune.departement_code, []).append(commune.code)
    return found


def check_one_region(region: str, catalogue: Catalogue) -> None:
    """Raise NotOneRegion, listing the codes, for what is not the code of a region."""
    if region not in catalogue.regions:
        known = sorted(catalogue.regions.values(), key=lambda one: one.code)
        raise NotOneRegion(code=region, codes=", ".join(f"{one.code} ({one.name})" for one in known))
