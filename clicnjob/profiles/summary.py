"""A profile read over: its rows in order, what was answered in each, when and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clicnjob import clock
from clicnjob.profiles import steps
from clicnjob.profiles.steps import Step
from clicnjob.profiles.values import LastAnswer, ProfileValues, Question
from clicnjob.profiles.words import answer_in_words, joined
from clicnjob.text.french import recent_day

_ROWS = (
    ("Envies", (Question.WISHES,)),
    ("Commune", (Question.COMMUNE,)),
    ("Trajet", (Question.MODES, Question.LIMIT)),
    ("Niveau", (Question.LEVEL,)),
    ("Permis", (Question.LICENCES,)),
    ("Expérience", (Question.EXPERIENCE,)),
    ("Contrats", (Question.CONTRACTS,)),
    ("Horaires", (Question.HOURS, Question.AVOIDED)),
    ("Début", (Question.START,)),
    ("Départ", (Question.READY_IF_HOUSED,)),
    ("Langues", (Question.LANGUAGES,)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, the answer (empty: not asked yet), who said it and when, the page that changes it."""

    what: str
    answer: str
    said: str
    page: Step


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads whose profile, and on which day of which time zone."""

    viewer_id: str
    youth_id: str
    today: date
    zone: str


def rows(values: ProfileValues, last: Mapping[Question, LastAnswer], reading: Reading, *, commune: str) -> list[Row]:
    """Every row of a profile; `commune` is the label of its commune."""
    return [
        Row(
            what,
            joined(
                words
                for question in questions
                if (words := answer_in_words(values, question, commune=commune, today=reading.today))
            ),
            _said([last[question] for question in questions if values.answered(question)], reading),
            steps.of_question(questions[0]),
        )
        for what, questions in _ROWS
    ]


def _said(answers: list[LastAnswer], reading: Reading) -> str:
    """« Dit hier », « Noté le 14 septembre par Karim Haddad »: of the answers of a row, the newest."""
    if not answers:
        return ""
    newest = max(answers, key=lambda answer: answer.at)
    day = recent_day(clock.local(newest.at, reading.zone).date(), reading.today)
    if newest.author_id == reading.youth_id:
        return f"Dit {day}"
    author = "vous" if newest.author_id == reading.viewer_id else newest.author_name or "la mission locale"
    return f"Noté {day} par {author}"
