"""The pages of a profile: in order, three questions at most, and nothing asked twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.profiles import steps
from clicnjob.profiles.steps import STEPS, Step
from clicnjob.profiles.values import Limit, ProfileValues, Question, plain
from tests.profiles.made import FULL

questions = st.sets(st.sampled_from(list(Question)))


def without(missing: set[Question]) -> ProfileValues:
    return replace(FULL, **{str(question): None for question in missing})


def test_every_question_is_asked_on_one_page() -> None:
    assert [question for step in STEPS for question in step.questions] == list(Question)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_a_page_asks_three_questions_at_most(step: Step) -> None:
    assert 1 <= len(step.questions) <= 3


@pytest.mark.parametrize(
    ("missing", "after", "expected"),
    [
        (set(Question), None, "envies"),
        (set(Question) - {Question.WISHES}, "envies", "trajet"),
        ({Question.MODES}, None, "trajet"),
        ({Question.MODES}, "envies", "trajet"),
        ({Question.MODES}, "trajet", None),
        ({Question.WISHES, Question.LANGUAGES}, "trajet", "debut"),
        (set(), "envies", None),
        (set(), None, None),
    ],
)
def test_the_next_page_is_the_first_with_something_left_to_ask(
    missing: set[Question], after: str | None, expected: str | None
) -> None:
    found = steps.next_step(without(missing), steps.by_slug(after) if after else None)

    assert (found.slug if found else None) == expected


@given(questions)
def test_completeness_counts_each_question_once(missing: set[Question]) -> None:
    done = steps.completeness(without(missing))

    assert done.answered + len(missing) == done.total == len(Question)
    assert set(done.missing) == missing


@given(questions)
def test_answering_page_after_page_always_ends(missing: set[Question]) -> None:
    values, walked, step = without(missing), [], steps.next_step(without(missing))
    while step and len(walked) <= len(STEPS):
        walked.append(step)
        step = steps.next_step(values, step)

    assert walked == [page for page in STEPS if missing & set(page.questions)]


def test_each_page_knows_the_one_before() -> None:
    assert [steps.before(step) for step in STEPS] == [None, *STEPS[:-1]]


def test_an_address_that_is_no_page_has_no_step() -> None:
    assert steps.by_slug("religion") is None


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        (Question.WISHES, ["vandeuse en boulengerie", "avec les animaux"]),
        (Question.MODES, ["bus", "walk"]),
        (Question.LIMIT, {"minutes": 30}),
        (Question.LEVEL, "cap"),
        (Question.LICENCES, {"AM": "have", "B": "in progress"}),
        (Question.EXPERIENCE, [{"job": "stage en boulangerie", "months": 1}]),
        (Question.AVOIDED, ["night"]),
        (Question.START, "2026-12-01"),
    ],
)
def test_an_answer_is_kept_as_plain_json(question: Question, kept: object) -> None:
    assert plain(getattr(FULL, question)) == kept


def test_a_limit_is_minutes_or_kilometres_never_both() -> None:
    with pytest.raises(ValueError):
        Limit(minutes=30, km=10)
    with pytest.raises(ValueError):
        Limit()


def test_not_asked_is_not_the_same_as_no() -> None:
    assert ProfileValues().no_night is None
    assert ProfileValues(avoided=frozenset()).no_night is False
    assert FULL.no_night is True
    assert FULL.no_weekend is False
