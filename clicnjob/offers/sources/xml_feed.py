"""Records of an XML or RSS feed, in the encoding it declares: each becomes an object, renamed as `mapping` declares.

An element with neither attributes nor children is its text; another one an object: children by name (a list where the
name comes twice), attributes as « @name », its own text as « #text ». No DTD, no entity, nothing from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors as expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from clicnjob.offers.draft import Rejected
from clicnjob.offers.errors import BrokenXml, CutFile, DeclaredEncoding, UnknownFeed, UnsafeContent
from clicnjob.offers.reasons import Fault
from clicnjob.offers.sources.json_values import ENDLESS, LONGEST
from clicnjob.offers.sources.mapping import TEXT, feed_of, renamed, understood, xml_paths
from clicnjob.offers.sources.reading import CHUNK, Text
from clicnjob.offers.sources.record import Record

DEEPEST = 40
# The parser remembers every name it met.
MOST_NAMES = 2000
# What an element weighs in memory beside its text, in characters: a record of empty elements is bounded too.
WEIGHT = 100
UNICODE = frozenset(["utf-8", "utf8", "utf-16", "us-ascii", "ascii"])
WESTERN = frozenset(["iso-8859-1", "latin1", "latin-1", "iso-8859-15", "latin9", "latin-9", "windows-1252", "cp1252"])
# So many elements without an offer we know: there will be none.
ENOUGH = 100_000
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})")
_UNFINISHED = frozenset(
    expat.codes[message]
    for message in (
        expat.XML_ERROR_NO_ELEMENTS,
        expat.XML_ERROR_UNCLOSED_TOKEN,
        expat.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.XML_ERROR_PARTIAL_CHAR,
    )
)

Path = tuple[str, ...]
# A record and the path it was found at; None when it is too long to be an offer.
Found = tuple[Path, dict[str, Any] | None]


def read(text: Text) -> Iterator[Record | Rejected]:
    """The records of a feed, whose bytes `text` gives as they are.

    Raises BrokenXml, CutFile, UnsafeContent, DeclaredEncoding, UnknownFeed, and what reading raises.
    """
    builder = _Builder(text.name)
    parser = XMLParser(target=builder, forbid_dtd=True)
    number = known = 0
    for chunk in iter(text.read, b""):
        if not number:
            _check_encoding(text.name, chunk)
        _feed(text.name, parser, chunk)
        builder.check_progress(len(chunk))
        for path, value in builder.taken():
            number += 1
            found = _record(number, path, value)
            known += isinstance(found, Record) or found.code is Fault.TOO_LONG
            yield found
        if not known and builder.passed_over > ENOUGH:
            raise UnknownFeed(name=text.name, understood=understood())
    _feed(text.name, parser, b"")
    if not known:
        raise UnknownFeed(name=text.name, understood=understood())


def _check_encoding(name: str, start: bytes) -> None:
    declared = _ENCODING.match(start)
    if declared and declared[1].decode("ascii", "replace").lower() not in UNICODE | WESTERN:
        raise DeclaredEncoding(name=name, encoding=declared[1].decode("ascii", "replace"))


def _record(number: int, path: Path, value: dict[str, Any] | None) -> Record | Rejected:
    if value is None:
        return Rejected(number, "", Fault.TOO_LONG, "")
    feed = feed_of(value, xml_paths()[path])
    return Record(number, renamed(value, feed)) if feed else Rejected(number, "", Fault.UNKNOWN_FORMAT, "")


def _feed(name: str, parser: XMLParser, chunk: bytes) -> None:
    """Give bytes to the parser; none tell it that the file ends."""
    try:
        parser.feed(chunk) if chunk else parser.close()
    except ParseError as error:
        line, column = error.position
        if not chunk and error.code in _UNFINISHED:
            raise CutFile(name=name, line=line, offset=column) from error
        raise BrokenXml(name=name, line=line, column=column) from error
    except DefusedXmlException as error:
        raise UnsafeContent(name=name, why="il contient une définition de type ou des entités (DTD)") from error
    except (LookupError, ValueError) as error:
        raise DeclaredEncoding(name=name, encoding="?") from error


class _Builder:
    """What the parser tells, made into records; their number, length, depth and names are bounded."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: list[str] = []
        self._found: list[Found] = []
        self._nodes: list[tuple[dict[str, Any], list[str]]] = []
        self._record_depth = 0
        self._weight = 0
        self._names: dict[str, str] = {}
        self._silent = 0
        self.passed_over = 0

    def taken(self) -> list[Found]:
        """The records found since the last time."""
        found, self._found = self._found, []
        return found

    def check_progress(self, count: int) -> None:
        """Refuse a tag or a comment that does not end."""
        self._silent += count
        if self._silent > LONGEST + CHUNK:
            raise UnsafeContent(name=self._name, why="une balise ou un commentaire dépasse 1 Mo")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._silent = 0
        self.passed_over += 1
        name = self._known(tag)
        self._path.append(name)
        if len(self._path) == 1 and not any(path[0] == name for path in xml_paths()):
            raise UnknownFeed(name=self._name, understood=understood())
        if len(self._path) > DEEPEST:
            raise UnsafeContent(name=self._name, why=f"ses éléments sont emboîtés sur plus de {DEEPEST} niveaux")
        if not self._record_depth and tuple(self._path) in xml_paths():
            self._record_depth, self._weight = len(self._path), 0
        if self._record_depth:
            self._open({f"@{self._known(key)}": value for key, value in attributes.items()})

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._silent = 0
        if self._record_depth:
            self._close_node()
        if len(self._path) == self._record_depth:
            self._record_depth = 0
        self._path.pop()

    def data(self, text: str) -> None:
        """A piece of text."""
        self._silent = 0
        if self._record_depth and self._light_after(len(text)):
            self._nodes[-1][1].append(text)

    def close(self) -> None:
        """The document ends."""

    def _open(self, attributes: dict[str, str]) -> None:
        if self._light_after(WEIGHT + sum(map(len, attributes.values()))):
            self._nodes.append((attributes, []))

    def _light_after(self, weight: int) -> bool:
        """Whether the record may still be an offer; when not, what was kept of it is let go."""
        self._weight += weight
        if self._weight > ENDLESS:
            raise UnsafeContent(name=self._name, why=f"une offre dépasse {ENDLESS // LONGEST} Mo")
        if self._weight > LONGEST:
            self._nodes = []
        return self._weight <= LONGEST

    def _close_node(self) -> None:
        whole = len(self._path) == self._record_depth
        if self._weight > LONGEST:
            if whole:
                self._found.append((tuple(self._path), None))
            return
        children, pieces = self._nodes.pop()
        text = "".join(pieces).strip()
        if whole:
            self._found.append((tuple(self._path), children))
        elif children:
            _add(self._nodes[-1][0], self._path[-1], {**children, TEXT: text} if text else children)
        else:
            _add(self._nodes[-1][0], self._path[-1], text)

    def _known(self, name: str) -> str:
        """A name as paths write it, remembered."""
        if name not in self._names:
            if len(self._names) >= MOST_NAMES:
                raise UnsafeContent(name=self._name, why=f"il a plus de {MOST_NAMES} noms de champs")
            self._names[name] = _short(name, self._names)
        return self._names[name]


def _short(name: str, known: dict[str, str]) -> str:
    """The name without its namespace: « dc: » stands for Dublin Core's, « other: » for one that is not the root's."""
    space, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    if space == DUBLIN_CORE:
        return f"dc:{local}"
    root = next(iter(known), name)
    return local if not space or root.startswith("{" + space + "}") else f"other:{local}"


def _add(parent: dict[str, Any], name: str, value: Any) -> None:
    """A child under its name; those of one name are a list."""
    if name not in parent:
        parent[name] = value
    elif isinstance(parent[name], list):
        parent[name].append(value)
    else:
        parent[name] = [parent[name], value]
