"""The command that loads the communes."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from clicnjob.console import Context
from clicnjob.db import Database
from clicnjob.places import queries
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.commands import places_group
from config import Settings


def run(settings: Settings, database: Database, *arguments: str) -> Result:
    return CliRunner().invoke(places_group, ["load", *arguments], obj=Context(settings, database))


def test_the_communes_of_the_installed_package_are_loaded(
    settings: Settings, database: Database, france: Catalogue
) -> None:
    result = run(settings, database, "--json")

    assert result.exit_code == 0, result.stderr
    counters = json.loads(result.stdout)
    assert counters["added"] == len(france.communes)
    assert counters["arrondissements"] == 45
    assert "Chargement" in result.stderr
    with database.read() as session:
        assert queries.catalogue(session).digest == counters["digest"] == france.digest


def test_a_file_that_cannot_be_used_leaves_the_database_as_it_was(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "communes.csv"
    path.write_text("ville,cp\nLens,62300\n")
    result = run(settings, database, str(path), "--json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "il n'a pas de colonne code_insee" in result.stderr
    with database.read() as session:
        assert queries.edition(session) is None
