"""Which format a file is of, from its first bytes and never from its name, and its records, whatever it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from functools import partial

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import EmptyFile, UnknownFeed, UnknownFormat, UnsafeArchive
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources import json_feed, tables, xml_feed
from clicnjob.offers.sources.archives import ARCHIVES, ZIPS, entries, opened_entry, opened_zip
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.sources.job_posting import in_page, postings
from clicnjob.offers.sources.mapping import canonical, list_keys, understood
from clicnjob.offers.sources.reading import GivenFile, Text, opened, opened_as_is
from clicnjob.offers.sources.record import Record
from clicnjob.offers.sources.workbooks import looks_like_workbook
from clicnjob.offers.wording import clean_line

LOOKED_AT = 1024
# So many values without an offer we know: there will be none.
ENOUGH = 20_000
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# A page begins with its type, its root or its head, a declaration or a comment before it or not.
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|script|meta)\b",
    re.IGNORECASE | re.DOTALL,
)

# Opens the same bytes anew, in an encoding; « latin-1 » lets every byte pass.
Reopen = Callable[[str], AbstractContextManager[Text]]
Records = Iterator[Record | Rejected]


def read(
    given: GivenFile, most_bytes: int, tell: Callable[[int], None] | None = None, columns: Columns | None = None
) -> Records:
    """The records of a file under the names of the France Travail API, and what is refused of it.

    `most_bytes` bounds the file as it is and once unpacked; `tell` hears of each number of packed bytes read;
    `columns` are those of a table, guessed otherwise.
    Raises an UnreadableFile: nothing of the file is to be kept then, whatever was given before.
    """
    told = _at_most(given, tell)
    with opened_as_is(given, most_bytes) as file:
        head = file.read(LOOKED_AT)
        if looks_like_workbook(head):
            yield from tables.read(given, most_bytes, told, columns)
        elif head.startswith(ZIPS):
            with opened_zip(given.name, file) as archive:
                yield from _archived(given, archive, most_bytes, told, columns)
        else:
            yield from _document(partial(opened, given, most_bytes, told), given.day, columns)


def _archived(
    given: GivenFile,
    archive: zipfile.ZipFile,
    most_bytes: int,
    tell: Callable[[int], None],
    columns: Columns | None,
) -> Records:
    """The records of every file of a ZIP, one after the other."""
    for entry in entries(given.name, archive, most_bytes):
        yield from _document(partial(_entry, given.name, archive, entry, most_bytes), given.day, columns)
        tell(entry.compress_size)


def _at_most(given: GivenFile, tell: Callable[[int], None] | None) -> Callable[[int], None]:
    """Tell no more bytes than the file has: some are read twice, to see what they are."""
    left = given.path.stat().st_size if tell and given.path.is_file() else 0

    def told(count: int) -> None:
        nonlocal left
        if tell and left > 0:
            tell(min(count, left))
        left -= count

    return told


def _entry(
    name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_bytes: int, encoding: str
) -> AbstractContextManager[Text]:
    return opened_entry(f"{name} : {entry.filename[:80]}", archive, entry, most_bytes, encoding)


def _document(reopen: Reopen, day: date | None, columns: Columns | None) -> Records:
    """The records of one document, once unpacked."""
    with reopen("latin-1") as text:
        head, name = text.read(), text.name
    start = _start(head)
    if not start:
        raise EmptyFile(name=name)
    if start.startswith(ARCHIVES):
        raise UnsafeArchive(name=name, why="il contient une autre archive")
    if start.startswith((b"{", b"[")):
        return _json(name, reopen)
    if start.startswith(b"<"):
        return _page(reopen) if _PAGE.match(start) else _xml(reopen)
    if tables.looks_like_table(head):
        return tables.read_text(name, partial(reopen, "latin-1"), day, columns)
    raise UnknownFormat(name=name, start=clean_line(start[:80].decode("utf-8", "ignore").split("\n")[0], 20))


def _start(head: bytes) -> bytes:
    """The first signs, without what may stand before them; of UTF-16, every other byte is enough."""
    for mark in MARKS:
        if head.startswith(mark):
            head = head.removeprefix(mark).replace(b"\0", b"")
    return head.lstrip()


def _xml(reopen: Reopen) -> Records:
    with reopen("latin-1") as text:
        yield from xml_feed.read(text)


def _page(reopen: Reopen) -> Records:
    with reopen("utf-8") as text:
        for found in in_page(text):
            yield _canonical(found, found.value) if isinstance(found, Record) else found


def _json(name: str, reopen: Reopen) -> Records:
    """The offers of a JSON file. Raises UnknownFeed when it holds objects, and none of a known format so far."""
    seen = known = 0
    with reopen("utf-8") as text:
        for found in json_feed.read(text, list_keys()):
            for one in _canonicals(found):
                known += isinstance(one, Record)
                seen += isinstance(one, Rejected) and one.code is Fault.UNKNOWN_FORMAT
                yield one
            if not known and found.line > ENOUGH:
                raise UnknownFeed(name=name, understood=understood())
    if not known and seen:
        raise UnknownFeed(name=name, understood=understood())


def _canonicals(found: Record | Rejected) -> Records:
    """The offers of one value of a file, or its refusal."""
    if isinstance(found, Rejected):
        yield found
    else:
        yield from (_canonical(found, value) for value in postings(found.value))


def _canonical(found: Record, value: object) -> Record | Rejected:
    if not isinstance(value, dict):
        return Rejected(found.line, "", Fault.NOT_AN_OFFER, type(value).__name__)
    renamed = canonical(value)
    if renamed is None:
        return Rejected(found.line, "", Fault.UNKNOWN_FORMAT, clean_line(", ".join(list(value)[:6]), 80))
    return Record(found.line, renamed)
