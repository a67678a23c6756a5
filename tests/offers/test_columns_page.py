"""The step « Les colonnes » of an import, through the inspecting client."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import select

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.offers import queries
from clicnjob.offers.models import Offer
from tests import builders
from tests.offers.made import load_places
from tests.offers.sheets import HEADER, csv_bytes, offer_rows, xlsx
from tests.page import Page, PageClient

ODD = ["Zone 1", "Zone 2", "Zone 3", "Ville", "Code postal", "Contrat", "Date"]
GIVEN = {"champ-id": "Zone 1", "champ-intitule": "Zone 2", "champ-description": "Zone 3"}


@pytest.fixture
def operator(app: Flask, database: Database) -> PageClient:
    load_places(database)
    return signed_in(app, database, Role.OPERATOR)


def signed_in(app: Flask, database: Database, role: Role) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, role))
    return client


def drop(client: PageClient, content: bytes, name: str = "agglo.csv") -> Page:
    return client.post("/imports/nouveau", {"files": [(io.BytesIO(content), name)], "region": "84"}, follow=True)


def odd_table() -> bytes:
    """A table whose headings say nothing, and whose titles and texts are short."""
    return csv_bytes([ODD, *([row[0], f"Poste {n}", "Vous aidez.", *row[3:]] for n, row in enumerate(offer_rows()))])


def carried(page: Page) -> dict[str, object]:
    """What the page sends back when nothing is touched: the files that wait, the region, the choices."""
    hidden = [one for one in page.find("input", type="hidden") if one.get("name") != "csrf_token"]
    files = [one.get("value") for one in hidden if one.get("name") == "files"]
    choices = {one.get("name"): chosen(page, one.get("name")) for one in page.find("select")}
    return {**{one.get("name"): one.get("value") for one in hidden}, **choices, "files": files}


def chosen(page: Page, name: str) -> str:
    """The value selected in a list of the page."""
    at = next(number for number, one in enumerate(page.elements) if one.get("name") == name)
    options = []
    for one in page.elements[at + 1 :]:
        if one.name != "option":
            break
        options.append(one)
    return next((one.get("value") for one in options if "selected" in one.attributes), "")


def titles(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.scalars(select(Offer.title)))


@pytest.mark.parametrize("make", [csv_bytes, lambda rows: xlsx({"Offres": rows})], ids=["csv", "xlsx"])
def test_a_table_shows_its_columns_with_the_guess_and_values_under_each(operator: PageClient, make) -> None:  # type: ignore[no-untyped-def]
    page = drop(operator, make([HEADER, *offer_rows()]))

    assert (page.status, page.h1) == (200, "Les colonnes")
    assert chosen(page, "champ-intitule") == "Intitulé du poste"
    assert chosen(page, "champ-lieuTravail-codePostal") == "Code postal"
    assert "REF-1 REF-2 REF-3" in page.text


def test_the_columns_confirmed_bring_the_offers_in_and_are_not_asked_again(
    operator: PageClient, database: Database
) -> None:
    page = drop(operator, odd_table())
    done = operator.post("/imports/colonnes", {**carried(page), **GIVEN}, follow=True)
    again = drop(operator, odd_table())

    assert done.h1 == again.h1 == "Import d'aujourd'hui"
    assert titles(database) == ["Poste 0", "Poste 1", "Poste 2"]
    with database.read() as session:
        columns = queries.columns_of(session, "france-travail", "84")
    assert columns
    assert columns.fields["intitule"] == "Zone 2"
    assert columns.fields["typeContrat"] == "Contrat"


def test_a_column_that_lacks_is_asked_with_the_sentence_at_its_place(operator: PageClient, database: Database) -> None:
    page = drop(operator, odd_table())
    refused = operator.post("/imports/colonnes", {**carried(page), **GIVEN, "champ-intitule": ""})

    assert refused.status == 422
    assert "Titre : Choisissez la colonne." in refused.text
    assert "#champ-intitule" in refused.links()
    assert titles(database) == []


def test_the_values_of_another_choice_are_shown_before_anything_is_done(
    operator: PageClient, database: Database
) -> None:
    page = drop(operator, odd_table())
    shown = operator.post("/imports/colonnes", {**carried(page), **GIVEN, "again": "1"})

    assert "Poste 0 Poste 1 Poste 2" in shown.text
    assert chosen(shown, "champ-description") == "Zone 3"
    assert titles(database) == []
    with database.read() as session:
        assert queries.columns_of(session, "france-travail", "84") is None


def test_remembered_columns_can_be_chosen_again(operator: PageClient, database: Database) -> None:
    operator.post("/imports/colonnes", {**carried(drop(operator, odd_table())), **GIVEN})
    file = (io.BytesIO(odd_table()), "agglo.csv")
    page = operator.post("/imports/nouveau", {"files": [file], "region": "84", "columns": "y"})

    assert page.h1 == "Les colonnes"
    assert chosen(page, "champ-intitule") == "Zone 2"


def test_a_header_that_changed_is_asked_again(operator: PageClient) -> None:
    operator.post("/imports/colonnes", {**carried(drop(operator, odd_table())), **GIVEN})
    changed = drop(operator, odd_table().replace(b"Zone 2", b"Metier"))

    assert changed.h1 == "Les colonnes"


def test_a_table_that_cannot_be_read_says_so_on_the_form(operator: PageClient) -> None:
    page = drop(operator, b"PK\x03\x04" + b"\0" * 22 + b"\x13\0\0\0[Content_Types].xml", "abime.xlsx")

    assert page.status == 422
    assert "Le classeur « abime.xlsx » est abîmé" in page.text


def test_what_the_import_refuses_after_the_choice_is_said_on_the_page(operator: PageClient) -> None:
    page = drop(operator, odd_table().replace(b"Vous aidez.", b""))
    refused = operator.post("/imports/colonnes", {**carried(page), **GIVEN})

    assert refused.status == 422
    assert "Aucune des 3 offres n'est utilisable" in refused.text


@pytest.mark.parametrize("files", [[], ["0" * 64 + " a.csv"], ["../../etc/passwd x"], ["/etc/passwd"]])
def test_files_that_are_not_waiting_are_asked_again(operator: PageClient, files: list[str]) -> None:
    page = operator.post("/imports/colonnes", {"files": files, "region": "84", **GIVEN}, follow=True)

    assert page.h1 == "Déposer des fichiers"
    assert "Déposez-les de nouveau" in page.text


def test_the_page_alone_leads_to_the_way_in(operator: PageClient) -> None:
    assert operator.get("/imports/colonnes", follow=True).h1 == "Déposer des fichiers"


def test_a_table_of_sixty_columns_keeps_the_page_light(operator: PageClient) -> None:
    wide = [f"colonne de l'export numéro {n}" for n in range(53)]
    page = drop(operator, csv_bytes([[*HEADER, *wide], *([*row, *wide] for row in offer_rows())]))

    assert page.h1 == "Les colonnes"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.COUNSELLOR, Role.YOUTH, Role.MANAGER])
def test_columns_are_for_those_who_import(app: Flask, database: Database, role: Role) -> None:
    page = signed_in(app, database, role).get("/imports/colonnes")

    assert page.status == (303 if role == Role.ADMIN else 403)
