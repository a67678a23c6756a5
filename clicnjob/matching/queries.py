"""Reads for the ranking: the person from an account and its profile, and what was said of offers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.matching.models import OfferFeedback
from clicnjob.matching.values import Feedback, Person, Why
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.models import Profile


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
