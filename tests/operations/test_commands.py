"""The commands of whoever runs an installation, through the `clicnjob` command itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from clicnjob import tasks
from clicnjob.accounts.roles import Role
from clicnjob.cli import cli
from clicnjob.db import Database
from tests import builders
from tests.foundations import jobs
from tests.offers.made import bring_in, record


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return {"CLICNJOB_DATABASE_URL": database_url, "CLICNJOB_DATA_DIR": str(data), "CLICNJOB_ENV": "test"}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env=environment)


def states(result: Result) -> dict[str, str]:
    """What doctor says, by the first words of each finding."""
    return {finding["what"]: finding["state"] for finding in json.loads(result.stdout)["findings"]}


def test_doctor_says_what_a_new_installation_lacks(database: Database, environment: dict[str, str]) -> None:
    result = run(environment, "doctor", "--json")
    assert states(result)["Aucun compte d'administration"] == "danger"
    assert result.exit_code == 1


def test_doctor_sees_the_administrator(database: Database, environment: dict[str, str]) -> None:
    with database.write() as session:
        builders.user(session, Role.ADMIN)
    assert states(run(environment, "doctor", "--json"))["1\u00a0compte d'administration"] == "ok"


def test_doctor_counts_an_administrator_who_left_for_nothing(database: Database, environment: dict[str, str]) -> None:
    with database.write() as session:
        user = builders.user(session, Role.ADMIN)
        user.ended_at = user.created_at
    assert states(run(environment, "doctor", "--json"))["Aucun compte d'administration"] == "danger"


def test_doctor_on_an_empty_database_speaks_of_the_schema_alone(tmp_path: Path) -> None:
    environment = {"CLICNJOB_DATA_DIR": str(tmp_path), "CLICNJOB_ENV": "test"}
    result = run(environment, "doctor", "--json")
    assert states(result)["Base vide"] == "danger"
    assert "Aucun compte d'administration" not in states(result)


def test_doctor_prints_a_line_and_what_to_do(database: Database, environment: dict[str, str]) -> None:
    lines = run(environment, "doctor").stdout.splitlines()
    place = lines.index("danger  Aucun compte d'administration")
    assert lines[place + 1].strip() == "Lancez : clicnjob admin create"


def test_doctor_sees_messages_that_wait(database: Database, environment: dict[str, str]) -> None:
    with database.write() as session:
        jobs.leave_row(session)
    found = states(run(environment, "doctor", "--json"))
    assert found["Pas de serveur de messagerie ; 1\u00a0message en attente d'envoi"] == "à voir"


def test_doctor_remembers_the_backup(embedded: Database, tmp_path: Path) -> None:
    environment = {"CLICNJOB_DATABASE_URL": f"sqlite:///{embedded.path}", "CLICNJOB_DATA_DIR": str(tmp_path / "data")}
    assert run(environment, "backup").exit_code == 0
    assert states(run(environment, "doctor", "--json"))["Dernière sauvegarde il y a 0\u00a0jour"] == "ok"


def test_a_backup_comes_back_through_the_commands(embedded: Database, tmp_path: Path) -> None:
    environment = {"CLICNJOB_DATABASE_URL": f"sqlite:///{embedded.path}", "CLICNJOB_DATA_DIR": str(tmp_path / "data")}
    saved = json.loads(run(environment, "backup", "--json", "--to", str(tmp_path / "away")).stdout)
    with embedded.write() as session:
        jobs.leave_row(session)
    embedded.close()
    result = run(environment, "restore", saved["file"], "--yes")
    assert result.exit_code == 0
    assert "telle qu'elle était le 24/11/2026 à 09:00, heure de Paris." in result.stderr
    assert jobs.rows(embedded) == 0


def test_a_restore_nobody_confirmed_changes_nothing(embedded: Database, tmp_path: Path) -> None:
    environment = {"CLICNJOB_DATABASE_URL": f"sqlite:///{embedded.path}", "CLICNJOB_DATA_DIR": str(tmp_path / "data")}
    saved = json.loads(run(environment, "backup", "--json").stdout)
    with embedded.write() as session:
        jobs.leave_row(session)
    embedded.close()
    assert run(environment, "restore", saved["file"]).exit_code == 1
    assert jobs.rows(embedded) == 1


def test_an_unreadable_backup_is_refused_in_words_with_code_2(embedded: Database, tmp_path: Path) -> None:
    environment = {"CLICNJOB_DATABASE_URL": f"sqlite:///{embedded.path}", "CLICNJOB_DATA_DIR": str(tmp_path / "data")}
    (tmp_path / "photo.tar.gz").write_bytes(b"noise")
    result = run(environment, "restore", str(tmp_path / "photo.tar.gz"), "--yes")
    assert result.exit_code == 2
    assert "n'est pas une sauvegarde lisible" in result.stderr


def test_tasks_run_counts_what_it_did(database: Database, environment: dict[str, str]) -> None:
    jobs.ask(database)
    result = run(environment, "tasks", "run", "--json")
    assert json.loads(result.stdout) == {"done": 1, "retried": 0, "failed": 0}


def test_tasks_retry_puts_back_what_was_given_up(database: Database, environment: dict[str, str]) -> None:
    jobs.ask(database)
    given_up = {True: "task SET failed_at = created_at", False: "procrastinate_jobs SET status = 'failed'"}
    with database.write() as session:
        session.execute(text(f"UPDATE {given_up[database.embedded]}"))
    assert json.loads(run(environment, "tasks", "retry", "--json").stdout) == {"retried": 1}
    with database.read() as session:
        assert tasks.backlog(session) == tasks.Backlog(waiting=1, overdue=0, failed={})


def test_doctor_sees_communes_and_the_last_import(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    before = states(run(environment, "doctor", "--json"))
    bring_in(database, tmp_path, [record(1)])
    after = states(run(environment, "doctor", "--json"))
    assert before["Aucune commune"] == "danger"
    assert before["Aucun import d'offres"] == "à voir"
    assert [state for what, state in after.items() if what.endswith("\u00a0communes")] == ["ok"]
    assert after["Dernier import réussi il y a 0\u00a0jour"] == "ok"
