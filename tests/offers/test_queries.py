"""Reads of the offers that other rooms stand on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.errors import Missing
from clicnjob.offers import deciding, queries
from clicnjob.offers.areas import EVERYWHERE, Area, Kind, area_of
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import Offer
from clicnjob.offers.orders import Order, Wish
from clicnjob.offers.parts import split
from clicnjob.offers.staging import stage
from tests.offers.made import (
    AUVERGNE_RHONE_ALPES,
    GUERET,
    NOUVELLE_AQUITAINE,
    NOWHERE,
    bring_in,
    file,
    lines,
    load_places,
    record,
)
from tests.places import small

AREAS = {
    "": EVERYWHERE,
    "France": EVERYWHERE,
    "privas": Area(Kind.COMMUNE, "07186", "Privas (07)"),
    "privass": Area(Kind.COMMUNE, "07186", "Privas (07)"),
    "annecy le vieux": Area(Kind.COMMUNE, "74010", "Annecy (74)"),
    "07": Area(Kind.DEPARTEMENT, "07", "Ardèche"),
    "ardeche": Area(Kind.DEPARTEMENT, "07", "Ardèche"),
    "auvergne rhone alpes": Area(Kind.REGION, "84", "Auvergne-Rhône-Alpes"),
    "zzzzz": None,
}


@pytest.mark.parametrize("text", AREAS)
def test_a_place_is_understood_as_people_write_it(text: str) -> None:
    assert area_of(text, small.catalogue()) == AREAS[text]


def test_the_ranking_reads_live_offers_in_the_order_of_ids(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(number) for number in (3, 1, 2)])
    bring_in(database, tmp_path, [record(1), record(3)], complete=True)
    bring_in(database, tmp_path, [record(4, lieuTravail=GUERET)], region=NOUVELLE_AQUITAINE)
    with database.read() as session:
        rows = queries.live_offer_rows(session, AUVERGNE_RHONE_ALPES)

    assert [row.id for row in rows] == sorted(row.id for row in rows)
    assert len(rows) == 2
    assert (rows[0].title, rows[0].licences, rows[0].departement_code) == (
        "Serveur / Serveuse en restauration",
        [],
        "07",
    )


def test_offers_without_a_known_place_are_a_region_of_their_own(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, lieuTravail=NOWHERE), record(2)])
    with database.read() as session:
        homeless = queries.offers_by_id(session, [row.id for row in queries.live_offer_rows(session, "")])
        counts = [(one.region, one.live) for one in queries.live_regions(session)]

    assert [one.source_id for one in homeless.values()] == ["9000001"]
    assert counts == [("", 1), (AUVERGNE_RHONE_ALPES, 1)]


def test_an_unknown_offer_is_missing(database: Database) -> None:
    with pytest.raises(Missing), database.read() as session:
        queries.offer(session, 12)


def test_offers_of_a_list_are_found_by_their_ids(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    with database.read() as session:
        assert set(queries.offers_by_id(session, [1, 2, 99])) == {1, 2}


def live(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Offer.title).where(Offer.closed_at.is_(None))))


def test_a_reference_is_that_of_a_live_offer(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    bring_in(database, tmp_path, [record(2)], complete=True)
    with database.read() as session:
        assert [queries.by_reference(session, one) for one in ("9000001", "9000002", "%")] == [[], [2], []]


def test_the_digest_of_a_region_changes_with_its_offers_only(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    with database.read() as session:
        before = queries.region_digests(session)
    bring_in(database, tmp_path, [record(2), record(1, dateActualisation="2026-11-22")], region="all")
    bring_in(database, tmp_path, [record(3, lieuTravail=GUERET)], region="75")
    with database.read() as session:
        after = queries.region_digests(session)

    assert after["84"] == before["84"]
    assert set(after) == {"84", "75"}
    bring_in(database, tmp_path, [record(1, description="Autre.", dateActualisation="2026-11-23")])
    with database.read() as session:
        assert queries.region_digests(session)["84"] != before["84"]


def test_a_reader_sees_the_old_week_until_the_new_one_is_whole(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2, intitule="Plongeur")], complete=True)
    given = [file(tmp_path, lines([record(3, intitule="Cuisinier")]))]
    order = Order("france-travail", "84", True, clock.today(), clock.now(), wish=Wish.ANYWAY)
    with (
        stage(given, catalogue=small.catalogue(), most_bytes=10**6, now=clock.now()) as staged,
        database.write() as session,
    ):
        (part,) = split(staged, "84", clock.now())
        deciding.receive(session, part, order, clock.now())
        assert live(database) == {"Serveur / Serveuse en restauration", "Plongeur"}

    assert live(database) == {"Cuisinier"}


def test_two_imports_of_one_source_at_once_both_come_in(database: Database, tmp_path: Path) -> None:
    load_places(database)
    failures: list[BaseException] = []

    def import_week(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            bring_in_again(database, folder, number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=import_week, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with database.read() as session:
        assert session.scalar(select(func.count(Offer.id))) == 60


def bring_in_again(database: Database, folder: Path, number: int) -> None:
    """Sixty offers, shared by every import, in an order of its own."""
    records = [record(one) for one in range(1, 61)]
    week = records[number * 20 :] + records[: number * 20]
    import_offers(database, [file(folder, lines(week))], region="84", complete=False, most_mb=10)
