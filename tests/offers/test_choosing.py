"""Columns chosen by people: looked at, corrected, remembered for a source and a region, used without asking."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from clicnjob.cli import cli
from clicnjob.clock import now
from clicnjob.db import Database
from clicnjob.offers import choosing, errors, queries, report, services
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import Offer, OfferImport
from clicnjob.offers.sources.columns import Columns
from tests.offers.made import load_places
from tests.offers.sheets import HEADER, csv_bytes, given, offer_rows, xlsx

MOST = 10_000_000
ODD = ["Zone 1", "Zone 2", "Zone 3", "Ville", "Code postal", "Contrat", "Date"]
CHOSEN = Columns({"id": "Zone 1", "intitule": "Zone 2", "description": "Zone 3", "lieuTravail.libelle": "Ville"})


def odd_rows(count: int = 3) -> list[list[str]]:
    """Offers whose headings say nothing and whose values tell little."""
    return [[row[0], f"Poste {n}", "Vous aidez.", *row[3:]] for n, row in enumerate(offer_rows(count), 1)]


def bring_in(database: Database, folder: Path, content: bytes, name: str = "t.csv", **values: str) -> OfferImport:
    load_places(database)
    file = given(folder, content, name)
    values = {"region": "84", **values}
    (outcome,) = import_offers(database, [file], **values, complete=False, most_mb=10)  # type: ignore[arg-type]
    return outcome.done


def titles(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.scalars(select(Offer.title)))


def remember(database: Database, columns: Columns, region: str = "84", source: str = "france-travail") -> None:
    with database.write() as session:
        services.remember_columns(session, source=source, region=region, columns=columns, now=now())


def test_a_table_is_looked_at_with_three_values_a_column(tmp_path: Path) -> None:
    seen = choosing.look(given(tmp_path, csv_bytes([HEADER, *offer_rows(9)])), MOST)

    assert seen.samples["Référence"] == ["REF-1", "REF-2", "REF-3"]
    assert seen.samples["Ville"] == ["Privas"]
    assert all(len(value) <= 60 for value in seen.samples["Description"])


def test_what_is_no_table_has_no_columns(tmp_path: Path) -> None:
    with pytest.raises(errors.NotTable):
        choosing.look(given(tmp_path, b'{"resultats": []}'), MOST)


def test_a_choice_takes_a_column_or_none() -> None:
    columns = choosing.corrected(Columns({"id": "a", "intitule": "b"}), {"id": "", "intitule": "c"}, ["a", "b", "c"])

    assert columns.fields == {"intitule": "c"}


@pytest.mark.parametrize(
    ("choices", "refusal"), [({"titre": "a"}, errors.UnknownField), ({"intitule": "z"}, errors.UnknownColumn)]
)
def test_a_choice_of_what_is_not_there_is_refused(choices: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        choosing.corrected(Columns(), choices, ["a"])


def test_columns_are_remembered_for_a_source_and_a_region(database: Database) -> None:
    remember(database, CHOSEN)
    remember(database, Columns({"id": "n"}), region="all")
    remember(database, Columns({"id": "n"}, "mdy", "|"), region="all")

    with database.read() as session:
        assert queries.columns_of(session, "france-travail", "84") == CHOSEN
        assert queries.columns_of(session, "france-travail", "75") == Columns({"id": "n"}, "mdy", "|")
        assert queries.columns_of(session, "agglo", "84") is None


def test_the_import_reads_remembered_columns_and_asks_nobody(database: Database, tmp_path: Path) -> None:
    remember(database, CHOSEN)
    done = bring_in(database, tmp_path, csv_bytes([ODD, *odd_rows()]))

    assert (done.new, done.refused) == (3, 0)
    assert titles(database) == ["Poste 1", "Poste 2", "Poste 3"]


def test_without_them_a_table_that_says_nothing_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(errors.ColumnsUnknown, match="« Titre », « Texte de l'offre »"):
        bring_in(database, tmp_path, csv_bytes([ODD, *odd_rows()]))


def test_a_remembered_column_that_is_gone_stops_the_import(database: Database, tmp_path: Path) -> None:
    remember(database, CHOSEN)
    bring_in(database, tmp_path, csv_bytes([ODD, *odd_rows()]))

    with pytest.raises(errors.ColumnsGone, match="« Ville »"):
        bring_in(database, tmp_path, csv_bytes([[*ODD[:3], "Commune", *ODD[4:]], *odd_rows(1)]))
    assert titles(database) == ["Poste 1", "Poste 2", "Poste 3"]


def test_a_table_without_dates_or_identifiers_brought_in_again_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    rows = [row[1:6] for row in offer_rows(3)]
    first = bring_in(database, tmp_path, csv_bytes([HEADER[1:6], *rows]))
    again = bring_in(database, tmp_path, xlsx({"Offres": [HEADER[1:6], *rows]}), "t.xlsx")

    assert (first.new, again.id) == (3, first.id)


def test_a_formula_in_a_table_stays_a_text_in_the_report(database: Database, tmp_path: Path) -> None:
    rows = [["ref", "titre", "texte"], ["R1", "=2+3", ""], ["R2", "Serveur", "Vous servez."]]
    done = bring_in(database, tmp_path, csv_bytes(rows))
    with database.read() as session:
        text = io.StringIO()
        csv.writer(text).writerows(report.rejection_rows(queries.rejections(session, done.id)))

    assert "'=2+3" in text.getvalue()


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"CLICNJOB_DATABASE_URL": database_url, "CLICNJOB_DATA_DIR": str(tmp_path / "d"), "CLICNJOB_ENV": "test"}


def run(environment: dict[str, str], *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["offers", "columns", *map(str, arguments)], env=environment)


def test_the_command_shows_the_guess_and_remembers_nothing(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    path = given(tmp_path, csv_bytes([HEADER, *offer_rows()])).path
    told = json.loads(run(environment, path, "--json").stdout)

    assert told["fields"]["intitule"] == "Intitulé du poste"
    assert (told["dates"], told["unused"]) == ("dmy", [])
    with database.read() as session:
        assert queries.columns_of(session, "france-travail", "84") is None


def test_the_command_corrects_and_remembers_for_a_region(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    load_places(database)
    path = given(tmp_path, csv_bytes([ODD, *odd_rows()])).path
    choices = ("--set", "intitule=Zone 2", "--set", "description=Zone 3", "--set", "typeContrat=")
    result = run(environment, path, "--source", "agglo", "--region", "84", *choices)

    assert result.exit_code == 0, result.stderr
    assert "Titre (intitule)" in result.stdout
    assert "Poste 1 · Poste 2" in result.stdout
    with database.read() as session:
        found = queries.columns_of(session, "agglo", "84")
    assert found
    assert (found.fields["intitule"], "typeContrat" in found.fields) == ("Zone 2", False)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--region", "84"], "aucune colonne ne ressemble à : « Titre »"),
        (["--region", "Creuse"], "n'est pas un code de région"),
        (["--set", "Zone 2"], "--set champ=colonne"),
        (["--set", "titre=Zone 2"], "n'est pas un champ"),
        (["--set", "intitule=Zone 9"], "pas de colonne « Zone 9 »"),
        (["--source", "Ma source"], "ne peut pas nommer une source"),
    ],
)
def test_the_command_refuses_with_a_sentence(
    database: Database, environment: dict[str, str], tmp_path: Path, more: list[str], sentence: str
) -> None:
    load_places(database)
    result = run(environment, given(tmp_path, csv_bytes([ODD, *odd_rows()])).path, *more)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not result.stdout
