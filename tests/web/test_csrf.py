"""Forgery protection: every change needs this session's token, and the token never looks twice the same."""

from __future__ import annotations

import pytest
from flask import Flask, session
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.web import csrf
from tests.page import PageClient


def test_the_token_is_masked_anew_each_time_and_unmasks_to_the_same(app: Flask) -> None:
    with app.test_request_context():
        session["csrf_token"] = "0" * 40
        first, second = csrf.masked_token(), csrf.masked_token()

    assert first != second
    assert csrf.unmask(first) == csrf.unmask(second) is not None


@given(st.text(max_size=80))
def test_no_text_makes_the_unmasking_fail(text: str) -> None:
    assert csrf.unmask(text) is None or isinstance(csrf.unmask(text), str)


def test_a_change_without_token_is_refused_with_a_page_that_says_what_to_do(client: PageClient) -> None:
    page = client.post("/connexion", {"username": "a", "password": "b"}, token=False)

    assert page.status == 400
    assert "Recharge" in page.text


@pytest.mark.parametrize("path", ["/connexion", "/premiere-fois"])
def test_the_token_of_another_session_is_refused(app: Flask, path: str) -> None:
    stolen = PageClient(app).token()

    answer = PageClient(app).post(path, {"csrf_token": stolen}, token=False)

    assert answer.status == 400


def test_the_token_of_the_page_lets_the_change_through(client: PageClient) -> None:
    assert client.post("/connexion", {}).status == 422
