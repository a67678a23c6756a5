"""What the pages ask of the ranking."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from clicnjob.matching import queries
from clicnjob.matching.ranking import Ranking, rank
from clicnjob.matching.values import Person


def ranked_for(session: Session, person: Person, today: date) -> Ranking:
    """Every live offer ranked for this person on this day."""
    return rank(person, queries.offer_set(session), today)
