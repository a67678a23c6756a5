"""The files sources gave, kept under their SHA-256: those that wait for their columns are read again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from clicnjob.offers.sources.reading import MEGA, GivenFile, opened_as_is

FOLDER = "imports"


def keep(folder: Path, files: Iterable[GivenFile], most_bytes: int) -> list[GivenFile]:
    """The same files, kept: each is copied under a temporary name, forced to the disk, then given its own.

    Raises MissingFile, EmptyFile, TooLargeFile before it copies one.
    """
    store = folder / FOLDER
    store.mkdir(parents=True, exist_ok=True)
    return [_kept(store, given, most_bytes) for given in files]


def _kept(store: Path, given: GivenFile, most_bytes: int) -> GivenFile:
    with opened_as_is(given, most_bytes) as source, tempfile.NamedTemporaryFile(dir=store, delete=False) as copy:
        try:
            path = store / _copied(source, copy)
            os.replace(copy.name, path)
        except BaseException:
            Path(copy.name).unlink(missing_ok=True)
            raise
    return GivenFile(path, given.name, given.day)


def _copied(source: IO[bytes], copy: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(MEGA):
        digest.update(chunk)
        copy.write(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return digest.hexdigest()
