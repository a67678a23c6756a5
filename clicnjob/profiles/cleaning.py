"""What is done to free texts before they are kept: spaces, repetitions, length, and no private number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clicnjob.profiles.errors import PrivateNumberTyped
from clicnjob.profiles.values import (
    LONGEST_JOB,
    LONGEST_LANGUAGE,
    LONGEST_WISH,
    MOST_EXPERIENCES,
    MOST_LANGUAGES,
    MOST_WISHES,
    Experience,
    ProfileValues,
)
from clicnjob.text.normalise import fold
from clicnjob.text.private_numbers import private_number_in


def cleaned(values: ProfileValues) -> ProfileValues:
    """The same answers with their free texts clean. Raises PrivateNumberTyped."""
    refuse_private_numbers(free_texts(values))
    return replace(
        values,
        wishes=values.wishes and (clean_texts(values.wishes, MOST_WISHES, LONGEST_WISH) or None),
        experience=values.experience and _clean_experience(values.experience),
        languages=values.languages and (clean_texts(values.languages, MOST_LANGUAGES, LONGEST_LANGUAGE) or None),
    )


def free_texts(values: ProfileValues) -> list[str]:
    """Every text the person wrote."""
    jobs = [done.job for done in values.experience or ()]
    return [*(values.wishes or ()), *jobs, *(values.languages or ())]


def refuse_private_numbers(texts: Iterable[str]) -> None:
    """Raises PrivateNumberTyped when one of the texts holds a social security or bank account number."""
    for text in texts:
        if found := private_number_in(text):
            raise PrivateNumberTyped(what=found)


def clean_texts(texts: Iterable[str], most: int, longest: int) -> tuple[str, ...]:
    """The first `most` texts, spaces collapsed and cut to `longest` signs, without those that say nothing or repeat."""
    kept: dict[str, str] = {}
    for text in texts:
        short = " ".join(text.split())[:longest].strip()
        if fold(short):
            kept.setdefault(fold(short), short)
    return tuple(kept.values())[:most]


def _clean_experience(done: tuple[Experience, ...]) -> tuple[Experience, ...]:
    clean = [(clean_texts([one.job], 1, LONGEST_JOB), one.months) for one in done]
    return tuple(Experience(job[0], months) for job, months in clean if job)[:MOST_EXPERIENCES]
