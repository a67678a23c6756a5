"""What was staged, parted by region: each part is the matter of one import, turned over by itself."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from clicnjob.offers.draft import Draft
from clicnjob.offers.reasons import Aside
from clicnjob.offers.staging import Entry, ReadFile, Refused, Staged

ALL_REGIONS = "all"


@dataclass
class Part:
    """What the files hold for one region: offers by identifier, what is set aside, what is refused by code.

    `region` is an INSEE code, empty for offers without a known place when the call names no region. `heard` are the
    identifiers the files speak of, were it for another region of the same call, or in a record that was refused.
    """

    staged: Staged
    region: str
    heard: Set[str] = frozenset()
    kept: dict[str, Entry] = field(default_factory=dict)
    aside: Counter[Aside] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[Refused] = field(default_factory=list)

    @property
    def files(self) -> Sequence[ReadFile]:
        return self.staged.files

    @property
    def records(self) -> int:
        """How many records are for this import: those read, less those set aside."""
        return len(self.kept) + self.refused.total()

    @property
    def read(self) -> int:
        return self.records + self.aside.total()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what is kept, whatever its order: the same week sent again is recognised by it."""
        content = sorted((source_id, entry.digest, entry.updated_at) for source_id, entry in self.kept.items())
        return hashlib.sha256(repr(content).encode()).hexdigest()

    def drafts(self, source_ids: Iterable[str]) -> Iterator[tuple[Draft, str]]:
        """The drafts of these identifiers with their digests."""
        return self.staged.drafts(source_ids)


def split(staged: Staged, asked: str, now: datetime) -> list[Part]:
    """The parts of a call, in the order of regions: one for the region asked, or one for each there is.

    Offers whose stated end is past are set aside, and another region's when one was asked.
    """
    parts = {asked: Part(staged, asked)} if asked != ALL_REGIONS else {}
    for source_id, entry in staged.kept.items():
        part = _part(parts, staged, asked, entry.region or "")
        part.aside[Aside.DUPLICATE] += staged.copies[source_id]
        reason = _reason_to_leave(entry, asked, now)
        if reason:
            part.aside[reason] += 1
        else:
            part.kept[source_id] = entry
    for (region, code), count in staged.refused.items():
        _part(parts, staged, asked, region).refused[code] += count
    for refused in staged.refusals:
        _part(parts, staged, asked, refused.region).refusals.append(refused)
    heard = frozenset(source_id for part in parts.values() for source_id in part.kept) | staged.refused_ids
    for part in parts.values():
        part.heard = heard
    return [parts[region] for region in sorted(parts)]


def _part(parts: dict[str, Part], staged: Staged, asked: str, region: str) -> Part:
    key = region if asked == ALL_REGIONS else asked
    return parts.setdefault(key, Part(staged, key))


def regions_received(part: Part, source_ids: Iterable[str]) -> Mapping[str, int]:
    """How many of these offers each region has; the empty code stands for no known place."""
    counted: dict[str, int] = defaultdict(int)
    for source_id in source_ids:
        counted[part.kept[source_id].region or ""] += 1
    return dict(sorted(counted.items()))


def _reason_to_leave(entry: Entry, asked: str, now: datetime) -> Aside | None:
    if entry.expires_at and entry.expires_at <= now:
        return Aside.EXPIRED
    return Aside.OTHER_REGION if asked != ALL_REGIONS and entry.region not in (asked, None) else None
