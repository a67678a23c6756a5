"""Reads for the ranking: people from accounts and profiles, what was said of offers, what is new since an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.matching.models import OfferFeedback, WeekRanking
from clicnjob.matching.values import Feedback, Person, Why
from clicnjob.offers import queries as offers
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.models import Commune
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.models import Profile


def person_of(session: Session, youth: User, profile: Profile | None, opinions: Sequence[OfferFeedback] = ()) -> Person:
    """What the ranking knows of a young person, with what they said of offers.

    A profile not begun, or without a commune, is a person all the same.
    """
    return _person(places.catalogue(session), youth, profile, opinions)


def people_in_house(session: Session, user: User) -> list[tuple[User, Person]]:
    """The same of every young person this companion may see, in alphabetical order."""
    said = _opinions_by_youth(session, accounts.youths(user).with_only_columns(User.id).order_by(None))
    catalogue, found = places.catalogue(session), profiles.everybody(session, user)
    return [(youth, _person(catalogue, youth, profile, said.get(youth.id, ()))) for youth, profile in found]


def _opinions_by_youth(session: Session, youths: Select[str] | Sequence[str]) -> Mapping[str, Sequence[OfferFeedback]]:
    said: dict[str, list[OfferFeedback]] = defaultdict(list)
    for one in session.scalars(select(OfferFeedback).where(OfferFeedback.youth_id.in_(youths))):
        said[one.youth_id].append(one)
    return said


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


class Accompanied(NamedTuple):
    """A young person to rank, and the moment of the last answer."""

    youth_id: str
    person: Person
    changed_at: datetime


def accompanied(session: Session, regions: Collection[str] | None, *, after: str, most: int) -> list[Accompanied]:
    """The next people of these regions (None: everywhere) who have a wish and a living account, in the order of ids."""
    wanted = _accompanied(regions).with_only_columns(User, Profile).where(User.id > after).order_by(User.id).limit(most)
    found = session.execute(wanted).all()
    said, catalogue = _opinions_by_youth(session, [youth.id for youth, _ in found]), places.catalogue(session)
    return [
        Accompanied(youth.id, _person(catalogue, youth, profile, said[youth.id]), profile.changed_at)
        for youth, profile in found
    ]


def accompanied_count(session: Session, regions: Collection[str] | None) -> int:
    """How many they are in all."""
    return session.scalar(_accompanied(regions).with_only_columns(func.count(User.id))) or 0


def _accompanied(regions: Collection[str] | None) -> Select[User]:
    joined = select(User).join(Profile, Profile.youth_id == User.id)
    found = joined.outerjoin(Commune, Commune.code == Profile.commune_code).where(
        User.role == Role.YOUTH, User.ended_at.is_(None), Profile.wishes.any()
    )
    return found if regions is None else found.where(_living_in(regions))


def _living_in(regions: Collection[str]) -> ColumnElement[bool]:
    here = Commune.region_code.in_(regions)
    return or_(here, Profile.commune_code.is_(None)) if "" in regions else here


def hold_accompanied(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of these people whose account has not ended; until the transaction ends nobody erases them."""
    living = select(User.id).where(User.id.in_(ids), User.ended_at.is_(None)).order_by(User.id)
    return set(session.scalars(living.with_for_update(key_share=True)))


def week_rankings(session: Session, ids: Sequence[str]) -> dict[str, WeekRanking]:
    """The rankings kept of these people, by their ids."""
    found = session.scalars(select(WeekRanking).where(WeekRanking.youth_id.in_(ids)))
    return {one.youth_id: one for one in found}


def profile_and_week(session: Session, youth: User) -> tuple[Profile | None, WeekRanking | None]:
    """The profile of a young person already found by who may see them, and the ranking kept at the last import."""
    begun = select(Profile, WeekRanking).select_from(User).outerjoin(Profile, Profile.youth_id == User.id)
    both = begun.outerjoin(WeekRanking, WeekRanking.youth_id == User.id).where(User.id == youth.id)
    profile, week = session.execute(both).one()
    return profile, week


class News(NamedTuple):
    """How many new offers each young person of a structure has, in alphabetical order, and the import they came with.

    Who is in no list is not ranked yet, or has no earlier week to stand beside.
    """

    counts: Mapping[str, int]
    since: datetime | None

    @property
    def with_new(self) -> list[str]:
        """Those who have some, the most first."""
        return sorted((one for one, count in self.counts.items() if count), key=lambda one: -self.counts[one])


def news_in_house(session: Session, user: User) -> News:
    """What is new for the young people this companion may see: neither what closed since, nor what they set aside."""
    youths = accounts.youths(user).join(Profile, Profile.youth_id == User.id).where(Profile.wishes.any())
    columns = (WeekRanking.youth_id, WeekRanking.fresh, WeekRanking.imported_at)
    compared = youths.join(WeekRanking, WeekRanking.youth_id == User.id).where(WeekRanking.before.is_not(None))
    rows = session.execute(compared.with_only_columns(*columns)).all()
    if not rows:
        return News({}, None)
    gone = offers.closed_among(session, {one for row in rows for one in row.fresh})
    said = select(OfferFeedback.youth_id, OfferFeedback.offer_id).where(OfferFeedback.why.is_not(None))
    aside = set(
        session.execute(said.where(OfferFeedback.youth_id.in_(youths.with_only_columns(User.id).order_by(None))))
    )
    counts = {
        row.youth_id: sum(one not in gone and (row.youth_id, one) not in aside for one in row.fresh) for row in rows
    }
    return News(counts, max(row.imported_at for row in rows))
