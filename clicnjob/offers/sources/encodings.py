"""How the text of a table is encoded: said by its mark, proved for UTF-8, guessed for the rest and proved as well."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from charset_normalizer import from_bytes

from clicnjob.offers.errors import UnknownEncoding, WrongEncoding
from clicnjob.offers.sources.reading import Text

# Reopens the bytes of the file, whatever they mean.
Reopen = Callable[[], AbstractContextManager[Text]]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The tables of Windows, Latin-9, the old Mac and DOS: what French spreadsheets save.
ONE_BYTE = ("cp1252", "iso8859_15", "mac_roman", "cp850")
FRENCH = frozenset("éèêëàâäçùûüôöîïœæÉÈÊÀÂÇÔÎŒ€’‘“”«»…–—•°²\xa0")
# Of the signs beyond ASCII, how many must be French ones for a table to be believed.
ENOUGH = 0.9
SAMPLE = 1 << 18


def encoding_of(reopen: Reopen, name: str) -> str:
    """The encoding of a file, proved over all of it; UTF-8 when it is that. Raises WrongEncoding, UnknownEncoding.

    A file that begins in UTF-8 and goes on otherwise is wrong: its line and its byte are told.
    """
    with reopen() as text:
        head = text.read(SAMPLE)
    found = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None) or _without_mark(head)
    fault = _first_fault(reopen, found)
    if fault is None:
        return found
    if found != "utf-8":
        raise UnknownEncoding(name=name, encoding=found)
    if not fault.ascii_so_far:
        raise WrongEncoding(name=name, line=fault.line, offset=fault.offset)
    other = _one_byte(fault.chunk)
    if _first_fault(reopen, other):
        raise UnknownEncoding(name=name, encoding=other)
    return other


def readable(head: bytes) -> str:
    """The first bytes of a file as text, as far as they can be read: for a look, never for keeping."""
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    return head.decode(marked or _without_mark(head), "replace").replace("\0", "")


def _without_mark(head: bytes) -> str:
    """UTF-16 shows by a zero every other byte; the rest is taken for UTF-8 until it breaks."""
    pairs = len(head) // 2
    if pairs > 8 and head[1::2].count(0) > 0.4 * pairs:
        return "utf-16-le"
    return "utf-16-be" if pairs > 8 and head[0::2].count(0) > 0.4 * pairs else "utf-8"


class _Fault:
    """The first chunk that an encoding does not read: where, and whether all before it was ASCII."""

    def __init__(self, chunk: bytes, line: int, offset: int, *, ascii_so_far: bool) -> None:
        self.chunk = chunk
        self.line = line
        self.offset = offset
        self.ascii_so_far = ascii_so_far


def _first_fault(reopen: Reopen, encoding: str) -> _Fault | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, offset, ascii_so_far = 1, 0, True
    with reopen() as text:
        for chunk, last in _chunks(text):
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=last)
            except UnicodeDecodeError as error:
                inside = max(error.start - pending, 0)
                ascii_so_far = ascii_so_far and chunk[:inside].isascii() and not pending
                where = line + chunk.count(b"\n", 0, inside)
                return _Fault(chunk, where, offset - pending + error.start, ascii_so_far=ascii_so_far)
            ascii_so_far = ascii_so_far and chunk.isascii()
            line += chunk.count(b"\n")
            offset += len(chunk)
    return None


def _chunks(text: Text) -> Iterator[tuple[bytes, bool]]:
    yield from ((chunk, False) for chunk in iter(text.read, b""))
    yield b"", True


def _one_byte(sample: bytes) -> str:
    """The one-byte table under which what is not ASCII reads as French; charset-normalizer's guess when none does.

    On French texts of a few lines the latter takes DOS or Windows for Latin-9 and one for the other: letters do not.
    """
    high = bytes(byte for byte in sample if byte > 127)
    shares = {encoding: _french(high, encoding) for encoding in ONE_BYTE}
    best = max(ONE_BYTE, key=lambda encoding: shares[encoding])
    if shares[best] >= ENOUGH:
        return best
    guessed = from_bytes(sample).best()
    return guessed.encoding if guessed else best


def _french(high: bytes, encoding: str) -> float:
    letters = high.decode(encoding, "replace")
    return sum(letter in FRENCH for letter in letters) / len(letters)
