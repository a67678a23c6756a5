"""Records of a JSON file: a document with its list of offers, a list, one offer a line, or one offer alone.

They come out as they are, with their number: what their fields are called is put right by `mapping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from enum import StrEnum
from itertools import chain, islice
from typing import Any

import msgspec

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import CutFile, EmptyFile, UnknownFeed, UnreadableFile
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.decoding import decoded
from clicnjob.offers.sources.json_values import LONGEST, Cursor, Head, Value, malformed_at
from clicnjob.offers.sources.mapping import understood
from clicnjob.offers.sources.reading import CHUNK, Text
from clicnjob.offers.sources.record import Record
from clicnjob.offers.wording import clean_line

HEAD = 1 << 20


class Shape(StrEnum):
    """How the offers stand in the file.

    ROWS is a list written one offer a line, whose faults can be told apart.
    """

    DOCUMENT = "document"
    LIST = "list"
    ROWS = "rows"
    LINES = "lines"


def read(text: Text, list_keys: Set[str]) -> Iterator[Record | Rejected]:
    """The records of a file whose first sign is « { » or « [ »; `list_keys` are what a list of offers may be called.

    Raises EmptyFile, BrokenJson, CutFile, UnknownFeed, and what reading raises. Where each offer has its line, a bad
    one in the middle is a refusal of that line; an end cut short is a cut file.
    """
    head = list(islice(iter(text.read, b""), HEAD // CHUNK))
    start = b"".join(head).lstrip()
    if not start:
        raise EmptyFile(name=text.name)
    shape = _shape(start, list_keys)
    chunks = chain(head, iter(text.read, b""))
    if shape in (Shape.LINES, Shape.ROWS):
        return _lines(text, _split(chunks) if shape is Shape.LINES else _rows(text, chunks))
    return _values(text, Cursor(text, head), list_keys)


def _shape(start: bytes, list_keys: Set[str]) -> Shape:
    """The shape of what begins so. An object that is alone on its line is an offer, unless it holds a list of them."""
    first, _, rest = start.partition(b"\n")
    if start.startswith(b"["):
        row = _row(rest.lstrip().partition(b"\n")[0])
        return Shape.ROWS if row.startswith(b"{") and _is_sound(row) else Shape.LIST
    if _holds_list(start, list_keys):
        return Shape.DOCUMENT
    alone = _is_sound(first) or rest.lstrip().startswith(b"{")
    return Shape.LINES if alone else Shape.DOCUMENT


def _holds_list(start: bytes, list_keys: Set[str]) -> bool:
    """Whether a key of the first object is that of a list of offers, as far as these bytes go."""
    # What breaks the object is told by the reading itself.
    with suppress(UnreadableFile):
        cursor = Cursor(Head("", start), [start])
        for key in cursor.members():
            if key.decode("utf-8", "replace") in list_keys:
                return True
            cursor.value()
    return False


def _lines(text: Text, lines: Iterable[tuple[bytes, bool]]) -> Iterator[Record | Rejected]:
    """One record a line; empty lines are skipped."""
    for number, (line, whole) in enumerate(lines, 1):
        if not line.strip():
            continue
        value = _line_value(line)
        if value is Fault.NOT_JSON and not whole:
            raise CutFile(name=text.name, line=number, offset=text.offset)
        yield _record(number, value, line)


def _line_value(line: bytes) -> Any | Fault:
    if len(line) > LONGEST:
        return Fault.TOO_LONG
    try:
        return decoded(line)
    except msgspec.DecodeError:
        return Fault.NOT_JSON


def _is_sound(line: bytes) -> bool:
    try:
        decoded(line)
    except msgspec.DecodeError:
        return False
    return True


def _split(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each line and whether its end was there; of a line too long, its beginning only."""
    pending = b""
    for chunk in chunks:
        *lines, pending = (pending + chunk).split(b"\n")
        pending = pending[: LONGEST + 1]
        yield from ((line, True) for line in lines)
    if pending:
        yield pending, False


def _rows(text: Text, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The lines of a list without what makes it one: brackets and commas."""
    last = b""
    for line, _ in _split(chunks):
        stripped = line.strip()
        yield _row(stripped if last else stripped.removeprefix(b"[")), True
        last = stripped or last
    if not last.endswith(b"]"):
        raise CutFile(name=text.name, line=text.line, offset=text.offset)


def _row(line: bytes) -> bytes:
    """An object of a list, without the comma or the bracket after it."""
    stripped = line.strip()
    return (stripped[:-1] if stripped.endswith((b",", b"]")) else stripped).strip()


def _values(text: Text, cursor: Cursor, list_keys: Set[str]) -> Iterator[Record | Rejected]:
    """The records of a document, one at a time; the document itself where it holds no list."""
    if cursor.peek() == b"[":
        yield from _elements(cursor)
        cursor.end()
        return
    found = False
    for key in cursor.members():
        if key.decode("utf-8", "replace") in list_keys and cursor.peek() == b"[":
            found = True
            yield from _elements(cursor)
        else:
            cursor.value()
    cursor.end()
    if not found:
        yield _alone(text, cursor)


def _elements(cursor: Cursor) -> Iterator[Record | Rejected]:
    for number, value in enumerate(cursor.elements(), 1):
        yield _read(cursor, number, value)


def _alone(text: Text, cursor: Cursor) -> Record | Rejected:
    document = cursor.document()
    if document is None:
        raise UnknownFeed(name=text.name, understood=understood())
    return _read(cursor, 1, document)


def _read(cursor: Cursor, number: int, value: Value) -> Record | Rejected:
    if value.too_long:
        return _record(number, Fault.TOO_LONG, value.raw)
    try:
        return _record(number, decoded(value.raw), value.raw)
    except msgspec.DecodeError as error:
        raise cursor.broken(value.offset + (malformed_at(error) or 0)) from error


def _record(number: int, value: Any | Fault, raw: bytes) -> Record | Rejected:
    if isinstance(value, Fault):
        return Rejected(number, "", value, clean_line(raw[:200].decode("utf-8", "ignore"), 80))
    return Record(number, value)
