"""The page of texts that wait, through the inspecting client: who sees what, and what a decision does."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers.models import Offer, OfferCheck
from tests import builders
from tests.offers.made import SAME_EMPLOYER, bring_in, record
from tests.page import PageClient

YOUNG = "Vous servez en salle. Nous cherchons une personne de moins de 30 ans."
HERE, ELSEWHERE = "84", "76"


@pytest.fixture
def check_id(database: Database, tmp_path: Path) -> int:
    bring_in(database, tmp_path, [record(1, description=YOUNG), record(2, description=YOUNG, entreprise=SAME_EMPLOYER)])
    with database.read() as session:
        return session.scalars(select(OfferCheck.id).order_by(OfferCheck.id)).first() or 0


def signed_in(app: Flask, database: Database, role: Role, *regions: str) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        user = builders.user(session, role)
        user.regions = list(regions)
        client.sign_in(user)
    return client


def states(database: Database) -> list[str | None]:
    with database.read() as session:
        return list(session.scalars(select(Offer.close_reason)))


def test_the_page_quotes_the_words_and_names_the_law(app: Flask, database: Database, check_id: int) -> None:
    client = signed_in(app, database, Role.OPERATOR, HERE)

    assert "moins de 30 ans" in client.get("/imports/textes").text
    assert "L5331-2" in client.get(f"/imports/textes/{check_id}").text


def test_publishing_opens_every_offer_of_the_text(app: Flask, database: Database, check_id: int) -> None:
    client = signed_in(app, database, Role.OPERATOR, HERE)

    assert client.post(f"/imports/textes/{check_id}/publier").status == 303
    assert states(database) == [None, None]
    assert "Aucun texte à vérifier" in client.get("/imports/textes").text


def test_refusing_needs_a_reason_and_keeps_it(app: Flask, database: Database, check_id: int) -> None:
    client = signed_in(app, database, Role.ADMIN)

    assert client.post(f"/imports/textes/{check_id}", {"reason": ""}).status == 422
    assert states(database) == ["to_check", "to_check"]
    assert client.post(f"/imports/textes/{check_id}", {"reason": "Âge maximum."}).status == 303
    assert states(database) == ["refused", "refused"]
    with database.read() as session:
        assert set(session.scalars(select(OfferCheck.reason))) == {"Âge maximum."}


def test_an_operator_of_another_region_sees_and_decides_nothing(app: Flask, database: Database, check_id: int) -> None:
    client = signed_in(app, database, Role.OPERATOR, ELSEWHERE)

    assert "moins de 30 ans" not in client.get("/imports/textes").text
    assert client.get(f"/imports/textes/{check_id}").status == 404
    assert client.post(f"/imports/textes/{check_id}/publier").status == 404
    assert states(database) == ["to_check", "to_check"]
