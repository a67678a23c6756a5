"""People as columns, so that one person and a hundred thousand are judged by the same arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.conditions import TIMES
from clicnjob.matching.licences import held, held_soon
from clicnjob.matching.offer_set import CONTRACTS, LICENCES, UNKNOWN, Floats, Mask, OfferSet, bits, day_number
from clicnjob.matching.values import Person
from clicnjob.matching.weights import DEFAULT_KM, DEFAULT_MINUTES
from clicnjob.offers.contracts import Contract
from clicnjob.profiles.values import Hours, Level, Limit, Mode, ProfileValues

# National levels: none and brevet 2, CAP 3, bac 4, bac+2 5; « bac+3 ou plus » has no known top.
LEVELS = {Level.NONE: 2, Level.CAP: 3, Level.BAC: 4, Level.BAC_2: 5, Level.BAC_3: 8}
MODES = tuple(Mode)
# What a month in another job is worth in this one (habits of work), and the nearness from which it counts whole.
OTHER_JOB_MONTH = 0.3
SAME_JOB_MONTH = 0.5
Who = int | NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Crowd:
    """One row a person. A silent answer is UNKNOWN (-1), NaN, or false in the column that says it was given.

    `modes` are bits of MODES, `furthest` is minutes or kilometres as `in_minutes` says; `contracts` are bits of the
    offers' CONTRACTS, `unwanted` bits of TIMES; licences as in the offer set, and the day from which one is `free`.
    `worth` is the months of experience that count in each occupation of the offers (the last column: none of them),
    without an answer NaN.
    """

    people: tuple[Person, ...]
    latitude: Floats
    longitude: Floats
    departement: NDArray[np.int16]
    modes: NDArray[np.int16]
    furthest: Floats
    in_minutes: Mask
    level: NDArray[np.int8]
    held: NDArray[np.int16]
    soon: NDArray[np.int16]
    licences_said: Mask
    contracts: NDArray[np.int16]
    contracts_said: Mask
    unwanted: NDArray[np.int16]
    any_hours: Mask
    hours_said: Mask
    ready_if_housed: Mask
    free: NDArray[np.int16]
    worth: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def placed(self) -> Mask:
        """Whose home is known."""
        return ~np.isnan(self.latitude) & ~np.isnan(self.longitude)

    @classmethod
    def of(cls, people: Sequence[Person], offers: OfferSet) -> Crowd:
        """The columns of these people, seen from the occupations and départements of these offers."""
        answers = [one.answers for one in people]
        limits = [limit_of(one) for one in answers]
        worth = _Worth(offers)

        def column(kind: type[np.generic], values: Sequence[Any]) -> NDArray[Any]:
            return np.array(values, dtype=kind)

        return cls(
            people=tuple(people),
            latitude=column(np.float64, [_degree(one.latitude) for one in people]),
            longitude=column(np.float64, [_degree(one.longitude) for one in people]),
            departement=column(np.int16, [_departement(one, offers) for one in people]),
            modes=column(np.int16, [bits(transport(one), MODES) for one in answers]),
            furthest=column(np.float64, [one.minutes or one.km for one in limits]),
            in_minutes=column(np.bool_, [one.minutes is not None for one in limits]),
            level=column(np.int8, [LEVELS[one.level] if one.level else UNKNOWN for one in answers]),
            held=column(np.int16, [bits(held(one), LICENCES) for one in answers]),
            soon=column(np.int16, [bits(held_soon(one), LICENCES) for one in answers]),
            licences_said=column(np.bool_, [one.licences is not None for one in answers]),
            contracts=column(np.int16, [_contracts(one) for one in answers]),
            contracts_said=column(np.bool_, [one.contracts is not None for one in answers]),
            unwanted=column(np.int16, [_unwanted(one) for one in answers]),
            any_hours=column(np.bool_, [one.hours == Hours.ANY for one in answers]),
            hours_said=column(np.bool_, [one.hours is not None for one in answers]),
            free=column(np.int16, [UNKNOWN if one.start_on is None else day_number(one.start_on) for one in answers]),
            ready_if_housed=column(np.bool_, [bool(one.ready_if_housed) for one in answers]),
            worth=np.stack([worth.of(one) for one in answers]),
        )


def transport(answers: ProfileValues) -> tuple[Mode, ...]:
    """The modes given; on foot for who has none, the bus when nothing was said."""
    if answers.modes is None:
        return (Mode.BUS,)
    return tuple(mode for mode in Mode if mode in answers.modes) or (Mode.WALK,)


def limit_of(answers: ProfileValues) -> Limit:
    """The furthest one goes; a usual limit when it was not said: minutes with a transport, else kilometres."""
    usual = Limit(minutes=DEFAULT_MINUTES) if answers.modes else Limit(km=DEFAULT_KM)
    return answers.limit or usual


class _Worth:
    """Months of experience counted for each occupation: whole in the same one, a part in another."""

    def __init__(self, offers: OfferSet) -> None:
        self._jobs = offers.jobs
        self._known: dict[str, NDArray[np.float32]] = {}

    def of(self, answers: ProfileValues) -> NDArray[np.float32]:
        size = len(self._jobs.codes) + 1
        if answers.experience is None:
            return np.full(size, np.nan, dtype=np.float32)
        total = np.zeros(size, dtype=np.float32)
        for done in answers.experience:
            total += np.float32(done.months) * self._share(done.job)
        return total

    def _share(self, job: str) -> NDArray[np.float32]:
        found = self._known.get(job)
        if found is None:
            near = np.append(self._jobs.occupations(job), np.float32(0))
            found = self._known[job] = np.minimum(OTHER_JOB_MONTH + near / SAME_JOB_MONTH, 1.0).astype(np.float32)
        return found


def _degree(value: float | None) -> float:
    return np.nan if value is None or not np.isfinite(value) else value


def _departement(person: Person, offers: OfferSet) -> int:
    names = offers.departements
    return names.index(person.departement_code) if person.departement_code in names else UNKNOWN - 1


def _contracts(answers: ProfileValues) -> int:
    """The contracts one would take; an empty choice takes all."""
    wanted = {str(one) for one in answers.contracts or ()}
    wanted |= {str(kind) for kind, signed in SIGNED_AS.items() if wanted & signed}
    return bits(wanted, [str(one) for one in CONTRACTS]) if wanted else (1 << len(CONTRACTS)) - 1


def _unwanted(answers: ProfileValues) -> int:
    words = {"night"} if answers.no_night else set()
    words |= {"weekend"} if answers.no_weekend else set()
    words |= {Hours.FULL: {"part_time"}, Hours.PART: {"full_time"}}.get(answers.hours or Hours.ANY, set())
    return bits(words, TIMES)


# Kinds that a profile does not ask about, by the contract they are signed as; the others are to be checked.
SIGNED_AS = {Contract.INTEGRATION: {"cdd", "interim"}, Contract.SUBSIDISED: {"cdd", "cdi"}}
NOT_ASKED = [CONTRACTS.index(one) for one in (Contract.OTHER, Contract.IMMERSION, Contract.CIVIC_SERVICE)]
