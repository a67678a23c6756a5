"""The indexes of the ranking and of the search, one a region: named after what they are made of, made again at need."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from clicnjob.matching import cells
from clicnjob.matching.cells import Cells
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.rows import searched_words, stored_row
from clicnjob.matching.searching_index import SearchIndex
from clicnjob.occupations.queries import taught
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as offers
from clicnjob.offers import services
from clicnjob.offers.prose.reading import READER_VERSION
from clicnjob.places import queries as places

# Raised whenever what an index holds, or how it is read, changes.
RULES_VERSION = "7"

Rows = Sequence[Row[Any]] | None

# The search's part is a file of its own: the ranking neither reads it nor waits for it.
RANKED: Cells[OfferSet] = Cells("index")
SEARCHED: Cells[SearchIndex] = Cells("words")


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
            RANKED.keep(session, name, _ranked(rows, known.lexicon))
            SEARCHED.keep(session, name, _searched(session, rows))
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

    def made() -> OfferSet:
        return _ranked(offers.live_offer_rows(session, region) if rows is None else rows, known)

    return RANKED.get(session, name, partial(OfferSet.from_arrays, lexicon=known), made)


def words(session: Session, region: str, name: str) -> SearchIndex:
    """The words of the same offers, found in the same way; those of an offer closed since may be missing."""
    return SEARCHED.get(
        session,
        name,
        SearchIndex.from_arrays,
        lambda: _searched(session, offers.live_offer_rows(session, region)),
    )


def _ranked(rows: Iterable[Row[Any]], known: Lexicon) -> OfferSet:
    return OfferSet.of(map(stored_row, rows), known)


def _searched(session: Session, rows: Sequence[Row[Any]]) -> SearchIndex:
    catalogue = places.catalogue(session)
    return SearchIndex.of({row.id: searched_words(row, catalogue) for row in rows})


def _drop_unnamed(session: Session, before: Collection[str], now: datetime) -> None:
    cells.drop_unnamed(session, {*before, *(one.name for one in offers.indexes(session))}, now)
