"""What the pages and the commands ask of the ranking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob.accounts.models import User
from clicnjob.db import Database
from clicnjob.errors import Missing
from clicnjob.matching import indexing, queries
from clicnjob.matching.conditions import conditions_of
from clicnjob.matching.models import OfferFeedback
from clicnjob.matching.opening import offer_set
from clicnjob.matching.ranking import Ranking, rank
from clicnjob.matching.reverse import Matches, best_people
from clicnjob.matching.rows import offer_row
from clicnjob.matching.suggesting import Suggestion, suggestions
from clicnjob.matching.values import Person, Why
from clicnjob.occupations.predicting import predictions
from clicnjob.occupations.queries import lexicon
from clicnjob.offers import queries as stored
from clicnjob.offers import services as offers
from clicnjob.offers.models import Offer
from clicnjob.offers.prose.reading import READER_VERSION
from clicnjob.places.distance import short_distance_km
from clicnjob.profiles.queries import values_of
from clicnjob.profiles.services import save_step
from clicnjob.profiles.steps import of_question
from clicnjob.text.tokens import stems

BATCH = 500
Tell = Callable[[str, int, int], None]


def ranked_for(session: Session, person: Person, today: date) -> Ranking:
    """Every live offer ranked for this person on this day."""
    return rank(person, offer_set(session), today)


def people_for(session: Session, user: User, offer_id: int, today: date) -> tuple[Matches, list[User]]:
    """The young people of a companion's structure an offer ranks best for, their own first; Missing when not live."""
    found = queries.people_in_house(session, user)
    own = [youth.referent_id == user.id for youth, _ in found]
    people = [person for _, person in found]
    matches = best_people(offer_id, offer_set(session), people, own, today)
    if matches is None:
        raise Missing
    return matches, [youth for youth, _ in found]


def say(session: Session, *, youth: User, author: User, offer_id: int, why: Why | None, now: datetime) -> OfferFeedback:
    """Keep an offer for a young person (`why` None) or set it aside; one word an offer, the last one counts.

    The person was found by who may act for them. Raises Missing for an offer that does not exist.
    """
    found = stored.offer(session, offer_id)
    # Two taps at once must not say it twice: the young person's row is the lock.
    session.execute(select(User.id).where(User.id == youth.id).with_for_update())
    km = _km(session, youth, found)
    said = queries.opinion(session, youth, offer_id) or OfferFeedback(youth_id=youth.id, offer_id=offer_id)
    said.code, said.title, said.km = found.rome_code, " ".join(stems(found.title)), km
    said.why, said.author_id, said.at = why, author.id, now
    session.add(said)
    session.flush()
    return said


def take_back(session: Session, *, youth: User, offer_id: int) -> None:
    """Forget what was said of an offer; nothing to forget is fine."""
    said = queries.opinion(session, youth, offer_id)
    if said is not None:
        session.delete(said)
        session.flush()


def suggested(session: Session, youth: User, said: OfferFeedback) -> tuple[Suggestion, ...]:
    """The answers of the profile that what was said could change."""
    if said.why is None:
        return ()
    found = stored.offers_by_id(session, [said.offer_id])[said.offer_id]
    answers = values_of(queries.profile(session, youth))
    return suggestions(said.why, answers, conditions_of(offer_row(found.id, found)), said.km)


def accept(session: Session, *, youth: User, author: User, offer_id: int, key: str, now: datetime) -> Suggestion:
    """Write in the profile the answer of this key, as suggested for an offer. Raises Missing when it was not."""
    said = queries.opinion(session, youth, offer_id)
    chosen = next((one for one in suggested(session, youth, said) if one.key == key), None) if said else None
    if chosen is None:
        raise Missing
    save_step(session, youth=youth, author=author, step=of_question(chosen.question), values=chosen.values, now=now)
    return chosen


def _km(session: Session, youth: User, offer: Offer) -> float | None:
    person = queries.person_of(session, youth, queries.profile(session, youth))
    place = (person.latitude, person.longitude, offer.latitude, offer.longitude)
    known = [degrees for degrees in place if degrees is not None]
    return short_distance_km(*known) if len(known) == len(place) else None


def read_again(database: Database, *, now: datetime, tell: Tell) -> dict[str, int]:
    """Read again what another reader or lexicon had read in the offers, in short transactions; the counts.

    It may be cut and started again. `tell` hears of what is done (« read », « predicted »), how many, of how many. The
    indexes that this changes are made anew at the end: a server that runs ranks by what was read from its next request.
    """
    read, changed = _read_texts(database, tell)
    predicted, otherwise = _predict(database, tell)
    with database.read() as session:
        regions = {one.region for one in stored.live_regions(session)} | {one.region for one in stored.indexes(session)}
    for region in sorted(regions):
        with database.write() as session:
            indexing.make(session, [region], now)
    return {"read": read, "changed": changed, "predicted": predicted, "other_occupations": otherwise}


def _read_texts(database: Database, tell: Tell) -> tuple[int, int]:
    with database.read() as session:
        stale = stored.stale_ids(session, READER_VERSION)
    changed = 0
    for start in range(0, len(stale), BATCH):
        with database.write() as session:
            changed += offers.read_texts(session, stale[start : start + BATCH])
        tell("read", min(start + BATCH, len(stale)), len(stale))
    return len(stale), changed


def _predict(database: Database, tell: Tell) -> tuple[int, int]:
    """Ask the lexicon, outside of any transaction, of the titles that another version had read."""
    with database.read() as session:
        known = lexicon(session)
        stale = stored.predicted_otherwise(session, known.version)
    changed = 0
    for start in range(0, len(stale), BATCH):
        batch = stale[start : start + BATCH]
        said = predictions(known, [title for _, title in batch])
        with database.write() as session:
            changed += offers.predict_again(session, [offer_id for offer_id, _ in batch], said, known.version)
        tell("predicted", min(start + BATCH, len(stale)), len(stale))
    return len(stale), changed
