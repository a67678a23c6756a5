"""Files of a ZIP, looked at before one is unpacked: what leaves its folder, leads elsewhere or swells is refused."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, BinaryIO

from clicnjob.offers.errors import DamagedArchive, EmptyFile, UnsafeArchive
from clicnjob.offers.sources.reading import GZIP, Text, too_large

EMPTY_ZIP = b"PK\x05\x06"
ZIPS = (b"PK\x03\x04", EMPTY_ZIP)
# An archive in an archive: a ZIP, gzip, 7z, RAR, xz, bzip2, Zstandard.
ARCHIVES = (*ZIPS, GZIP, b"7z\xbc\xaf", b"Rar!", b"\xfd7zX", b"BZh", b"\x28\xb5\x2f\xfd")
MOST_ENTRIES = 500
# Offers shrink by four to twenty; only what is made to swell shrinks by more than this.
MOST_RATIO = 200
SMALL = 1_000_000
LARGEST_DIRECTORY = 500_000

_TAIL = 66_000
_END = struct.Struct("<4s4H2LH")


@contextmanager
def opened_zip(name: str, file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, its directory read. Raises DamagedArchive, UnsafeArchive, EmptyFile."""
    _check_directory(name, file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise DamagedArchive(name=name) from error
    with archive:
        yield archive


def entries(name: str, archive: zipfile.ZipFile, most_bytes: int) -> list[zipfile.ZipInfo]:
    """The files inside, once all of them were found safe. Raises UnsafeArchive, TooLargeFile, EmptyFile."""
    found = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_system(entry.filename)]
    if not found:
        raise EmptyFile(name=name)
    if len(found) > MOST_ENTRIES:
        raise UnsafeArchive(name=name, why=f"il contient plus de {MOST_ENTRIES} fichiers")
    for entry in archive.infolist():
        why = _danger(entry)
        if why:
            raise UnsafeArchive(name=name, why=why)
    if sum(entry.file_size for entry in found) > most_bytes:
        raise too_large(name, most_bytes, unpacked=True)
    return found


@contextmanager
def opened_entry(
    name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_bytes: int, encoding: str
) -> Iterator[Text]:
    """One file of the archive as a text. Raises DamagedArchive; reading raises DamagedArchive, TooLargeFile."""
    try:
        file = archive.open(entry)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, struct.error) as error:
        raise DamagedArchive(name=name) from error
    with file:
        yield Text(name, _Unpacking(file), most_bytes, packed=True, encoding=encoding)


def _check_directory(name: str, file: BinaryIO) -> None:
    """Its length is read before the directory itself: a hostile one alone would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(size - _TAIL, 0))
    tail = file.read()
    place = tail.rfind(EMPTY_ZIP)
    if place < 0 or len(tail) - place < _END.size:
        raise DamagedArchive(name=name)
    directory = _END.unpack_from(tail, place)[5]
    if directory > LARGEST_DIRECTORY:
        raise UnsafeArchive(name=name, why=f"il contient plus de {MOST_ENTRIES} fichiers")
    file.seek(0)


def _danger(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry may not be opened; None when it may."""
    if _leaves_its_folder(entry.filename):
        return f"« {entry.filename[:80]} » sort de son dossier"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"« {entry.filename[:80]} » est un lien vers un autre fichier"
    if entry.flag_bits & 0x1:
        return "il est protégé par un mot de passe"
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return f"« {entry.filename[:80]} » gonfle plus de {MOST_RATIO} fois une fois décompressé"
    return None


def _leaves_its_folder(name: str) -> bool:
    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root) or ".." in windows.parts or PurePosixPath(name).is_absolute()


def _is_system(name: str) -> bool:
    """What a Mac adds to every archive."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name == ".DS_Store"


class _Unpacking:
    """A file of the archive whose faults are all those of a damaged one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """As any file."""
        try:
            return self._file.read(size)
        except (lzma.LZMAError, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
            raise zipfile.BadZipFile(str(error)) from error
