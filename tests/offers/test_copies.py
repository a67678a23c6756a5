"""Copies of one job, kept on one card in the turn-over, and taken apart by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers import queries
from clicnjob.offers.models import Offer
from tests import builders
from tests.offers.made import AUVERGNE_RHONE_ALPES, NOUVELLE_AQUITAINE, SAME_EMPLOYER, bring_in, record
from tests.page import PageClient

OURS = record(1)
THEIRS = record(2, id="X-2", intitule="SERVEUSE EN RESTAURATION", description="Autres mots.", entreprise=SAME_EMPLOYER)
OTHER = record(3, intitule="Cuisinier", entreprise=SAME_EMPLOYER)


def together(database: Database) -> set[frozenset[str]]:
    """The identifiers of live offers that share a card."""
    cards: dict[str, set[str]] = {}
    with database.read() as session:
        for offer in session.scalars(select(Offer).where(Offer.closed_at.is_(None), Offer.fused_key.is_not(None))):
            cards.setdefault(offer.fused_key or "", set()).add(offer.source_id)
    return {frozenset(ids) for ids in cards.values()}


def both(database: Database, folder: Path) -> None:
    bring_in(database, folder, [OURS, OTHER])
    bring_in(database, folder, [THEIRS], source="autre")


def id_of(database: Database, source_id: str) -> int:
    with database.read() as session:
        return session.scalars(select(Offer.id).where(Offer.source_id == source_id)).one()


def operator(app: Flask, database: Database, *regions: str) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, Role.OPERATOR, regions=regions))
    return client


def test_two_sources_publish_one_job_on_one_card(database: Database, tmp_path: Path) -> None:
    both(database, tmp_path)

    assert together(database) == {frozenset({"9000001", "X-2"})}
    with database.read() as session:
        rows = queries.live_offer_rows(session, AUVERGNE_RHONE_ALPES)
    assert len({row.copy_key for row in rows}) == 2


def test_which_source_comes_first_changes_no_card(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [THEIRS], source="autre")
    bring_in(database, tmp_path, [OURS, OTHER])

    assert together(database) == {frozenset({"9000001", "X-2"})}


@pytest.mark.parametrize("change", [{"intitule": "Cuisinier"}, {"typeContrat": "CDD"}, {"entreprise": None}])
def test_an_offer_that_changed_leaves_the_card(database: Database, tmp_path: Path, change: dict[str, Any]) -> None:
    both(database, tmp_path)

    bring_in(database, tmp_path, [{**THEIRS, **change, "dateActualisation": "2026-11-23T08:00:00Z"}], source="autre")

    assert frozenset({"9000001", "X-2"}) not in together(database)


def test_an_offer_taken_apart_stays_so_until_it_is_put_back(app: Flask, database: Database, tmp_path: Path) -> None:
    both(database, tmp_path)
    client = operator(app, database, AUVERGNE_RHONE_ALPES)
    theirs = id_of(database, "X-2")

    assert client.post(f"/imports/doublons/{theirs}/separer").status == 303
    bring_in(database, tmp_path, [record(4, intitule="Barman")])
    assert together(database) == set()

    assert "Séparées à la main" in client.get("/imports/doublons").text
    client.post(f"/imports/doublons/{theirs}/remettre")
    assert together(database) == {frozenset({"9000001", "X-2"})}


def test_an_operator_sees_and_changes_the_cards_of_the_own_regions_only(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    both(database, tmp_path)
    stranger = operator(app, database, NOUVELLE_AQUITAINE)

    assert "Le Châtaignier Bleu" in operator(app, database, AUVERGNE_RHONE_ALPES).get("/imports/doublons").text
    assert "Le Châtaignier Bleu" not in stranger.get("/imports/doublons").text
    assert stranger.post(f"/imports/doublons/{id_of(database, 'X-2')}/separer").status == 404
    assert together(database) == {frozenset({"9000001", "X-2"})}
