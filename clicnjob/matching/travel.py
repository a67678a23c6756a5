"""The way to work: kilometres, minutes by the transport a person has, and how much of the limit they take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.factors import NO, OK, PARTLY, SILENT, Factor
from clicnjob.matching.offer_set import Floats, Mask, OfferSet
from clicnjob.matching.values import Person
from clicnjob.matching.weights import (
    DEFAULT_KM,
    DEFAULT_MINUTES,
    JUST_TOO_FAR,
    ONE_STEP,
    TWICE_TOO_FAR,
    UNKNOWN_ELSEWHERE,
    UNKNOWN_PLACE,
)
from clicnjob.places.distance import distance_km
from clicnjob.places.travel import fastest
from clicnjob.profiles.values import Limit, Mode, ProfileValues

# Points at the limit; just beyond it the share falls at once, and to nothing at twice the limit.
AT_LIMIT = 0.6
BEYOND_LIMIT = 0.35
NEAR_LIMIT = 0.85
_METRE = 3


@dataclass(frozen=True, eq=False)
class Travel:
    """One column each: kilometres as the crow flies, minutes, place of the mode in `modes`, and the limit's share used.

    NaN where the place of the offer or of the person is not known.
    """

    km: Floats
    minutes: Floats
    mode: NDArray[np.intp]
    modes: tuple[Mode, ...]
    used: Floats
    factor: Factor
    kept: Floats

    @property
    def one_step(self) -> Mask:
        """Beyond the limit, yet a step away."""
        return np.asarray((self.used > 1) & (self.used <= ONE_STEP))


def travel(person: Person, offers: OfferSet) -> Travel:
    """The way to each offer. `kept` is the share of the sum that stays: 1 within the limit."""
    km = _kilometres(person, offers)
    modes = transport(person.answers)
    mode, minutes = fastest(modes, km)
    limit = limit_of(person.answers)
    used = minutes / limit.minutes if limit.minutes else km / (limit.km or DEFAULT_KM)
    unknown = np.isnan(used)
    elsewhere = unknown & _elsewhere(person, offers)
    share = np.where(unknown, np.where(elsewhere, UNKNOWN_PLACE / 2, UNKNOWN_PLACE), _share(used))
    state = np.where(unknown, SILENT, np.where(used > 1, NO, np.where(used > NEAR_LIMIT, PARTLY, OK)))
    kept = np.where(unknown, np.where(elsewhere, UNKNOWN_ELSEWHERE, 1.0), _kept(used))
    return Travel(km, minutes, mode, modes, used, Factor(share, state.astype(np.int8)), kept)


def transport(answers: ProfileValues) -> tuple[Mode, ...]:
    """The modes given; on foot for who has none, the bus when nothing was said."""
    if answers.modes is None:
        return (Mode.BUS,)
    return tuple(mode for mode in Mode if mode in answers.modes) or (Mode.WALK,)


def limit_of(answers: ProfileValues) -> Limit:
    """The furthest one goes; a usual limit when it was not said: minutes with a transport, else kilometres."""
    usual = Limit(minutes=DEFAULT_MINUTES) if answers.modes else Limit(km=DEFAULT_KM)
    return answers.limit or usual


def _kilometres(person: Person, offers: OfferSet) -> Floats:
    if person.latitude is None or person.longitude is None:
        return np.full(len(offers), np.nan)
    # To the metre: equal places stay equal whatever the arithmetic of the machine.
    km = distance_km(person.latitude, person.longitude, offers.latitude, offers.longitude)
    return np.asarray(np.round(km, _METRE), dtype=np.float64)


def _elsewhere(person: Person, offers: OfferSet) -> Mask:
    """Offers that name another département, or none, for a person whose place is known."""
    if person.latitude is None or person.departement_code is None:
        return np.zeros(len(offers), dtype=bool)
    return np.asarray(offers.departement != person.departement_code)


def _share(used: Floats) -> Floats:
    beyond = BEYOND_LIMIT * np.clip(2 - used, 0.0, 1.0)
    return np.where(used <= 1, 1 - (1 - AT_LIMIT) * used, beyond)


def _kept(used: Floats) -> Floats:
    further = np.maximum(used, 1.0)
    beyond = JUST_TOO_FAR + (TWICE_TOO_FAR - JUST_TOO_FAR) * (further - 1)
    return np.where(further <= 1, 1.0, np.where(further <= 2, beyond, TWICE_TOO_FAR * 2 / further))
