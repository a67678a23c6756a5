"""Files that wait to be imported: whoever sends them leaves them in `inbox/<source>/<region>/` of the data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from clicnjob.offers.sources.reading import GivenFile

FOLDER = "inbox"
REFUSED = "refused"
# A file still written to may still be on its way.
QUIET = timedelta(minutes=2)
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")


class Waiting(NamedTuple):
    """The files of one source for one region: they are one import."""

    source: str
    region: str
    files: list[GivenFile]


def waiting(data_dir: Path, now: datetime, quiet: timedelta) -> list[Waiting]:
    """What waits and was not written to for so long, in the order of sources and regions."""
    found = []
    for folder in sorted((data_dir / FOLDER).glob("*/*/")):
        files = [GivenFile(path, path.name) for path in _files(folder) if not _fresh(path, now, quiet)]
        if files:
            found.append(Waiting(folder.parent.name, folder.name, files))
    return found


def forget(one: Waiting) -> None:
    """Remove files that an import has taken: its own copies are kept."""
    for file in one.files:
        file.path.unlink(missing_ok=True)


def set_aside(one: Waiting) -> Path:
    """Move files that cannot be read to the folder `refused` beside them, which is given."""
    folder = one.files[0].path.parent / REFUSED
    folder.mkdir(exist_ok=True)
    for file in one.files:
        os.replace(file.path, folder / file.path.name)
    return folder


def _files(folder: Path) -> Iterator[Path]:
    """Ordinary files, no link: neither hidden ones nor those that programmes copy under another name."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") or path.name.endswith(UNFINISHED)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _fresh(path: Path, now: datetime, quiet: timedelta) -> bool:
    # A copy may keep the hour of another machine's clock, later than ours.
    return 0 <= now.timestamp() - path.stat().st_mtime < quiet.total_seconds()
