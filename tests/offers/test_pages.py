"""Pages of the offers, through the inspecting client."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers.models import OfferImport
from tests import builders
from tests.offers.made import GUERET, NOWHERE, bring_in, load_places, page, record
from tests.page import PageClient

OPERATOR_NAME = {"first_name": "Sonia", "last_name": "Marchais"}


@pytest.fixture
def operator(app: Flask, database: Database) -> PageClient:
    load_places(database)
    return signed_in(app, database, Role.OPERATOR)


def signed_in(app: Flask, database: Database, role: Role) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, role, **(OPERATOR_NAME if role == Role.OPERATOR else {})))
    return client


def upload(content: bytes, name: str = "semaine.json") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def imported(database: Database) -> int | None:
    with database.read() as session:
        return session.scalar(select(func.count(OfferImport.id)))


def test_before_the_first_import_the_page_says_what_to_do(operator: PageClient) -> None:
    page = operator.get("/imports")

    assert "Pas encore d'import" in page.text
    assert "/imports/nouveau" in page.links()


def test_a_file_is_brought_in_and_its_result_shown(operator: PageClient, database: Database) -> None:
    week = [record(1), record(2), record(2), record(3, lieuTravail=GUERET), record(4, intitule="")]
    shown = operator.post(
        "/imports/nouveau", {"files": [upload(page(week))], "region": "84", "complete": "y"}, follow=True
    )

    assert shown.h1 == "Import d'aujourd'hui"
    assert "Par Sonia Marchais. 5 lues = 2 gardées + 2 mises de côté + 1 refusée." in shown.text
    assert "2 nouvelles" in shown.text
    assert "Sans titre" in shown.text
    assert "semaine.json, n° 5" in shown.text
    assert "/imports/1/refus.csv" in shown.links()


def test_no_region_is_chosen_before_the_operator_does(app: Flask, operator: PageClient, database: Database) -> None:
    def values(client: PageClient) -> list[str | None]:
        return [one.get("value") for one in client.get("/imports/nouveau").find("option")]

    assert values(signed_in(app, database, Role.ADMIN))[:2] == ["", "all"]
    assert values(operator)[0] == ""
    assert "84" in values(operator)
    assert "all" not in values(operator)


def test_several_files_are_one_import(operator: PageClient, database: Database) -> None:
    files = [upload(page([record(1)]), "1.json"), upload(page([record(2)]), "2.json")]
    shown = operator.post("/imports/nouveau", {"files": files, "region": "84"}, follow=True)

    assert "2 fichiers reçus" in shown.text
    assert imported(database) == 1


def test_an_unreadable_file_is_refused_on_the_form_and_changes_nothing(
    operator: PageClient, database: Database
) -> None:
    answer = operator.post("/imports/nouveau", {"files": [upload(page([record()])[:-3])], "region": "84"})

    assert answer.status == 422
    assert answer.title.startswith("Erreur")
    assert "Le fichier « semaine.json » est coupé" in answer.text
    assert imported(database) == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"region": "84"}, "Choisissez un fichier."),
        ({"files": "", "region": "84"}, "Choisissez un fichier."),
        ({"files": "a.json"}, "Choisissez la région."),
    ],
)
def test_what_the_form_lacks_is_said(operator: PageClient, fields: dict[str, str], sentence: str) -> None:
    files = {"files": [upload(b"{}", fields["files"])]} if "files" in fields else {}
    answer = operator.post("/imports/nouveau", {**fields, **files})

    assert answer.status == 422
    assert sentence in answer.text


def test_a_late_file_is_said_so(operator: PageClient, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1)], complete=True)
    week = page([record(2), record(1)])
    shown = operator.post("/imports/nouveau", {"files": [upload(week)], "region": "84", "complete": "y"}, follow=True)

    assert "Ce fichier est plus ancien que le dernier import" in shown.text


def test_the_history_shows_regions_and_imports(
    operator: PageClient, database: Database, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    bring_in(database, tmp_path, [record(1), record(2, lieuTravail=NOWHERE)])
    frozen_clock.shift(9 * 24 * 3600)
    bring_in(database, tmp_path, [record(3, lieuTravail=GUERET)], region="75")
    with database.write() as session:
        operator.sign_in(builders.user(session, Role.ADMIN))
    shown = operator.get("/imports")

    assert "Auvergne-Rhône-Alpes 1 mardi 24 novembre 9 jours" in shown.text
    assert "Nouvelle-Aquitaine 1 aujourd'hui" in shown.text
    assert "Sans lieu connu 1" in shown.text
    assert shown.links().index("/imports/2") < shown.links().index("/imports/1")


def test_an_import_is_compared_with_the_one_before(operator: PageClient, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(number) for number in range(1, 5)])
    done = bring_in(database, tmp_path, [record(1), record(2), record(3)])

    assert "3 offres gardées : 25 % de moins qu'à l'import d'avant" in operator.get(f"/imports/{done.id}").text


def test_refusals_are_downloaded_as_a_table(operator: PageClient, database: Database, tmp_path: Path) -> None:
    done = bring_in(database, tmp_path, [record(1), record(2, description="")])
    answer = operator.get(f"/imports/{done.id}/refus.csv").response

    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=refus-import-{done.id}.csv"


def test_an_unknown_import_is_missing(operator: PageClient) -> None:
    assert operator.get("/imports/99").status == 404
    assert operator.get("/imports/99/refus.csv").status == 404


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.MANAGER, Role.YOUTH])
def test_imports_are_for_operators(app: Flask, database: Database, role: Role) -> None:
    assert signed_in(app, database, role).get("/imports").status == 403
