"""The way to work: kilometres, minutes by the transport a person has, and how much of the limit they take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.crowd import MODES, Crowd, Who
from clicnjob.matching.factors import NO, OK, PARTLY, SILENT, Factor
from clicnjob.matching.offer_set import Floats, Mask, OfferSet, Rows
from clicnjob.matching.weights import (
    ALMOST,
    ONE_STEP,
    TWICE_TOO_FAR,
    UNKNOWN_ELSEWHERE,
    UNKNOWN_PLACE,
)
from clicnjob.places.distance import distance_km
from clicnjob.places.travel import fastest

# Points at the limit; beyond it they fall to nothing at twice the limit.
AT_LIMIT = 0.6
NEAR_LIMIT = 0.85
_METRE = 3


@dataclass(frozen=True, eq=False)
class Travel:
    """One column each: kilometres as the crow flies, minutes, place of the mode in MODES, and the limit's share used.

    NaN where the place of the offer or of the person is not known.
    """

    km: Floats
    minutes: Floats
    mode: NDArray[np.intp]
    used: Floats
    factor: Factor
    kept: Floats

    @property
    def one_step(self) -> Mask:
        """Beyond the limit, yet a step away."""
        return np.asarray((self.used > ALMOST) & (self.used <= ONE_STEP))


def travel(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Travel:
    """The way to each offer. `kept` is the share of the sum that stays: 1 within the limit."""
    km = kilometres(crowd, offers, who, rows)
    mode, minutes = _fastest(crowd, who, km)
    used = np.where(crowd.in_minutes[who], minutes, km) / crowd.furthest[who]
    # Who would leave for a lodging is at home there: the limit is reached, never passed.
    used = np.where(crowd.ready_if_housed[who] & offers.housed[rows], np.fmin(used, 1.0), used)
    unknown = np.isnan(used)
    elsewhere = unknown & crowd.placed[who] & (offers.departement[rows] != crowd.departement[who])
    share = np.where(unknown, np.where(elsewhere, UNKNOWN_PLACE / 2, UNKNOWN_PLACE), _share(used))
    state = np.where(unknown, SILENT, np.where(used > ALMOST, NO, np.where(used > NEAR_LIMIT, PARTLY, OK)))
    stays = np.where(unknown, np.where(elsewhere, UNKNOWN_ELSEWHERE, 1.0), kept(used))
    return Travel(km, minutes, mode, used, Factor(share, state.astype(np.int8)), stays)


def kilometres(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Floats:
    """As the crow flies, to the metre: equal places stay equal whatever the arithmetic of the machine."""
    home = crowd.latitude[who], crowd.longitude[who]
    km = distance_km(*home, offers.latitude[rows], offers.longitude[rows])
    return np.asarray(np.round(km, _METRE), dtype=np.float64)


def _fastest(crowd: Crowd, who: Who, km: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The quickest mode of each person's own, and its minutes; people who share their modes are counted together."""
    if np.ndim(who) == 0:
        return _by(int(crowd.modes[who]), km)
    modes = crowd.modes[who]
    mode, minutes = np.zeros(len(km), dtype=np.intp), np.full(len(km), np.nan)
    for one in np.unique(modes):
        here = modes == one
        mode[here], minutes[here] = _by(int(one), km[here])
    return mode, minutes


def _by(modes: int, km: Floats) -> tuple[NDArray[np.intp], Floats]:
    own = [place for place in range(len(MODES)) if modes >> place & 1]
    chosen, minutes = fastest([MODES[place] for place in own], km)
    return np.array(own, dtype=np.intp)[chosen], minutes


def _share(used: Floats) -> Floats:
    beyond = AT_LIMIT * np.clip(2 - used, 0.0, 1.0)
    return np.where(used <= 1, 1 - (1 - AT_LIMIT) * used, beyond)


def kept(used: Floats) -> Floats:
    """All up to almost the limit, then less and less: a quarter at twice the limit, and ever less."""
    steep = 1 + (TWICE_TOO_FAR - 1) * (used - ALMOST) / (2 - ALMOST)
    return np.where(used <= ALMOST, 1.0, np.where(used <= 2, steep, TWICE_TOO_FAR * 2 / np.maximum(used, 1e-9)))
