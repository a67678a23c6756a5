"""schema.org JobPosting (JSON-LD): the postings of a document, and of a web page that embeds some.

A posting stands alone, in a list, in a « @graph », as an item of an ItemList; other things beside it are not offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import BrokenJson, PageWithoutOffer, TooLargeFile
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.decoding import decoded
from clicnjob.offers.sources.json_values import malformed_at
from clicnjob.offers.sources.reading import MEGA, Text
from clicnjob.offers.sources.record import Record

LONGEST_PAGE = 16 * MEGA
POSTING = "JobPosting"
_NESTED = 4

_SCRIPT = re.compile(rb"<script\b[^>]{0,500}?\bapplication/ld\+json\b[^>]{0,500}>", re.IGNORECASE)
_END = re.compile(rb"</script", re.IGNORECASE)


def postings(value: Any, nested: int = _NESTED) -> Iterator[Any]:
    """The offers in a value: itself when it is no JSON-LD, none for an Organization or a WebPage."""
    if not isinstance(value, dict) or not nested:
        yield value
    elif "@graph" in value or "itemListElement" in value:
        for item in _listed(value.get("@graph") or value.get("itemListElement")):
            yield from postings(item, nested - 1)
    elif "item" in value and "@type" in value:
        yield from postings(value["item"], nested - 1)
    elif "@type" not in value or POSTING in _listed(value["@type"]):
        yield value


def in_page(text: Text) -> Iterator[Record | Rejected]:
    """The postings of an HTML page. Raises PageWithoutOffer, BrokenJson with its place, TooLargeFile."""
    page = _whole(text)
    number = 0
    for start, script in _scripts(page):
        for value in _values(text.name, page, start, script):
            number += 1
            yield Rejected(number, "", value, "") if isinstance(value, Fault) else Record(number, value)
    if not number:
        raise PageWithoutOffer(name=text.name)


def _whole(text: Text) -> bytes:
    pieces, size = [], 0
    for chunk in iter(text.read, b""):
        pieces.append(chunk)
        size += len(chunk)
        if size > LONGEST_PAGE:
            raise TooLargeFile(name=text.name, limit=LONGEST_PAGE // MEGA, unpacked=" pour une page web")
    return b"".join(pieces)


def _scripts(page: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each JSON-LD of the page starts, and its bytes."""
    place = 0
    while opening := _SCRIPT.search(page, place):
        ending = _END.search(page, opening.end())
        if not ending:
            return
        place = ending.end()
        yield opening.end(), page[opening.end() : ending.start()]


def _values(name: str, page: bytes, start: int, script: bytes) -> Iterator[Any]:
    if not script.strip():
        return
    try:
        value = decoded(script)
    except msgspec.DecodeError as error:
        place = start + (malformed_at(error) or 0)
        raise BrokenJson(name=name, line=1 + page.count(b"\n", 0, place), offset=place) from error
    for item in _listed(value):
        yield from (found for found in postings(item) if isinstance(found, Fault) or _is_posting(found))


def _is_posting(value: Any) -> bool:
    return isinstance(value, dict) and POSTING in _listed(value.get("@type"))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
