"""The week in order: what happens between the staging of an import and its turn-over. Rooms are joined here only."""

from __future__ import annotations

from sqlalchemy.orm import Session

from clicnjob.matching import indexing
from clicnjob.occupations import services as occupations
from clicnjob.offers import queries as offers


def before_turn_over(session: Session) -> str:
    """Learn the titles of the offers about to be live, then make the index of the ranking; its name."""
    occupations.learn(session, offers.titles_with_codes(session))
    return indexing.make(session)
