"""Headers, compression and cookies of every answer."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from flask import Flask

from clicnjob.app import create_app
from clicnjob.db import Database
from config import Settings

STRICT = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")


@pytest.mark.parametrize("path", ["/connexion", "/nowhere", "/mes-offres"])
def test_every_answer_carries_the_security_headers(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers

    policy = headers["Content-Security-Policy"]
    assert [rule for rule in STRICT if rule not in policy] == []
    assert "unsafe" not in policy
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert "Strict-Transport-Security" not in headers


def test_a_page_is_compressed_and_kept_nowhere(app: Flask) -> None:
    answer = app.test_client().get("/connexion", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<h1" in gzip.decompress(answer.data).decode()


def test_a_browser_without_gzip_gets_the_page_as_it_is(app: Flask) -> None:
    answer = app.test_client().get("/connexion")

    assert "Content-Encoding" not in answer.headers
    assert "<h1" in answer.text


def test_a_static_file_is_kept_for_ever_under_an_address_of_its_content(app: Flask) -> None:
    with app.test_request_context():
        address = app.jinja_env.globals["asset_url"]("style.css")  # type: ignore[operator]

    answer = app.test_client().get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert app.test_client().get(address.replace("/static/", "/static/0")).status_code == 404


@pytest.fixture
def tls_app(settings: Settings, database: Database) -> Flask:
    return create_app(replace(settings, public_url="https://clicnjob.example.fr"), database)


def test_under_tls_the_cookie_is_bound_to_the_host_and_the_browser_stays_on_tls(tls_app: Flask) -> None:
    answer = tls_app.test_client().get("/connexion", base_url="https://clicnjob.example.fr")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-clicnjob=")
    assert [word for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/") if word not in cookie] == []
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
