"""Reports by readers: one a person, two warn, a professional answers, and nobody is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers.models import Offer
from tests import builders
from tests.offers.made import bring_in, load_places, record
from tests.page import PageClient

WARNING = "Signalée par des lecteurs"


@pytest.fixture
def offer_id(database: Database, tmp_path: Path) -> int:
    bring_in(database, tmp_path, [record(1)])
    with database.read() as session:
        return session.scalars(select(Offer.id)).one()


def signed_in(app: Flask, database: Database, role: Role = Role.COUNSELLOR) -> PageClient:
    """Somebody of a structure of their own."""
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, role))
    return client


def report(client: PageClient, offer_id: int, kind: str = "money") -> int:
    return client.post(f"/offres/{offer_id}/signaler", {"motif": kind}).status


def state(database: Database) -> Any:
    with database.read() as session:
        return session.execute(select(Offer.reports, Offer.close_reason)).one()


def test_who_works_here_finds_the_reported_offers_from_the_offers(app: Flask, database: Database) -> None:
    load_places(database)

    assert "/offres/signalees" in signed_in(app, database, Role.COUNSELLOR).get("/offres").links()
    assert "/offres/signalees" not in signed_in(app, database, Role.YOUTH).get("/offres").links()


def test_two_people_warn_the_others_and_one_who_insists_does_not(app: Flask, database: Database, offer_id: int) -> None:
    first, other = signed_in(app, database), signed_in(app, database)
    report(first, offer_id)
    report(first, offer_id, "false")
    assert WARNING not in other.get(f"/offres/{offer_id}").text

    assert report(other, offer_id) == 303
    assert WARNING in other.get(f"/offres/{offer_id}").text


def test_a_report_is_taken_back(app: Flask, database: Database, offer_id: int) -> None:
    client = signed_in(app, database)
    report(client, offer_id)
    client.post(f"/offres/{offer_id}/signaler/annuler")

    assert state(database) == (0, None)


def test_who_reports_is_named_nowhere_and_the_offer_is_closed_until_it_changes(
    app: Flask, database: Database, offer_id: int, tmp_path: Path
) -> None:
    report(signed_in(app, database), offer_id)
    operator = signed_in(app, database, Role.OPERATOR)
    page = operator.get("/offres/signalees").text
    assert "On me demande de l'argent" in page
    assert "Verdier" not in page.partition("1 personne")[2]

    operator.post(f"/offres/{offer_id}/signalements/fermer")
    bring_in(database, tmp_path, [record(1)])
    assert state(database) == (0, "reported")
    bring_in(database, tmp_path, [record(1, description="Autre texte.", dateActualisation="2026-11-22T07:30:00.000Z")])
    assert state(database) == (0, None)


def test_an_offer_that_is_left_is_not_reported_again_by_the_same_person(
    app: Flask, database: Database, offer_id: int
) -> None:
    client = signed_in(app, database)
    report(client, offer_id)
    client.post(f"/offres/{offer_id}/signalements/laisser")
    report(client, offer_id)

    assert state(database) == (0, None)


def test_an_operator_reports_nothing_and_a_young_person_answers_nothing(
    app: Flask, database: Database, offer_id: int
) -> None:
    assert report(signed_in(app, database, Role.OPERATOR), offer_id) in (403, 404)
    young = signed_in(app, database, Role.YOUTH)
    assert young.get("/offres/signalees").status in (403, 404)
    assert young.post(f"/offres/{offer_id}/signalements/fermer").status in (403, 404)
    assert state(database) == (0, None)
