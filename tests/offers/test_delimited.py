"""CSV files in every dialect and encoding, and how they break."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from clicnjob.offers import errors
from clicnjob.offers.draft import Rejected
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources import delimited
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.sources.record import Record
from clicnjob.offers.sources.tables import looks_like_table, opened_table, read
from tests.offers.sheets import HEADER, csv_bytes, given, offer_rows

MOST = 50_000_000
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859_15", "mac_roman"]
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from([";", ",", "\t", "|"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\r\n", "\n", "\r"]),
    }
)


def records(folder: Path, content: bytes, columns: Columns | None = None, **more: Any) -> list[Record | Rejected]:
    return list(read(given(folder, content, **more), MOST, None, columns))


def values(folder: Path, content: bytes) -> list[Any]:
    found = records(folder, content)
    assert all(isinstance(one, Record) for one in found), found
    return [one.value for one in found if isinstance(one, Record)]


@drawn(DIALECTS, st.sampled_from(ENCODINGS), st.randoms(use_true_random=False))
def test_whatever_an_exporter_writes_the_same_offers_come_out(
    dialect: dict[str, Any], encoding: str, shuffle: random.Random
) -> None:
    order = list(range(len(HEADER)))
    shuffle.shuffle(order)
    rows = [[row[at] for at in order] for row in [HEADER, *offer_rows(5)]]
    with tempfile.TemporaryDirectory() as folder:
        plain = values(Path(folder), csv_bytes([HEADER, *offer_rows(5)]))
        found = values(Path(folder), csv_bytes(rows, encoding, **dialect))

    assert [_with_single_ends(one) for one in found] == [_with_single_ends(one) for one in plain]
    assert found[0]["intitule"] == "Préparateur de commandes « nº 1 » (H/F)"


def _with_single_ends(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "description": value["description"].replace("\r\n", "\n").replace("\r", "\n")}


def test_quotes_escaped_by_a_backslash_are_read(tmp_path: Path) -> None:
    rows = [HEADER, *offer_rows(3)]
    content = csv_bytes(rows, delimiter=",", quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\")

    assert [one["id"] for one in values(tmp_path, content)] == ["REF-1", "REF-2", "REF-3"]


def test_the_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    found = records(tmp_path, b"sep=;\r\n" + csv_bytes([HEADER, *offer_rows(1)], delimiter=";"))

    assert [one.line for one in found] == [3]


def test_the_line_is_the_one_where_the_row_begins(tmp_path: Path) -> None:
    found = records(tmp_path, b"Export du lundi\n\n" + csv_bytes([HEADER, *offer_rows(3)]))

    assert [one.line for one in found] == [4, 7, 10]


def test_a_packed_table_with_zero_bytes_is_read(tmp_path: Path) -> None:
    content = csv_bytes([HEADER, *offer_rows(2)]).replace(b"REF-2", b"REF\0-2")

    assert values(tmp_path, gzip.compress(content))[1]["id"] == "REF-2"


def test_a_row_with_a_cell_too_many_or_too_few_is_refused_with_its_line(tmp_path: Path) -> None:
    rows = offer_rows(4)
    found = records(tmp_path, csv_bytes([HEADER, rows[0], [*rows[1], "x"], rows[2][:-1], rows[3]]))

    assert [(type(one), one.line) for one in found] == [(Record, 2), (Rejected, 5), (Rejected, 8), (Record, 11)]
    assert [one.code for one in found if isinstance(one, Rejected)] == [Fault.RAGGED, Fault.RAGGED]


def test_empty_cells_after_the_last_column_are_no_fault(tmp_path: Path) -> None:
    rows = [[*HEADER, ""], *([*row, "", ""] for row in offer_rows(2))]

    assert len(values(tmp_path, csv_bytes(rows))) == 2


def test_a_file_that_ends_inside_quotes_is_cut(tmp_path: Path) -> None:
    content = csv_bytes([HEADER, *offer_rows(3)])

    with pytest.raises(errors.OpenQuote, match="à la ligne 8"):
        records(tmp_path, content[: content.rindex(b"12,40")])


def test_a_file_that_ends_inside_a_row_is_cut(tmp_path: Path) -> None:
    content = csv_bytes([HEADER, *offer_rows(3)])

    with pytest.raises(errors.CutRow, match="la 8"):
        records(tmp_path, content[: content.rindex(b",07000")])


def test_a_quote_nobody_closes_loses_its_row_and_the_next_no_other(tmp_path: Path) -> None:
    rows = offer_rows(400)
    for row in rows:
        row[2] = row[2].replace('"', "")
    lines = csv_bytes([HEADER, *rows]).splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(b"REF-3,"))
    lines[at + 2] = lines[at + 2].replace(b'"', b"")
    found = records(tmp_path, b"".join(lines))

    assert sum(isinstance(one, Record) for one in found) == 398
    assert next(one for one in found if isinstance(one, Rejected)).line == at + 1


def test_a_quote_that_swallows_a_file_costs_one_row(tmp_path: Path) -> None:
    rows = [[f"R{number}", "Vendeur (H/F)", "Vous vendez et encaissez. " * 9] for number in range(900)]
    lines = csv_bytes([["ref", "titre", "texte"], *rows]).splitlines(keepends=True)
    lines[3] = lines[3].replace(b",Vous", b',"Vous')
    found = records(tmp_path, b"".join(lines))

    assert [one for one in found if isinstance(one, Rejected)] == [Rejected(4, "", Fault.TOO_LONG, "")]
    assert len(found) == 900


def test_a_line_without_end_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    rows = [HEADER, *offer_rows(2)]
    rows[1][2] = "x" * 2 * delimited.LONGEST_RECORD
    found = records(tmp_path, csv_bytes(rows))

    assert [(type(one), one.line) for one in found] == [(Rejected, 2), (Record, 3)]


def test_a_record_that_goes_on_for_ever_is_given_up(tmp_path: Path) -> None:
    found = records(tmp_path, b"id,titre,description\n" + b'1,"\n' + b'","\n' * 300_000)

    assert found[0] == Rejected(2, "", Fault.TOO_LONG, "")


def test_a_file_where_no_row_ends_is_damaged(tmp_path: Path) -> None:
    rows = [["1", "Vendeur", "x" * 140_000]] * (delimited.MOST_ENDLESS + 1)

    with pytest.raises(errors.DamagedTable, match="la dernière est la 52"):
        records(tmp_path, csv_bytes([["ref", "titre", "texte"], *rows]))


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.WideTable, match="501 colonnes"):
        records(tmp_path, csv_bytes([["titre", "description", *(f"c{n}" for n in range(499))]]))


@pytest.mark.parametrize(
    ("content", "refusal"), [(b"  \n \n", errors.EmptyFile), (b"un seul mot\nun autre\n", errors.NotTable)]
)
def test_what_has_no_two_cells_side_by_side_is_refused(
    tmp_path: Path, content: bytes, refusal: type[errors.UnreadableFile]
) -> None:
    with pytest.raises(refusal):
        records(tmp_path, content)


def test_utf8_that_becomes_something_else_is_told_by_line_and_byte(tmp_path: Path) -> None:
    good = csv_bytes([HEADER, *offer_rows(1)])

    with pytest.raises(errors.WrongEncoding, match=f"ligne 5, octet {len(good) + 2}"):
        records(tmp_path, good + b"a;\xe9\r\n")


def test_accents_that_come_late_are_read_all_the_same(tmp_path: Path) -> None:
    rows = [
        HEADER,
        *([f"R{n}", "Vendeur (H/F)", "Vous vendez. " * 20, "Privas", "07000", "CDI", "2026-11-02"] for n in range(900)),
    ]
    rows[0] = ["ref", "titre", "description", "ville", "code postal", "contrat", "date"]
    rows[-1][3] = "Bourg-Saint-Andéol"
    found = values(tmp_path, csv_bytes(rows, "cp1252"))

    assert found[-1]["lieuTravail"]["libelle"] == "Bourg-Saint-Andéol"


def test_a_table_without_title_or_text_says_which_column_lacks(tmp_path: Path) -> None:
    with pytest.raises(errors.ColumnsUnknown, match="« Texte de l'offre »"):
        records(tmp_path, b"Titre;Ville\nServeur;Privas\n")


def test_a_remembered_column_that_is_gone_is_named(tmp_path: Path) -> None:
    columns = Columns({"intitule": "Poste", "description": "Texte", "lieuTravail.libelle": "Ville"})

    with pytest.raises(errors.ColumnsGone, match="n'a plus la colonne « Ville »"):
        records(tmp_path, b"Poste;Texte;Commune\nServeur;Vous servez.;Privas\n", columns)


def test_a_field_exporters_leave_out_when_empty_is_not_missed(tmp_path: Path) -> None:
    columns = Columns({"intitule": "a", "description": "b", "salaire.complement1": "c"})

    assert len(records(tmp_path, b"a;b\nServeur;Vous servez.\n", columns)) == 1


def test_a_table_without_headings_is_read_by_its_values(tmp_path: Path) -> None:
    with opened_table(given(tmp_path, csv_bytes(offer_rows(5))), MOST) as table:
        header, rows = table.header, len(list(table.rows))

    assert (header[0], rows) == ("colonne 1", 5)
    assert len(values(tmp_path, csv_bytes(offer_rows(5)))) == 5


def test_headings_that_come_twice_or_are_empty_are_told_apart(tmp_path: Path) -> None:
    with opened_table(given(tmp_path, b"titre;;libelle;libelle;\na;b;c;d;\n"), MOST) as table:
        assert table.header == ["titre", "colonne 2", "libelle", "libelle (2)"]


def test_the_day_of_the_file_stands_where_the_table_has_no_date(tmp_path: Path) -> None:
    found = records(tmp_path, b"titre;texte\nServeur;Vous servez.\n", day=dt.date(2026, 11, 23))

    assert isinstance(found[0], Record)
    assert (found[0].value["dateActualisation"], found[0].value["_undated"]) == ("2026-11-23", True)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (csv_bytes([HEADER, *offer_rows(2)], "utf-16")[:500], True),
        (csv_bytes([HEADER, *offer_rows(2)], "cp1252", delimiter="|")[:200], True),
        (b"Titre\tVille\nServeur\tPrivas\n", True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        (b'{"resultats": [', False),
        (b"[\n", False),
        (b"<?xml version='1.0'?><jobs>", False),
        (b"%PDF-1.7", False),
        (b"Bonjour, voici les offres, merci, bien \xc3\xa0 vous", False),
        (b"", False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_table_is_known_by_how_it_begins(head: bytes, is_one: bool) -> None:
    assert looks_like_table(head) is is_one
