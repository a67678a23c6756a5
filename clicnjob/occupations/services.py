"""Changes of the occupations: official files loaded, titles of offers learned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clicnjob.occupations import queries
from clicnjob.occupations.models import OccupationParent, OccupationSighting, OccupationTitle
from clicnjob.occupations.official import Official
from clicnjob.text.normalise import fold

LONGEST_TITLE = 120
# Rows of OccupationSighting.
Sightings = list[dict[str, str]]


def load(session: Session, official: Official) -> dict[str, int]:
    """Put the official titles and parents in the place of those that were here; the counts."""
    session.execute(delete(OccupationTitle))
    session.execute(delete(OccupationParent))
    titles = [{"title": title, "code": code} for title, code in sorted(official.titles)]
    parents = [{"code": code, "parent": parent} for code, parent in sorted(official.parents.items())]
    if titles:
        session.execute(insert(OccupationTitle), titles)
    if parents:
        session.execute(insert(OccupationParent), parents)
    return {"titles": len(titles), "parents": len(parents), "broken": official.broken}


def learn(session: Session, seen: Iterable[tuple[str, str, str]]) -> int:
    """Keep that these titles were seen with these codes at these employers; how many sightings are new.

    An employer is kept as a digest, and a pair once three employers are known needs no more.
    """
    rows, _ = foreseen(session, seen)
    keep(session, rows)
    return len(rows)


def foreseen(session: Session, seen: Iterable[tuple[str, str, str]]) -> tuple[Sightings, list[queries.Pair]]:
    """What these titles would teach, nothing written: the sightings to keep, and the pairs of enough employers."""
    seen = [one for one in seen if one[2]]
    known = queries.sightings(session, {_kept(title) for title, _, _ in seen})
    rows = new_sightings(seen, known)
    return rows, [pair for pair, employers in known.items() if len(employers) >= queries.EMPLOYERS]


def keep(session: Session, rows: Sightings) -> None:
    """Write sightings; another import may have written some of them since they were foreseen."""
    if not rows:
        return
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sqlite.insert(OccupationSighting).on_conflict_do_nothing(), rows)
    else:
        session.execute(postgresql.insert(OccupationSighting).on_conflict_do_nothing(), rows)


def new_sightings(seen: Iterable[tuple[str, str, str]], known: dict[queries.Pair, set[str]]) -> Sightings:
    """The sightings to keep besides the known ones, at most EMPLOYERS a pair, whatever the order of those seen."""
    wanted = {(_kept(title), code, _digest(employer)) for title, code, employer in seen}
    rows = []
    for title, code, digest in sorted(wanted):
        kept = known.setdefault((title, code), set())
        if title and digest not in kept and len(kept) < queries.EMPLOYERS:
            kept.add(digest)
            rows.append({"title": title, "code": code, "employer_digest": digest})
    return rows


def _kept(title: str) -> str:
    return fold(title)[:LONGEST_TITLE]


def _digest(employer: str) -> str:
    return hashlib.blake2b(fold(employer).encode(), digest_size=8).hexdigest()
