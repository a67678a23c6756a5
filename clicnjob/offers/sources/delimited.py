"""Rows of CSV files: separator and quoting guessed, records of several lines, line numbers, bounded cells."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import DamagedTable, OpenQuote
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.columns import names_known
from clicnjob.offers.sources.encodings import Reopen, encoding_of
from clicnjob.offers.sources.reading import Text

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_SIGNS = 100_000
SAYS = "sep="
# A title and the day of the export often stand above the heading.
FIRST_ROWS = 10
# Signs of one record, all its lines together. One cell holds 131,072 at most: what the csv module bounds it to.
LONGEST_RECORD = 1_000_000
# A quote that nobody closes swallows what follows; a file where that is frequent is damaged.
MOST_ENDLESS = 50


class Row(NamedTuple):
    """One row: the line of the file where it begins, or the row of the sheet; `whole`: its end was seen."""

    line: int
    cells: list[str]
    whole: bool = True


class Dialect(NamedTuple):
    """How a file parts and quotes its cells. `escape` goes before a quote inside quotes; None: the quote is doubled."""

    separator: str
    quote: str = '"'
    escape: str | None = None


class Likeness(NamedTuple):
    """How many headings we know in one of the first rows, the share of rows of the usual width, and that width."""

    headings: int
    share: float
    width: int


@contextmanager
def rows_of(proof: Reopen, reopen: Reopen, name: str) -> Iterator[Iterator[Row | Rejected]]:
    """The rows of a file, the heading first, blank lines left out: read once for `proof`, then once more.

    Raises what `encoding_of` raises.
    Reading raises OpenQuote when the file ends inside quotes, DamagedTable when many cells never end.
    """
    encoding = encoding_of(proof, name)
    with reopen() as text, io.TextIOWrapper(io.BufferedReader(_Raw(text)), encoding, newline="") as letters:
        yield _rows(_Lines(letters), name)


def dialect_of(sample: str) -> Dialect:
    """The dialect under which a sample looks most like a table; a line « sep=; » says it."""
    first = sample.partition("\n")[0].strip()
    if first.lower().startswith(SAYS) and len(first) == 5:
        return Dialect(first[4])
    quote = "'" if first.startswith("'") and first.endswith("'") else '"'
    escapes = [None, "\\"] if f"\\{quote}" in sample else [None]
    tried = [Dialect(separator, quote, escape) for separator in SEPARATORS for escape in escapes]
    return max(tried, key=lambda dialect: likeness_of(sample, dialect))


def likeness_of(sample: str, dialect: Dialect) -> Likeness:
    """How much a sample looks like a table under a dialect; its last row may be cut and is not counted."""
    rows = []
    with suppress(csv.Error):  # What has no end is told by the reading itself.
        for row in _reader(io.StringIO(sample, newline=""), dialect):
            rows += [row] if row else []
    told = rows[:-1] or rows
    width, count = Counter(map(len, told)).most_common(1)[0] if told else (0, 0)
    if width < 2:
        return Likeness(0, 0.0, width)
    return Likeness(max(map(names_known, rows[:FIRST_ROWS])), round(count / len(told), 1), width)


def _reader(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
    )


def _rows(lines: _Lines, name: str) -> Iterator[Row | Rejected]:
    sample = lines.peek()
    reader = _reader(lines, dialect_of(sample))
    if sample.lower().startswith(SAYS):
        next(lines)
    endless = 0
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            endless += 1
            if endless > MOST_ENDLESS:
                raise DamagedTable(name=name, line=lines.start, count=MOST_ENDLESS) from error
            yield Rejected(lines.start, "", Fault.TOO_LONG, "")
            lines.back()
            continue
        if lines.ended:  # More was asked for: the row ends inside quotes.
            raise OpenQuote(name=name, line=lines.start)
        if any(map(str.strip, cells)):
            yield Row(lines.start, cells, lines.whole)


class _Lines:
    """The lines of a text, counted, without NUL; those of one record can be read again."""

    def __init__(self, letters: io.TextIOWrapper) -> None:
        self._letters = letters
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self.start = 1
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._letters.readline(LONGEST_RECORD)
        if not line:
            self.ended = True
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        if self._size > LONGEST_RECORD or (len(line) == LONGEST_RECORD and not self.whole):
            self._finish_line()
            raise csv.Error("a record without end")
        return line.replace("\0", "")

    @property
    def whole(self) -> bool:
        """Whether the last line was read to its end."""
        return self._taken[-1].endswith(("\n", "\r"))

    def peek(self) -> str:
        """The first lines, which will still be given."""
        size = 0
        while size < SAMPLE_SIGNS and (line := self._letters.readline(LONGEST_RECORD)):
            self._again.append(line)
            size += len(line)
        return "".join(self._again).replace("\0", "")

    def begin(self) -> None:
        """A record begins at the next line."""
        self.start += len(self._taken)
        self._taken.clear()
        self._size = 0

    def back(self) -> None:
        """Read the lines of the record again, but the first."""
        self._again.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]

    def _finish_line(self) -> None:
        while not self.whole and (rest := self._letters.readline(LONGEST_RECORD)):
            self._taken[-1] = self._taken[-1][:LONGEST_RECORD] + rest[-1:]


class _Raw(io.RawIOBase):
    """The bytes of a text, for those who read files."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        found = self._text.read(len(view))
        view[: len(found)] = found
        return len(found)
