"""A profile says each answer in plain French, with its day and its author."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from clicnjob.profiles.summary import Reading, Row, rows
from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    Hours,
    LastAnswer,
    Level,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
    Question,
)
from clicnjob.profiles.words import CONTRACTS, HOURS, LEVELS, LICENCES, MODES, answer_in_words

TODAY = date(2026, 11, 24)
NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (Question.WISHES, ("vandeuse", "les animaux"), "vandeuse\nles animaux"),
        (Question.COMMUNE, "62498", "Lens (62)"),
        (Question.MODES, frozenset({Mode.BUS, Mode.WALK}), "À pied, bus ou train"),
        (Question.LIMIT, Limit(minutes=30), "30 min au plus"),
        (Question.LIMIT, Limit(minutes=90), "1 h 30 au plus"),
        (Question.LIMIT, Limit(km=12), "12 km au plus"),
        (Question.LEVEL, Level.NONE, "Pas encore de diplôme"),
        (Question.LICENCES, {}, "Pas de permis"),
        (
            Question.LICENCES,
            {Licence.AM: LicenceState.HAVE, Licence.B: LicenceState.IN_PROGRESS},
            "Permis AM, permis B en cours",
        ),
        (Question.EXPERIENCE, (), "Pas encore d'expérience"),
        (
            Question.EXPERIENCE,
            (Experience("serveuse", 18), Experience("vendanges", 2)),
            "serveuse (1 an et demi)\nvendanges (2 mois)",
        ),
        (Question.CONTRACTS, frozenset(), "Tous les contrats"),
        (Question.CONTRACTS, frozenset({Contract.INTERIM, Contract.CDI}), "CDI, intérim"),
        (Question.HOURS, Hours.ANY, "Temps plein ou partiel"),
        (Question.AVOIDED, frozenset(Avoided), "Pas la nuit, pas le week-end"),
        (Question.AVOIDED, frozenset(), "Nuit et week-end possibles"),
        (Question.READY_IF_HOUSED, True, "Prêt·e à partir si logé·e"),
        (Question.READY_IF_HOUSED, False, "Pas loin de la maison"),
        (Question.START, TODAY, "Tout de suite"),
        (Question.START, date(2026, 11, 25), "À partir de demain"),
        (Question.START, date(2026, 12, 1), "À partir du 1er décembre"),
        (Question.START, date(2027, 1, 4), "À partir du 4 janvier 2027"),
        (Question.LANGUAGES, ("français", "anglais"), "français, anglais"),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_words(question: Question, answer: object, words: str) -> None:
    values = replace(ProfileValues(), **{str(question): answer})

    said = answer_in_words(values, question, commune="Lens (62)", today=TODAY)

    assert said.replace(NO_BREAK, " ") == words


@pytest.mark.parametrize("question", list(Question))
def test_what_was_not_asked_says_nothing(question: Question) -> None:
    assert answer_in_words(ProfileValues(), question, commune="Lens (62)", today=TODAY) == ""


def test_every_word_of_the_vocabulary_has_its_french() -> None:
    assert [set(labels) for labels in (MODES, LEVELS, LICENCES, CONTRACTS, HOURS)] == [
        set(Mode), set(Level), set(Licence), set(Contract), set(Hours),
    ]  # fmt: skip


def row_of(author: tuple[str, str] | None, at: str, viewer: str) -> Row:
    """The row of the commune, answered by an author at an instant, as a viewer reads it."""
    last = LastAnswer(datetime.fromisoformat(at), author[0] if author else None, author[1] if author else "")
    reading = Reading(viewer_id=viewer, youth_id="youth", today=TODAY, zone="Europe/Paris")
    values = ProfileValues(commune_code="62498")
    return next(
        row for row in rows(values, {Question.COMMUNE: last}, reading, commune="Lens (62)") if row.what == "Commune"
    )


KARIM = ("karim", "Karim Haddad")


@pytest.mark.parametrize(
    ("author", "viewer", "said"),
    [
        (("youth", "Inès Marchal"), "youth", "Dit le 14 septembre"),
        (("youth", "Inès Marchal"), "karim", "Dit le 14 septembre"),
        (KARIM, "youth", "Noté le 14 septembre par Karim Haddad"),
        (KARIM, "karim", "Noté le 14 septembre par vous"),
        (None, "youth", "Noté le 14 septembre par la mission locale"),
    ],
)
def test_each_answer_says_who_gave_it(author: tuple[str, str] | None, viewer: str, said: str) -> None:
    assert row_of(author, "2026-09-14T10:00+02:00", viewer).said == said


def test_the_day_of_an_answer_is_that_of_the_structure_s_clock() -> None:
    assert row_of(KARIM, "2026-11-23T23:30+00:00", "karim").said == "Noté aujourd'hui par vous"


def test_a_row_of_two_questions_bears_the_newest_date() -> None:
    values = ProfileValues(modes=frozenset({Mode.BIKE}), limit=Limit(km=5))
    last = {
        Question.MODES: LastAnswer(datetime.fromisoformat("2026-09-14T10:00+02:00"), "youth", "Inès Marchal"),
        Question.LIMIT: LastAnswer(datetime.fromisoformat("2026-11-02T10:00+01:00"), *KARIM),
    }
    reading = Reading(viewer_id="youth", youth_id="youth", today=TODAY, zone="Europe/Paris")

    trip = rows(values, last, reading, commune="")[2]

    assert (trip.answer, trip.said) == ("À vélo, 5\u00a0km au plus", "Noté le 2 novembre par Karim Haddad")


def test_every_question_has_its_row_even_unanswered() -> None:
    reading = Reading(viewer_id="youth", youth_id="youth", today=TODAY, zone="Europe/Paris")

    assert {(row.answer, row.said) for row in rows(ProfileValues(), {}, reading, commune="")} == {("", "")}
