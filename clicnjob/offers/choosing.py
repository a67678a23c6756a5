"""The columns of a table as people choose them: what the file shows, what is guessed, what is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from clicnjob.offers.errors import NotTable, UnknownColumn, UnknownField, UnreadableFile
from clicnjob.offers.sources.cells import plain
from clicnjob.offers.sources.columns import BY_PATH, FIELDS, Columns, guess
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.sources.tables import check_columns, is_table, opened_table
from clicnjob.offers.wording import clean_line

SAMPLES = 3
LONGEST_SAMPLE = 60
# What people choose; the other fields are known by their path or not at all.
CHOSEN = tuple(field for field in FIELDS if field.label)


class Seen(NamedTuple):
    """A table looked at: its headings, some values of each, and the columns guessed from both."""

    name: str
    header: list[str]
    samples: dict[str, list[str]]
    guessed: Columns

    @property
    def unused(self) -> list[str]:
        """The headings that the guess takes for nothing."""
        return unused(self.header, self.guessed)


def look(given: GivenFile, most_bytes: int) -> Seen:
    """Look at the first rows of a table. Raises NotTable, and what reading it raises."""
    if not is_table(given, most_bytes):
        raise NotTable(name=given.name)
    with opened_table(given, most_bytes) as table:
        guessed = guess(table.header, table.sample)
        samples = {
            heading: _samples([row[at] for row in table.sample if at < len(row)])
            for at, heading in enumerate(table.header)
        }
    return Seen(given.name, table.header, samples, guessed)


def fits(seen: Seen, columns: Columns | None) -> bool:
    """Whether these columns can be read from this table without asking anybody."""
    try:
        check_columns(seen.name, seen.header, columns or Columns())
    except UnreadableFile:
        return False
    return True


def corrected(columns: Columns, choices: Mapping[str, str], header: Sequence[str]) -> Columns:
    """The columns with these choices, by path; an empty heading takes the field away.

    Raises UnknownField, UnknownColumn.
    """
    for path, heading in choices.items():
        if path not in BY_PATH:
            raise UnknownField(name=path, names=", ".join(field.path for field in CHOSEN))
        if heading and heading not in header:
            raise UnknownColumn(name=heading, header=", ".join(header))
    fields = {path: heading for path, heading in {**columns.fields, **choices}.items() if heading}
    return msgspec.structs.replace(columns, fields=fields)


def unused(header: Sequence[str], columns: Columns) -> list[str]:
    """The headings from which nothing is read."""
    return [heading for heading in header if heading not in columns.fields.values()]


def _samples(cells: Sequence[str]) -> list[str]:
    distinct = dict.fromkeys(_short(cell) for cell in cells)
    return list(islice(filter(None, distinct), SAMPLES))


def _short(cell: str) -> str:
    line = clean_line(plain(cell))
    return line if len(line) <= LONGEST_SAMPLE else line[: LONGEST_SAMPLE - 1].rstrip() + "…"
