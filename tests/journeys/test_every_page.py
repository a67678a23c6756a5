"""Every page of the URL map, as each role, empty, full and refused, narrow and wide; every page of the gallery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob import gallery
from clicnjob.accounts.models import Structure, User
from clicnjob.accounts.roles import Role
from clicnjob.app import create_app
from clicnjob.db import Database
from clicnjob.demo import making, queries
from clicnjob.demo.services import PHRASE
from clicnjob.home.lists import KINDS
from clicnjob.offers.models import Offer, OfferCheck, OfferImport
from clicnjob.profiles.steps import STEPS
from clicnjob.web import OPEN
from tests import builders
from tests.conftest import NOW
from tests.journeys.browsing import DESK, served, sign_in
from tests.journeys.conftest import Live, person_at, settings_on
from tests.journeys.inspecting import LARGE_TEXT, SPACED_TEXT, WIDTHS, found_in, found_when_dressed

pytestmark = [pytest.mark.journey, pytest.mark.long, pytest.mark.xdist_group("journey-every-page")]

# Answers of these are not pages.
NOT_PAGES = {"assets.show", "assets.favicon", "operations.health", "places.suggest", "offers.rejects"}
SEND_EMPTY = """form => {
  form.querySelectorAll("input:not([type=hidden]):not([type=file]), textarea, select").forEach(box => {
    if (box.type === "checkbox" || box.type === "radio") box.checked = false; else box.value = "";
  });
  form.noValidate = true;
  form.requestSubmit();
}"""


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Live]:
    """The demonstration week, served."""
    folder = tmp_path_factory.mktemp("week")
    database = Database(f"sqlite:///{folder / 'week.sqlite3'}")
    with time_machine.travel(NOW, tick=True):
        making.make(database, seed=32, day=NOW.date(), tell=lambda sentence: None)
    with served(create_app(settings_on(database, folder), database)) as url:
        yield Live(url, database)
    database.close()


@pytest.mark.parametrize("role", [None, *Role])
def test_every_full_page_of_a_role_has_no_known_fault(week: Live, browser: Browser, role: Role | None) -> None:
    with week.database.read() as session:
        accounts = {user.role: user.username for user in queries.sign_ins(session)}
        addresses = list(addresses_of(app_of(week), session, role))
    page = arrive(week, browser, accounts[role] if role else "", PHRASE)

    assert walk(page, addresses) == ""


@pytest.mark.parametrize("role", list(Role))
def test_every_empty_page_of_a_role_has_no_known_fault(live: Live, browser: Browser, role: Role) -> None:
    with live.database.write() as session:
        username = builders.user(session, role).username
        addresses = list(addresses_of(app_of(live), session, role))
    page = arrive(live, browser, username, builders.PASSWORD)

    assert walk(page, addresses) == ""


@pytest.mark.parametrize("part", gallery.PARTS)
def test_every_page_of_the_gallery_has_no_known_fault(live: Live, browser: Browser, part: str) -> None:
    page = arrive(live, browser, "", "")

    assert walk(page, [f"/galerie/{part}"]) == ""


def app_of(live: Live) -> Flask:
    """The application again, for its URL map."""
    return create_app(settings_on(live.database, Path(live.database.path.parent)), live.database)


def arrive(live: Live, browser: Browser, username: str, password: str) -> Page:
    """Somebody's page, signed in when there is a name."""
    for context in browser.contexts:
        context.close()
    page = person_at(browser, live.url, [], DESK)
    if username:
        sign_in(page, username, password)
        page.wait_for_url(lambda url: "/connexion" not in url)
    return page


def walk(page: Page, addresses: list[str]) -> str:
    """Open each page, look at it, send its form empty and look again; the faults, one a line."""
    faults = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        if not answer.ok:
            faults.append(f"{address}: answers {answer.status}")
            continue
        faults += [f"{address}: {fault}" for fault in found_in(page) + dressed(page)]
        form = page.locator("main form[method=post]").first
        if form.count() and not address.startswith("/galerie"):
            with page.expect_navigation():
                form.evaluate(SEND_EMPTY)
            faults += [f"{address}, sent empty: {fault}" for fault in found_in(page)]
    return "\n".join(faults)


def dressed(page: Page) -> list[str]:
    """Faults under a reader's own large or spaced text."""
    dresses = {"large text": LARGE_TEXT, "spaced text": SPACED_TEXT}
    return [
        f"{name}, {width} px: {fault}"
        for name, css in dresses.items()
        for width in WIDTHS
        for fault in found_when_dressed(page, css, width)
    ]


def addresses_of(app: Flask, session: Session, role: Role | None) -> Iterator[str]:
    """One address a page that this role may read; several where a word of the address chooses the page."""
    known = values_of(session, role)
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in NOT_PAGES or rule.endpoint.startswith("gallery."):
                continue
            roles = app.extensions["roles"][rule.endpoint]
            if not (roles == OPEN if role is None else role in roles):
                continue
            for values in choices_of(rule.arguments, known):
                yield adapter.build(rule.endpoint, values)


def choices_of(arguments: set[str], known: dict[str, list[object]]) -> Iterator[dict[str, object]]:
    """Every value of the one word that chooses a page, with the first of each other; an unknown argument fails."""
    chosen = next((name for name in ("slug", "kind") if name in arguments), None)
    if any(not known[name] for name in arguments):
        return
    for value in known[chosen] if chosen else [None]:
        yield {name: value if name == chosen else known[name][0] for name in arguments}


def hardest(found: Iterable[User] | Iterable[Offer], words: str) -> list[object]:
    """Of those found, the one with the longest word in a column: the hardest to show on a narrow page."""
    by_length = sorted(found, key=lambda one: (-max(map(len, getattr(one, words).split())), getattr(one, words)))
    return [one.id for one in by_length[:1]]


def values_of(session: Session, role: Role | None) -> dict[str, list[object]]:
    """What stands in addresses: objects of the database that this role may read."""
    names = [user.structure_id for user in queries.sign_ins(session) if user.role == Role.COUNSELLOR]
    youths = select(User).where(User.role == Role.YOUTH, User.structure_id.in_(names))
    staff = select(User).where(User.role != Role.YOUTH)
    offers = select(Offer).where(Offer.closed_at.is_(None))
    return {
        "youth_id": hardest(session.scalars(youths), "username"),
        "user_id": hardest(session.scalars(staff), "username"),
        "operator_id": hardest(session.scalars(select(User).where(User.role == Role.OPERATOR)), "username"),
        "structure_id": list(session.scalars(select(Structure.id).order_by(Structure.id).limit(1))),
        "import_id": list(session.scalars(select(OfferImport.id).order_by(OfferImport.id).limit(1))),
        "check_id": list(session.scalars(select(OfferCheck.id).where(OfferCheck.verdict.is_(None)).limit(1))),
        "offer_id": hardest(session.scalars(offers), "title"),
        "slug": [step.slug for step in STEPS],
        "kind": list(KINDS),
    }
