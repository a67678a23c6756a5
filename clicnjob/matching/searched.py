"""The offers to search, with the words of each: the indexes of all regions joined, as those of the ranking are."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
from sqlalchemy.orm import Session

from clicnjob.matching import indexing
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.opening import KEPT_SETS, SPARE_CELLS, Live, live
from clicnjob.matching.searching_index import SearchIndex
from clicnjob.matching.values import OfferId

# Told by the very ids of the set: one without the offers closed since, or heard by another lexicon, keeps them.
_indexes: deque[tuple[tuple[OfferId, ...], SearchIndex]] = deque(maxlen=KEPT_SETS)
_joining = threading.Lock()


def searched(session: Session) -> tuple[OfferSet, SearchIndex]:
    """Every live offer, and the words of each in the same order."""
    found = live(session)
    with _joining:
        for ids, index in _indexes:
            if ids is found.offers.ids:
                return found.offers, index
        index = _joined(session, found)
        _indexes.append((found.offers.ids, index))
        return found.offers, index


def _joined(session: Session, found: Live) -> SearchIndex:
    """An offer closed before its words were read again has none: the set hides it."""
    parts = [indexing.words(session, region, name) for region, name in found.parts]
    indexing.SEARCHED.forget_but(len(parts) + SPARE_CELLS)
    return SearchIndex.joined(parts or [SearchIndex.of({})], np.array(found.offers.ids, dtype=np.int64))
