"""Error pages: the right code, the site's own layout, plain French, a way on, nothing technical."""

from __future__ import annotations

import re

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue

from clicnjob.web import OPEN_ENDPOINTS, GuardedBlueprint, guard
from clicnjob.web.guard import OPEN
from clicnjob.web.problems import SHOWN
from tests.page import PageClient

TECHNICAL = re.compile(r"traceback|exception|sqlalchemy|werkzeug|flask|http", re.IGNORECASE)


@pytest.fixture
def failing_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with an open page that fails with the code it is asked."""
    monkeypatch.setattr(guard, "OPEN_ENDPOINTS", OPEN_ENDPOINTS | {"trial.fail"})
    bp = GuardedBlueprint("trial", __name__)

    @bp.get("/trial/<int:code>", roles=OPEN)
    def fail(code: int) -> ResponseReturnValue:
        abort(code)

    app.register_blueprint(bp)
    return app


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_each_code_has_its_page(failing_app: Flask, code: int) -> None:
    page = PageClient(failing_app).get(f"/trial/{code}")

    assert page.status == code
    assert len(page.text) > 80
    assert not TECHNICAL.findall(page.text)
    assert [link for link in page.links() if link.startswith(("/", "mailto:", "tel:"))]


def test_an_address_that_does_not_exist_is_said_in_french(client: PageClient) -> None:
    page = client.get("/nulle-part")

    assert page.status == 404
    assert "existe pas" in page.text


def test_a_wrong_method_is_answered_with_the_right_ones(client: PageClient) -> None:
    page = client.post("/", {})

    assert page.status == 405
    assert "GET" in page.response.headers["Allow"]
