"""A profile is read by its young person and by companions of the same structure; for all others it is missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.roles import Role
from clicnjob.errors import Missing
from clicnjob.profiles import queries
from clicnjob.profiles.steps import STEPS
from clicnjob.profiles.values import ProfileValues
from tests import builders
from tests.profiles.made import FULL, answered, full, people


def test_the_young_person_and_the_companions_of_the_structure_read_the_profile(session: Session) -> None:
    who = people(session)
    manager = builders.user(session, Role.MANAGER, structure=who.karim.structure)
    profile = answered(session, who.ines)

    assert [queries.profile_of(session, reader, who.ines.id) for reader in (who.ines, who.karim, manager)] == [
        profile
    ] * 3


def test_a_profile_not_begun_is_none_and_has_no_answer(session: Session) -> None:
    who = people(session)

    profile = queries.profile_of(session, who.karim, who.ines.id)

    assert profile is None
    assert queries.values_of(profile) == ProfileValues()
    assert queries.last_answers(session, profile) == {}


@pytest.mark.parametrize("reader", ["noe", "zoe", "operator", "admin"])
@pytest.mark.parametrize("begun", [True, False])
def test_for_anybody_else_the_profile_is_missing(session: Session, reader: str, begun: bool) -> None:
    who = people(session)
    if begun:
        answered(session, who.ines)
    asking = getattr(who, reader, None) or builders.user(session, Role(reader))

    with pytest.raises(Missing):
        queries.profile_of(session, asking, who.ines.id)


@pytest.mark.parametrize("address", ["nobody", "karim"])
def test_an_address_that_is_no_young_person_is_missing(session: Session, address: str) -> None:
    who = people(session)
    youth_id = who.karim.id if address == "karim" else "aaaaaaaaaaaa"

    with pytest.raises(Missing):
        queries.profile_of(session, who.karim, youth_id)


def test_an_ended_account_is_missing_for_the_companions(session: Session) -> None:
    who = people(session)
    who.ines.ended_at = clock.now()
    session.flush()

    with pytest.raises(Missing):
        queries.profile_of(session, who.karim, who.ines.id)


def test_the_portfolio_holds_the_structure_only_begun_or_not(session: Session) -> None:
    who = people(session)
    other = builders.youth(session, structure=who.karim.structure, first_name="Adam", last_name="Weber")
    answered(session, who.ines, full(languages=None), now=clock.now() - timedelta(days=3))
    answered(session, who.noe)

    rows = queries.profiles_of_structure(session, who.karim, number=1, per_page=20)

    assert [(row.youth.id, row.commune, row.wishes) for row in rows] == [
        (who.ines.id, "Lens", FULL.wishes),
        (other.id, None, ()),
    ]
    assert [(row.completeness.answered, row.changed_at) for row in rows] == [
        (12, clock.now() - timedelta(days=3)),
        (0, None),
    ]
    assert accounts.youth_count(session, who.karim) == 2


def test_the_portfolio_comes_page_by_page_in_alphabetical_order(session: Session) -> None:
    who = people(session)
    for name in ("Éclair", "Dubois", "Zola", "Abed"):
        builders.youth(session, structure=who.karim.structure, last_name=name)

    pages = [queries.profiles_of_structure(session, who.karim, number=number, per_page=2) for number in (1, 2, 3, 4)]

    names = [[row.youth.last_name for row in rows] for rows in pages]
    assert names == [["Abed", "Dubois"], ["Éclair", "Marchal"], ["Zola"], []]
    assert accounts.youth_count(session, who.karim) == 5


def test_people_are_given_in_the_order_asked_for_and_no_one_of_another_structure(session: Session) -> None:
    who = people(session)
    other = builders.youth(session, structure=who.karim.structure)

    rows = queries.profiles_of(session, who.karim, [other.id, who.noe.id, who.ines.id])

    assert [row.youth.id for row in rows] == [other.id, who.ines.id]


@pytest.mark.parametrize("count", [2, 12])
def test_the_portfolio_asks_as_many_statements_for_many_as_for_few(session: Session, count: int) -> None:
    who = people(session)
    for number in range(count):
        youth = builders.youth(session, structure=who.karim.structure, birth_date=date(2008, 1, 1 + number))
        answered(session, youth, pages=STEPS[:4])
    session.expunge_all()
    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *words: statements.append(words[2]))

    queries.profiles_of_structure(session, who.karim, number=1, per_page=20)

    assert len(statements) == 4
