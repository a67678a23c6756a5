"""Behind a relay that ends TLS, callers are known by the address it gives; without one, that word is not believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import request

from clicnjob.app import create_app
from clicnjob.db import Database
from config import Settings


@pytest.mark.parametrize(
    ("public_url", "seen"),
    [("https://clicnjob.example", ("203.0.113.7", True)), ("http://127.0.0.1:5000", ("127.0.0.1", False))],
)
def test_the_caller_is_who_the_relay_says_only_behind_a_relay(
    database: Database, settings: Settings, public_url: str, seen: tuple[str, bool]
) -> None:
    app = create_app(replace(settings, public_url=public_url), database)
    calls: list[tuple[str | None, bool]] = []
    app.before_request(lambda: calls.append((request.remote_addr, request.is_secure)))
    app.test_client().get(
        "/sante", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7", "X-Forwarded-Proto": "https"}
    )
    assert calls == [seen]
