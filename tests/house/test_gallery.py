"""The gallery and the error pages, read as every page is."""

from __future__ import annotations

import pytest
from flask import Flask, render_template

from clicnjob import gallery
from clicnjob.app import create_app
from clicnjob.web.problems import SHOWN
from config import Settings
from tests.page import PageClient


@pytest.mark.parametrize("part", gallery.PARTS)
def test_each_page_of_the_gallery_keeps_the_rules_of_every_page(client: PageClient, part: str) -> None:
    assert client.get(f"/galerie/{part}").status == 200


def test_a_refused_form_starts_its_title_with_the_word_and_links_each_fault_to_its_field(client: PageClient) -> None:
    page = client.get("/galerie/corriger")
    faulty = {element.get("id") for element in page.elements if element.get("aria-invalid") == "true"}

    assert page.title.startswith("Erreur : ")
    assert {"#commune", "#minutes", "#phone-0"} <= set(page.links())
    assert faulty == {"commune", "minutes"}


def test_the_rows_of_reasons_add_up_to_the_total_that_is_shown(client: PageClient) -> None:
    page = client.get("/galerie/offre")
    points = [int(row["points"]) for row in gallery.REASONS]

    assert f"Total {sum(points)} sur 100" in page.text


def test_the_bar_of_reasons_is_as_wide_as_its_weights_and_as_full_as_its_points(client: PageClient) -> None:
    rects = client.get("/galerie/offre").find("rect")
    empty = [int(rect.get("width")) for rect in rects if rect.get("class") == "cell"]
    full = [int(rect.get("width")) for rect in rects if rect.get("class") != "cell"]

    assert empty == [row["weight"] for row in gallery.REASONS]
    assert full == [row["points"] for row in gallery.REASONS]


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_each_error_page_says_what_to_do_and_whom_to_ask(app: Flask, code: int) -> None:
    with app.test_request_context():
        html = render_template("errors/page.html", code=code)

    assert "conseiller" in html
    assert 'href="/connexion"' in html or 'href="/"' in html
    assert str(code) not in html.partition("<main")[2]


def test_production_has_no_gallery(settings: Settings, database_url: str) -> None:
    from dataclasses import replace

    app = create_app(replace(settings, env="production"))

    assert "gallery.show" not in app.view_functions
