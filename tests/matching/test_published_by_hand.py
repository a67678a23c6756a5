"""A text that waited and that a person publishes is ranked at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from clicnjob import weekly
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.matching import opening
from clicnjob.offers import checks_services, writing
from clicnjob.offers.checking import Verdict
from clicnjob.offers.models import Offer, OfferCheck
from clicnjob.offers.states import Closing
from tests import builders
from tests.offers.made import NOW, bring_in, record

YOUNG = "Nous cherchons une personne de moins de 30 ans pour servir en salle."


def ranked(database: Database) -> list[int]:
    with database.read() as session:
        found = opening.offer_set(session)
        return [int(one) for one, live in zip(found.ids, found.live, strict=True) if live]


def test_an_offer_published_while_another_closes_is_among_those_ranked(database: Database, tmp_path: Path) -> None:
    records = [record(1, description=YOUNG), record(2)]
    bring_in(database, tmp_path, records, before_turn_over=weekly.before_turn_over)
    assert ranked(database) == [2]

    with database.write() as session:
        writing.close(session, [2], Closing.EXPIRED, NOW)
        operator = builders.user(session, Role.OPERATOR)
        check = session.scalars(select(OfferCheck)).one()
        checks_services.decide(session, check, Verdict.PUBLISHED, actor=operator, now=NOW)

    with database.read() as session:
        assert session.get_one(Offer, 1).closed_at is None
    assert ranked(database) == [1]
