"""The file of a backup: one archive with a manifest that proves its content whole."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path

from clicnjob.operations.errors import NotABackup

MANIFEST = "manifest.json"
CONTENT = "database"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: engine, schema revision, UTC instant, digest of the content, rows by table."""

    engine: str
    revision: str
    created_at: str
    sha256: str
    rows: dict[str, int]
    format: int = FORMAT


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, content: Path, manifest: Manifest) -> None:
    """Write the archive beside its place, readable by its owner alone, and put it there in one step."""
    part = target.with_name(f"{target.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                words = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
                about = tarfile.TarInfo(MANIFEST)
                about.size = len(words)
                archive.addfile(about, io.BytesIO(words))
                archive.add(content, CONTENT)
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unpack(source: Path, content: Path) -> Manifest:
    """Write the content of an archive into `content`, checked. Raises NotABackup."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = _manifest(archive)
            _copy(archive, CONTENT, content)
    except (OSError, EOFError, tarfile.TarError, gzip.BadGzipFile, KeyError, TypeError, ValueError) as error:
        raise NotABackup(file=source.name, why=_why(error)) from None
    if digest(content) != manifest.sha256:
        raise NotABackup(file=source.name, why="son contenu ne correspond plus à son empreinte")
    return manifest


def _manifest(archive: tarfile.TarFile) -> Manifest:
    file = archive.extractfile(MANIFEST)
    if file is None:
        raise KeyError(MANIFEST)
    return Manifest(**json.load(file))


def _copy(archive: tarfile.TarFile, name: str, target: Path) -> None:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    with file, target.open("wb") as copy:
        shutil.copyfileobj(file, copy)


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "il n'existe pas"
    if isinstance(error, PermissionError | IsADirectoryError):
        return "il ne peut pas être ouvert"
    if isinstance(error, EOFError):
        return "il est coupé"
    return "ce n'est pas une archive faite par « clicnjob backup », ou elle est abîmée"
