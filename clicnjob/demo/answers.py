"""Profiles of invented young people: what they answer to each question, by the shares known of the public."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Literal

import msgspec

from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    Hours,
    Level,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
)

Filled = Literal["full", "part", "empty"]

# Missions locales of Hauts-de-France, 2019: half hold no diploma, 34 % hold licence B, 29 % have a motor vehicle.
LEVELS = {Level.NONE: 48, Level.CAP: 24, Level.BAC: 21, Level.BAC_2: 5, Level.BAC_3: 2}
EARLIEST_AGE = {Level.NONE: 0, Level.CAP: 17, Level.BAC: 18, Level.BAC_2: 20, Level.BAC_3: 21}
LICENCE_B, TAKING_LESSONS, LICENCE_AM = 0.44, 0.2, 0.12
# No figure was found for who would leave home: a guess.
READY_IF_HOUSED = 0.2
MODES = {Mode.WALK: 0.6, Mode.BUS: 0.7, Mode.BIKE: 0.3, Mode.LIFT: 0.12}
CAR_OF_HOLDERS, SCOOTER_OF_HOLDERS = 0.75, 0.6
AGE_OF_LICENCE_B, ADULT = 18, 18


class Wanted(msgspec.Struct, frozen=True):
    """What young people write who want one trade: the trade itself, what is near it, what they have done.

    « vendeur|vendeuse » holds what a boy and a girl write.
    """

    own: tuple[str, ...]
    near: tuple[str, ...]
    done: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """Names, and wishes as young people write them."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    wishes: dict[str, Wanted]


def answers(rng: random.Random, words: Words, *, day: date, age: int, girl: bool, home: str) -> ProfileValues:
    """Every answer of one person living in commune `home`, on a day."""
    wanted = words.wishes[rng.choice(list(words.wishes))]
    licences = _licences(rng, age)
    modes = _modes(rng, licences)
    return ProfileValues(
        wishes=tuple(written(wish, girl) for wish in _wishes(rng, words, wanted)),
        commune_code=home,
        modes=modes,
        limit=_limit(rng, modes),
        level=_level(rng, age),
        licences=licences,
        experience=_experience(rng, age, wanted, girl),
        contracts=_contracts(rng, age),
        hours=rng.choice((Hours.ANY, Hours.ANY, Hours.FULL, Hours.FULL, Hours.PART)),
        avoided=frozenset(
            time for time, share in ((Avoided.NIGHT, 0.35), (Avoided.WEEKEND, 0.25)) if rng.random() < share
        ),
        start_on=day + timedelta(days=rng.choice((0, 0, 0, 7, 14, 30, 60))),
        languages=tuple(rng.sample(words.languages, rng.choice((0, 0, 1, 1, 2)))),
        ready_if_housed=rng.random() < READY_IF_HOUSED,
    )


def kept(rng: random.Random, values: ProfileValues, filled: Filled) -> ProfileValues:
    """All the answers, those of the first pages, or none."""
    names = [field.name for field in fields(values)]
    first = {"full": len(names), "part": rng.randint(1, 6), "empty": 0}[filled]
    return replace(values, **dict.fromkeys(names[first:]))


def written(wish: str, girl: bool) -> str:
    """The masculine or the feminine of a wish that has both."""
    return wish.split("|")[-1 if girl else 0]


def _wishes(rng: random.Random, words: Words, wanted: Wanted) -> list[str]:
    wishes = rng.sample(wanted.own, rng.choice((1, 1, 2)))
    if rng.random() < 0.5:
        wishes.append(rng.choice(wanted.near))
    if rng.random() < 0.15:
        wishes.insert(0, rng.choice(words.themes))
    return wishes


def _licences(rng: random.Random, age: int) -> dict[Licence, LicenceState]:
    licences = {}
    if age >= AGE_OF_LICENCE_B and rng.random() < LICENCE_B:
        licences[Licence.B] = LicenceState.HAVE
    elif age >= AGE_OF_LICENCE_B - 1 and rng.random() < TAKING_LESSONS:
        licences[Licence.B] = LicenceState.IN_PROGRESS
    if rng.random() < LICENCE_AM:
        licences[Licence.AM] = LicenceState.HAVE
    return licences


def _modes(rng: random.Random, licences: dict[Licence, LicenceState]) -> frozenset[Mode]:
    modes = {mode for mode, share in MODES.items() if rng.random() < share}
    if licences.get(Licence.B) is LicenceState.HAVE and rng.random() < CAR_OF_HOLDERS:
        modes.add(Mode.CAR)
    if Licence.AM in licences and rng.random() < SCOOTER_OF_HOLDERS:
        modes.add(Mode.SCOOTER)
    return frozenset(modes or {Mode.WALK})


def _limit(rng: random.Random, modes: frozenset[Mode]) -> Limit:
    if rng.random() < 0.75:
        return Limit(minutes=rng.choice((20, 30, 30, 30, 45, 45, 60)))
    return Limit(km=rng.choice((15, 20, 30, 40) if Mode.CAR in modes else (3, 5, 10, 15)))


def _level(rng: random.Random, age: int) -> Level:
    """The level reached: nobody has a CAP at sixteen, nor a bac before eighteen."""
    level = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
    return level if age >= EARLIEST_AGE[level] else Level.NONE


def _experience(rng: random.Random, age: int, wanted: Wanted, girl: bool) -> tuple[Experience, ...]:
    """Nothing for many; else a placement or a job, for a time that fits the age."""
    count = min(rng.choice((0, 0, 1, 1, 2) if age >= ADULT else (0, 0, 0, 1)), len(wanted.done))
    months = (1, 1, 2, 3, 6, 12) if age < 21 else (2, 4, 6, 12, 18, 24)
    return tuple(Experience(written(job, girl), rng.choice(months)) for job in rng.sample(wanted.done, count))


def _contracts(rng: random.Random, age: int) -> frozenset[Contract]:
    if rng.random() < 0.3:
        return frozenset()
    if age < ADULT or rng.random() < 0.15:
        return frozenset({Contract.APPRENTICESHIP})
    ordinary = [Contract.CDI, Contract.CDD, Contract.INTERIM, Contract.SEASONAL]
    return frozenset(rng.sample(ordinary, rng.choice((1, 2, 3))))
