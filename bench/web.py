"""Weight of the main pages and requests of a first visit, as Chromium's network log counts them: python -m bench.web"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from bench.serving import demonstration
from clicnjob import clock
from clicnjob.accounts.roles import Role
from clicnjob.demo.services import PHRASE
from tests.journeys.browsing import PHONE, browser_at, executable, served, sign_in

# Bytes of a page with its headers, compressed; kilobytes and requests of a first visit.
HEAVIEST_PAGE, HEAVIEST_VISIT, MOST_REQUESTS = 14_000, 60_000, 6
ROW = "{:<28}{:>12}{:>10}{:>14}{:>10}{:>10}"


@dataclass
class Traffic:
    """What crossed the network for one page: bytes of the page itself, of everything, and how many requests."""

    page: int = 0
    total: int = 0
    requests: int = 0
    pages: set[str] = field(default_factory=set)


def main() -> None:
    """Print a line a page: first visit of the sign-in and of the home page, then pages of somebody signed in."""
    path = executable()
    if path is None:
        sys.exit("bench.web needs Chromium: sudo apt install chromium")
    print("Making the demonstration…", file=sys.stderr)
    with demonstration(clock.today()) as (app, accounts), served(app) as url, browser_at(path) as browser:
        print(ROW.format("page", "HTML bytes", "/ 14 000", "all bytes", "/ 60 000", "requests"))
        _first_visits(browser, url)
        _signed_in(browser, url, accounts[Role.YOUTH])
        _desk(browser, url, accounts[Role.COUNSELLOR])


def _first_visits(browser: Browser, url: str) -> None:
    for name, address in (("home, first visit", "/"), ("sign-in, first visit", "/connexion")):
        _measure(_person(browser, url), name, address)


def _signed_in(browser: Browser, url: str, username: str) -> None:
    page = _person(browser, url)
    sign_in(page, username, PHRASE)
    page.wait_for_url("**/mes-offres")
    _measure(page, "my five offers", "/mes-offres")
    _measure(page, "list of 20 offers", "/mes-offres/toutes")
    address = page.locator("main a[href^='/offres/']").first.get_attribute("href")
    _measure(page, "offer, next page", str(address))
    _measure(page, "profile", "/mon-profil")


def _desk(browser: Browser, url: str, username: str) -> None:
    page = _person(browser, url)
    sign_in(page, username, PHRASE)
    page.wait_for_url("**/jeunes")
    _measure(page, "desk, 20 young people", "/jeunes")
    _measure(page, "search, 20 offers", "/offres")


def _person(browser: Browser, url: str) -> Page:
    """A browser that keeps nothing yet."""
    return browser.new_context(base_url=url, viewport=PHONE, locale="fr-FR").new_page()


def _measure(page: Page, name: str, address: str) -> None:
    with _traffic(page) as seen:
        answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{address} answered {answer.status if answer else 'nothing'}")
    shares = f"{seen.page / HEAVIEST_PAGE:.0%}", f"{seen.total / HEAVIEST_VISIT:.0%}"
    print(ROW.format(name, seen.page, shares[0], seen.total, shares[1], f"{seen.requests} of {MOST_REQUESTS}"))


@contextmanager
def _traffic(page: Page) -> Iterator[Traffic]:
    """Count what crosses the network meanwhile, headers included; what the browser kept costs nothing."""
    seen, log = Traffic(), page.context.new_cdp_session(page)

    def asked(event: dict[str, Any]) -> None:
        if event["type"] == "Document":
            seen.pages.add(event["requestId"])

    def loaded(event: dict[str, Any]) -> None:
        seen.total += int(event["encodedDataLength"])
        seen.requests += event["encodedDataLength"] > 0
        seen.page += int(event["encodedDataLength"]) if event["requestId"] in seen.pages else 0

    log.on("Network.requestWillBeSent", asked)
    log.on("Network.loadingFinished", loaded)
    log.send("Network.enable")
    yield seen
    log.detach()


if __name__ == "__main__":
    main()
