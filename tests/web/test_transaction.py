"""One transaction a request: kept when the view returns, dropped when anything stops it, reading never writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from clicnjob.accounts.models import Structure
from clicnjob.accounts.roles import ALL
from clicnjob.db import Database
from clicnjob.errors import Missing
from clicnjob.web import GuardedBlueprint, db
from tests import builders
from tests.page import PageClient


def crash() -> ResponseReturnValue:
    raise ZeroDivisionError("a name that must not be logged")


def miss() -> ResponseReturnValue:
    raise Missing


ENDINGS: dict[str, Callable[[], ResponseReturnValue]] = {
    "done": lambda: "ok",
    "abort": lambda: abort(413),
    "missing": miss,
    "crash": crash,
}


@pytest.fixture
def writing_app(app: Flask) -> Flask:
    """The application with a page that adds a structure, then ends in one of four ways."""
    bp = GuardedBlueprint("trial", __name__)

    @bp.route("/trial/<ending>", methods=["GET", "POST"], roles=ALL)
    def write(ending: str) -> ResponseReturnValue:
        builders.structure(db(), "Written")
        return ENDINGS[ending]()

    app.register_blueprint(bp)
    return app


def written(database: Database) -> int | None:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Structure).where(Structure.name == "Written"))


@pytest.mark.parametrize(
    ("ending", "status", "kept"), [("done", 200, 1), ("abort", 413, 0), ("missing", 404, 0), ("crash", 500, 0)]
)
def test_a_change_is_kept_only_when_the_view_returns(
    writing_app: Flask, database: Database, ending: str, status: int, kept: int
) -> None:
    client = PageClient(writing_app)
    with database.write() as session:
        client.sign_in(builders.user(session))

    answer = client.client.post(f"/trial/{ending}", data={"csrf_token": client.token()})

    assert (answer.status_code, written(database)) == (status, kept)


def test_reading_a_page_cannot_write(writing_app: Flask, database: Database) -> None:
    client = PageClient(writing_app)
    with database.write() as session:
        client.sign_in(builders.user(session))

    answer = client.client.get("/trial/done")

    assert answer.status_code in (500, 503)
    assert written(database) == 0


def test_a_read_transaction_refuses_a_write_on_either_engine(database: Database) -> None:
    with pytest.raises(DBAPIError), database.read() as session:
        builders.structure(session)


def test_a_failure_is_logged_without_its_words(
    writing_app: Flask, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    from clicnjob.web import logs

    logs.configure()
    client = PageClient(writing_app)
    with database.write() as session:
        client.sign_in(builders.user(session))

    client.client.post("/trial/crash", data={"csrf_token": client.token()})

    lines = capfd.readouterr().err
    assert "ZeroDivisionError" in lines
    assert "must not be logged" not in lines
