"""An operator brings a file in through the page and reads what it did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clicnjob.accounts.roles import Role
from tests import builders
from tests.journeys.browsing import DESK, sign_in
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check
from tests.offers.made import record

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-import")]

LENS = {"libelle": "62 - LENS", "commune": "62498", "codePostal": "62300", "latitude": 50.434, "longitude": 2.823}


def test_an_operator_sees_a_cut_file_refused_then_reads_the_counters_of_a_whole_one(
    live: Live, open_page: OpenPage, tmp_path: Path
) -> None:
    with live.database.write() as session:
        username = builders.user(session, Role.OPERATOR).username
    offers = [record(number, lieuTravail=LENS, description=f"Salle de {number} tables.") for number in range(1, 22)]
    whole, cut = tmp_path / "semaine.json", tmp_path / "coupe.json"
    whole.write_text(json.dumps({"resultats": [*offers, offers[0], record(99, intitule="", description="")]}))
    cut.write_text(whole.read_text()[:2000])
    page = open_page(DESK)

    sign_in(page, username, builders.PASSWORD)
    check(page)
    page.get_by_role("link", name="Déposer des fichiers").first.click()
    check(page)
    page.get_by_label("Fichiers", exact=True).set_input_files(cut)
    page.get_by_label("Région", exact=True).select_option(label="Hauts-de-France")
    page.get_by_role("button", name="Importer").click()
    expect(page.locator(":focus")).to_contain_text("coupe.json")
    check(page)

    page.get_by_label("Fichiers", exact=True).set_input_files(whole)
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_text("23 lues = 21 gardées + 1 mise de côté + 1 refusée")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="nouvelles")).to_have_text("21 nouvelles")
    check(page)

    page.get_by_role("link", name="Offres", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("21 offres")
    check(page)
