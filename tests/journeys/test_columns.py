"""An operator brings a table in: the columns are looked at, corrected, confirmed; without JavaScript as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from clicnjob.accounts.roles import Role
from tests import builders
from tests.journeys.browsing import DESK, sign_in
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check
from tests.offers.sheets import HEADER, csv_bytes, offer_rows

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-columns")]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_operator_chooses_the_columns_of_a_table_once(
    live: Live, open_page: OpenPage, tmp_path: Path, javascript: bool
) -> None:
    with live.database.write() as session:
        username = builders.user(session, Role.OPERATOR).username
    table = tmp_path / "offres-agglo.csv"
    rows = [[*row[:3], "Lens", "62300", *row[5:], "Employeur", "Zone"] for row in offer_rows(12)]
    table.write_bytes(csv_bytes([[*HEADER, "Qui", "Zone"], *rows], "cp1252", delimiter=";"))
    page = open_page(DESK, javascript=javascript)

    sign_in(page, username, builders.PASSWORD)
    page.goto("/imports/nouveau")
    page.get_by_label("Fichiers", exact=True).set_input_files(table)
    page.get_by_label("Région", exact=True).select_option(label="Hauts-de-France")
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_role("heading", name="Les colonnes")).to_be_visible()
    if javascript:
        check(page)

    page.get_by_text("Ce qui n'a pas été trouvé").click()
    page.get_by_label("Employeur", exact=True).select_option("Qui")
    page.get_by_role("button", name="Revoir les exemples").click()
    expect(page.get_by_role("listitem").filter(has_text="Employeur")).to_be_visible()
    page.get_by_role("button", name="Importer avec ces colonnes").click()
    expect(page.get_by_text("12 lues = 12 gardées")).to_be_visible()
