"""What an import does to each offer it holds, and whether it comes late (pure).

Three rules keep an old file from undoing a newer one:
1. a record with an earlier `updated_at` than ours changes nothing;
2. a file is late when it was made before the last one (its date), when the same set of offers came before the last
   import, or when more of its offers are older than ours than newer;
3. a late file closes nothing and reopens nothing; once a complete file has come, it adds nothing either.

An offer that waits for a person, or that one closed, is withheld: only words that changed open it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol


class Known(NamedTuple):
    """What the database says of an offer the files hold."""

    id: int
    digest: str
    updated_at: datetime
    closed: bool
    region: str | None = None
    withheld: bool = False


class Incoming(Protocol):
    """What the files say of it."""

    @property
    def digest(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...


class Fate(StrEnum):
    """What becomes of a kept record; the values are the names of an import's counts."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REOPENED = "reopened"
    WITHHELD = "withheld"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Before:
    """The imports of this source and region that came before, this set of offers among them.

    `last_date` is the newest date of their files, `complete` whether one was, `seen` whether this very set came, and
    was not the last.
    """

    last_date: date | None = None
    complete: bool = False
    seen: bool = False


def is_late(incoming: Mapping[str, Incoming], known: Mapping[str, Known], before: Before, file_date: date) -> bool:
    """Whether the files are older than what is already here (rule 2)."""
    if before.seen or (before.last_date is not None and file_date < before.last_date):
        return True
    pairs = [(incoming[source_id].updated_at, ours.updated_at) for source_id, ours in known.items()]
    older = sum(theirs < ours for theirs, ours in pairs)
    return older > sum(theirs > ours for theirs, ours in pairs)


def fate_of(theirs: Incoming, ours: Known | None, *, late: bool, complete_before: bool) -> Fate:
    """What becomes of one record (rules 1 and 3)."""
    if ours is None:
        return Fate.OLDER if late and complete_before else Fate.NEW
    if theirs.updated_at < ours.updated_at or (late and ours.closed):
        return Fate.OLDER
    if ours.withheld and theirs.digest == ours.digest:
        return Fate.WITHHELD
    if ours.closed:
        return Fate.REOPENED
    return Fate.UNCHANGED if theirs.digest == ours.digest else Fate.CHANGED


def fates(
    incoming: Mapping[str, Incoming], known: Mapping[str, Known], *, late: bool, complete_before: bool
) -> dict[Fate, list[str]]:
    """The identifiers of each fate, in their order."""
    found: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for source_id, theirs in incoming.items():
        fate = fate_of(theirs, known.get(source_id), late=late, complete_before=complete_before)
        found[fate].append(source_id)
    return found
