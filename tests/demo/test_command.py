"""The command of the demonstration: what it prints, and where it refuses to run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clicnjob.db import Database
from clicnjob.demo.services import PHRASE
from tests.demo.conftest import Demonstration, run, settings_for

pytestmark = pytest.mark.xdist_group("demonstration")
ROLES = ["youth", "counsellor", "manager", "operator", "admin"]


def test_the_first_run_tells_each_step_before_it_begins(demonstration: Demonstration) -> None:
    *steps, conclusion = demonstration.result.stderr.splitlines()

    assert steps == [
        "Création de la base…",
        "Communes de France…",
        "Structures, conseillers et jeunes…",
        "Offres de la semaine 1…",
        "Offres de la semaine 2…",
    ]
    assert conclusion.startswith("La démonstration est prête")


def test_the_first_run_answers_with_one_line_of_counts(demonstration: Demonstration) -> None:
    assert demonstration.result.exit_code == 0
    assert len(demonstration.result.stdout.splitlines()) == 1
    assert demonstration.answer["changed"] is True
    assert [one["role"] for one in demonstration.answer["sign_ins"]] == ROLES


def test_the_next_run_says_that_nothing_changed_and_how_to_sign_in(demonstration: Demonstration) -> None:
    result = run(demonstration.settings, demonstration.database)
    address, *sign_ins = result.stdout.splitlines()

    assert result.exit_code == 0
    assert "rien n'a changé" in result.stderr
    assert address.endswith("http://127.0.0.1:5000")
    assert len(sign_ins) == len(ROLES)
    assert all(line.endswith(PHRASE) for line in sign_ins)


@pytest.mark.parametrize(
    "change", [{"env": "production"}, {"host": "0.0.0.0"}], ids=["production", "open to the network"]
)
def test_an_installation_that_others_reach_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    settings = replace(settings_for(tmp_path), **change)
    result = run(settings, Database(settings.database_url))

    assert result.exit_code == 1
    assert "mots de passe sont connus de tous" in result.stderr
    assert not (tmp_path / "clicnjob.sqlite3").exists()
