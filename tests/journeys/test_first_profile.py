"""A counsellor adds a young person, who opens the account on a phone, fills the profile and reads ranked offers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from clicnjob.offers.importing import import_offers
from clicnjob.offers.sources.reading import GivenFile
from tests import builders
from tests.journeys.browsing import DESK, sign_in
from tests.journeys.conftest import Live, OpenPage
from tests.journeys.inspecting import check, fits
from tests.offers.made import record

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey-first-profile")]

LENS = {"libelle": "62 - LENS", "commune": "62498", "codePostal": "62300", "latitude": 50.434, "longitude": 2.823}
TITLES = ("Serveur / Serveuse en restauration (H/F)", "Cuisinier / Cuisinière (H/F)", "Conducteur de bus (H/F)")
Inspection = Callable[[Page], None]
OWN_PHRASE = "lampadaire trottinette"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_desk_of_a_counsellor_to_ranked_offers_on_a_phone(
    live: Live, open_page: OpenPage, tmp_path: Path, javascript: bool
) -> None:
    username = arrange(live, tmp_path)
    desk = open_page(DESK, javascript=javascript)
    phone = open_page(javascript=javascript)
    inspected = check if javascript else fits

    sign_in(desk, username, builders.PASSWORD)
    name, code = add_young_person(desk, inspected)
    open_account(phone, name, code, inspected)
    fill_profile(phone, inspected)

    phone.get_by_role("link", name="Voir mes offres").click()
    expect(phone).to_have_url(f"{live.url}/mes-offres")
    first = phone.locator("article, .offer").first
    expect(first).to_contain_text("Serveur")
    inspected(phone)
    first.get_by_role("link").first.click()
    expect(phone.get_by_role("heading", name="Pourquoi cette offre")).to_be_visible()
    inspected(phone)

    desk.goto("/")
    desk.get_by_role("link", name="Noor Delacour").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Noor Delacour")
    inspected(desk)


def arrange(live: Live, folder: Path) -> str:
    """Three offers in Lens, and a counsellor whose user name is given back."""
    path = folder / "semaine.json"
    offers = [record(number, intitule=title, lieuTravail=LENS) for number, title in enumerate(TITLES, 1)]
    path.write_text(json.dumps({"resultats": offers}), encoding="utf-8")
    import_offers(live.database, [GivenFile(path, path.name)], region="32", complete=True, most_mb=1)
    with live.database.write() as session:
        return builders.user(session).username


def add_young_person(desk: Page, inspected: Inspection) -> tuple[str, str]:
    """Under a minute at the desk; the user name and the code of the card."""
    inspected(desk)
    desk.get_by_role("link", name="Ajouter un jeune").first.click()
    inspected(desk)
    desk.get_by_label("Prénom").fill("Noor")
    desk.get_by_label("Nom ou initiale").fill("Delacour")
    desk.get_by_label("Date de naissance").fill("2006-05-02")
    desk.get_by_role("button", name="Créer le compte").click()
    desk.get_by_role("button", name="Créer un code").click()
    shown = desk.locator("main dl dd")
    expect(shown).to_have_count(2)
    inspected(desk)
    username, code = shown.all_inner_texts()
    return username, code


def open_account(phone: Page, username: str, code: str, inspected: Inspection) -> None:
    """What the card says, then a phrase of one's own."""
    phone.goto("/")
    phone.get_by_role("link", name="C'est ma première fois").click()
    phone.get_by_label("Ton nom d'utilisateur").fill(username)
    phone.get_by_label("Ton code d'activation").fill(code)
    phone.get_by_label("Nouveau mot de passe").fill(OWN_PHRASE)
    phone.get_by_role("button", name="Ouvrir mon compte").click()
    expect(phone.get_by_text("Ton compte est ouvert.")).to_be_visible()
    inspected(phone)
    phone.get_by_role("link", name="Commencer mon profil").click()
    inspected(phone)
    phone.get_by_role("link", name="Commencer").click()


def fill_profile(phone: Page, inspected: Inspection) -> None:
    """The six pages, each inspected before it is answered; one mistake on the way."""
    inspected(phone)
    phone.get_by_label("Envie 1").fill("serveuse")
    onwards(phone)
    phone.get_by_label("Ta commune").fill("Lense")
    tick(phone, "Bus ou train")
    phone.get_by_label("Combien").fill("40")
    onwards(phone)
    inspected(phone)
    phone.get_by_role("button", name="Lens (62)").click()
    inspected(phone)
    tick(phone, "Pas encore de diplôme", "Aucun")
    onwards(phone)
    inspected(phone)
    phone.get_by_label("Travail ou stage 1").fill("stage en boulangerie")
    phone.get_by_label("Pendant combien de temps").fill("3 semaines")
    onwards(phone)
    inspected(phone)
    tick(phone, "Peu importe", "Temps plein", "Tout me va")
    onwards(phone)
    inspected(phone)
    tick(phone, "Tout de suite", "Français")
    onwards(phone)
    expect(phone.get_by_text("C'est enregistré.")).to_be_visible()
    inspected(phone)


def tick(page: Page, *choices: str) -> None:
    """Tap each choice."""
    for choice in choices:
        page.locator("main label", has_text=choice).first.click()


def onwards(page: Page) -> None:
    """The button at the foot of the page."""
    page.locator(".dock").get_by_role("button", name="Continuer").click()
