"""Somebody who comes for the first time, reads what this is and looks for their mission locale."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-stranger")]


def test_a_stranger_reads_what_this_is_then_finds_the_mission_locale_in_spite_of_a_typing_mistake(
    live: Live, open_page: OpenPage
) -> None:
    with live.database.write() as session:
        builders.site(session, name="Antenne des Coteaux")
    page = open_page()

    page.goto("/")
    check(page)
    page.get_by_role("link", name="Comment ça marche").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment ça marche")
    check(page)

    page.go_back()
    page.get_by_role("link", name="Trouver ma mission locale").click()
    check(page)
    page.get_by_label("Ta commune ou ton code postal").fill("Lienvin")
    page.get_by_role("button", name="Chercher").click()
    check(page)
    page.get_by_role("button", name="Liévin (62)").click()
    expect(page.get_by_role("heading", name="Antenne des Coteaux")).to_be_visible()
    expect(page.get_by_role("link", name="Appeler le 03 53 01 00 00")).to_have_attribute("href", "tel:0353010000")
    check(page)


@pytest.mark.parametrize("address", ["/connexion", "/premiere-fois", "/donnees-personnelles", "/accessibilite"])
def test_each_page_that_anybody_may_read_has_no_known_fault(live: Live, open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(address)

    check(page)


def test_names_of_communes_are_offered_while_one_types(live: Live, open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/ta-mission-locale")
    page.get_by_label("Ta commune ou ton code postal").press_sequentially("arr")

    expect(page.locator("datalist option")).to_have_count(1)
    assert page.locator("datalist option").get_attribute("value") == "Arras (62)"
