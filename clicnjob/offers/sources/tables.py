"""Tables of offers, CSV or workbooks: where the heading stands, which column is what, one record a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import ColumnsGone, ColumnsUnknown, CutRow, EmptyFile, NotTable, WideTable
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.column_kinds import likeness
from clicnjob.offers.sources.columns import BY_PATH, LONGEST_HEADING, Columns, guess, names_known, record_of
from clicnjob.offers.sources.delimited import FIRST_ROWS, Row, dialect_of, likeness_of, rows_of
from clicnjob.offers.sources.encodings import Reopen, readable
from clicnjob.offers.sources.reading import GivenFile, opened
from clicnjob.offers.sources.record import Record
from clicnjob.offers.sources.workbooks import looks_like_workbook, sheets_of
from clicnjob.offers.wording import clean_line

SAMPLE_ROWS = 200
SAMPLE_SIGNS = 2_000_000
MOST_COLUMNS = 500
LONGEST_EXCERPT = 80
# What a row gives besides its cells when its table has no date: parsing keeps it out of the offer's digest.
UNDATED = "_undated"

Rows = Iterator[Row | Rejected]


class Table(NamedTuple):
    """An open table: its headings, each its own, some rows to look at, and all rows under the heading."""

    header: list[str]
    sample: list[list[str]]
    rows: Rows


def looks_like_table(head: bytes) -> bool:
    """Whether a file that begins so is a workbook, or rows of cells: no JSON, no XML, no prose."""
    if looks_like_workbook(head):
        return True
    text = readable(head).lstrip("\ufeff \r\n\t")
    if not text or text[0] in "{[<" or text.startswith("%PDF"):
        return False
    alike = likeness_of(text, dialect_of(text))
    regular = alike.width > 3 and alike.share > 0.8 and len(text.splitlines()) > 2
    return bool(alike.width > 1 and alike.headings) or regular


def is_table(given: GivenFile, most_bytes: int) -> bool:
    """Whether a file is a table, packed by gzip or not. Raises MissingFile, EmptyFile, TooLargeFile, CutFile."""
    with opened(given, most_bytes, None, "latin-1") as text:
        return looks_like_table(text.read())


def read(
    given: GivenFile, most_bytes: int, tell: Callable[[int], None] | None = None, columns: Columns | None = None
) -> Iterator[Record | Rejected]:
    """The records of a table; without `columns`, they are guessed. The line is that of the file, or of the sheet.

    Raises an UnreadableFile: ColumnsUnknown when no column can be the title or the text, ColumnsGone when a heading of
    `columns` is no longer there, and what the two kinds of files raise.
    """
    with opened_table(given, most_bytes, tell) as table:
        yield from _records(given.name, table, columns, given.day)


def read_text(
    name: str, reopen: Reopen, day: date | None, columns: Columns | None = None
) -> Iterator[Record | Rejected]:
    """The same, of a table inside an archive: `reopen` gives its bytes anew."""
    with rows_of(reopen, reopen, name) as rows:
        yield from _records(name, _checked(_table(rows), name), columns, day)


def check_columns(name: str, header: Sequence[str], columns: Columns) -> None:
    """Raise ColumnsGone, ColumnsUnknown when these columns cannot be read from this heading.

    Only those that people choose are missed: exporters leave out the columns of a field that is empty that week.
    """
    chosen = [heading for path, heading in columns.fields.items() if path in BY_PATH and BY_PATH[path].label]
    gone = [heading for heading in dict.fromkeys(chosen) if heading not in header]
    if gone:
        raise ColumnsGone(name=name, columns=_quoted(gone), header=_quoted(header))
    if columns.missing:
        labels = _quoted([BY_PATH[path].label for path in columns.missing])
        raise ColumnsUnknown(name=name, fields=labels, header=_quoted(header))


@contextmanager
def opened_table(given: GivenFile, most_bytes: int, tell: Callable[[int], None] | None = None) -> Iterator[Table]:
    """A table with its heading found. Of a workbook, the first sheet that looks like one.

    Raises EmptyFile, NotTable when there are no two cells side by side, WideTable over 500 columns.
    """
    with given.path.open("rb") as file:
        head = file.read(1024)
    if looks_like_workbook(head):
        with sheets_of(given, most_bytes) as sheets:
            yield _checked(_first_table(sheets), given.name)
        (tell or int)(given.path.stat().st_size)
        return
    reopen = partial(opened, given, most_bytes, None, "latin-1")
    told = partial(opened, given, most_bytes, tell, "latin-1")
    with rows_of(reopen, told, given.name) as rows:
        yield _checked(_table(rows), given.name)


def _checked(table: Table | None, name: str) -> Table:
    if table is None:
        raise EmptyFile(name=name)
    if len(table.header) < 2:
        raise NotTable(name=name)
    if len(table.header) > MOST_COLUMNS:
        raise WideTable(name=name, count=len(table.header), most=MOST_COLUMNS)
    return table


def _first_table(sheets: Iterator[Iterator[Row]]) -> Table | None:
    """The first sheet whose heading names something we know, else the first one that has two columns."""
    for rows in sheets:
        table = _table(rows)
        if table and len(table.header) > 1 and (names_known(table.header) or table.sample):
            return table
    return None


def _table(rows: Rows) -> Table | None:
    """The heading is the row that names most, among the first ones; what stands above it is left out.

    Where no row names anything and the first holds values, there is no heading: columns are numbered.
    """
    taken = _sample(rows)
    told = [row for row in taken if isinstance(row, Row)]
    if not told:
        return None
    first = max(told[:FIRST_ROWS], key=lambda row: names_known(row.cells))
    if not names_known(first.cells) and _holds_values(first.cells):
        header = [f"colonne {place}" for place in range(1, len(first.cells) + 1)]
        return Table(header, [row.cells for row in told], chain(taken, rows))
    at = taken.index(first)
    header = unique([clean_line(cell, LONGEST_HEADING) for cell in first.cells])
    return Table(header, [row.cells for row in told if row.line > first.line], chain(taken[at + 1 :], rows))


def _holds_values(cells: Sequence[str]) -> bool:
    return any(likeness(kind, [cell.strip()]) for cell in cells for kind in ("date", "url", "rome", "text"))


def _sample(rows: Rows) -> list[Row | Rejected]:
    taken: list[Row | Rejected] = []
    signs = 0
    for row in rows:
        taken.append(row)
        signs += sum(map(len, row.cells)) if isinstance(row, Row) else 0
        if len(taken) == SAMPLE_ROWS or signs > SAMPLE_SIGNS:
            break
    return taken


def unique(header: Sequence[str]) -> list[str]:
    """Headings made different: an empty one is named by its place, one that comes again gets its rank."""
    while header and not header[-1]:
        header = header[:-1]
    seen: dict[str, int] = {}
    found = []
    for place, heading in enumerate(header, 1):
        name = heading or f"colonne {place}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _records(name: str, table: Table, columns: Columns | None, day: date | None) -> Iterator[Record | Rejected]:
    used = columns or guess(table.header, table.sample)
    check_columns(name, table.header, used)
    more = {"dateActualisation": day.isoformat(), UNDATED: True} if day and not used.dated else {}
    width = len(table.header)
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
        elif len(row.cells) == width or (len(row.cells) > width and not any(map(str.strip, row.cells[width:]))):
            cells = dict(zip(table.header, row.cells, strict=False))
            yield Record(row.line, {**record_of(cells, used), **more})
        elif row.whole:
            yield Rejected(row.line, "", Fault.RAGGED, clean_line(" ".join(row.cells)[:200], LONGEST_EXCERPT))
        else:
            raise CutRow(name=name, line=row.line)


def _quoted(words: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(f"« {word} »" for word in words[:most])
    return shown if len(words) <= most else f"{shown} et {len(words) - most} de plus"
