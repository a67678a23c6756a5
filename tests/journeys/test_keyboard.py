"""Coming in with the keyboard alone: each stop is seen, and the Enter key is enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import builders
from tests.journeys.browsing import DESK, sign_in
from tests.journeys.conftest import Live, OpenPage

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-keyboard")]

# How wide the line around what has the focus is, in pixels; 0 when it has none.
OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""
WHAT = "() => document.activeElement.name || document.activeElement.textContent.trim()"
MOST_STOPS = 20


def test_one_signs_in_with_the_keyboard_alone_and_always_sees_where_one_is(live: Live, open_page: OpenPage) -> None:
    with live.database.write() as session:
        username = builders.user(session).username
    page = open_page(DESK)
    page.goto("/connexion")

    tab_to(page, "username")
    page.keyboard.type(username)
    tab_to(page, "password")
    page.keyboard.type(builders.PASSWORD)
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(f"{live.url}/connexion")
    expect(page.get_by_text("Camille Verdier")).to_be_visible()


def test_the_first_stop_jumps_over_the_bars(live: Live, open_page: OpenPage) -> None:
    page = open_page(DESK)
    page.goto("/connexion")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#contenu"
    page.keyboard.press("Enter")

    tab_to(page, "username", most=1)


def test_a_refused_form_takes_the_focus_to_its_list_of_errors(live: Live, open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, "personne", "pas la bonne phrase")

    expect(page.locator(":focus a")).to_have_count(1)


def tab_to(page: Page, name: str, most: int = MOST_STOPS) -> None:
    """Press Tab until a field has the focus; every stop on the way is seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) >= 2, page.evaluate(WHAT)
        if page.evaluate(WHAT) == name:
            return
    raise AssertionError(f"{name} was not reached in {most} stops")
