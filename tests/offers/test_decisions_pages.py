"""What an operator decides of an import, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers.models import ImportDecision, Offer, OfferImport
from clicnjob.offers.states import State
from tests import builders
from tests.offers.made import AUVERGNE_RHONE_ALPES, NOUVELLE_AQUITAINE, bring_in, lines, load_places, plain, record
from tests.page import Page, PageClient

WEEK = [record(number) for number in range(1, 13)]
FEW = WEEK[:4]


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A database with a folder, where the files of an import are kept."""
    database = Database(database_url, tmp_path / "data")
    yield database
    database.close()


@pytest.fixture
def operator(app: Flask, database: Database) -> PageClient:
    load_places(database)
    return signed_in(app, database, AUVERGNE_RHONE_ALPES)


def signed_in(app: Flask, database: Database, region: str) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, Role.OPERATOR, first_name="Sonia", last_name="M", regions=[region]))
    return client


def upload(client: PageClient, records: Sequence[Any]) -> Page:
    given = (io.BytesIO(lines(records)), "semaine.json")
    return client.post("/imports/nouveau", {"files": [given], "region": AUVERGNE_RHONE_ALPES, "complete": "y"})


def live(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(Offer.id).where(Offer.closed_at.is_(None))).all())


def state(database: Database, import_id: int) -> State:
    with database.read() as session:
        return session.get_one(OfferImport, import_id).state


def two_weeks(database: Database, folder: Path) -> str:
    """The page of a second week in which one offer went and one came."""
    bring_in(database, folder, WEEK, complete=True)
    bring_in(database, folder, [*WEEK[:11], record(20)], complete=True)
    return "/imports/2"


def held(client: PageClient) -> str:
    """The page of a second week that is much smaller than the first."""
    upload(client, WEEK)
    return upload(client, FEW).location


def test_a_held_import_says_why_and_changes_nothing(operator: PageClient, database: Database) -> None:
    page = operator.get(held(operator))

    assert "Rien n'est publié : cet import est retenu" in plain(page.text)
    assert "Ce qui changerait" in page.text
    assert live(database) == 12
    assert "Retenu" in operator.get("/imports").text


def test_a_held_import_is_published_with_a_written_reason_alone(operator: PageClient, database: Database) -> None:
    address = held(operator)

    operator.post(f"{address}/publier", {"reason": " "})
    assert live(database) == 12
    operator.post(f"{address}/publier", {"reason": "La source a fermé deux agences."})

    assert live(database) == 4
    assert "Publié malgré un frein" in operator.get(address).text
    with database.read() as session:
        assert "La source a fermé deux agences." in session.scalars(select(ImportDecision.reason)).all()


def test_an_import_that_is_abandoned_leaves_what_is_live(operator: PageClient, database: Database) -> None:
    address = held(operator)

    operator.post(f"{address}/abandonner")

    assert (state(database, 2), live(database)) == (State.ABANDONED, 12)
    assert "Abandonné" in operator.get(address).text


def test_the_week_before_comes_back_once_it_was_said_what_changes(
    operator: PageClient, database: Database, tmp_path: Path
) -> None:
    last = two_weeks(database, tmp_path)

    page = operator.get(f"{last}/revenir")
    assert "1 rouvertes" in plain(page.text)
    assert live(database) == 12
    operator.post(f"{last}/revenir", {"reason": "Mauvais fichier."})

    with database.read() as session:
        ids = session.scalars(select(Offer.source_id).where(Offer.closed_at.is_(None)))
        assert set(ids) == {one["id"] for one in WEEK}
    assert state(database, 2) == State.ROLLED_BACK
    assert "Annulé" in operator.get(last).text


def test_an_import_before_the_last_cannot_be_taken_back(
    operator: PageClient, database: Database, tmp_path: Path
) -> None:
    two_weeks(database, tmp_path)

    assert operator.post("/imports/1/revenir").location == "/imports/2"
    assert state(database, 1) == State.PUBLISHED


@pytest.mark.parametrize("act", ["publier", "abandonner", "revenir"])
def test_an_operator_of_another_region_finds_no_such_import(
    app: Flask, operator: PageClient, database: Database, act: str
) -> None:
    address = held(operator)
    stranger = signed_in(app, database, NOUVELLE_AQUITAINE)

    assert stranger.get(address).status == 404
    assert stranger.post(f"{address}/{act}", {"reason": "non"}).status == 404
    assert "Retenu" not in stranger.get("/imports").text
    assert live(database) == 12


def test_an_operator_brings_in_the_own_regions_only(operator: PageClient, database: Database) -> None:
    given = (io.BytesIO(lines(FEW)), "semaine.json")

    assert operator.post("/imports/nouveau", {"files": [given], "region": NOUVELLE_AQUITAINE}).status == 422
    assert live(database) == 0
