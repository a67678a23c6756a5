"""What the pages and the commands ask of the ranking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from clicnjob.db import Database
from clicnjob.matching import queries
from clicnjob.matching.ranking import Ranking, rank
from clicnjob.matching.values import Person
from clicnjob.offers import queries as stored
from clicnjob.offers import services as offers
from clicnjob.offers.prose.reading import READER_VERSION

BATCH = 500


def ranked_for(session: Session, person: Person, today: date) -> Ranking:
    """Every live offer ranked for this person on this day."""
    return rank(person, queries.offer_set(session), today)


def read_again(database: Database, *, tell: Callable[[int, int], None]) -> dict[str, int]:
    """Read again the texts that another version of the reader had read, in short transactions; the counts.

    It may be cut and started again. `tell` hears of how many are read, of how many.
    """
    with database.read() as session:
        stale = stored.stale_ids(session, READER_VERSION)
    changed = 0
    for start in range(0, len(stale), BATCH):
        with database.write() as session:
            changed += offers.read_texts(session, stale[start : start + BATCH])
        tell(min(start + BATCH, len(stale)), len(stale))
    return {"read": len(stale), "changed": changed}
