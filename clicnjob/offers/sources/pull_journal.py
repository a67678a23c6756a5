"""What a pull has already brought, on disk: a killed one goes on where it stopped."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from clicnjob.offers.errors import PullRunning

# Beyond, what was brought is of another day: the pull starts again.
FRESH = timedelta(hours=12)
JOURNAL = "journal.ndjson"
OFFERS = "offers.ndjson"


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """The first line: when, from where, under which cap, and the end of the last window."""

    at: datetime
    until: datetime
    url: str
    cap: int


class Over(msgspec.Struct, frozen=True, tag="over"):
    """A query that holds more than the API gives: it is divided."""

    key: str
    total: int


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A query brought whole, but for `missing` offers; `size` is that of the file of offers after it."""

    key: str
    missing: int
    size: int


class Journal:
    """The journal of one region and the file of its offers, one a line. Obtained from `opened`, for one process."""

    def __init__(self, folder: Path, begun: Begun) -> None:
        self.folder = folder
        self.begun = begun
        self.over: dict[str, int] = {}
        self.done: dict[str, Done] = {}
        self.ids: set[str] = set()

    @property
    def offers(self) -> Path:
        return self.folder / OFFERS

    @property
    def missing(self) -> int:
        """How many offers the API counts and could not give; windows share their borders, so theirs are no sum."""
        if not any(done.missing for done in self.done.values()):
            return 0
        return max(max(self.over.values()) - len(self.ids), 1)

    def divide(self, key: str, total: int) -> None:
        """Remember that a query is divided."""
        self._write(Over(key, total))
        self.over[key] = total

    def keep(self, key: str, offers: dict[str, bytes], missing: int) -> None:
        """Add the offers of a query that others did not bring, then say that it is done."""
        fresh = {name: line for name, line in offers.items() if name not in self.ids}
        size = self._append(fresh.values()) if fresh else self.offers.stat().st_size
        done = Done(key, missing, size)
        self._write(done)
        self.done[key] = done
        self.ids.update(fresh)

    def _append(self, lines: Iterable[bytes]) -> int:
        with self.offers.open("ab") as file:
            file.writelines(line + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())  # on the disk before the journal says so
            return file.tell()

    def forget(self) -> None:
        """Remove everything: what was brought is used, or must be brought again."""
        for name in (JOURNAL, OFFERS):
            (self.folder / name).unlink(missing_ok=True)

    def _write(self, entry: Begun | Over | Done) -> None:
        with (self.folder / JOURNAL).open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")

    def _resume(self) -> bool:
        """Read what an earlier process left; False when there is nothing of use."""
        entries = _entries(self.folder / JOURNAL)
        begun = next(entries, None)
        if not isinstance(begun, Begun) or not _same_pull(begun, self.begun):
            return False
        self.begun = begun
        for entry in entries:
            if isinstance(entry, Over):
                self.over[entry.key] = entry.total
            elif isinstance(entry, Done):
                self.done[entry.key] = entry
        return self._cut_offers()

    def _cut_offers(self) -> bool:
        """Take away what was written after the last query done: it will come again."""
        size = max((done.size for done in self.done.values()), default=0)
        self.offers.touch()
        if self.offers.stat().st_size < size:
            return False
        os.truncate(self.offers, size)
        with self.offers.open("rb") as file:
            self.ids = {identifier(line.rstrip(b"\n")) for line in file}
        return True

    def _rewrite(self) -> None:
        """The journal without a last line cut by the death of its process."""
        part = self.folder / f"{JOURNAL}.part"
        entries: list[Begun | Over | Done] = [self.begun, *(Over(*one) for one in self.over.items())]
        with part.open("wb") as file:
            file.writelines(msgspec.json.encode(entry) + b"\n" for entry in [*entries, *self.done.values()])
        part.replace(self.folder / JOURNAL)

    def _start_again(self) -> None:
        self.over, self.done, self.ids = {}, {}, set()
        self.forget()
        self.offers.touch()


@contextmanager
def opened(folder: Path, begun: Begun) -> Iterator[Journal]:
    """The journal of a region, going on with an earlier pull of the same hours. Raises PullRunning."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # given back by the death of its process
        except OSError:
            raise PullRunning(region=folder.name) from None
        journal = Journal(folder, begun)
        if not journal._resume():
            journal._start_again()
            journal.begun = begun
        journal._rewrite()
        yield journal


def remove_older(folder: Path, now: datetime) -> None:
    """Give back the disk of pulls nobody goes on with."""
    for kept in folder.glob("*"):
        begun = next(_entries(kept / JOURNAL), None)
        if isinstance(begun, Begun) and now - begun.at > FRESH:
            shutil.rmtree(kept, ignore_errors=True)


class _Named(msgspec.Struct):
    id: str | int = ""


def identifier(line: bytes) -> str:
    """The identifier of an offer, the offer itself when it has none."""
    with suppress(msgspec.MsgspecError):
        if named := str(msgspec.json.decode(line, type=_Named).id):
            return named
    return line.decode("utf-8", "replace")


def _same_pull(one: Begun, other: Begun) -> bool:
    return (one.url, one.cap) == (other.url, other.cap) and timedelta() <= other.at - one.at <= FRESH


def _entries(path: Path) -> Iterator[Begun | Over | Done]:
    """The entries up to the first that cannot be read."""
    try:
        lines: Iterable[bytes] = path.read_bytes().splitlines()
    except OSError:
        return
    decoder = msgspec.json.Decoder(Begun | Over | Done)
    for line in lines:
        try:
            yield decoder.decode(line)
        except msgspec.MsgspecError:
            return
