"""The demonstration in a database: made once, resumed when cut, and nobody else's work touched."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, inspect, select

from clicnjob.accounts import queries as accounts
from clicnjob.accounts import services as accounts_services
from clicnjob.accounts.models import Site, User
from clicnjob.accounts.roles import Role
from clicnjob.db import Base, Database
from clicnjob.demo import making, queries
from clicnjob.demo.commands import SEED
from clicnjob.demo.errors import NotADemonstration
from clicnjob.demo.services import PHRASE
from clicnjob.matching import queries as matching
from clicnjob.matching.models import WeekRanking
from clicnjob.matching.services import ranked_for
from clicnjob.matching.week import MOST
from clicnjob.offers.models import Offer, OfferImport
from clicnjob.profiles.models import Profile, ProfileAnswer
from tests import builders
from tests.conftest import NOW, SECRET
from tests.demo.conftest import Demonstration

pytestmark = pytest.mark.xdist_group("demonstration")
DAY, MONDAY = date(2026, 11, 24), date(2026, 11, 23)


class CutError(Exception):
    """The power goes."""


def cut_before_the_second_week(step: str) -> None:
    if "semaine 2" in step:
        raise CutError


def quiet(_step: str) -> None:
    pass


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with database.read() as session:
        # The embedded queue has its table on SQLite only.
        there = set(inspect(session.connection()).get_table_names())
        return {
            name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
            if name in there
        }


def test_the_counts_are_those_of_the_tables(demonstration: Demonstration) -> None:
    made = demonstration.answer["people"]
    with demonstration.database.read() as session:
        roles = Counter(session.scalars(select(User.role)))
        sites = session.scalar(select(func.count()).select_from(Site))
        profiles = session.scalar(select(func.count()).select_from(Profile))

    assert (made["structures"], made["sites"], made["profiles"]) == (3, sites, profiles)
    assert made["youths"] == roles[Role.YOUTH] == 120
    assert made["professionals"] == sum(roles.values()) - roles[Role.YOUTH]
    assert (roles[Role.COUNSELLOR], roles[Role.OPERATOR], roles[Role.ADMIN]) == (8, 1, 1)


def test_the_second_import_shows_new_changed_unchanged_and_closed_offers(demonstration: Demonstration) -> None:
    first, second = demonstration.answer["weeks"]

    assert (first["read"], first["new"], first["duplicate"], first["refused"]) == (2002, 2000, 1, 1)
    assert second["new"] + second["changed"] + second["unchanged"] == 2000
    assert 700 <= second["new"] <= 900
    assert 50 <= second["changed"] <= 200
    assert second["closed"] == second["new"]


def test_the_offers_that_vanished_are_closed_and_the_others_live(demonstration: Demonstration) -> None:
    with demonstration.database.read() as session:
        live = session.scalar(select(func.count()).select_from(Offer).where(Offer.closed_at.is_(None)))
        closed = session.scalar(select(func.count()).select_from(Offer).where(Offer.closed_at.is_not(None)))

    assert (live, closed) == (2000, demonstration.answer["weeks"][1]["closed"])


def test_each_import_is_dated_of_its_monday(demonstration: Demonstration) -> None:
    with demonstration.database.read() as session:
        dates = session.scalars(select(OfferImport.file_date).order_by(OfferImport.id)).all()

    assert dates == [date(2026, 11, 16), date(2026, 11, 23)]


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_an_account_that_signs_in_with_the_phrase(demonstration: Demonstration, role: Role) -> None:
    with demonstration.database.read() as session:
        user = next(user for user in queries.sign_ins(session) if user.role == role)
        found = accounts_services.sign_in(
            session, username=user.username, password=PHRASE, address="127.0.0.1", secret=SECRET, now=NOW
        )

    assert found.id == user.id


def test_the_young_person_and_the_counsellor_who_sign_in_know_each_other(demonstration: Demonstration) -> None:
    with demonstration.database.read() as session:
        users = {user.role: user for user in queries.sign_ins(session)}
        mine = session.scalars(accounts.youths(users[Role.COUNSELLOR])).all()

    assert users[Role.YOUTH].referent_id == users[Role.COUNSELLOR].id
    assert users[Role.YOUTH].id in [young.id for young in mine]


def test_answers_are_given_by_young_people_and_by_their_counsellors(demonstration: Demonstration) -> None:
    with demonstration.database.read() as session:
        statement = select(User.role).join(ProfileAnswer, ProfileAnswer.author_id == User.id)
        authors = set(session.scalars(statement))

    assert authors == {Role.YOUTH, Role.COUNSELLOR}


def test_each_ranking_of_the_week_is_what_the_page_proposes_on_its_monday(demonstration: Demonstration) -> None:
    """Ranked together or one by one, people have the same offers in the same order."""
    with demonstration.database.read() as session:
        people = matching.accompanied(session, None, after="", most=200)
        kept = matching.week_rankings(session, [one.youth_id for one in people])
        alone = {one.youth_id: ranked_for(session, one.person, MONDAY).proposed.ids[:MOST] for one in people}

    assert {one: row.offers for one, row in kept.items()} == alone


def test_the_second_week_brings_new_offers_to_most_people(demonstration: Demonstration) -> None:
    with demonstration.database.read() as session:
        rows = session.scalars(select(WeekRanking)).all()
        live = set(session.scalars(select(Offer.id).where(Offer.closed_at.is_(None))))

    assert len([row for row in rows if row.fresh]) > len(rows) / 2
    assert all(set(row.fresh) <= set(row.offers) - set(row.before or ()) for row in rows)
    assert all(set(row.offers) <= live for row in rows)


def test_a_second_run_changes_nothing_whatever_is_asked(demonstration: Demonstration) -> None:
    before = rows(demonstration.database)
    outcome = making.make(demonstration.database, seed=1, day=date(2027, 3, 2), tell=quiet)

    assert not outcome.changed
    assert rows(demonstration.database) == before


def test_a_run_that_was_cut_is_finished_by_the_next(database: Database, demonstration: Demonstration) -> None:
    with pytest.raises(CutError):
        making.make(database, seed=SEED, day=DAY, tell=cut_before_the_second_week)
    outcome = making.make(database, seed=SEED, day=DAY, tell=quiet)
    (week,) = outcome.weeks
    expected = demonstration.answer["weeks"][1]

    assert outcome.people is None
    assert {name: getattr(week, name) for name in expected} == expected


def test_a_database_with_a_structure_of_somebody_s_is_left_alone(database: Database) -> None:
    with database.write() as session:
        builders.structure(session, "Mission locale du Vimeu")
    before = rows(database)

    with pytest.raises(NotADemonstration, match="Mission locale du Vimeu"):
        making.make(database, seed=SEED, day=DAY, tell=quiet)
    assert rows(database) == before


def test_a_database_with_an_administrator_only_is_left_alone(database: Database) -> None:
    with database.write() as session:
        builders.user(session, Role.ADMIN)

    with pytest.raises(NotADemonstration, match="des comptes"):
        making.make(database, seed=SEED, day=DAY, tell=quiet)
