"""The commands of the occupations, through `clicnjob` itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clicnjob.cli import cli
from clicnjob.db import Database
from clicnjob.occupations import queries

HEAD = '"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome"\n'
THIRD = HEAD + '"1","Zingoteur / Zingoteuse d\'\'ailes","Zingoteur / Zingoteuse d\'\'ailes","H2913"\n'
FOURTH = '"code_rome","code_ogr","libelle_rome","code_rome_parent"\n"H9999","2","Fluxonneur / Fluxonneuse","H2913"\n'


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "CLICNJOB_DATABASE_URL": database_url,
        "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
        "CLICNJOB_ENV": "test",
    }


@pytest.fixture
def third(tmp_path: Path) -> Path:
    path = tmp_path / "appellation.csv.gz"
    path.write_bytes(gzip.compress(THIRD.encode()))
    return path


@pytest.fixture
def fourth(tmp_path: Path) -> Path:
    path = tmp_path / "code_rome.csv"
    path.write_text(FOURTH, encoding="utf-8")
    return path


def run(environment: dict[str, str], *arguments: object, given: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, ["occupations", *map(str, arguments)], env=environment, input=given)


def understood(*wishes: object, files: tuple[Path, ...] = ()) -> tuple[list[dict[str, Any]], Result]:
    """The answers to wishes given as lines; no database is there."""
    given = "\n".join(wish if isinstance(wish, str) else json.dumps(wish) for wish in wishes)
    options = [part for file in files for part in ("--occupations", file)]
    result = run({"CLICNJOB_ENV": "test", "CLICNJOB_DATA_DIR": "/nowhere"}, "understand", *options, given=given)
    return [json.loads(line) for line in result.stdout.splitlines()], result


def test_official_files_are_loaded_and_understood(
    database: Database, environment: dict[str, str], third: Path, fourth: Path
) -> None:
    result = run(environment, "load", third, fourth, "--json")

    assert json.loads(result.stdout) == {"titles": 2, "parents": 1, "broken": 0}
    with database.read() as session:
        lexicon = queries.lexicon(session)
    assert [lexicon.understand(wish)[0].code for wish in ("zingoteuse d'ailes", "fluxonneur")] == ["H2913", "H2913"]
    assert lexicon.parent("H9999") == "H2913"


def test_loading_twice_is_loading_once(database: Database, environment: dict[str, str], third: Path) -> None:
    first = run(environment, "load", third, "--json")
    with database.read() as session:
        before = queries.lexicon(session).version
    again = run(environment, "load", third, "--json")

    with database.read() as session:
        assert queries.lexicon(session).version == before
    assert again.stdout == first.stdout


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "ne peut pas être lu"),
        (b"\x1f\x8b broken", "ne peut pas être lu"),
        (b"ville,cp\nLens,62300\n", "Aucun métier dans"),
        (b"", "Aucun métier dans"),
        (b"\x00\x01\x02", "Aucun métier dans"),
    ],
)
def test_a_foreign_file_is_refused_and_changes_nothing(
    database: Database, environment: dict[str, str], third: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    run(environment, "load", third)
    path = tmp_path / "autre.csv"
    if content is not None:
        path.write_bytes(content)
    result = run(environment, "load", path, "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    with database.read() as session:
        assert queries.lexicon(session).understand("zingoteuse d'ailes")[0].code == "H2913"


def test_each_line_is_answered_in_order_with_three_codes_at_least() -> None:
    answers, result = understood({"id": "a", "text": "vandeuse"}, {"id": 2, "text": "plombié"})

    assert result.exit_code == 0
    assert [answer["id"] for answer in answers] == ["a", 2]
    assert answers[1]["codes"][0]["code"] == "F1603"
    assert all(len(answer["codes"]) >= 3 for answer in answers)


def test_official_files_may_be_given_without_a_database(fourth: Path) -> None:
    answers, _ = understood({"id": 1, "text": "fluxonneuse"}, files=(fourth,))

    assert answers[0]["codes"][0]["code"] == "H2913"


@pytest.mark.parametrize("bad", ["{", "[1]", '{"id": 1}', '{"text": "maçon"}', '{"id": 1, "text": 7}', "[" * 5000])
def test_a_bad_line_is_named_and_the_others_are_answered(bad: str) -> None:
    answers, result = understood({"id": 1, "text": "maçon"}, bad, {"id": 3, "text": "maçon"})

    assert [answer["id"] for answer in answers] == [1, 3]
    assert result.exit_code == 2
    assert result.stderr.startswith("Ligne 2 :")


def test_bytes_that_are_no_text_are_a_bad_line() -> None:
    result = run({"CLICNJOB_ENV": "test"}, "understand", given=b'{"id": 1, "text": "\xff"}\n{"id": 2, "text": "x"}\n')

    assert (result.exit_code, result.stdout) == (2, '{"id": 2, "codes": []}\n')


def test_a_long_wish_is_cut_with_a_notice() -> None:
    answers, result = understood({"id": 1, "text": "maçon " + "x" * 10_000})

    assert result.exit_code == 0
    assert "Ligne 1 : seuls les 200 premiers signes sont lus." in result.stderr
    assert [answer["id"] for answer in answers] == [1]


def test_a_missing_official_file_is_refused_before_any_answer(tmp_path: Path) -> None:
    answers, result = understood({"id": 1, "text": "maçon"}, files=(tmp_path / "rien.csv",))

    assert (answers, result.exit_code) == ([], 2)
    assert "rien.csv : ce fichier ne peut pas être lu" in result.stderr
