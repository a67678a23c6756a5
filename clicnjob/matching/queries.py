"""Reads for the ranking: the person from an account and its profile, and the live offers, kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool, func, select
from sqlalchemy.orm import Session, joinedload

from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.matching import indexing
from clicnjob.matching.models import OfferFeedback
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.rows import stored_row
from clicnjob.matching.values import Feedback, Person, Why
from clicnjob.occupations.queries import lexicon
from clicnjob.offers import queries as offers
from clicnjob.offers.models import OfferImport
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.models import Profile

Marker = tuple[int, int, int]

_sets: WeakKeyDictionary[Pool, tuple[Marker, OfferSet]] = WeakKeyDictionary()
_building = threading.Lock()


def person_of(session: Session, youth: User, profile: Profile | None, opinions: Sequence[OfferFeedback] = ()) -> Person:
    """What the ranking knows of a young person, with what they said of offers.

    A profile not begun, or without a commune, is a person all the same.
    """
    return _person(places.catalogue(session), youth, profile, opinions)


def people_in_house(session: Session, user: User) -> list[tuple[User, Person]]:
    """The same of every young person this companion may see, in alphabetical order."""
    said: dict[str, list[OfferFeedback]] = {}
    youths = accounts.youths(user).with_only_columns(User.id).order_by(None)
    for one in session.scalars(select(OfferFeedback).where(OfferFeedback.youth_id.in_(youths))):
        said.setdefault(one.youth_id, []).append(one)
    catalogue, found = places.catalogue(session), profiles.everybody(session, user)
    return [(youth, _person(catalogue, youth, profile, said.get(youth.id, ()))) for youth, profile in found]


def _person(catalogue: Catalogue, youth: User, profile: Profile | None, opinions: Sequence[OfferFeedback]) -> Person:
    answers = profiles.values_of(profile)
    said = tuple(_feedback(one, one.why) for one in opinions if one.why is not None)
    commune = catalogue.listed(answers.commune_code) if answers.commune_code else None
    if commune is None:
        return Person(answers, youth.birth_date, feedback=said)
    return Person(
        answers,
        youth.birth_date,
        latitude=commune.latitude,
        longitude=commune.longitude,
        departement_code=commune.departement_code,
        feedback=said,
    )


def _feedback(opinion: OfferFeedback, why: Why) -> Feedback:
    return Feedback(opinion.offer_id, why, opinion.code, tuple(opinion.title.split()), opinion.km)


def opinions(session: Session, youth: User) -> Sequence[OfferFeedback]:
    """What a young person, already found by who may see them, said of offers: the newest first, with the author."""
    mine = select(OfferFeedback).where(OfferFeedback.youth_id == youth.id)
    newest = mine.order_by(OfferFeedback.at.desc(), OfferFeedback.id.desc())
    return session.scalars(newest.options(joinedload(OfferFeedback.author))).all()


def opinion(session: Session, youth: User, offer_id: int) -> OfferFeedback | None:
    """What this young person said of one offer, None when nothing was."""
    mine = select(OfferFeedback).where(OfferFeedback.youth_id == youth.id, OfferFeedback.offer_id == offer_id)
    return session.scalar(mine)


def profile(session: Session, youth: User) -> Profile | None:
    """The profile of a young person already found by who may see them."""
    return session.scalar(select(Profile).where(Profile.youth_id == youth.id))


def offer_set(session: Session) -> OfferSet:
    """Every live offer, whichever region imported it: the index of the last import, without what was closed since.

    Where that index is not of this installation's rules and words, or does not hold what is live, one is made of the
    rows and shared until something changes. Name, rows and marker are read in the caller's transaction.
    """
    name, finished_at = offers.last_index(session)
    if name:
        found = indexing.opened(session, name)
        closed = offers.closed_since(session, finished_at)
        if found is not None and _holds(session, found, closed):
            return found.without(closed) if closed else found
    return _of_rows(session)


def _holds(session: Session, found: OfferSet, closed: Collection[int]) -> bool:
    """Whether an index holds the live offers: as many as there are once those closed since are left out."""
    known = set(found.ids)
    return offers.live_count(session) == len(found) - sum(one in known for one in closed)


def _of_rows(session: Session) -> OfferSet:
    marker = _marker(session)
    pool = _pool(session)
    with _building:
        kept = _sets.get(pool)
        if kept is None or kept[0] != marker:
            rows = offers.live_offer_rows(session)
            made = OfferSet.of(map(stored_row, rows), lexicon(session))
            kept = _sets[pool] = (marker, made)
        return kept[1]


def _marker(session: Session) -> Marker:
    """What changes whenever the live offers do: two imports may commit in either order, closing lowers the count."""
    imports, newest = session.execute(
        select(func.count(OfferImport.id), func.coalesce(func.max(OfferImport.id), 0))
    ).one()
    return imports, newest, offers.live_count(session)


def _pool(session: Session) -> Pool:
    bind = session.get_bind()
    return (bind if isinstance(bind, Engine) else bind.engine).pool
