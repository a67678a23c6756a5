"""What is kept of each region under the name of its index: in memory, and in a file that any node can make again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from numpy.typing import NDArray
from sqlalchemy.orm import Session

from clicnjob.matching import index_file

FOLDER = "indexes"
# A file without a name may be that of an import that has not ended yet, or be read by a request that began before it.
GRACE = timedelta(hours=1)


class Stored(Protocol):
    """What can be kept as plain arrays."""

    def arrays(self) -> dict[str, NDArray[Any]]: ...


Kept = TypeVar("Kept", bound=Stored)


class Cells(Generic[Kept]):
    """One kind of cell, told by the ending of its files."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self._known: OrderedDict[str, Kept] = OrderedDict()
        self._opening = threading.RLock()

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def get(
        self,
        session: Session,
        name: str,
        opened: Callable[[Mapping[str, NDArray[Any]]], Kept],
        made: Callable[[], Kept],
    ) -> Kept:
        """The cell of this name: from memory, from its file, or made again."""
        with self._opening:
            found = self._known.get(name)
            if found is None:
                found = self._from_file(_path(session, name, self.ending), opened)
                if found is None:
                    found = self.keep(session, name, made())
                self._known[name] = found
            self._known.move_to_end(name)
            return found

    def keep(self, session: Session, name: str, made: Kept) -> Kept:
        """Keep a cell in memory and in its file; a full disk costs the cache, never the import."""
        with self._opening:
            self._known[name] = made
        path = _path(session, name, self.ending)
        if path is not None:
            try:
                index_file.write(path, made.arrays())
            except OSError:
                path.unlink(missing_ok=True)
        return made

    def forget_but(self, most: int) -> None:
        """Keep in memory no more than this many cells, those used last."""
        with self._opening:
            while len(self._known) > most:
                self._known.popitem(last=False)

    def _from_file(self, path: Path | None, opened: Callable[[Mapping[str, NDArray[Any]]], Kept]) -> Kept | None:
        if path is None or not path.exists():
            return None
        try:
            return opened(index_file.read(path))
        except (index_file.DamagedIndex, KeyError):
            path.unlink(missing_ok=True)
            return None


def drop_unnamed(session: Session, named: Collection[str], now: datetime) -> None:
    """Remove old files that have none of these names, and what writes that were cut left behind."""
    folder = _folder(session)
    if folder is None or not folder.exists():
        return
    for file in folder.iterdir():
        if file.stem not in named and file.stat().st_mtime < (now - GRACE).timestamp():
            file.unlink(missing_ok=True)


def _path(session: Session, name: str, ending: str) -> Path | None:
    folder = _folder(session)
    return folder / f"{name}.{ending}" if folder else None


def _folder(session: Session) -> Path | None:
    folder: Path | None = session.info.get("folder")
    return folder / FOLDER if folder else None
