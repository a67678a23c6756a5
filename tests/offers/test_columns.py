"""Which column is what: guessed from headings and from values, applied to rows."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.sources.columns import BY_PATH, FIELDS, Columns, guess, names_known, record_of
from tests.offers.sheets import HEADER, TEXT, offer_rows

LONG = TEXT * 2
HEADINGS = [
    ("Intitulé du poste", "intitule"),
    ("job_title", "intitule"),
    ("N° offre", "id"),
    ("Référence", "id"),
    ("lieuTravail.libelle", "lieuTravail.libelle"),
    ("LIEU DE TRAVAIL", "lieuTravail.libelle"),
    ("Code INSEE", "lieuTravail.commune"),
    ("code_postal", "lieuTravail.codePostal"),
    ("Employeur", "entreprise.nom"),
    ("hiringOrganization", "entreprise.nom"),
    ("Type de contrat", "typeContrat"),
    ("Rémunération", "salaire.libelle"),
    ("Remuneraton", "salaire.libelle"),
    ("date limite", "dateExpiration"),
    ("validThrough", "dateExpiration"),
    ("Permis de conduire", "permis"),
    ("Niveau d'études", "formations"),
]


@pytest.mark.parametrize(("heading", "path"), HEADINGS)
def test_a_heading_in_french_in_english_or_misspelled_is_understood(heading: str, path: str) -> None:
    assert guess(["x", heading], []).fields == {path: heading}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        (["D1106", "K1302", "N1103"], "romeCode"),
        (["07000", "07200", "26000"], "lieuTravail.codePostal"),
        (["07186", "07019", "2A004"], "lieuTravail.commune"),
        (["07 - AUBENAS", "07 - PRIVAS", "26 - VALENCE"], "lieuTravail.libelle"),
        (["Aubenas (07)", "Privas (07)"], "lieuTravail.libelle"),
        (["24/11/2026", "01/12/2026"], "dateCreation"),
        (["CDI", "CDD", "Intérim", "Contrat d'apprentissage"], "typeContrat"),
        (["https://offres.exemple.fr/1", "https://offres.exemple.fr/2"], "origineOffre.urlOrigine"),
        (["1 900 € brut", "12,50 euros de l'heure"], "salaire.libelle"),
        (["35 h", "28 heures"], "dureeTravailLibelle"),
        (["Serveur (H/F)", "Aide à domicile F/H"], "intitule"),
        ([LONG, LONG + "."], "description"),
        (["190HCYJ", "191ABCD", "0012345", "193FKBM"], "id"),
    ],
)
def test_values_tell_under_any_heading(values: list[str], path: str) -> None:
    assert guess(["zone a"], [[value] for value in values]).fields == {path: "zone a"}


def test_a_heading_is_not_believed_against_its_values() -> None:
    rows = [["07 - AUBENAS", "07019"], ["07 - PRIVAS", "07186"]]

    assert guess(["Date", "Commune"], rows).fields == {"lieuTravail.libelle": "Date", "lieuTravail.commune": "Commune"}


def test_a_column_known_for_something_else_is_taken_for_nothing() -> None:
    rows = [["https://exemple.fr/logo.png", "24/11/2026"]] * 3

    assert guess(["Logo", "Date de début"], rows).fields == {}


def test_every_name_of_the_list_is_that_of_one_field() -> None:
    names = [name for field in FIELDS for name in field.names]

    assert len(names) == len(set(names))
    assert {guess(["x", name], []).fields[field.path] for field in FIELDS for name in field.names} == set(names)


@given(st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(shuffle: random.Random) -> None:
    order = list(range(len(HEADER)))
    shuffle.shuffle(order)
    rows = offer_rows(4)
    columns = guess([HEADER[at] for at in order], [[row[at] for at in order] for row in rows])

    assert columns == guess(HEADER, rows)


def test_months_first_and_the_sign_that_parts_lists_are_seen() -> None:
    columns = guess(["date", "compétences"], [["11/24/2026", "Accueillir | Encaisser"]])

    assert (columns.dates, columns.lists) == ("mdy", "|")


def record(**cells: str) -> dict[str, Any]:
    columns = guess(list(cells), [list(cells.values())])
    return record_of(cells, columns)


def test_a_row_becomes_a_record_of_the_api() -> None:
    cells = {"id": "12.0", "lieuTravail.commune": "7186", "competences": "Accueillir;Encaisser", "nombrePostes": "2.0"}

    assert record(**cells) == {
        "id": "12",
        "lieuTravail": {"commune": "07186"},
        "competences": [{"libelle": "Accueillir"}, {"libelle": "Encaisser"}],
        "nombrePostes": "2",
    }


def test_an_object_in_a_cell_is_the_whole_object() -> None:
    place = {"libelle": "07 - PRIVAS", "commune": "07186", "latitude": 44.7}

    assert record(id="1", lieuTravail=repr(place))["lieuTravail"] == place


def test_the_continuation_of_the_text_goes_after_it() -> None:
    assert record(id="1", description="Vous servez.", profil="Souriant.")["description"] == "Vous servez.\n\nSouriant."


def test_a_contract_in_words_says_its_nature_and_is_shown_as_written() -> None:
    found = record(id="1", contrat="CDD - contrat d'apprentissage")

    assert found["natureContrat"] == found["typeContratLibelle"] == "CDD - contrat d'apprentissage"


def test_without_an_identifier_one_is_made_that_stays_from_file_to_file() -> None:
    cells = dict(zip(HEADER[1:], offer_rows(1)[0][1:], strict=True))
    newer = {**cells, "Date de publication": "24/11/2026"}
    other = {**cells, "Ville": "Aubenas"}

    assert record(**cells)["id"] == record(**newer)["id"] != record(**other)["id"]


def test_the_address_of_an_offer_is_its_identifier_when_there_is_no_other() -> None:
    first = record(titre="Serveur (H/F)", url="https://offres.exemple.fr/1")
    later = record(titre="Serveuse ou serveur (H/F)", url="https://offres.exemple.fr/1")

    assert first["id"] == later["id"]


@given(st.dictionaries(st.sampled_from(sorted(BY_PATH)), st.text(max_size=40), max_size=8), st.sampled_from(",;|\n"))
def test_any_cells_give_a_record(cells: dict[str, str], lists: str) -> None:
    found = record_of(cells, Columns({path: path for path in cells}, lists=lists))

    assert isinstance(found.get("id", ""), str | list | dict)


def test_headings_are_counted_among_cells_of_all_sorts() -> None:
    assert names_known(["Titre", "Ville", "12", ""]) == 2
