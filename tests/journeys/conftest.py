"""What every journey starts from: a served application with communes, and pages of a browser that watches itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, Page, ViewportSize

from clicnjob.app import create_app
from clicnjob.db import Database
from config import Settings
from tests import builders
from tests.conftest import NOW, SECRET, not_here
from tests.journeys.browsing import LONGEST_WAIT_MS, PHONE, browser_at, executable, served

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Live:
    """A served application: its address, and its database to arrange what a journey finds."""

    url: str
    database: Database


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    """The same morning as elsewhere, but the clock runs: the browser waits for things."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a file. Gone before other tests of the worker: while it lives, no other event loop can run."""
    path = executable()
    if path is None:
        not_here("Browser journeys: install Chromium (sudo apt install chromium), then run make test again")
    with browser_at(path) as browser:
        yield browser


@pytest.fixture
def live(embedded: Database, tmp_path: Path) -> Iterator[Live]:
    """The application with six communes and nobody in it."""
    with embedded.write() as session:
        builders.communes(session)
    with served(create_app(settings_on(embedded, tmp_path), embedded)) as url:
        yield Live(url, embedded)


def settings_on(database: Database, folder: Path) -> Settings:
    """The settings of an application on this database."""
    return Settings.from_env(
        {
            "CLICNJOB_ENV": "test",
            "CLICNJOB_SECRET_KEY": SECRET,
            "CLICNJOB_DATA_DIR": str(folder),
            "CLICNJOB_DATABASE_URL": str(database.url),
        }
    )


@pytest.fixture
def open_page(browser: Browser, live: Live) -> Iterator[OpenPage]:
    """A new person's browser on the served application: a phone unless told; `javascript=False` to do without.

    At the end, nothing was complained of in the console and nobody else was called.
    """
    seen: list[str] = []

    def start(window: ViewportSize | None = None, *, javascript: bool = True) -> Page:
        return person_at(browser, live.url, seen, window or PHONE, javascript=javascript)

    yield start
    for context in browser.contexts:
        context.close()
    assert seen == []


def person_at(browser: Browser, url: str, seen: list[str], window: ViewportSize, *, javascript: bool = True) -> Page:
    """A page of somebody who was never here; what should not happen is added to `seen`."""
    context = browser.new_context(
        base_url=url, viewport=window, java_script_enabled=javascript, locale="fr-FR", reduced_motion="reduce"
    )
    context.set_default_timeout(LONGEST_WAIT_MS)
    page = context.new_page()
    # A refused form answers 422, which the console reports as it does any error of the network.
    page.on("console", lambda said: seen.append(said.text) if _is_fault(said.type, said.text) else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((url, "data:")) else seen.append(asked.url))
    return page


def _is_fault(kind: str, text: str) -> bool:
    return kind in ("error", "warning") and "status of 422" not in text
