"""Closed by default: every route of the URL map, asked by nobody and by each role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from clicnjob.accounts.roles import Role
from clicnjob.web import OPEN, OPEN_ENDPOINTS
from tests import builders
from tests.page import PageClient


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Each rule with one address it stands for."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            values = {name: 1 if "int" in str(rule) else "aaaaaaaaaaaa" for name in rule.arguments}
            yield rule, adapter.build(rule.endpoint, {**values, **(rule.defaults or {})})


def method_of(rule: Rule) -> str:
    return "GET" if "GET" in (rule.methods or ()) else "POST"


def test_every_route_says_whom_it_is_for(app: Flask) -> None:
    known = app.extensions["roles"]

    assert [rule.endpoint for rule, _ in rules(app) if rule.endpoint not in known] == []


def test_the_open_routes_are_those_of_the_short_list(app: Flask) -> None:
    opened = {endpoint for endpoint, roles in app.extensions["roles"].items() if roles == OPEN}

    assert opened == OPEN_ENDPOINTS & app.view_functions.keys()


def test_every_endpoint_of_the_open_list_exists(app: Flask) -> None:
    # The gallery is there outside production only, and the test environment is one of those.
    assert OPEN_ENDPOINTS - app.view_functions.keys() == set()


def test_a_stranger_is_asked_to_sign_in_everywhere_else(app: Flask) -> None:
    client = app.test_client()
    answers = {
        rule.endpoint: client.open(address, method=method_of(rule)).status_code
        for rule, address in rules(app)
        if rule.endpoint not in OPEN_ENDPOINTS
    }

    assert {endpoint: code for endpoint, code in answers.items() if code not in (302, 401)} == {}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_refused_where_it_has_nothing_to_do(app: Flask, client: PageClient, role: Role) -> None:
    with app.extensions["database"].write() as session:
        client.sign_in(builders.user(session, role))
    answers = {
        rule.endpoint: client.client.open(address, method=method_of(rule)).status_code
        for rule, address in rules(app)
        if not {role, "*"} & app.extensions["roles"][rule.endpoint]
    }

    assert {endpoint: code for endpoint, code in answers.items() if code != 403} == {}


@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_may_not_find_is_missing(app: Flask, client: PageClient, role: Role) -> None:
    """An address with an unknown object answers 404 to those who may ask, whatever else is refused."""
    with app.extensions["database"].write() as session:
        client.sign_in(builders.user(session, role))
    answers = {
        rule.endpoint: client.client.get(address.replace("/1", "/999999")).status_code
        for rule, address in rules(app)
        if rule.arguments - {"digest", "name", "step", "etape"} and method_of(rule) == "GET"
        if role in app.extensions["roles"][rule.endpoint]
    }

    assert {endpoint: code for endpoint, code in answers.items() if code != 404} == {}
