"""The application served to a real browser: where the browser is found, how the site is served, how one signs in."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The browser is the machine's own: it must neither update itself nor call home while it is driven.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
)
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
LONGEST_WAIT_MS = 20_000


def executable() -> str | None:
    """The machine's Chromium, None when it has none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser_at(path: str) -> Iterator[Browser]:
    """A Chromium without a screen, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application, served on the loopback by threads of this process until the end."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sign_in(page: Page, username: str, password: str) -> None:
    """Come in by the form, from any page of the site."""
    page.goto("/connexion")
    page.get_by_label("Ton nom d'utilisateur").fill(username)
    page.get_by_label("Ton mot de passe").fill(password)
    page.locator("main").get_by_role("button", name="Entrer").click()
