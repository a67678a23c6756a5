"""JSON found value by value in a stream, never held whole: where each one starts and ends, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from clicnjob.offers.errors import BrokenJson, CutFile, UnsafeContent

# What one offer may be in bytes: hundreds of times what one is.
LONGEST = 1_000_000
# Beyond, nothing is passed over any more: the file is not one of offers.
ENDLESS = 16 * LONGEST
DEEPEST = 1000
EXCERPT = 200

_QUOTE, _OPENING = ord('"'), b"[{"
_SPACES = re.compile(rb"[ \t\r\n]*+")
_SCALAR = re.compile(rb"[^\s,\[\]{}\":]*+")
# Everything that is neither a bracket nor a text whose end was not seen.
_OUTSIDE = re.compile(rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+', re.DOTALL)
_INSIDE = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_PLACE = re.compile(r"\(byte (\d+)\)$")


class Value(NamedTuple):
    """A value's bytes (its beginning only when it is `too_long`) and where it starts, from 0 in the file."""

    raw: bytes
    offset: int
    too_long: bool


class Source(Protocol):
    """What a cursor reads: a Text, or what was read of one."""

    name: str
    offset: int
    line: int

    def read(self) -> bytes: ...


class Head:
    """The beginning of a text, as if there were no more."""

    def __init__(self, name: str, start: bytes) -> None:
        self.name, self.offset, self.line = name, len(start), 1

    def read(self) -> bytes:
        """Nothing."""
        return b""


class Cursor:
    """A place in a JSON document, and what was read around it: a megabyte and one value at most.

    Every method raises CutFile or BrokenJson, with the place, where the document is not JSON; UnsafeContent where there
    is no end in sight.
    """

    def __init__(self, text: Source, head: list[bytes]) -> None:
        """`head` is what was already read of the text."""
        self._text = text
        self._data = b"".join(head)
        self._at = 0
        # A byte-order mark was counted, and given to nobody.
        self._base = text.offset - len(self._data)
        self._line = 1
        # Without a list the document is one offer: until one is met, a megabyte is kept.
        self._keeps = LONGEST
        self._dropped = False

    def peek(self) -> bytes:
        """The next byte that is no space; none at the end."""
        while True:
            found = _SPACES.match(self._data, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._data):
                return self._data[self._at : self._at + 1]
            if not self._fill():
                return b""

    def take(self, *expected: bytes) -> bytes:
        """The next byte, one of these."""
        found = self.peek()
        if found not in expected:
            raise self.broken(self._base + self._at) if found else self.cut()
        self._at += 1
        return found

    def elements(self) -> Iterator[Value]:
        """The values of the list that comes next."""
        self.take(b"[")
        self._keeps = 0
        if self.peek() == b"]":
            self.take(b"]")
            return
        while True:
            yield self.value()
            if self.take(b",", b"]") == b"]":
                return

    def members(self) -> Iterator[bytes]:
        """The keys of the object that comes next; the caller reads each one's value before asking for the following."""
        self.take(b"{")
        if self.peek() == b"}":
            self.take(b"}")
            return
        while True:
            self.take(b'"')
            self._at -= 1
            key = self.value().raw
            self.take(b":")
            yield key[1:-1]
            if self.take(b",", b"}") == b"}":
                return

    def value(self) -> Value:
        """The next value: only its brackets and its texts are told apart."""
        first = self.peek()
        if not first:
            raise self.cut()
        return self._nested(inside=first == b'"') if first in b'"[{' else self._scalar()

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise self.broken(self._base + self._at)

    def document(self) -> Value | None:
        """All that was read; None when it is longer than an offer may be."""
        return None if self._dropped else Value(self._data, self._base, False)

    def broken(self, offset: int) -> BrokenJson:
        """The refusal of what stands there."""
        line = self._line + self._data.count(b"\n", 0, max(offset - self._base, 0))
        return BrokenJson(name=self._text.name, line=line, offset=offset)

    def cut(self) -> CutFile:
        """The refusal of a document without its end."""
        return CutFile(name=self._text.name, line=self._text.line, offset=self._text.offset)

    def _scalar(self) -> Value:
        found = _SCALAR.match(self._data, self._at)
        end = found.end() if found else self._at
        if end == len(self._data) and end - self._at < LONGEST and self._fill():
            return self._scalar()
        if end == self._at:
            raise self.broken(self._base + self._at)
        value = Value(self._data[self._at : end], self._base + self._at, end - self._at > LONGEST)
        self._at = end
        return value

    def _nested(self, *, inside: bool) -> Value:
        """A text, a list or an object; `inside` a text that begins here."""
        offset, head = self._base + self._at, b""
        place, depth = self._at + inside, 0
        while True:
            found = (_INSIDE if inside else _OUTSIDE).match(self._data, place)
            place = found.end() if found else place
            letter = self._data[place] if place < len(self._data) else None
            if letter is None or (inside and letter != _QUOTE):
                self._check_end(self._base + place - offset)
                if place - self._at > LONGEST:
                    head, self._at = head or self._data[self._at : self._at + EXCERPT], place
                place = self._more(place, offset)
                continue
            place += 1
            if letter == _QUOTE:
                inside = not inside
            else:
                depth = self._deeper(depth) if letter in _OPENING else depth - 1
            if depth <= 0 and not inside:
                break
        value = Value(head or self._data[self._at : place], offset, bool(head))
        self._at = place
        return value

    def _check_end(self, length: int) -> None:
        if length > ENDLESS:
            why = f"une de ses valeurs dépasse {ENDLESS // LONGEST} Mo"
            raise UnsafeContent(name=self._text.name, why=why)

    def _deeper(self, depth: int) -> int:
        if depth == DEEPEST:
            raise UnsafeContent(name=self._text.name, why=f"ses champs sont emboîtés sur plus de {DEEPEST} niveaux")
        return depth + 1

    def _more(self, place: int, offset: int) -> int:
        """The same place once more was read."""
        ahead = place - self._at
        if not self._fill():
            raise self._broken_before_its_end(offset)
        return self._at + ahead

    def _broken_before_its_end(self, offset: int) -> BrokenJson | CutFile:
        """A value without an end is cut, or hides its end behind a quote too many."""
        try:
            msgspec.json.decode(self._data[max(offset - self._base, 0) :])
        except msgspec.DecodeError as error:
            place = malformed_at(error)
            return self.cut() if place is None or offset < self._base else self.broken(offset + place)
        except RecursionError:
            pass
        return self.cut()

    def _fill(self) -> bool:
        chunk = self._text.read()
        if chunk and self._at > self._keeps:
            self._line += self._data.count(b"\n", 0, self._at)
            self._base += self._at
            self._data, self._at, self._dropped = self._data[self._at :], 0, True
        self._data += chunk
        return bool(chunk)


def malformed_at(error: msgspec.DecodeError) -> int | None:
    """Where in the bytes given the decoder met what is no JSON; None when they only end too early."""
    found = _PLACE.search(str(error))
    return int(found[1]) if found else None
