"""Files read and washed beside the live offers: drafts wait in a temporary file, their index in memory.

Nothing here touches the database: a file that cannot be read changes nothing, and people can write meanwhile.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import msgspec

from clicnjob.offers import fields
from clicnjob.offers.draft import Draft, Rejected, content_digest
from clicnjob.offers.errors import NoOffer, NoUsableOffer
from clicnjob.offers.parsing import parse, place
from clicnjob.offers.presence import presence
from clicnjob.offers.reasons import sentence
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.sources.record import Record
from clicnjob.places.catalogue import Catalogue

MOST_REFUSALS_KEPT = 5000
IN_MEMORY = 16_000_000


class Entry(NamedTuple):
    """Where a draft waits, and what decides its fate; the greatest (updated_at, digest) of one identifier is kept.

    `fields` says which fields it fills (`clicnjob.offers.presence`).
    """

    updated_at: datetime
    digest: str
    start: int
    length: int
    region: str | None
    expires_at: datetime | None
    fields: int = 0


class Refused(NamedTuple):
    """A refusal with the name of its file, and the region of its place (empty: none is known)."""

    file: str
    rejected: Rejected
    region: str = ""


class ReadFile(msgspec.Struct, frozen=True):
    """One file of an import: its name, SHA-256 and size in bytes as it was given."""

    name: str
    sha256: str
    bytes: int


@dataclass
class Staged:
    """Everything the files of one call hold: what is kept by identifier, its copies, what is refused by region."""

    files: list[ReadFile] = field(default_factory=list)
    kept: dict[str, Entry] = field(default_factory=dict)
    copies: Counter[str] = field(default_factory=Counter)
    read: int = 0
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: list[Refused] = field(default_factory=list)
    refused_ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._spool = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Draft)

    def close(self) -> None:
        """Give the temporary file back."""
        self._spool.close()

    def __enter__(self) -> Staged:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, draft: Draft) -> None:
        """Keep a draft, or the better of two with its identifier; which one comes first makes no difference."""
        before = self.kept.get(draft.source_id)
        digest = content_digest(draft)
        if before:
            self.copies[draft.source_id] += 1
            if (before.updated_at, before.digest) >= (draft.updated_at, digest):
                return
        packed = self._encoder.encode(draft)
        start = self._spool.tell()
        self._spool.write(packed)
        self.kept[draft.source_id] = Entry(
            draft.updated_at, digest, start, len(packed), draft.region_code, draft.expires_at, presence(draft)
        )

    def refuse(self, refused: Refused) -> None:
        """Count a refusal; only the first thousands are kept with their excerpt."""
        self.refused[refused.region, refused.rejected.code] += 1
        self.refused_ids.add(refused.rejected.source_id)
        if len(self.refusals) < MOST_REFUSALS_KEPT:
            self.refusals.append(refused)

    def drafts(self, source_ids: Iterable[str]) -> Iterator[tuple[Draft, str]]:
        """The drafts of these identifiers with their digests, in the order of the temporary file."""
        for entry in sorted((self.kept[source_id] for source_id in source_ids), key=lambda entry: entry.start):
            self._spool.seek(entry.start)
            yield self._decoder.decode(self._spool.read(entry.length)), entry.digest


def stage(
    files: Sequence[GivenFile],
    *,
    catalogue: Catalogue,
    most_bytes: int,
    now: datetime,
    columns: Columns | None = None,
    tell: Callable[[int], None] | None = None,
) -> Staged:
    """Read all files of a call; `tell` hears of each number of bytes read.

    `columns` are those of tables; they are guessed where nobody chose any.

    Raises an UnreadableFile when one file cannot be read, or when no record of all can be used.
    """
    staged = Staged()
    try:
        for given in files:
            _read(staged, given, catalogue, formats.read(given, most_bytes, tell, columns), now)
        _check(staged, files)
    except BaseException:
        staged.close()
        raise
    return staged


def _read(
    staged: Staged,
    given: GivenFile,
    catalogue: Catalogue,
    records: Iterable[Record | Rejected],
    now: datetime,
) -> None:
    for record in records:
        staged.read += 1
        found = record if isinstance(record, Rejected) else parse(record.value, record.line, catalogue, now)
        if isinstance(found, Rejected):
            value = None if isinstance(record, Rejected) else record.value
            staged.refuse(Refused(given.name, found, _region_of(value, catalogue)))
        else:
            staged.add(found)
    with given.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        staged.files.append(ReadFile(given.name, digest, file.tell()))


def _check(staged: Staged, files: Sequence[GivenFile]) -> None:
    if not staged.read:
        raise NoOffer(names=", ".join(given.name for given in files))
    if not staged.kept:
        first = staged.refusals[0]
        reason = sentence(first.rejected.code)
        raise NoUsableOffer(count=staged.read, name=first.file, line=first.rejected.line, reason=reason)


def _region_of(raw: object, catalogue: Catalogue) -> str:
    """The region a refused record is for, as far as its place says it."""
    if not isinstance(raw, dict):
        return ""
    where = fields.values(raw, "lieuTravail")
    return str(place(where, fields.line(where, "libelle"), catalogue)["region_code"] or "")
