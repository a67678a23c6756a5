"""Reads for the ranking: the person from an account and its profile, and the live offers, kept in memory."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool, func, select
from sqlalchemy.orm import Session

from clicnjob.accounts.models import User
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.rows import offer_row
from clicnjob.matching.values import Person
from clicnjob.occupations.queries import lexicon
from clicnjob.offers import queries as offers
from clicnjob.offers.models import Offer, OfferImport
from clicnjob.places import queries as places
from clicnjob.profiles.models import Profile
from clicnjob.profiles.queries import values_of

Marker = tuple[int, int, int]

_sets: WeakKeyDictionary[Pool, tuple[Marker, OfferSet]] = WeakKeyDictionary()
_building = threading.Lock()


def person_of(session: Session, youth: User, profile: Profile | None) -> Person:
    """What the ranking knows of a young person. A profile not begun, or without a commune, is a person all the same."""
    answers = values_of(profile)
    commune = places.catalogue(session).listed(answers.commune_code) if answers.commune_code else None
    if commune is None:
        return Person(answers, youth.birth_date)
    return Person(
        answers,
        youth.birth_date,
        latitude=commune.latitude,
        longitude=commune.longitude,
        departement_code=commune.departement_code,
    )


def offer_set(session: Session) -> OfferSet:
    """Every live offer, whichever region imported it. Built once a process after each change; requests share it.

    Rebuilt when an import came or an offer was closed since. Rows and marker are read in the caller's transaction.
    """
    marker = _marker(session)
    pool = _pool(session)
    with _building:
        kept = _sets.get(pool)
        if kept is None or kept[0] != marker:
            rows = offers.live_offer_rows(session)
            kept = _sets[pool] = (marker, OfferSet.of((offer_row(row.id, row) for row in rows), lexicon(session)))
        return kept[1]


def _marker(session: Session) -> Marker:
    """What changes whenever the live offers do: two imports may commit in either order, closing lowers the count."""
    live = select(func.count()).select_from(Offer).where(Offer.closed_at.is_(None)).scalar_subquery()
    imports, newest, count = session.execute(
        select(func.count(OfferImport.id), func.coalesce(func.max(OfferImport.id), 0), live)
    ).one()
    return imports, newest, count


def _pool(session: Session) -> Pool:
    bind = session.get_bind()
    return (bind if isinstance(bind, Engine) else bind.engine).pool
