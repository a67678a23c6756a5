"""Reads of the occupations: the lexicon of this installation, what was seen of titles."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool, func, select
from sqlalchemy.orm import Session

from clicnjob.occupations.models import OccupationParent, OccupationSighting, OccupationTitle
from clicnjob.occupations.understanding import LEARNED, Lexicon

EMPLOYERS = 3
CHUNK = 500
Marker = tuple[int, int, int]
Pair = tuple[str, str]


class Taught(NamedTuple):
    """A lexicon with its learned titles; `foundation` is the version it has without them."""

    lexicon: Lexicon
    foundation: str


_lexicons: WeakKeyDictionary[Pool, tuple[Marker, Taught]] = WeakKeyDictionary()
_teaching = threading.Lock()


def lexicon(session: Session) -> Lexicon:
    """The shipped lexicon with the official titles that were loaded and the titles learned from offers.

    Taught once a process after each change; requests share it.
    """
    return taught(session).lexicon


def taught(session: Session) -> Taught:
    """The same, with the version it has without what was learned."""
    marker = _marker(session)
    bind = session.get_bind()
    pool = (bind if isinstance(bind, Engine) else bind.engine).pool
    with _teaching:
        kept = _lexicons.get(pool)
        if kept is None or kept[0] != marker:
            kept = _lexicons[pool] = (marker, _taught(session, learned(session)))
        return kept[1]


def learned(session: Session) -> list[Pair]:
    """The pairs seen with at least EMPLOYERS employers, in order."""
    pair = OccupationSighting.title, OccupationSighting.code
    statement = select(*pair).group_by(*pair).having(func.count() >= EMPLOYERS).order_by(*pair)
    return [(title, code) for title, code in session.execute(statement)]


def sightings(session: Session, titles: Collection[str]) -> dict[Pair, set[str]]:
    """The employers' digests already kept for these titles, by title and code."""
    found: dict[Pair, set[str]] = {}
    wanted = sorted(titles)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        statement = select(OccupationSighting.title, OccupationSighting.code, OccupationSighting.employer_digest)
        for title, code, digest in session.execute(statement.where(OccupationSighting.title.in_(chunk))):
            found.setdefault((title, code), set()).add(digest)
    return found


def _marker(session: Session) -> Marker:
    counts = (
        select(func.count()).select_from(table).scalar_subquery()
        for table in (OccupationTitle, OccupationParent, OccupationSighting)
    )
    titles, parents, seen = session.execute(select(*counts)).one()
    return titles, parents, seen


def lexicon_with(session: Session, more: Collection[Pair]) -> Lexicon:
    """The lexicon as it will be once these pairs are learned as well."""
    known = learned(session)
    return _taught(session, sorted({*known, *more})).lexicon if set(more) - set(known) else lexicon(session)


def _taught(session: Session, pairs: Collection[Pair]) -> Taught:
    parents = {row.code: row.parent for row in session.scalars(select(OccupationParent))}
    official = [(row.title, row.code) for row in session.scalars(select(OccupationTitle))]
    known = Lexicon.shipped()
    if official:
        known = known.with_titles(official, parents=parents)
    return Taught(known.with_titles(pairs, trust=LEARNED) if pairs else known, known.version)
