"""Rows of XLSX and ODS workbooks, whose size is known before they are opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum, load_workbook

from clicnjob.offers.errors import (
    DamagedWorkbook,
    HeavyWorkbook,
    LinkedWorkbook,
    MissingFile,
    OldWorkbook,
    WideWorkbook,
)
from clicnjob.offers.sources.cells import text_of
from clicnjob.offers.sources.delimited import Row
from clicnjob.offers.sources.reading import CHUNK, MEGA, GivenFile, too_large

ZIP = b"PK\x03\x04"
# Workbooks of before 2007, and those that ask for a password.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
PARTS = ("[Content_Types].xml", "_rels/", "docProps/", "xl/", "customXml/")

# A workbook is held whole in memory: two to three times what it weighs unpacked.
MOST_UNPACKED = 100 * MEGA
MOST_PARTS = 2_000
MOST_CELLS = 2_000_000
MOST_COLUMNS = 16_384
# XML packs ten to thirty times smaller; more is a bomb, if it is of any weight.
MOST_PACKED = 200
LIGHT = MEGA

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_XML = (".xml", ".rels")
# What tells an XLSX from its binary twin, which nothing here can count.
_BOOKS = frozenset({"xl/workbook.xml", "content.xml"})


def looks_like_workbook(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, old ones included: they are refused with a sentence of their own."""
    if head.startswith(OLD):
        return True
    if not head.startswith(ZIP) or len(head) < 30:
        return False
    length = int.from_bytes(head[26:28], "little")
    name, content = head[30 : 30 + length].decode("utf-8", "replace"), head[30 + length :]
    return content.startswith(ODS) if name == "mimetype" else name.startswith(PARTS)


@contextmanager
def sheets_of(given: GivenFile, most_bytes: int) -> Iterator[Iterator[Iterator[Row]]]:
    """The rows of each visible sheet, in their order, one sheet at a time.

    Raises MissingFile, TooLargeFile, OldWorkbook, DamagedWorkbook, HeavyWorkbook, WideWorkbook, LinkedWorkbook.
    """
    check(given, most_bytes)
    try:
        # By its content: the name says nothing.
        with given.path.open("rb") as file, load_workbook(file) as book:
            yield _sheets(book)
    except CalamineError as error:
        raise DamagedWorkbook(name=given.name) from error


def _sheets(book: CalamineWorkbook) -> Iterator[Iterator[Row]]:
    for number, sheet in enumerate(book.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible:
            yield _rows(book.get_sheet_by_index(number))


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [text_of(cell) for cell in cells]
        if any(map(str.strip, texts)):
            yield Row(number, texts)


def check(given: GivenFile, most_bytes: int) -> None:
    """Refuse what must not be opened: too large unpacked, too many cells, damaged, linked to other files, old."""
    try:
        size = given.path.stat().st_size
        with given.path.open("rb") as file:
            head = file.read(len(OLD))
    except OSError as error:
        raise MissingFile(name=given.name) from error
    if size > most_bytes:
        raise too_large(given.name, most_bytes, unpacked=False)
    if head == OLD:
        raise OldWorkbook(name=given.name)
    try:
        with zipfile.ZipFile(given.path) as archive:
            _check_parts(archive, given.name)
            _check_cells(archive, given.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise DamagedWorkbook(name=given.name) from error
    except (SAXException, DefusedXmlException, UnicodeError) as error:
        raise DamagedWorkbook(name=given.name) from error


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if not _BOOKS & set(archive.namelist()):
        raise OldWorkbook(name=name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise HeavyWorkbook(name=name, limit=MOST_UNPACKED // MEGA)
    for part in parts:
        if part.file_size > LIGHT and part.file_size > MOST_PACKED * part.compress_size:
            raise HeavyWorkbook(name=name, limit=MOST_UNPACKED // MEGA)
        if part.filename.startswith("xl/externalLinks/"):
            raise LinkedWorkbook(name=name)


def _check_cells(archive: zipfile.ZipFile, name: str) -> None:
    """Read every part once: that it weighs what it says, is sound XML without entities, and how many cells it holds."""
    for part in archive.infolist():
        if not part.filename.lower().endswith(_XML):
            continue
        counter = _Counter()
        parser: Any = DefusedExpatParser(forbid_dtd=True)
        parser.setContentHandler(counter)
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                parser.feed(chunk)
                if counter.columns > MOST_COLUMNS or counter.cells > MOST_CELLS:
                    raise WideWorkbook(name=name, limit=MOST_CELLS // MEGA)
        parser.close()


class _Counter(ContentHandler):
    """Counts the cells that a sheet makes one hold: a rectangle, from the first cell to the last of both ways.

    Empty rows and cells are often repeated to the end of a sheet of ODS: they count when something follows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.columns = 0
        self._rows = 0
        self._passed = 0
        self._repeated = 0
        self._column = 0

    @property
    def cells(self) -> int:
        """How many, so far."""
        return self.columns * self._rows

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (the name SAX gives)
        """One element, of either format; prefixes are anybody's choice."""
        match name.rpartition(":")[2]:
            case "row" | "table-row":
                self._passed += self._repeated
                self._repeated, self._column = _repeats(attrs, "number-rows-repeated"), 0
            case "c":
                self._cell(attrs.get("r", ""))
            case "table-cell" | "covered-table-cell":
                self._column += _repeats(attrs, "number-columns-repeated")
                if any(key.rpartition(":")[2] in ("value-type", "formula") for key in attrs.getNames()):
                    self._fill()
            case "p":
                self._fill()
            case "Relationship" if attrs.get("Type", "").endswith("/worksheet"):
                if not attrs.get("Target", "").lower().endswith(_XML):
                    raise SAXException("a sheet that is no XML")

    def _cell(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        self._column = _number_of(found[1]) if found else self._column + 1
        self._fill()
        if found:
            self._rows = max(self._rows, int(found[2]))

    def _fill(self) -> None:
        self.columns = max(self.columns, self._column)
        self._rows = max(self._rows, self._passed + self._repeated)


def _repeats(attributes: Any, name: str) -> int:
    told = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    # A number of more digits is as good as endless.
    return int(told[:9]) if told.isdecimal() else 1


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
