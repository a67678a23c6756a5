"""The indexes of the ranking, one a region: named after what they are made of, kept in files, made again at need."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from clicnjob.matching import index_file
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.rows import stored_row
from clicnjob.occupations.queries import taught
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as offers
from clicnjob.offers import services
from clicnjob.offers.prose.reading import READER_VERSION

# Raised whenever what an index holds, or how it is read, changes.
RULES_VERSION = "7"
FOLDER = "indexes"
# A file without a name may be that of an import that has not ended yet, or be read by a request that began before it.
GRACE = timedelta(hours=1)

Rows = Sequence[Row[Any]] | None

_cells: OrderedDict[str, OfferSet] = OrderedDict()
_opening = threading.RLock()


def make(session: Session, regions: Iterable[str], now: datetime) -> list[str]:
    """Make again the index of each of these regions whose live offers are not what its name says; those made.

    Regions are taken one after the other in order, and held until the transaction ends. The empty code stands for
    offers without a known place. A region without a live offer has no index.
    """
    known, made, before = taught(session), [], {one.name for one in offers.indexes(session)}
    for region in sorted(set(regions)):
        services.hold_index(session, region)
        rows = offers.live_offer_rows(session, region)
        name = name_of(rows, versions(known.foundation)) if rows else None
        if name == offers.index_name(session, region):
            continue
        services.name_index(session, region, name, now)
        if name:
            _keep(session, name, _made(rows, known.lexicon))
            made.append(region)
    _drop_unnamed(session, before, now)
    return made


def name_of(rows: Sequence[Row[Any]], of_versions: str) -> str:
    """The name of the index of these rows: what they hold, and what an index depends on besides."""
    return f"{offers.digest_of(rows)}-{of_versions}"


def versions(foundation: str) -> str:
    """Rules, reader of texts, shipped and official lexicon; learned titles count in what is stored with the offers."""
    said = f"{RULES_VERSION} {READER_VERSION} {foundation}"
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def cell(session: Session, region: str, name: str, known: Lexicon, rows: Rows = None) -> OfferSet:
    """The index of a region by its name: from memory, from its file, or made again from its rows.

    Rows that are not given are read in the caller's snapshot: it must be the one the name was read in.
    """
    with _opening:
        found = _cells.get(name)
        if found is None:
            found = _from_file(_path(session, name), known)
            if found is None:
                rows = offers.live_offer_rows(session, region) if rows is None else rows
                found = _keep(session, name, _made(rows, known))
            _cells[name] = found
        _cells.move_to_end(name)
        return found


def forget_but(most: int) -> None:
    """Keep in memory no more than this many indexes, those used last."""
    with _opening:
        while len(_cells) > most:
            _cells.popitem(last=False)


def _made(rows: Iterable[Row[Any]], known: Lexicon) -> OfferSet:
    return OfferSet.of(map(stored_row, rows), known)


def _from_file(path: Path | None, known: Lexicon) -> OfferSet | None:
    if path is None or not path.exists():
        return None
    try:
        return OfferSet.from_arrays(index_file.read(path), known)
    except (index_file.DamagedIndex, KeyError):
        path.unlink(missing_ok=True)
        return None


def _keep(session: Session, name: str, made: OfferSet) -> OfferSet:
    """Keep an index in memory and in its file; a full disk costs the cache, never the import."""
    with _opening:
        _cells[name] = made
    path = _path(session, name)
    if path is not None:
        try:
            index_file.write(path, made.arrays())
        except OSError:
            path.unlink(missing_ok=True)
    return made


def _drop_unnamed(session: Session, before: Collection[str], now: datetime) -> None:
    """Remove old files that no index was or is named after, and what writes that were cut left behind."""
    folder = _folder(session)
    if folder is None or not folder.exists():
        return
    named = {*before, *(one.name for one in offers.indexes(session))}
    for file in folder.iterdir():
        if file.stem not in named and file.stat().st_mtime < (now - GRACE).timestamp():
            file.unlink(missing_ok=True)


def _path(session: Session, name: str) -> Path | None:
    folder = _folder(session)
    return folder / f"{name}.index" if folder else None


def _folder(session: Session) -> Path | None:
    folder: Path | None = session.info.get("folder")
    return folder / FOLDER if folder else None
