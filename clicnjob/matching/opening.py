"""What a request ranks: the indexes of all regions joined, without the offers closed since they were made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool
from sqlalchemy.orm import Session

from clicnjob.matching import indexing
from clicnjob.matching.offer_set import OfferSet
from clicnjob.occupations.queries import taught
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as offers

# Sets kept in memory: the one of today, and the one requests that began before an import still read.
KEPT_SETS = 2
# Indexes kept besides those of the set that was opened last.
SPARE_CELLS = 4
Imports = tuple[int, int]
Marker = tuple[int, int, int, str]

_sets: OrderedDict[tuple[str, ...], OfferSet] = OrderedDict()
_found: WeakKeyDictionary[Pool, dict[str, tuple[Marker, str]]] = WeakKeyDictionary()
_joining = threading.Lock()


class Opened(NamedTuple):
    """The index of one region, and its offers closed since it was made."""

    region: str
    name: str
    cell: OfferSet
    closed: frozenset[int]


class Live(NamedTuple):
    """The offers, the (region, name) of the indexes they are joined from, and what names all that a ranking reads of
    them: same name, same rankings.
    """

    offers: OfferSet
    parts: tuple[tuple[str, str], ...]
    name: str


def offer_set(session: Session) -> OfferSet:
    """Every live offer, whichever region imported it; shared by requests until something changes.

    Names, counts and rows are read in the caller's transaction.
    """
    return live(session).offers


def live(session: Session) -> Live:
    """The same, with what it is joined from, and its name."""
    known = taught(session)
    versions = indexing.versions(known.foundation)
    found_name = partial(_name_found, session, versions, cache(lambda: offers.import_count(session)))
    opened = [_open(session, known.lexicon, versions, found_name, one) for one in offers.live_regions(session)]
    with _joining:
        joined = _joined(opened, known.lexicon)
    closed = frozenset().union(*(one.closed for one in opened))
    parts = tuple((one.region, one.name) for one in opened)
    name = " ".join([known.lexicon.version, *(one.name for one in opened), *map(str, sorted(closed))])
    return Live(joined.without(closed) if closed else joined, parts, name)


def _open(
    session: Session,
    known: Lexicon,
    versions: str,
    found_name: Callable[[offers.LiveRegion], tuple[str, indexing.Rows]],
    here: offers.LiveRegion,
) -> Opened:
    """The index a region is named to have, when it is of our rules and holds what is live; else one for its rows."""
    if here.named and here.named.name.endswith(versions):
        found = indexing.cell(session, here.region, here.named.name, known)
        closed = _closed(session, here.named, found) if len(found) != here.live else frozenset()
        if len(found) - len(closed) == here.live:
            return Opened(here.region, here.named.name, found, closed)
    name, rows = found_name(here)
    return Opened(here.region, name, indexing.cell(session, here.region, name, known, rows), frozenset())


def _closed(session: Session, named: offers.NamedIndex, found: OfferSet) -> frozenset[int]:
    return frozenset(offers.closed_since(session, named.region, named.made_at)).intersection(map(int, found.ids))


def _name_found(
    session: Session, versions: str, imports: Callable[[], Imports], here: offers.LiveRegion
) -> tuple[str, indexing.Rows]:
    """The name the index of a region would have, found out once until something changes; the rows if it was now."""
    # Two imports may commit in either order, closing lowers the count.
    marker = (*imports(), here.live, versions)
    with _joining:
        names = _found.setdefault(_pool(session), {})
        if here.region in names and names[here.region][0] == marker:
            return names[here.region][1], None
        rows = offers.live_offer_rows(session, here.region)
        names[here.region] = marker, indexing.name_of(rows, versions)
        return names[here.region][1], rows


def _joined(opened: Sequence[Opened], known: Lexicon) -> OfferSet:
    """The indexes joined; wishes are read by this lexicon, which may have learned titles since."""
    names = tuple(one.name for one in opened)
    found = _sets.get(names)
    if found is None:
        found = OfferSet.joined([one.cell for one in opened]) if opened else OfferSet.of([], known)
    if found.jobs.lexicon is not known:
        found = replace(found, jobs=found.jobs.heard_by(known))
    _sets[names] = found
    _sets.move_to_end(names)
    while len(_sets) > KEPT_SETS:
        _sets.popitem(last=False)
    indexing.RANKED.forget_but(len(names) + SPARE_CELLS)
    return found


def _pool(session: Session) -> Pool:
    bind = session.get_bind()
    return (bind if isinstance(bind, Engine) else bind.engine).pool
