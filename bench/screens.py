"""Pictures of the pages for the documentation, of invented people and offers only: python -m bench.screens"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import time_machine

from bench.serving import demonstration
from clicnjob.accounts.roles import Role
from clicnjob.demo.services import PHRASE
from tests.journeys.browsing import DESK, PHONE, browser_at, executable, served, sign_in

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
# The same day gives the same pictures.
DAY = date(2026, 11, 24)
PICTURES = (
    ("mes-offres", Role.YOUTH, "/mes-offres", PHONE),
    ("mon-profil", Role.YOUTH, "/mon-profil", PHONE),
    ("mes-jeunes", Role.COUNSELLOR, "/jeunes", DESK),
)


def main() -> None:
    """Write each picture."""
    path = executable()
    if path is None:
        sys.exit("bench.screens needs Chromium: sudo apt install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        time_machine.travel(f"{DAY}T09:00:00+01:00", tick=True),
        demonstration(DAY) as (app, accounts),
        served(app) as url,
        browser_at(path) as browser,
    ):
        for name, role, address, window in PICTURES:
            page = browser.new_context(base_url=url, viewport=window, locale="fr-FR").new_page()
            sign_in(page, accounts[role], PHRASE)
            page.wait_for_load_state("networkidle")
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
