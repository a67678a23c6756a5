"""Answers are kept page by page, each with its date and its author, on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.profiles import queries, services
from clicnjob.profiles.errors import PrivateNumberTyped
from clicnjob.profiles.models import Profile, ProfileAnswer, ProfileExperience, ProfileWish
from clicnjob.profiles.steps import STEPS, by_slug
from clicnjob.profiles.values import Avoided, Experience, Hours, Limit, ProfileValues, Question
from tests.profiles.made import FULL, answered, full, people

WISHES, TRIP, HOURS = by_slug("envies"), by_slug("trajet"), by_slug("horaires")
assert WISHES
assert TRIP
assert HOURS


def history(session: Session, profile: Profile) -> list[tuple[str, Any]]:
    """Every answer of a profile, oldest first."""
    wanted = select(ProfileAnswer).where(ProfileAnswer.profile_id == profile.id).order_by(ProfileAnswer.id)
    return [(str(answer.field), answer.value) for answer in session.scalars(wanted)]


def reread(session: Session, profile: Profile) -> ProfileValues:
    """The values as the database gives them back, not as memory has them."""
    session.flush()
    session.expire_all()
    return queries.values_of(session.get(Profile, profile.id))


@pytest.mark.parametrize(
    "values",
    [
        FULL,
        full(experience=(), licences={}, contracts=frozenset(), avoided=frozenset(), limit=Limit(km=8)),
        ProfileValues(wishes=("cuisine",), avoided=frozenset(Avoided)),
    ],
    ids=["full", "answers that say none", "hardly begun"],
)
def test_what_was_saved_is_read_back_unchanged(session: Session, values: ProfileValues) -> None:
    profile = answered(session, people(session).ines, values)

    assert reread(session, profile) == values


def test_a_page_writes_its_own_questions_only(session: Session) -> None:
    profile = answered(session, people(session).ines, FULL, pages=(WISHES,))

    assert reread(session, profile) == ProfileValues(wishes=FULL.wishes)


def test_each_answer_keeps_its_author_and_its_date(session: Session) -> None:
    who = people(session)
    answered(session, who.ines, FULL, pages=(WISHES,), now=clock.now() - timedelta(days=70))
    profile = answered(session, who.ines, FULL, author=who.karim, pages=(TRIP,))

    last = queries.last_answers(session, profile)

    assert set(last) == {Question.WISHES, *TRIP.questions}
    assert (last[Question.WISHES].author_name, last[Question.MODES].author_name) == ("Inès Marchal", "Karim Haddad")
    assert last[Question.MODES].at - last[Question.WISHES].at == timedelta(days=70)


def test_saving_the_same_page_twice_adds_nothing(session: Session) -> None:
    who = people(session)
    profile = answered(session, who.ines, FULL)
    before, changed_at = history(session, profile), profile.changed_at

    answered(session, who.ines, FULL, author=who.karim, now=clock.now() + timedelta(days=1))

    assert history(session, profile) == before
    assert profile.changed_at == changed_at


def test_a_changed_answer_adds_one_line_and_keeps_the_former(session: Session) -> None:
    ines = people(session).ines
    profile = answered(session, ines, FULL, pages=(TRIP,))

    answered(session, ines, full(limit=Limit(km=10)), pages=(TRIP,), now=clock.now() + timedelta(days=1))

    limits = [value for field, value in history(session, profile) if field == "limit"]
    assert limits == [{"minutes": 30}, {"km": 10}]
    assert len(history(session, profile)) == len(TRIP.questions) + 1
    assert reread(session, profile).limit == Limit(km=10)


def test_an_answer_can_be_taken_back(session: Session) -> None:
    ines = people(session).ines
    profile = answered(session, ines, FULL)

    answered(session, ines, full(hours=None, avoided=None), pages=(HOURS,))

    assert reread(session, profile) == full(hours=None, avoided=None)
    assert history(session, profile)[-2:] == [("hours", None), ("avoided", None)]


def test_wishes_are_cleaned_before_they_are_kept(session: Session) -> None:
    ines = people(session).ines

    profile = answered(session, ines, full(wishes=("  cuisine ", "Cuisine", "", "vente")), pages=(WISHES,))

    assert reread(session, profile).wishes == ("cuisine", "vente")


def test_fewer_wishes_and_jobs_leave_no_old_row(session: Session) -> None:
    ines = people(session).ines
    two = (Experience("serveuse", 3), Experience("vendanges", 1))
    profile = answered(session, ines, full(experience=two))

    answered(session, ines, full(wishes=("avec les animaux",), experience=(two[1],)))

    assert reread(session, profile).wishes == ("avec les animaux",)
    assert reread(session, profile).experience == (two[1],)
    assert [session.scalar(select(func.count()).select_from(table)) for table in (ProfileWish, ProfileExperience)] == [
        1,
        1,
    ]


def test_a_private_number_stops_the_page_before_anything_is_written(session: Session) -> None:
    ines = people(session).ines

    with pytest.raises(PrivateNumberTyped):
        answered(session, ines, full(wishes=("185057800608491",)), pages=(WISHES,))

    assert session.scalar(select(Profile)) is None


def test_two_first_pages_sent_at_once_begin_one_profile(database: Database) -> None:
    with database.write() as session:
        ines = people(session).ines
    failures: list[BaseException] = []

    def send(step: Any) -> None:
        try:
            with database.write() as session:
                services.save_step(session, youth=ines, author=ines, step=step, values=FULL, now=clock.now())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=send, args=(step,)) for step in STEPS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with database.read() as session:
        assert queries.values_of(session.scalars(select(Profile)).one()) == FULL


def test_erasing_a_young_person_leaves_nothing_of_the_profile(database: Database) -> None:
    with database.write() as session:
        ines = people(session).ines
        answered(session, ines, FULL)

    # Another transaction, as in life: PostgreSQL checks again the parents of rows that a transaction wrote itself.
    with database.write() as session:
        session.execute(text('DELETE FROM "user" WHERE id = :id'), {"id": ines.id})

    tables = (Profile, ProfileWish, ProfileExperience, ProfileAnswer)
    with database.read() as session:
        assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == [0, 0, 0, 0]


def test_erasing_a_counsellor_keeps_the_answers_without_author(session: Session) -> None:
    who = people(session)
    profile = answered(session, who.ines, FULL, author=who.karim, pages=(WISHES,))

    session.execute(text('DELETE FROM "user" WHERE id = :id'), {"id": who.karim.id})

    last = queries.last_answers(session, profile)[Question.WISHES]
    assert (last.author_id, last.author_name) == (None, "")


@pytest.mark.parametrize(
    "columns",
    [
        {"max_minutes": 30, "max_km": 10},
        {"max_minutes": 0},
        {"max_km": 500},
        {"no_night": True},
        {"commune_code": "00000"},
        {"level": "doctorat"},
        {"hours": "souvent"},
    ],
    ids=str,
)
def test_the_database_refuses_what_no_profile_can_say(session: Session, columns: dict[str, Any]) -> None:
    profile = answered(session, people(session).ines, replace(ProfileValues(), hours=Hours.ANY), pages=(HOURS,))
    changes = ", ".join(f"{name} = :{name}" for name in columns)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE profile SET {changes} WHERE id = :id"), {**columns, "id": profile.id})
