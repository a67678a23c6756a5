"""The live offers in memory follow the imports, and a person is made of an account and its profile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.matching import opening, queries, services
from clicnjob.matching.offer_set import UNKNOWN, day_number
from clicnjob.offers import services as offers
from clicnjob.profiles.queries import profile_of
from tests import builders
from tests.matching.made import TODAY, person
from tests.offers.made import GUERET, NOUVELLE_AQUITAINE, bring_in, load_places, record
from tests.profiles import made


def titles(database: Database) -> list[str]:
    """The live offers in memory, as another request sees them."""
    with database.read() as session:
        return sorted(" ".join(key) for key in opening.offer_set(session).jobs.titles)


def test_the_offers_are_built_once_and_shared(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record()])

    with database.read() as one, database.read() as other:
        assert opening.offer_set(one) is opening.offer_set(other)


def test_an_import_is_seen_at_once(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, intitule="Serveur")])
    before = titles(database)
    bring_in(database, tmp_path, [record(2, intitule="Plombier")])

    assert (before, titles(database)) == (["serveur"], ["plombier", "serveur"])


def test_an_offer_that_changed_is_seen_though_their_number_did_not_change(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, intitule="Serveur")])
    before = titles(database)
    bring_in(database, tmp_path, [record(1, intitule="Plombier", dateActualisation="2026-11-22T07:30:00.000Z")])

    assert (before, titles(database)) == (["serveur"], ["plombier"])


def test_the_start_and_the_employer_of_an_imported_offer_are_ranked(database: Database, tmp_path: Path) -> None:
    one = record(1, description="Prise de poste le 5 janvier 2027.", entreprise={"nom": "Café des Halles"})
    bring_in(database, tmp_path, [one, record(2, description="Rien.", entreprise={"nom": "CAFE DES HALLES"})])
    with database.read() as session:
        found = opening.offer_set(session)

    assert found.start.tolist() == [day_number(date(2027, 1, 5)), UNKNOWN]
    assert found.employer_offers.tolist() == [2, 2]


def test_a_closed_offer_leaves_the_ranking_without_an_import(database: Database, tmp_path: Path) -> None:
    end = (clock.now() + timedelta(days=1)).isoformat()
    bring_in(database, tmp_path, [record(1, intitule="Serveur"), record(2, intitule="Plombier", dateExpiration=end)])
    before = titles(database)
    with database.write() as session:
        offers.expire(session, now=clock.now() + timedelta(days=2))

    assert (before, titles(database)) == (["plombier", "serveur"], ["serveur"])


def test_offers_of_every_region_are_ranked_together(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    bring_in(database, tmp_path, [record(2, intitule="Serveuse", lieuTravail=GUERET)], region=NOUVELLE_AQUITAINE)

    with database.read() as session:
        assert len(services.ranked_for(session, person(), TODAY)) == 2


def test_no_offer_at_all_gives_an_empty_ranking(database: Database) -> None:
    with database.read() as session:
        assert len(services.ranked_for(session, person(), TODAY)) == 0


def test_a_person_lives_where_the_profile_says_and_is_as_old_as_the_account(session: Session) -> None:
    ines = made.people(session).ines
    made.answered(session, ines)
    found = queries.person_of(session, ines, profile_of(session, ines, ines.id))

    assert found.answers == made.FULL
    assert (found.birth_date, found.departement_code) == (ines.birth_date, "62")
    assert (found.latitude, found.longitude) == (50.434146, 2.822847)


def test_a_profile_not_begun_is_a_person_who_said_nothing(database: Database) -> None:
    load_places(database)
    with database.write() as session:
        youth = builders.youth(session)
        found = queries.person_of(session, youth, None)

    assert found.latitude is None
    assert found.birth_date == youth.birth_date
