"""The commands of the offers, through `clicnjob` itself."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from clicnjob.cli import cli
from clicnjob.db import Database
from clicnjob.offers.models import Offer
from tests.offers.made import GUERET, bring_in, file, lines, load_places, page, plain, record


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "CLICNJOB_DATABASE_URL": database_url,
        "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
        "CLICNJOB_ENV": "test",
        "CLICNJOB_IMPORT_MAX_MB": "1",
    }


def run(environment: dict[str, str], *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["offers", *map(str, arguments)], env=environment)


def test_an_import_answers_with_one_line_of_json(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    load_places(database)
    week = [record(1), record(1), record(2, lieuTravail=GUERET), record(3, intitule="")]
    path, options = file(tmp_path, page(week)).path, ("--region", "84", "--complete", "--json")
    result = run(environment, "import", path, *options, "--publish", "--reason", "Fichier court, vérifié.")
    answer = json.loads(result.stdout)

    assert (result.exit_code, answer["state"]) == (0, "published")
    assert len(result.stdout.splitlines()) == 1
    assert {name: answer[name] for name in ("read", "new", "duplicate", "other_region", "refused", "closed")} == {
        "read": 4,
        "new": 1,
        "duplicate": 1,
        "other_region": 1,
        "refused": 1,
        "closed": 0,
    }
    assert answer["refused_by_code"] == {"no_title": 1}
    assert "Lecture de 1 fichier" in plain(result.stderr)


def test_an_import_answers_people_in_french(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    load_places(database)
    week = [record(1), record(2, lieuTravail={"libelle": "France"}), record(3, intitule="")]
    result = run(environment, "import", file(tmp_path, lines(week)).path, "--region", "84")
    answer = dict(line.split(None, 1) for line in result.stdout.splitlines() if len(line.split()) == 2)

    assert (answer["Lues"], answer["Nouvelles"], answer["Refusées"]) == ("3", "2", "1")
    assert "Sans titre" in result.stdout
    assert "Offres sans lieu connu : 1." in plain(result.stderr)


def test_a_braked_import_ends_with_code_3_and_waits_for_a_written_reason(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    bring_in(database, tmp_path, [record(number) for number in range(1, 13)])
    path = file(tmp_path, lines([record(number) for number in range(1, 7)])).path
    held = run(environment, "import", path, "--region", "84", "--complete", "--json")
    answer = json.loads(held.stdout)

    assert (held.exit_code, answer["state"], answer["closed"]) == (3, "held", 6)
    assert [one["code"] for one in answer["imports"][0]["brakes"]] == ["volume_fall"]
    assert "6 offres au lieu de 12 la dernière fois : 50 % de moins" in plain(held.stderr)
    assert live(environment, "84") == 12
    assert run(environment, "import", path, "--region", "84", "--complete").exit_code == 3

    refused = run(environment, "publish", answer["import"])
    assert (refused.exit_code, "écrivez pourquoi" in refused.stderr) == (2, True)
    published = run(environment, "publish", answer["import"], "--reason", "Un employeur est parti.", "--json")
    assert (published.exit_code, json.loads(published.stdout)["state"]) == (0, "published")
    assert live(environment, "84") == 6
    assert "n'attend plus rien" in run(environment, "publish", answer["import"], "--reason", "Encore.").stderr


def live(environment: dict[str, str], region: str) -> int:
    found: int = json.loads(run(environment, "status", "--json").stdout)[region]["live"]
    return found


def test_the_same_file_twice_is_nothing_to_do(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    load_places(database)
    command = ("import", file(tmp_path, lines([record(1), record(2)])).path, "--region", "84", "--complete", "--json")
    first, again = run(environment, *command), run(environment, *command)
    answer = json.loads(again.stdout)

    assert (again.exit_code, answer["state"], answer["import"]) == (0, "nothing", json.loads(first.stdout)["import"])
    assert (answer["new"], answer["unchanged"]) == (0, 2)
    assert "Rien à faire (84)" in plain(again.stderr)


def test_a_preview_puts_nothing_live(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    path = file(tmp_path, lines([record(1), record(2)])).path
    seen = run(environment, "import", path, "--region", "84", "--preview", "--json")

    assert (seen.exit_code, json.loads(seen.stdout)["state"], json.loads(seen.stdout)["new"]) == (0, "previewed", 1)
    assert live(environment, "84") == 1
    assert run(environment, "publish", json.loads(seen.stdout)["import"]).exit_code == 0
    assert live(environment, "84") == 2


@pytest.mark.parametrize(
    "options", [("--publish",), ("--reason", "Oui."), ("--publish", "--preview", "--reason", "Oui.")]
)
def test_to_publish_despite_a_brake_a_reason_is_written(
    database: Database, environment: dict[str, str], tmp_path: Path, options: tuple[str, ...]
) -> None:
    load_places(database)
    result = run(environment, "import", file(tmp_path, lines([record(1)])).path, "--region", "84", *options)

    assert (result.exit_code, "--publish" in result.stderr) == (2, True)


def test_a_rollback_gives_the_status_of_before(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    before = run(environment, "status", "--json").stdout
    bring_in(database, tmp_path, [record(1, intitule="Autre"), record(3)], complete=True)
    done = run(environment, "rollback", "--region", "84", "--json")
    answer = json.loads(done.stdout)

    assert (done.exit_code, answer["state"]) == (0, "rolled_back")
    assert (answer["reopened"], answer["closed"], answer["restored"]) == (1, 1, 1)
    assert run(environment, "status", "--json").stdout == before


def test_a_rollback_of_nothing_ends_with_code_2(database: Database, environment: dict[str, str]) -> None:
    result = run(environment, "rollback", "--region", "84", "--source", "autre")

    assert (result.exit_code, "aucun import publié de la source « autre »" in plain(result.stderr)) == (2, True)


def test_with_all_each_region_is_an_import(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    load_places(database)
    week = [record(1), record(2, lieuTravail=GUERET), record(3), record(4, lieuTravail={"libelle": "France"})]
    answer = json.loads(
        run(environment, "import", file(tmp_path, lines(week)).path, "--region", "all", "--json").stdout
    )

    assert [(one["region"], one["new"]) for one in answer["imports"]] == [("none", 1), ("75", 1), ("84", 2)]
    assert (answer["region"], answer["new"], answer["state"]) == ("all", 4, "published")


def test_all_files_of_the_command_are_one_import(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    load_places(database)
    paths = [file(tmp_path, page([record(number)]), f"{number}.json.gz").path for number in (1, 2, 3)]
    answer = json.loads(run(environment, "import", *paths, "--region", "all", "--json").stdout)

    assert (answer["import"], answer["files"], answer["new"]) == (1, 3, 3)


def test_the_day_of_the_file_can_be_told(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    path = file(tmp_path, lines([record(1)])).path
    result = run(environment, "import", path, "--region", "84", "--complete", "--date", "2026-11-01", "--json")

    assert (json.loads(result.stdout)["late"], json.loads(result.stdout)["closed"]) == (True, 0)
    assert "plus ancien que le dernier import" in plain(result.stderr)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"<html>", "ne contient pas d'offre lisible"),
        (page([record()])[:-5], "est coupé"),
        (b'{"resultats": [}', "ligne 1, octet 15"),
        ('{"id": "é"}'.encode("latin-1"), "octet 8"),
        (b"[" + b" " * 1_000_001, "dépasse 1 Mo"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_code_2_and_a_sentence(
    database: Database, environment: dict[str, str], tmp_path: Path, content: bytes, words: str
) -> None:
    bring_in(database, tmp_path, [record(1)], complete=True)
    result = run(environment, "import", file(tmp_path, content).path, "--region", "84", "--complete", "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "« offres.json »" in plain(result.stderr)
    assert words in plain(result.stderr)
    with database.read() as session:
        assert session.scalar(select(func.count()).where(Offer.closed_at.is_(None))) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--region", "99"), "« 99 » n'est pas un code de région"),
        (("--region", "84", "--source", "Ma source"), "ne peut pas nommer une source"),
    ],
)
def test_a_wrong_option_ends_with_code_2_and_what_to_write(
    database: Database, environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    load_places(database)
    result = run(environment, "import", file(tmp_path, page([record()])).path, *arguments)

    assert result.exit_code == 2
    assert words in plain(result.stderr)


def test_a_missing_file_ends_with_code_2(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    load_places(database)
    result = run(environment, "import", tmp_path / "absent.json", "--region", "all")

    assert result.exit_code == 2
    assert "« absent.json » ne s'ouvre pas" in plain(result.stderr)


def test_without_places_the_command_says_what_to_run(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    result = run(environment, "import", file(tmp_path, page([record()])).path, "--region", "all")

    assert result.exit_code == 2
    assert "clicnjob places load" in plain(result.stderr)


def test_status_says_where_each_region_stands(database: Database, environment: dict[str, str], tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    bring_in(database, tmp_path, [record(3, lieuTravail={"libelle": "France"})], region="all")
    answer = json.loads(run(environment, "status", "--json").stdout)

    assert {code: one["live"] for code, one in answer.items()} == {"84": 2, "none": 1}
    assert answer["84"]["last_good"] == "2026-11-24T08:00:00+00:00"
    assert "84  Auvergne-Rhône-Alpes" in run(environment, "status").stdout


def test_refusals_are_listed_as_a_table_no_spreadsheet_will_run(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    done = bring_in(database, tmp_path, [record(1), record(2, intitule="=1+1", description="")])
    result = run(environment, "rejects", "--import", done.id)

    assert list(csv.reader(io.StringIO(result.stdout)))[1:] == [
        ["offres.json", "2", "9000002", "no_description", "Le champ «\u00a0description\u00a0» est vide.", "'=1+1"]
    ]


def test_refusals_of_an_unknown_import_end_with_code_2(database: Database, environment: dict[str, str]) -> None:
    result = run(environment, "rejects", "--import", 12)

    assert (result.exit_code, result.stderr.startswith("Il n'y a pas d'import 12.")) == (2, True)


def test_offers_past_their_end_are_closed_by_a_command(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    bring_in(database, tmp_path, [record(1, dateExpiration="2026-11-24T10:00:00+01:00"), record(2)])
    with database.write() as session:
        session.get_one(Offer, 1).expires_at = session.get_one(Offer, 1).published_at

    assert json.loads(run(environment, "expire", "--json").stdout) == {"closed": 1}


def test_the_command_runs_as_a_process_of_its_own(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    load_places(database)
    path = file(tmp_path, page([record(1)])).path
    command = [sys.executable, "-m", "clicnjob", "offers", "import", str(path), "--region", "84", "--json"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout)["new"] == 1
