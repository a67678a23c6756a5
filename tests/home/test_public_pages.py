"""The pages anybody may read."""

from __future__ import annotations

import pytest

from clicnjob.db import Database
from tests import builders
from tests.page import PageClient


@pytest.mark.parametrize(
    "path", ["/", "/connexion", "/premiere-fois", "/donnees-personnelles", "/accessibilite", "/comment-ca-marche"]
)
def test_a_stranger_reads_it_without_a_statement(client: PageClient, path: str) -> None:
    page = client.get(path)

    assert (page.status, page.statements) == (200, 0)


def test_every_link_of_the_first_page_leads_somewhere(client: PageClient, database: Database) -> None:
    with database.write() as session:
        builders.communes(session)
    links = {link for link in client.get("/").links() if link.startswith("/")}

    assert {link: code for link in links if (code := client.get(link).status) != 200} == {}


def test_a_commune_gives_the_nearest_places_first(client: PageClient, database: Database) -> None:
    with database.write() as session:
        builders.communes(session)
        builders.site(session, name="Antenne d'Arras", commune_code="62041")
        builders.site(session, name="Antenne de Lens", commune_code="62498")

    page = client.get("/ta-mission-locale?commune=lievin")

    assert page.text.index("Antenne de Lens") < page.text.index("Antenne d'Arras")


def test_a_misspelt_commune_is_answered_with_ideas_to_tap(client: PageClient, database: Database) -> None:
    with database.write() as session:
        builders.communes(session)
        builders.site(session, name="Antenne de Lens", commune_code="62498")

    page = client.get("/ta-mission-locale?commune=lenz")
    idea = page.find("button", name="commune-choix")[0]

    assert page.title.startswith("Erreur :")
    assert idea.text == "Lens (62)"
    assert "Antenne de Lens" in client.get(f"/ta-mission-locale?commune=lenz&commune-choix={idea.get('value')}").text
