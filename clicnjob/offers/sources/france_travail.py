"""Files of the France Travail API: a page with its « resultats », a JSON list, or one offer a line.

Records come out as they are, with their number; what they mean is washed in `clicnjob.offers.parsing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from enum import StrEnum
from itertools import chain, islice
from typing import Any

import ijson
import msgspec

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import BrokenJson, CutFile, EmptyFile, NoOfferList, NotJson
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.reading import CHUNK, Text
from clicnjob.offers.sources.record import Record
from clicnjob.offers.wording import clean_line

LONGEST_LINE = 1_000_000
HEAD = 1 << 20
LIST_KEY = "resultats"

# What Python writes for a number that is none, as the value of a key.
_NO_NUMBER = re.compile(rb"(?<=\":)(\s*)(NaN|-?Infinity)(?=\s*[,}])")

Reopen = Callable[[], AbstractContextManager[Text]]


class Shape(StrEnum):
    """How the offers stand in the file.

    ROWS is a list written one offer a line, whose faults can be told apart. OTHER is an object whose list was not seen
    yet: what comes before it is long, or there is none.
    """

    PAGE = "page"
    OTHER = "other"
    LIST = "list"
    ROWS = "rows"
    LINES = "lines"


def read(text: Text, reopen: Reopen) -> Iterator[Record | Rejected]:
    """The records of a file. `reopen` opens it anew: a broken one is read twice, to tell where it breaks.

    Raises EmptyFile, NotJson, BrokenJson, CutFile, NoOfferList, and what reading raises. Where each offer has its line,
    a bad one in the middle is a refusal of that line; an end cut short is a cut file.
    """
    head = _head(text)
    start = b"".join(head)
    found = start.lstrip()
    if not found:
        raise EmptyFile(name=text.name)
    shape = _shape(found)
    if shape is None:
        raise _not_json(text.name, start, found)
    chunks = chain(head, iter(text.read, b""))
    if shape in (Shape.LINES, Shape.ROWS):
        return _lines(text, _split(chunks) if shape is Shape.LINES else _rows(text, chunks))
    return _items(text, chunks, shape, reopen)


def _head(text: Text) -> list[bytes]:
    """The first mebibyte, in chunks."""
    return list(islice(iter(text.read, b""), HEAD // CHUNK))


def _not_json(name: str, start: bytes, found: bytes) -> NotJson:
    before = start[: len(start) - len(found)]
    words = clean_line(found[:80].decode("utf-8", "ignore").splitlines()[0], 20)
    return NotJson(name=name, start=words, line=1 + before.count(b"\n"), offset=len(before))


def _shape(start: bytes) -> Shape | None:
    """The shape of what begins so; None when it is no JSON of ours.

    An object that is alone on its line is an offer, unless it holds the list.
    """
    first, _, rest = start.partition(b"\n")
    if start.startswith(b"["):
        row = _row(rest.lstrip().partition(b"\n")[0])
        return Shape.ROWS if row.startswith(b"{") and not isinstance(_decoded(row), Rejected) else Shape.LIST
    if not start.startswith(b"{"):
        return None
    if LIST_KEY in _first_keys(start):
        return Shape.PAGE
    alone = not isinstance(_decoded(first), Rejected) or rest.lstrip().startswith(b"{")
    return Shape.LINES if alone else Shape.OTHER


def _first_keys(start: bytes) -> set[str]:
    """The keys of the first object, as far as these bytes go."""
    events = ijson.sendable_list()
    # What breaks the object is told by the reading itself.
    with suppress(ijson.JSONError):
        ijson.basic_parse_coro(events).send(start)
    keys: set[str] = set()
    depth = 0
    for event, value in events:
        depth += event.startswith("start_") - event.startswith("end_")
        if depth == 0:
            break
        if depth == 1 and event == "map_key":
            keys.add(value)
    return keys


def _lines(text: Text, lines: Iterable[tuple[bytes, bool]]) -> Iterator[Record | Rejected]:
    """One record a line; empty lines are skipped."""
    for number, (line, whole) in enumerate(lines, 1):
        if not line.strip():
            continue
        decoded = _decoded(line, number) if len(line) <= LONGEST_LINE else _refused(line, number, Fault.TOO_LONG)
        if isinstance(decoded, Rejected) and not whole:
            raise CutFile(name=text.name, line=number, offset=text.offset)
        yield decoded if isinstance(decoded, Rejected) else Record(number, decoded)


def _split(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each line and whether its end was there; of a line too long, its beginning only."""
    pending = b""
    for chunk in chunks:
        *lines, pending = (pending + chunk).split(b"\n")
        pending = pending[: LONGEST_LINE + 1]
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


def _decoded(line: bytes, number: int = 0) -> Any:
    try:
        return msgspec.json.decode(_numbered(line))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _refused(line, number, Fault.NOT_JSON)


def _numbered(piece: bytes) -> bytes:
    """The same, an empty text as long in the place of what is no number: nothing moves."""
    if b"NaN" not in piece and b"Infinity" not in piece:
        return piece
    return _NO_NUMBER.sub(lambda found: found[1] + b'""'.ljust(len(found[2])), piece)


def _all_numbered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, cut after a comma where they hold one: no value stands in two."""
    kept = b""
    for chunk in chunks:
        whole = kept + chunk
        end = whole.rfind(b",") + 1 or len(whole)
        yield _numbered(whole[:end])
        kept = whole[end:]
    if kept:
        yield _numbered(kept)


def _refused(line: bytes, number: int, fault: Fault) -> Rejected:
    return Rejected(number, "", fault, clean_line(line[:200].decode("utf-8", "ignore"), 80))


def _items(text: Text, chunks: Iterable[bytes], shape: Shape, reopen: Reopen) -> Iterator[Record]:
    """The records of a page or a list, one at a time."""
    found = ijson.sendable_list()
    where = "item" if shape is Shape.LIST else f"{LIST_KEY}.item"
    parser = ijson.items_coro(found, where, use_float=True)
    number = 0
    for start, chunk in _with_starts(_all_numbered(chunks)):
        try:
            parser.send(chunk)
        except ijson.JSONError as error:
            raise _broken(text.name, start, reopen) from error
        yield from (Record(number + rank, value) for rank, value in enumerate(found, 1))
        number += len(found)
        del found[:]
    try:
        parser.close()
    except ijson.JSONError as error:
        raise CutFile(name=text.name, line=text.line, offset=text.offset) from error
    if shape is Shape.OTHER and not number:
        raise NoOfferList(name=text.name)


def _with_starts(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each chunk with how many bytes came before it."""
    start = 0
    for chunk in chunks:
        yield start, chunk
        start += len(chunk)


def _broken(name: str, start: int, reopen: Reopen) -> BrokenJson:
    """Where the JSON breaks: parsed anew up to `start`, then byte by byte in the chunk that broke it."""
    parser = ijson.basic_parse_coro(ijson.sendable_list())
    line = 1
    with reopen() as text:
        first = text.read()
        unread = text.offset - len(first)
        for before, chunk in _with_starts(_all_numbered(chain([first], iter(text.read, b"")))):
            step = 1 if before >= start else len(chunk)
            for place in range(0, len(chunk), step):
                piece = chunk[place : place + step]
                try:
                    parser.send(piece)
                except ijson.JSONError:
                    return BrokenJson(name=name, line=line, offset=unread + before + place)
                line += piece.count(b"\n")
    return BrokenJson(name=name, line=line, offset=unread + start)
