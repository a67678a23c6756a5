"""A counsellor misspells a job, reads what was understood, narrows the list, and takes the filter off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clicnjob.offers.importing import import_offers
from clicnjob.offers.sources.reading import GivenFile
from tests import builders
from tests.journeys.browsing import PHONE, sign_in
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check, fits
from tests.offers.made import record

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-search")]

LENS = {"libelle": "62 - LENS", "commune": "62498", "codePostal": "62300", "latitude": 50.434, "longitude": 2.823}


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_misspelled_word_to_a_filter_and_back(
    live: Live, open_page: OpenPage, tmp_path: Path, javascript: bool
) -> None:
    username = arrange(live, tmp_path)
    page = open_page(PHONE, javascript=javascript)
    inspected = check if javascript else fits

    sign_in(page, username, builders.PASSWORD)
    page.goto("/offres")
    inspected(page)
    page.get_by_label("Métier, entreprise, mot").fill("sairveuse")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 offres")
    expect(page.get_by_text("On a compris : serveur")).to_be_visible()
    inspected(page)

    page.get_by_text("CDD 1", exact=True).click()
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 offre")
    inspected(page)

    page.get_by_role("navigation", name="Filtres choisis").get_by_role("link", name="CDD").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 offres")


def arrange(live: Live, folder: Path) -> str:
    """Three offers of a waiter, one of them a CDD, one of a cook; a counsellor whose user name is given back."""
    path = folder / "semaine.json"
    offers = [record(number, lieuTravail=LENS) for number in (1, 2)]
    offers.append(record(3, lieuTravail=LENS, typeContrat="CDD"))
    offers.append(record(4, lieuTravail=LENS, intitule="Cuisinier", appellationlibelle="", romeLibelle="Cuisine"))
    path.write_text(json.dumps(offers))
    import_offers(live.database, [GivenFile(path, path.name)], region="32", complete=True, most_mb=10)
    with live.database.write() as session:
        return builders.user(session).username
