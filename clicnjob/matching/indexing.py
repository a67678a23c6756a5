"""The index of the ranking: named after what it is made of, kept in a file, made again by whoever finds none."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from clicnjob.matching import index_file
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.rows import stored_row
from clicnjob.occupations.queries import lexicon
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as offers
from clicnjob.offers.prose.reading import READER_VERSION

# Raised whenever what an index holds, or how it is read, changes.
RULES_VERSION = "6"
FOLDER = "indexes"
KEPT_FILES = 3
KEPT_SETS = 2

_sets: OrderedDict[str, OfferSet] = OrderedDict()
_opening = threading.Lock()


def make(session: Session) -> str:
    """Make the index of the live offers this session sees, keep it, and answer its name."""
    known = lexicon(session)
    name = f"{offers.live_digest(session)}-{versions(known)}"
    _kept(name, _from_rows(session, known))
    _store(_path(session, name), _sets[name])
    return name


def opened(session: Session, name: str) -> OfferSet | None:
    """The index of this name, from memory, from its file, or made again; None when it is of other rules or words.

    Rows are read in the caller's snapshot: it must be the one the name was read in.
    """
    known = lexicon(session)
    if not name.endswith(versions(known)):
        return None
    with _opening:
        found = _sets.get(name)
        if found is None:
            found = _kept(name, _from_file(_path(session, name), known) or _from_rows(session, known))
            path = _path(session, name)
            if path and not path.exists():
                _store(path, found)
        return found


def versions(known: Lexicon) -> str:
    """What an index depends on besides the offers: its rules, the reader of texts, the lexicon."""
    return hashlib.blake2b(f"{RULES_VERSION} {READER_VERSION} {known.version}".encode(), digest_size=6).hexdigest()


def _from_rows(session: Session, known: Lexicon) -> OfferSet:
    rows = offers.live_offer_rows(session)
    return OfferSet.of(map(stored_row, rows), known)


def _from_file(path: Path | None, known: Lexicon) -> OfferSet | None:
    if path is None or not path.exists():
        return None
    try:
        return OfferSet.from_arrays(index_file.read(path), known)
    except (index_file.DamagedIndex, KeyError):
        path.unlink(missing_ok=True)
        return None


def _kept(name: str, made: OfferSet) -> OfferSet:
    _sets[name] = made
    while len(_sets) > KEPT_SETS:
        _sets.popitem(last=False)
    return made


def _path(session: Session, name: str) -> Path | None:
    folder: Any = session.info.get("folder")
    return folder / FOLDER / f"{name}.index" if folder else None


def _store(path: Path | None, made: OfferSet) -> None:
    """Write the file and drop the oldest ones; a full disk costs the cache, never the import."""
    if path is None:
        return
    try:
        index_file.write(path, made.arrays())
        old = sorted(path.parent.glob("*.index"), key=lambda file: file.stat().st_mtime)[:-KEPT_FILES]
        for file in old:
            file.unlink(missing_ok=True)
    except OSError:
        path.unlink(missing_ok=True)
