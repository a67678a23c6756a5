"""The offers to search, with the index of their words: kept as long as the set of offers it was made for."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from clicnjob.matching.jobs import JobIndex
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.opening import offer_set
from clicnjob.matching.searching_index import SearchIndex, Words, synonyms
from clicnjob.occupations.queries import lexicon
from clicnjob.offers import queries as offers
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue

# A set without the offers closed since keeps the jobs of the whole one, and their order.
_indexes: WeakKeyDictionary[JobIndex, SearchIndex] = WeakKeyDictionary()
_building = threading.Lock()


def searched(session: Session) -> tuple[OfferSet, SearchIndex]:
    """Every live offer, and the words of each in the same order. Raises PlacesNotLoaded before the first load."""
    found = offer_set(session)
    with _building:
        if found.jobs not in _indexes:
            _indexes[found.jobs] = _made(session, found)
        return found, _indexes[found.jobs]


def _made(session: Session, found: OfferSet) -> SearchIndex:
    """An offer closed before its words were read has none: the set hides it."""
    catalogue = places.catalogue(session)
    words = {
        row.id: Words(
            row.title, row.appellation, row.rome_label, row.employer, _place(row.place_label, row[6:], catalogue)
        )
        for row in offers.searched_rows(session)
    }
    return SearchIndex([words.get(int(one), Words("")) for one in found.ids], synonyms(lexicon(session)))


def _place(label: str, codes: tuple[str | None, ...], catalogue: Catalogue) -> str:
    """What people may write for the place of an offer: its label, commune, département and region."""
    commune, departement, region = codes
    known = (
        catalogue.get(commune or ""),
        catalogue.departements.get(departement or ""),
        catalogue.regions.get(region or ""),
    )
    return " ".join([label, *(one.name for one in known if one)])
