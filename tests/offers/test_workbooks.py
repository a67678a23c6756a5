"""Workbooks of offers, XLSX and ODS: read whole, and refused before they are opened when they are hostile."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clicnjob.offers import errors
from clicnjob.offers.sources import workbooks
from clicnjob.offers.sources.record import Record
from clicnjob.offers.sources.tables import looks_like_table, opened_table, read
from tests.offers import sheets
from tests.offers.sheets import HEADER, Cell, csv_bytes, given, ods, offer_rows, sheet_of, xlsx, zipped

MOST = 50_000_000
MAKERS = [xlsx, ods]
Maker = Callable[..., bytes]
REPEATED = (
    '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}"'
)


def values(folder: Path, content: bytes) -> list[Any]:
    return [one.value for one in read(given(folder, content, "sans nom"), MOST) if isinstance(one, Record)]


def typed_rows() -> list[list[Cell]]:
    """The invented offers, their dates and postcodes typed as a spreadsheet does."""
    rows: list[list[Cell]] = [list(row) for row in offer_rows(3)]
    for number, row in enumerate(rows, 2):
        row[4], row[6] = 7000, dt.date(2026, 10, number)
    return rows


@pytest.mark.parametrize("make", MAKERS)
def test_a_workbook_gives_the_same_offers_as_a_csv(tmp_path: Path, make: Maker) -> None:
    content = make({"Offres": [HEADER, *typed_rows()]})

    assert looks_like_table(content[:1024])
    assert values(tmp_path, content) == values(tmp_path, csv_bytes([HEADER, *offer_rows(3)], lineterminator="\n"))


@pytest.mark.parametrize("make", MAKERS)
def test_the_sheet_that_holds_the_table_is_found_and_its_rows_counted(tmp_path: Path, make: Maker) -> None:
    content = make({"Lisez-moi": [["Bonjour"]], "Offres": [["Export du lundi"], [], HEADER, *offer_rows(2)]})
    found = list(read(given(tmp_path, content), MOST))

    assert [one.line for one in found] == [4, 5]


def test_a_sheet_that_begins_lower_keeps_its_row_numbers(tmp_path: Path) -> None:
    content = xlsx({"Offres": [[], [], [], HEADER, *offer_rows(1)]})

    assert [one.line for one in read(given(tmp_path, content), MOST)] == [5]


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    content = xlsx({"Anciennes": [HEADER, *offer_rows(3)], "Offres": [HEADER, *offer_rows(1)]})
    book = zipfile.ZipFile(given(tmp_path, content).path)
    parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"Anciennes"', b'"Anciennes" state="hidden"')

    assert len(values(tmp_path, zipped(parts))) == 1


def test_the_value_of_a_formula_is_read_never_the_formula(tmp_path: Path) -> None:
    cells = "".join(
        f'<c r="{chr(65 + at)}{row}" t="str"><f>HYPERLINK("x")</f><v>{text}</v></c>'
        for row in (1, 2)
        for at, text in enumerate(["titre", "texte"] if row == 1 else ["Serveur", "Vous servez."])
    )
    at = cells.index('<c r="A2"')
    first, second = cells[:at], cells[at:]
    content = xlsx(
        {"O": []}, {"xl/worksheets/sheet1.xml": sheet_of(f'<row r="1">{first}</row><row r="2">{second}</row>')}
    )

    assert values(tmp_path, content)[0]["intitule"] == "Serveur"


def test_empty_cells_repeated_to_the_end_of_a_sheet_count_for_nothing(tmp_path: Path) -> None:
    tail = REPEATED.format(rows=1_048_500, columns=16_384) + "/></table:table-row>"

    assert len(values(tmp_path, ods({"Offres": [HEADER, *offer_rows(2)]}, tail))) == 2


def cell_at(reference: str) -> bytes:
    """A workbook with one cell at the top and one there."""
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{reference}"><v>1</v></c></row>'
    return xlsx({"O": []}, {"xl/worksheets/sheet1.xml": sheet_of(cells)})


def full_of(rows: int, columns: int) -> bytes:
    """An ODS whose last cell is written once and stands for many."""
    cell = ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    return ods({"O": [HEADER]}, REPEATED.format(rows=rows, columns=columns) + cell)


HOSTILE: list[tuple[str, Callable[[], bytes], type[errors.UnreadableFile]]] = [
    ("a last cell at the far corner", lambda: cell_at("XFD1048576"), errors.WideWorkbook),
    ("a column beyond the last", lambda: cell_at("ZZZ2"), errors.WideWorkbook),
    ("ten million columns", lambda: full_of(1, 10_000_000), errors.WideWorkbook),
    ("a row that stands for a million", lambda: full_of(1_048_576, 16_384), errors.WideWorkbook),
    ("numbers without end", lambda: full_of(10**30, 10**30), errors.WideWorkbook),
    ("a bomb", lambda: xlsx({"O": [HEADER]}, {"xl/media/a.bin": b"0" * 20_000_000}), errors.HeavyWorkbook),
    ("many parts", lambda: xlsx({"O": [HEADER]}, {f"xl/{n}.txt": "" for n in range(2001)}), errors.HeavyWorkbook),
    ("links", lambda: xlsx({"O": [HEADER]}, {"xl/externalLinks/externalLink1.xml": "<a/>"}), errors.LinkedWorkbook),
    ("entities", lambda: xlsx({"O": [HEADER]}, {"xl/sharedStrings.xml": LAUGHS}), errors.DamagedWorkbook),
    ("broken XML", lambda: xlsx({"O": []}, {"xl/worksheets/sheet1.xml": "<a><b>"}), errors.DamagedWorkbook),
    ("a sheet that is no XML", lambda: disguised(), errors.DamagedWorkbook),
    ("a binary workbook", lambda: zipped({"xl/workbook.bin": b"\0" * 99}), errors.OldWorkbook),
    ("an old one", lambda: workbooks.OLD + b"\0" * 2000, errors.OldWorkbook),
    ("half of it", lambda: xlsx({"O": [HEADER]})[:700], errors.DamagedWorkbook),
    ("no sheet", lambda: xlsx({}), errors.EmptyFile),
]
LAUGHS = '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]><sst xmlns="x">&b;</sst>'


def disguised() -> bytes:
    """A workbook whose sheet is kept under the name of a picture, where nobody would count its cells."""
    entry = f'<Relationship Id="rId1" Type="{sheets.OFFICE}/worksheet" Target="media/a.png"/>'
    parts = {"xl/_rels/workbook.xml.rels": sheets.related(entry), "xl/media/a.png": sheet_of("<row/>")}
    return xlsx({"O": [HEADER]}, parts)


@pytest.mark.parametrize(("made", "refusal"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_a_hostile_workbook_is_refused(
    tmp_path: Path, made: Callable[[], bytes], refusal: type[errors.UnreadableFile]
) -> None:
    with pytest.raises(refusal), opened_table(given(tmp_path, made()), MOST) as table:
        list(table.rows)


def test_a_part_heavier_than_it_says_is_damage(tmp_path: Path) -> None:
    content = xlsx({"O": [HEADER, *offer_rows(200)]})
    path = given(tmp_path, content).path
    size = zipfile.ZipFile(path).getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little")))

    with pytest.raises(errors.DamagedWorkbook):
        list(read(given(tmp_path, path.read_bytes()), MOST))


def test_a_workbook_over_the_limit_of_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.TooLargeFile):
        list(read(given(tmp_path, xlsx({"O": [HEADER]})), 10))


@pytest.mark.long
@pytest.mark.parametrize(("make", "heavy"), [(xlsx, 27), (ods, 23)])
def test_a_workbook_as_heavy_as_allowed_is_read_under_300_mb(tmp_path: Path, make: Maker, heavy: int) -> None:
    text = offer_rows(1)[0][2] * heavy
    rows = [[*row[:2], text, *row[3:]] for row in offer_rows(12_000)]
    path = given(tmp_path, make({"Offres": [HEADER, *rows]})).path
    unpacked = sum(part.file_size for part in zipfile.ZipFile(path).infolist())
    peak, count = map(int, measured(path).split())

    assert 0.9 * workbooks.MOST_UNPACKED < unpacked <= workbooks.MOST_UNPACKED
    assert count == 12_000
    assert peak < 300_000


# The kernel's own mark: what resource.getrusage tells of a child begins with its parent's.
READING = r"""
import re, sys
from pathlib import Path
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.sources.tables import read
count = sum(1 for _ in read(GivenFile(Path(sys.argv[1]), "classeur"), 10**9))
print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1], count)
"""


def measured(path: Path) -> str:
    """The most memory (kB) a process of its own takes to read this file, and how many records it finds."""
    command = [sys.executable, "-c", READING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    return done.stdout
