"""`clicnjob offers pull`: what the API holds of a region, imported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from clicnjob.cli import cli
from clicnjob.db import Database
from clicnjob.offers.models import Offer
from tests.offers import pull_server
from tests.offers.made import load_places, plain
from tests.offers.pull_server import Api, Fault, whole


@pytest.fixture
def api() -> Iterator[Api]:
    with pull_server.running(cap=6, page=3) as api, stamina.set_testing(True, attempts=20, cap=True):
        yield api


@pytest.fixture
def environment(database_url: str, tmp_path: Path, api: Api) -> dict[str, str]:
    return {
        **api.environment,
        "CLICNJOB_DATABASE_URL": database_url,
        "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
        "CLICNJOB_ENV": "test",
    }


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["offers", "pull", "--region", "84", *arguments], env=environment)


def live(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).where(Offer.closed_at.is_(None))) or 0


def created(day: int) -> str:
    return f"2026-11-{day:02}T07:30:00.000Z"


def test_what_the_api_holds_is_imported(database: Database, environment: dict[str, str], api: Api) -> None:
    load_places(database)
    api.offers = [whole(number, dateCreation=created(number)) for number in range(1, 10)]
    api.faults = [Fault.EXPIRED, Fault.BUSY]
    result = run(environment, "--json")

    assert (result.exit_code, live(database)) == (0, 9)
    assert json.loads(result.stdout)["new"] == 9
    assert "9 sur 9" in plain(result.stderr)


def test_what_the_api_no_longer_holds_is_closed(database: Database, environment: dict[str, str], api: Api) -> None:
    load_places(database)
    api.offers = [whole(number) for number in range(1, 6)]
    run(environment)
    del api.offers[0]

    assert json.loads(run(environment, "--json").stdout)["closed"] == 1


def test_when_some_is_out_of_reach_nothing_is_closed(database: Database, environment: dict[str, str], api: Api) -> None:
    load_places(database)
    api.offers = [whole(number) for number in range(1, 6)]
    run(environment)
    api.offers = [whole(number) for number in range(3, 12)]
    result = run(environment, "--json")

    assert json.loads(result.stdout)["closed"] == 0
    assert "3 offres hors d'atteinte" in plain(result.stderr)


def test_an_empty_answer_changes_nothing(database: Database, environment: dict[str, str], api: Api) -> None:
    load_places(database)
    api.offers = [whole(1)]
    run(environment)
    api.offers = []
    result = run(environment)

    assert (result.exit_code, live(database)) == (2, 1)
    assert "aucune offre pour la région 84" in result.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CLICNJOB_PULL_CLIENT_ID": ""}, "CLICNJOB_PULL_CLIENT_ID"),
        ({"CLICNJOB_PULL_CLIENT_SECRET": "another"}, "refuse l'identifiant ou le secret"),
        ({"CLICNJOB_PULL_PAGE": "5"}, "réponse 400"),
        ({"CLICNJOB_PULL_URL": "http://api.exemple.example/search"}, "adresse en https://"),
    ],
)
def test_what_prevents_a_pull_is_a_sentence_and_code_2(
    database: Database, environment: dict[str, str], api: Api, changes: dict[str, str], words: str
) -> None:
    load_places(database)
    api.offers = [whole(number) for number in range(1, 6)]
    result = run({**environment, **changes})

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in plain(result.stderr)
    assert live(database) == 0


def test_without_its_libraries_the_command_says_what_to_install(
    database: Database, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_places(database)
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    monkeypatch.delitem(__import__("sys").modules, "clicnjob.offers.sources.pull_api")
    result = run(environment)

    assert (result.exit_code, "make setup-pull" in result.stderr) == (2, True)


def test_a_pull_whose_import_is_refused_is_asked_for_anew(
    database: Database, environment: dict[str, str], api: Api
) -> None:
    load_places(database)
    api.offers = [whole(1, intitule="")]
    assert run(environment).exit_code == 2
    api.offers = [whole(2)]

    assert run(environment).exit_code == 0
