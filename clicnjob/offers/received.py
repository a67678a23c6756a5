"""The files sources gave, kept under their SHA-256: an import that waits is read from them again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from clicnjob.offers.errors import FilesGone
from clicnjob.offers.sources.reading import MEGA, GivenFile, opened_as_is
from clicnjob.offers.staging import ReadFile

FOLDER = "imports"
# A file no import names may be one that is being read.
GRACE = timedelta(days=1)


def keep(folder: Path, files: Iterable[GivenFile], most_bytes: int) -> list[GivenFile]:
    """The same files, kept: to read these is to read what is kept.

    Each is copied under a temporary name, forced to the disk, then given its own: a file is whole or not there.
    Raises MissingFile, EmptyFile, TooLargeFile before it copies anything.
    """
    store = folder / FOLDER
    store.mkdir(parents=True, exist_ok=True)
    return [_kept(store, given, most_bytes) for given in files]


def again(folder: Path | None, files: Sequence[ReadFile]) -> list[GivenFile]:
    """The kept files of an import. Raises FilesGone when one is no longer there."""
    found = [GivenFile(folder / FOLDER / file.sha256, file.name) for file in files] if folder else []
    if not found or not all(given.path.is_file() for given in found):
        raise FilesGone
    return found


def purge(folder: Path, needed: Collection[str], now: datetime) -> int:
    """Remove old files whose SHA-256 nobody needs, and what copies that were cut left behind; how many."""
    store, removed = folder / FOLDER, 0
    for path in sorted(store.iterdir()) if store.is_dir() else ():
        if path.name not in needed and path.stat().st_mtime < (now - GRACE).timestamp():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _kept(store: Path, given: GivenFile, most_bytes: int) -> GivenFile:
    with opened_as_is(given, most_bytes) as source, tempfile.NamedTemporaryFile(dir=store, delete=False) as copy:
        try:
            path = store / _copied(source, copy)
            os.replace(copy.name, path)
        except BaseException:
            Path(copy.name).unlink(missing_ok=True)
            raise
    os.utime(path)
    return GivenFile(path, given.name, given.day)


def _copied(source: IO[bytes], copy: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(MEGA):
        digest.update(chunk)
        copy.write(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return digest.hexdigest()
