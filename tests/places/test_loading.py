"""Loading an edition into the tables, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.places import queries, services
from clicnjob.places.errors import PlacesNotLoaded
from clicnjob.places.gazetteer import Commune, Gazetteer, Kind
from tests.places import small


def edition_of(*changed: Commune) -> Gazetteer:
    """The small gazetteer with some communes replaced or added."""
    communes = {one.code: one for one in small.COMMUNES} | {one.code: one for one in changed}
    return Gazetteer.of(small.REGIONS, small.DEPARTEMENTS, communes.values())


def load(session: Session, gazetteer: Gazetteer = small.GAZETTEER) -> services.Loaded:
    return services.load(session, gazetteer, source="tests", now=clock.now())


def test_what_was_loaded_is_read_back_whole(session: Session) -> None:
    loaded = load(session)

    assert queries.gazetteer(session) == small.GAZETTEER
    assert (loaded.communes, loaded.arrondissements, loaded.former_communes, loaded.added) == (26, 2, 2, 30)


def test_a_second_load_changes_no_row(session: Session) -> None:
    load(session)
    again = load(session)

    assert queries.gazetteer(session) == small.GAZETTEER
    assert (again.added, again.changed, again.unchanged) == (0, 0, 30)


def test_a_new_edition_changes_what_differs_and_nothing_else(session: Session) -> None:
    load(session)
    lens = replace(small.catalogue().communes[small.catalogue().rows["62498"]], population=32_000, postcodes=("62301",))
    loaded = load(session, edition_of(lens))

    assert (loaded.added, loaded.changed) == (0, 1)
    assert queries.catalogue(session).listed("62498") == lens


def test_a_merger_turns_the_row_into_a_former_commune(session: Session) -> None:
    load(session)
    avion = small.catalogue().listed("62065")
    assert avion
    load(session, edition_of(replace(avion, kind=Kind.FORMER, parent_code="62498", postcodes=())))

    found = queries.catalogue(session).get("62065")
    assert found
    assert found.name == "Lens"


def test_a_commune_the_new_edition_forgets_is_kept_and_counted(session: Session) -> None:
    load(session)
    shorter = [one for one in small.COMMUNES if one.code != "62065"]
    loaded = load(session, Gazetteer.of(small.REGIONS, small.DEPARTEMENTS, shorter))

    assert loaded.kept == 1
    assert queries.catalogue(session).get("62065") == small.catalogue().get("62065")


def test_the_catalogue_is_shared_until_another_edition_is_loaded(session: Session) -> None:
    load(session)
    first = queries.catalogue(session)
    assert queries.catalogue(session) is first

    load(session, edition_of(small.commune("62001", "Ablain-Saint-Nazaire", 1_900, 50.39, 2.71, "62153")))
    assert queries.catalogue(session).get("62001")


def test_the_edition_says_where_it_comes_from_and_when(session: Session) -> None:
    loaded = load(session)
    edition = queries.edition(session)

    assert edition
    assert (edition.digest, edition.source, edition.loaded_at) == (loaded.digest, "tests", clock.now())


def test_without_communes_the_catalogue_says_what_to_do(session: Session) -> None:
    with pytest.raises(PlacesNotLoaded, match="clicnjob places load"):
        queries.catalogue(session)


def test_progress_adds_up_to_every_commune(session: Session) -> None:
    steps: list[int] = []
    services.load(session, small.GAZETTEER, source="tests", now=clock.now(), progress=steps.append)

    assert sum(steps) == len(small.COMMUNES)
