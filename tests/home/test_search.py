"""The search as a page: for young people, companions and operators, with and without JavaScript."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from tests import builders
from tests.offers.made import GUERET, NOWHERE, SAME_EMPLOYER, bring_in, load_places, record
from tests.page import Page, PageClient
from tests.profiles.made import FULL, answered

ONE, TWO, THREE = ("1\u00a0offre", "2\u00a0offres", "3\u00a0offres")
BAKER = {"intitule": "Pâtissier (H/F)", "appellationlibelle": "Pâtissier / Pâtissière", "romeLibelle": "Pâtisserie"}
SALES = {
    "intitule": "Vendeur en boulangerie (H/F)",
    "appellationlibelle": "Vendeur / Vendeuse en boulangerie",
    "romeLibelle": "Vente en alimentation",
    "typeContrat": "CDD",
}


def signed_in(app: Flask, database: Database, role: Role = Role.COUNSELLOR) -> PageClient:
    client = PageClient(app)
    with database.write() as session:
        client.sign_in(builders.user(session, role))
    return client


@pytest.fixture
def companion(app: Flask, database: Database, tmp_path: Path) -> PageClient:
    week = [record(1), record(2, **BAKER), record(3, lieuTravail=GUERET, **SALES)]
    bring_in(database, tmp_path, week, region="all")
    return signed_in(app, database)


def titles(page: Page) -> list[str]:
    return [e.text for e in page.find("a") if re.match(r"/offres/\d", e.get("href"))]


def test_a_misspelled_word_is_read_and_said_so(companion: PageClient) -> None:
    page = companion.get("/offres?q=vandeuse")

    assert titles(page) == ["Vendeur en boulangerie"]
    assert "On a compris : vendeur" in page.text


def test_offers_are_searched_by_words_and_place(companion: PageClient) -> None:
    assert companion.get("/offres?q=serveuse&lieu=ardeche").h1 == ONE
    assert titles(companion.get("/offres?lieu=gueret")) == ["Vendeur en boulangerie"]


def test_a_phrase_is_held_in_order(companion: PageClient) -> None:
    assert titles(companion.get("/offres?q=" + quote('"vendeuse en boulangerie"'))) == ["Vendeur en boulangerie"]


def test_a_chosen_filter_is_a_chip_that_can_be_taken_off(companion: PageClient) -> None:
    page = companion.get("/offres?contrat=cdd&tri=recent")
    off = next(e for e in page.find("a") if "retirer" in e.text)

    assert page.h1 == ONE
    assert off.text.startswith("CDD")
    assert companion.get(off.get("href")).h1 == THREE
    assert "tri=recent" in off.get("href")


def test_each_value_of_a_filter_says_how_many_offers_it_gives(companion: PageClient) -> None:
    labels = {e.text.strip() for e in companion.get("/offres?contrat=cdd").find("label", class_="chip")}

    assert {"CDI 2", "CDD 1"} <= labels


def test_a_distance_that_leaves_nothing_grows_and_says_so(companion: PageClient) -> None:
    page = companion.get("/offres?q=serveur&lieu=gueret&km=5")

    assert "Aucune offre à moins de 5\u00a0km de Guéret (23)." in page.text.replace("5 km", "5\u00a0km")
    assert titles(page)


def test_a_distance_taken_off_stays_off(companion: PageClient) -> None:
    page = companion.get("/offres?lieu=gueret")
    off = next(e for e in page.find("a") if "retirer" in e.text)

    assert companion.get(off.get("href")).h1 == THREE


def test_a_place_nobody_knows_is_said_so(companion: PageClient) -> None:
    page = companion.get("/offres?lieu=zzzzz")

    assert "On ne trouve pas" in page.text
    assert page.h1 == THREE


def test_an_unknown_word_is_left_out_and_said_so(companion: PageClient) -> None:
    page = companion.get("/offres?q=xyzzy+serveur")

    assert titles(page) == ["Serveur / Serveuse en restauration"]
    assert "Nous n'avons pas trouvé « xyzzy » : voici les offres pour « serveur »." in page.text.replace("\u00a0", " ")


def test_an_everyday_name_finds_the_job_it_stands_for(companion: PageClient) -> None:
    assert titles(companion.get("/offres?q=service+en+salle")) == ["Serveur / Serveuse en restauration"]


def test_a_phrase_nobody_holds_is_looked_for_in_any_order_and_said_so(companion: PageClient) -> None:
    page = companion.get("/offres?q=" + quote('"boulangerie vendeuse"'))

    assert titles(page) == ["Vendeur en boulangerie"]
    assert "Les voici dans le désordre." in page.text


def test_filters_that_leave_nothing_are_lifted_and_said_so(companion: PageClient) -> None:
    page = companion.get("/offres?q=serveur&contrat=cdd")

    assert titles(page) == ["Serveur / Serveuse en restauration"]
    assert "Aucune offre avec le filtre « Contrat ». Les voici sans lui." in page.text.replace("\u00a0", " ")


def ways(page: Page) -> dict[str, str]:
    """What the page proposes to try, by address: the words, then how many offers it announces."""
    return {e.get("href"): e.text for e in page.find("a", class_="pill") if "offre" in e.text.split()[-1]}


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("q=astronaute", ["Toutes les offres de France"]),
        (
            "q=astronaute&lieu=gueret",
            ["Toutes les offres à moins de 30 km de Guéret (23)", "Toutes les offres de France"],
        ),
        ("q=barman", ["Serveur en restauration"]),
        ("lieu=gueret&contrat=cdd", ["Partout en France"]),
    ],
)
def test_what_gives_little_leads_to_what_gives_more(companion: PageClient, address: str, proposed: list[str]) -> None:
    found = ways(companion.get(f"/offres?{address}"))

    for label in proposed:
        assert any(text.replace("\u00a0", " ").startswith(label) for text in found.values()), found
    for href, text in found.items():
        assert text.endswith(companion.get(href).h1)


def test_a_search_without_result_says_what_to_try(companion: PageClient) -> None:
    page = companion.get("/offres?q=astronaute")

    assert page.h1 == "0\u00a0offre"
    assert "Essayez un seul mot" in page.text


def test_the_copies_of_an_offer_are_one_line_that_names_the_other_towns(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    copy = record(2, lieuTravail=GUERET, entreprise=SAME_EMPLOYER)
    bring_in(database, tmp_path, [record(1), copy, record(3, **BAKER)], region="all")
    client = signed_in(app, database)
    page, near = client.get("/offres?q=serveur"), client.get("/offres?q=serveur&lieu=privas&km=")

    assert (page.h1, near.h1) == (ONE, ONE)
    assert titles(page) == ["Serveur / Serveuse en restauration", "Privas"]
    assert titles(near)[0] == titles(page)[0]
    assert titles(near)[1] != "Privas"
    assert "CDI 2" in {e.text.strip() for e in client.get("/offres").find("label", class_="chip")}


def test_the_copies_of_one_town_are_counted(app: Flask, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(number, entreprise=SAME_EMPLOYER) for number in (1, 2, 3)])
    page = signed_in(app, database).get("/offres")

    assert (page.h1, len(titles(page))) == (ONE, 1)
    assert "Aussi publiée : 2 annonces de plus" in page.text.replace("\u00a0", " ")


def test_before_the_first_import_the_page_says_what_is_missing(app: Flask, database: Database) -> None:
    load_places(database)

    assert "Pas encore d'offre" in signed_in(app, database).get("/offres").text


def test_a_closed_offer_is_not_found(app: Flask, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    bring_in(database, tmp_path, [record(1)], complete=True)

    assert signed_in(app, database).get("/offres").h1 == ONE


def test_an_offer_without_a_known_place_is_found_and_said_so(app: Flask, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, lieuTravail=NOWHERE)])

    assert "Lieu inconnu" in signed_in(app, database, Role.OPERATOR).get("/offres").text


def test_an_operator_finds_an_offer_by_its_reference(app: Flask, database: Database, tmp_path: Path) -> None:
    week = [record(1), record(2, **BAKER)]
    bring_in(database, tmp_path, week)
    reference = str(week[1]["id"])

    assert titles(signed_in(app, database, Role.OPERATOR).get(f"/offres?q={reference}")) == ["Pâtissier"]
    assert len(titles(signed_in(app, database).get(f"/offres?q={reference}"))) == 2


def test_a_young_person_searches_from_home_and_is_told_so(
    app: Flask, client: PageClient, database: Database, tmp_path: Path
) -> None:
    bring_in(database, tmp_path, [record(1), record(2, lieuTravail=GUERET, **BAKER)], region="all")
    with database.write() as session:
        user = builders.youth(session)
        answered(session, user, replace(FULL, commune_code="07186"))
    client.sign_in(user)
    page = client.get("/offres")

    assert page.find("input", id="lieu")[0].get("value").endswith("(07)")
    assert page.h1 == ONE
    assert client.get("/offres?lieu=").h1 == TWO
    assert "Essaie un seul mot" in client.get("/offres?q=astronaute&lieu=").text


def test_long_lists_have_pages_that_keep_the_search(app: Flask, database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(number, description=f"Salle {number}") for number in range(1, 46)])
    companion = signed_in(app, database)
    last = companion.get("/offres?q=serveur&page=3")

    assert len(titles(last)) == 5
    assert "/offres?q=serveur&page=2" in last.links()
    assert companion.get("/offres?q=serveur&page=9999").status == 404


STRANGE = (
    "q=" + "a" * 10_000,
    "q=" + quote("😀 عامل \x00\x07"),
    "q=" + quote("'; DROP TABLE offer; --"),
    "q=" + quote("<b>serveur</b>") + "&lieu=" + quote("<script>"),
    "contrat=%3Cscript%3E&contrat=cdi&km=-3&tri=xx&departement=999&permis=",
    "q=&lieu=&km=&tri=",
    "q=" + quote('"""«'),
)


@pytest.mark.parametrize("address", STRANGE)
def test_strange_addresses_have_an_answer(companion: PageClient, address: str) -> None:
    assert companion.get(f"/offres?{address}").status == 200


def test_a_long_search_is_cut_and_said_so(companion: PageClient) -> None:
    assert "coupée à 200 signes" in companion.get("/offres?q=" + "serveur " * 100).text
