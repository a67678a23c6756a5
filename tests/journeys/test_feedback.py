"""A young person says no to an offer, takes it back at once and later, and keeps another; with and without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from clicnjob.offers.importing import import_offers
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.profiles.values import Contract, Limit
from tests import builders
from tests.journeys.browsing import DESK, sign_in
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check, fits
from tests.offers.made import record
from tests.profiles.made import FULL, answered

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-feedback")]

LENS = {"libelle": "62 - LENS", "commune": "62498", "codePostal": "62300", "latitude": 50.434, "longitude": 2.823}
ARRAS = {"libelle": "62 - ARRAS", "commune": "62041", "codePostal": "62000", "latitude": 50.29, "longitude": 2.766}
WAITER = replace(
    FULL, wishes=("serveuse",), limit=Limit(km=20), contracts=frozenset({Contract.CDI}), avoided=frozenset()
)
Inspection = Callable[[Page], None]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_offer_is_refused_taken_back_and_another_kept(
    live: Live, open_page: OpenPage, tmp_path: Path, javascript: bool
) -> None:
    youth, _ = arrange(live, tmp_path)
    phone, inspected = open_page(javascript=javascript), check if javascript else fits
    sign_in(phone, youth, builders.PASSWORD)
    expect(phone.locator("article")).to_have_count(3)

    refuse(phone, "Serveur à Arras", "C'est trop loin", inspected)
    expect(phone.get_by_role("status")).to_contain_text("C'est noté.")
    expect(phone.locator("article")).to_have_count(2)
    inspected(phone)
    phone.get_by_role("button", name="15\u00a0km au plus").click()
    expect(phone.get_by_text("C'est noté dans ton profil")).to_be_visible()
    inspected(phone)

    phone.get_by_role("link", name="Ce que j'ai écarté").click()
    expect(phone.get_by_text("Trop loin, dit aujourd'hui.")).to_be_visible()
    inspected(phone)
    phone.get_by_role("button", name="Annuler").click()
    expect(phone.get_by_text("Rien d'écarté pour l'instant")).to_be_visible()
    inspected(phone)

    phone.goto("/mes-offres")
    refuse(phone, "Serveuse de bar", "Ce n'est pas ce métier", inspected)
    phone.get_by_role("button", name="Annuler").click()
    expect(phone.get_by_text("C'est annulé.")).to_be_visible()

    phone.locator("article", has_text="Serveuse de bar").get_by_role("button", name="Garder").click()
    expect(phone.get_by_role("button", name="Gardée")).to_have_attribute("aria-pressed", "true")
    inspected(phone)


def test_a_counsellor_goes_from_an_offer_to_the_people_it_suits(
    live: Live, open_page: OpenPage, tmp_path: Path
) -> None:
    _, counsellor = arrange(live, tmp_path)
    desk = open_page(DESK)
    sign_in(desk, counsellor, builders.PASSWORD)
    desk.wait_for_url("**/jeunes")

    desk.goto("/offres/1")
    check(desk)
    desk.get_by_role("link", name="À qui la proposer").click()
    expect(desk.get_by_role("heading", name="1 correspond")).to_be_visible()
    check(desk)
    desk.get_by_role("link", name="Inès Marchal").click()
    expect(desk.get_by_role("heading", name="Pourquoi cette offre")).to_be_visible()
    check(desk)
    desk.get_by_role("link", name="Pas pour Inès").click()
    check(desk)
    desk.get_by_role("button", name="Les horaires ne vont pas").click()
    expect(desk.get_by_role("status")).to_contain_text("horaires")
    check(desk)


def test_the_rules_of_the_ranking_are_read_by_anybody(live: Live, open_page: OpenPage) -> None:
    phone = open_page()
    phone.goto("/comment-ca-marche")
    for summary in phone.locator("summary").all():
        summary.click()
    check(phone)


def refuse(page: Page, title: str, reason: str, inspected: Inspection) -> None:
    """From the card to the reason."""
    page.locator("article", has_text=title).get_by_role("link", name="Pas pour moi").click()
    inspected(page)
    page.get_by_role("button", name=reason).click()


def arrange(live: Live, folder: Path) -> tuple[str, str]:
    """Three waiters' posts, a young waitress and her counsellor; their user names."""
    offers = [
        record(1, intitule="Serveur en salle", description="Le midi.", lieuTravail=LENS),
        record(2, intitule="Serveuse de bar", description="Le soir.", lieuTravail=LENS),
        record(3, intitule="Serveur à Arras", description="Le matin.", lieuTravail=ARRAS),
    ]
    path = folder / "semaine.json"
    path.write_text(json.dumps({"resultats": offers}), encoding="utf-8")
    import_offers(live.database, [GivenFile(path, path.name)], region="32", complete=True, most_mb=1)
    with live.database.write() as session:
        counsellor = builders.user(session)
        names = {"first_name": "Inès", "last_name": "Marchal", "structure": counsellor.structure}
        youth = builders.youth(session, referent=counsellor, **names)
        answered(session, youth, WAITER)
        return youth.username, counsellor.username
