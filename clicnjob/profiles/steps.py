"""The pages of a profile in order, what each asks, how far one is and where to go next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clicnjob.profiles.values import ProfileValues, Question


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address and its questions, three at most."""

    slug: str
    questions: tuple[Question, ...]


STEPS = (
    Step("envies", (Question.WISHES,)),
    Step("trajet", (Question.COMMUNE, Question.MODES, Question.LIMIT)),
    Step("niveau", (Question.LEVEL, Question.LICENCES)),
    Step("experience", (Question.EXPERIENCE,)),
    Step("horaires", (Question.CONTRACTS, Question.HOURS, Question.AVOIDED)),
    Step("debut", (Question.START, Question.READY_IF_HOUSED, Question.LANGUAGES)),
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many questions have their answer, of how many, and those that have none, in order."""

    answered: int
    total: int
    missing: tuple[Question, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def by_slug(slug: str) -> Step | None:
    """The step of an address, None when there is none."""
    return next((step for step in STEPS if step.slug == slug), None)


def of_question(question: Question) -> Step:
    """The step that asks a question."""
    return next(step for step in STEPS if question in step.questions)


def number_of(step: Step) -> int:
    """The place of a step in the order, from 1."""
    return STEPS.index(step) + 1


def before(step: Step) -> Step | None:
    """The step that comes just before, None for the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def completeness(values: ProfileValues) -> Completeness:
    """How far a profile is."""
    missing = tuple(question for step in STEPS for question in _unanswered(step, values))
    return Completeness(len(Question) - len(missing), len(Question), missing)


def next_step(values: ProfileValues, after: Step | None = None) -> Step | None:
    """The first page with a question to answer, or the first one after a page; None: nothing left, time to read over.

    What was answered is never asked again: changing one page of a finished profile leads back to its summary.
    """
    later = STEPS if after is None else STEPS[number_of(after) :]
    return next((step for step in later if any(_unanswered(step, values))), None)


def _unanswered(step: Step, values: ProfileValues) -> Iterator[Question]:
    return (question for question in step.questions if not values.answered(question))
