"""The bytes of a source's file: unpacked, bounded in size, proved to be UTF-8, given in chunks and counted."""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from clicnjob.offers.errors import CutFile, DamagedArchive, EmptyFile, MissingFile, TooLargeFile, WrongEncoding

MEGA = 1_000_000
CHUNK = 1 << 16
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to read and the name people know it by (an upload is kept under another one).

    `day` is when the source made it: it stands for the date of offers whose table gives none.
    """

    path: Path
    name: str
    day: date | None = None


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int = -1, /) -> bytes: ...


class Text:
    """An open file: `read(size)` gives bytes of its encoding, without the mark of UTF-8, and refuses what is not.

    `offset` is how many bytes were given (in the unpacked file, mark included), `line` on which line the next one is.
    """

    def __init__(self, name: str, raw: Readable, most_bytes: int, *, packed: bool, encoding: str) -> None:
        self.name = name
        self.offset = 0
        self.line = 1
        self._raw = raw
        self._most = most_bytes
        self._packed = packed
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def read(self, size: int = CHUNK) -> bytes:
        """At most `size` bytes, none at the end. Raises the refusal of what it meets."""
        chunk = self._unpacked(size)
        self._check(chunk)
        start = self.offset
        self.offset += len(chunk)
        self.line += chunk.count(b"\n")
        if self.offset > self._most:
            raise too_large(self.name, self._most, unpacked=self._packed)
        return chunk.removeprefix(codecs.BOM_UTF8) if start == 0 else chunk

    def _unpacked(self, size: int) -> bytes:
        try:
            return self._raw.read(size)
        except EOFError as error:
            raise CutFile(name=self.name, line=self.line, offset=self.offset) from error
        except (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
            raise DamagedArchive(name=self.name) from error

    def _check(self, chunk: bytes) -> None:
        pending = len(self._decoder.getstate()[0])
        try:
            self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            if not chunk:  # The file ends inside a letter.
                raise CutFile(name=self.name, line=self.line, offset=self.offset) from error
            inside = max(error.start - pending, 0)
            line = self.line + chunk.count(b"\n", 0, inside)
            raise WrongEncoding(name=self.name, line=line, offset=self.offset - pending + error.start) from error


@contextmanager
def opened(
    given: GivenFile, most_bytes: int, tell: Callable[[int], None] | None = None, encoding: str = "utf-8"
) -> Iterator[Text]:
    """The file's text, unpacked when it is gzip whatever its name; `tell` hears of each number of packed bytes read.

    « latin-1 » lets every byte pass: for who finds the encoding out.

    Raises MissingFile, EmptyFile, TooLargeFile; reading raises CutFile, DamagedArchive, WrongEncoding, TooLargeFile.
    """
    with opened_as_is(given, most_bytes) as file:
        packed = file.read(2) == GZIP
        file.seek(0)
        counted = _Counted(file, tell or (lambda _: None))
        raw: Readable = gzip.GzipFile(fileobj=counted) if packed else counted  # type: ignore[call-overload]
        yield Text(given.name, raw, most_bytes, packed=packed, encoding=encoding)


@contextmanager
def opened_as_is(given: GivenFile, most_bytes: int) -> Iterator[BinaryIO]:
    """The file, packed or not. Raises MissingFile, EmptyFile, TooLargeFile."""
    try:
        size = given.path.stat().st_size
        file = given.path.open("rb")
    except OSError as error:
        raise MissingFile(name=given.name) from error
    with file:
        if size == 0:
            raise EmptyFile(name=given.name)
        if size > most_bytes:
            raise too_large(given.name, most_bytes, unpacked=False)
        yield file


def too_large(name: str, most_bytes: int, *, unpacked: bool) -> TooLargeFile:
    """The refusal of a file over the limit."""
    return TooLargeFile(name=name, limit=most_bytes // MEGA, unpacked=" une fois décompressé" if unpacked else "")


class _Counted:
    """A file that tells how many bytes were taken from it."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def read(self, size: int = -1) -> bytes:
        """As any file."""
        chunk = self._file.read(size)
        self._tell(len(chunk))
        return chunk
