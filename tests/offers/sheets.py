"""Invented tables of offers: CSV in every dialect, and workbooks written part by part."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from clicnjob.offers.sources.reading import GivenFile

Cell = str | int | float | dt.date
TEXT = (
    "Vous préparez les commandes, gardez la réserve en ordre et accueillez les livreurs à l'œuvre dès 7 h.\n"
    "Le poste est ouvert aux personnes qui débutent ; une formation de deux jours est prévue, payée 12,40 € de l'heure."
)
HEADER = ["Référence", "Intitulé du poste", "Description", "Ville", "Code postal", "Contrat", "Date de publication"]


def offer_rows(count: int = 3) -> list[list[str]]:
    """Rows under HEADER; texts hold line ends, quotes, separators and accents."""
    return [
        [
            f"REF-{number}",
            f"Préparateur de commandes « nº {number} » (H/F)",
            f'{TEXT}\nRéférence interne "{number}" | à rappeler, ou ; non.',
            "Privas",
            "07000",
            "CDI",
            f"{number % 28 + 1:02d}/10/2026",
        ]
        for number in range(1, count + 1)
    ]


def csv_bytes(rows: Sequence[Sequence[str]], encoding: str = "utf-8", **dialect: Any) -> bytes:
    """These rows as a CSV file; `dialect` goes to Python's csv writer."""
    text = io.StringIO(newline="")
    csv.writer(text, **dialect).writerows(rows)
    return text.getvalue().encode(encoding)


def given(folder: Path, content: bytes, name: str = "offres.csv", day: dt.date | None = None) -> GivenFile:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return GivenFile(path, name, day)


def xlsx(sheets: Mapping[str, Sequence[Sequence[Cell]]], more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of these sheets; `more` adds or replaces parts. Dates are numbers with a style, as Excel has them."""
    names = list(sheets)
    entries = "".join(f'<sheet name={quoteattr(n)} sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    styles = f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": related(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(links + styles),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{_FORMATS}</styleSheet>',
        **{f"xl/worksheets/sheet{i}.xml": _sheet(sheets[name]) for i, name in enumerate(names, 1)},
        **(more or {}),
    }
    return zipped(parts)


def ods(sheets: Mapping[str, Sequence[Sequence[Cell]]], tail: str = "") -> bytes:
    """The same in OpenDocument; `tail` stands at the end of the first sheet."""
    tables = []
    for name, rows in sheets.items():
        lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        tables.append(f"<table:table table:name={quoteattr(name)}>{lines}{tail}</table:table>")
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
        f'xmlns:text="{_OASIS}:text:1.0"><office:body><office:spreadsheet>'
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=stored)
    return packed.getvalue()


def sheet_of(cells: str) -> str:
    """A sheet of XLSX with these rows, in XML."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    return sheet_of(
        "".join(
            f'<row r="{i}">{"".join(_cell(f"{chr(64 + j)}{i}", cell) for j, cell in enumerate(row, 1))}</row>'
            for i, row in enumerate(rows, 1)
            if row
        )
    )


def _cell(reference: str, value: Cell) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if isinstance(value, dt.date):
        return f'<c r="{reference}" s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def _ods_cell(value: Cell) -> str:
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    kind, name = ("date", "date-value") if isinstance(value, dt.date) else ("float", "value")
    shown = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">{shown}</table:table-cell>'


def related(entries: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


_FORMATS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/></Types>'
)
