"""The week in order: what happens around the turn-over of an import. Rooms are joined here only."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from sqlalchemy.orm import Session

from clicnjob.matching import indexing, week
from clicnjob.occupations import queries as known_occupations
from clicnjob.occupations import services as occupations
from clicnjob.occupations.predicting import predictions
from clicnjob.offers.models import OfferImport
from clicnjob.offers.prepared import Prepared
from clicnjob.offers.staging import Staged


def before_turn_over(session: Session, staged: Staged, written: Collection[str]) -> Prepared:
    """What the offers that will be written teach of titles, and what their titles stand for once that is learned.

    A code an exporter guessed teaches nothing. Nothing is locked meanwhile, and nothing is written.
    """
    titles: dict[str, None] = {}
    seen: dict[tuple[str, str, str], None] = {}
    for draft, _ in staged.drafts(written):
        titles[draft.title] = None
        if draft.rome_code and not draft.rome_derived:
            seen[draft.title, draft.rome_code, draft.employer] = None
    sightings, pairs = occupations.foreseen(session, seen)
    lexicon = known_occupations.lexicon_with(session, pairs)
    return Prepared(predictions(lexicon, titles), lexicon.version, partial(_turn_over, sightings))


def _turn_over(sightings: occupations.Sightings, session: Session, done: OfferImport, touched: Collection[str]) -> None:
    """Make the indexes of the regions that change, and keep what was learned: no index depends on it.

    Once the offers are live, their people are ranked again.
    """
    indexing.make(session, touched, done.finished_at)
    occupations.keep(session, sightings)
    week.ask(session, touched)
