"""The criteria one by one: for every pair of a person and an offer the share of the points, 0 to 1, and a state.

`who` is one person's row of the crowd for all the offers, or one row for each of them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.conditions import CERTIFICATES, TIMES
from clicnjob.matching.crowd import NOT_ASKED, Crowd, Who
from clicnjob.matching.offer_set import NEEDS, UNKNOWN, Floats, OfferSet, Rows, bits, day_number
from clicnjob.matching.values import State
from clicnjob.matching.weights import SAME_JOB

STATES = tuple(State)
OK, PARTLY, NO, SILENT = range(4)
States = NDArray[np.int8]

WHOLE_JOB, SURE_JOB = 0.9, 0.65
# The first wish wins among equals.
LATER_WISH = 0.03
# What an offer or a profile does not say costs little: it is to be checked, not refused.
NOT_SAID = 0.8
EXPERIENCE_NOT_SAID = 0.9
# « Expérience exigée » without a duration is read as half a year.
USUAL_MONTHS = 6
ENOUGH_EXPERIENCE = 0.75
OTHER_CONTRACT_SHARE = 0.3
FRESH_DAYS, STALE_DAYS, OLD_DAYS = 7, 30, 60
# Choices of ours: an employer waits some weeks, not two months; a post that begins in half a year earns a little less.
SOME_DAYS, TOO_LATE_DAYS = 7, 56
FAR_FROM, FAR_DAYS, FAR_AWAY_COSTS = 60, 180, 0.2
_IN_TIME = 1 - np.arange(TOO_LATE_DAYS + 1) / TOO_LATE_DAYS
_SOON = 1 - np.interp(np.arange(FAR_DAYS + 1), (FAR_FROM, FAR_DAYS), (0.0, FAR_AWAY_COSTS))
START_NOT_SAID = 0.9
# A choice of ours: an employer with so many offers is seen without help.
MANY_OFFERS, FEW_OFFERS = 100, 10
EMPLOYER_NOT_SAID = 0.5
# The share by the number of offers, from none on; UNKNOWN is the last place.
_EXPOSURE = np.r_[1.0, 1 - np.log(np.arange(1, MANY_OFFERS + 1)) / np.log(MANY_OFFERS), EMPLOYER_NOT_SAID]
REQUIRED, WISHED = NEEDS.index("E"), NEEDS.index("S")
PART_OR_FULL = bits(("full_time", "part_time"), TIMES)
LEVEL_NONE = 2
LEVEL_STUDIED = 5
PRACTISED_MONTHS = 3
# Certificates that open a trade, and are not taught in a few days on the spot: those to drive go with the licences.
OWN_CERTIFICATES = bits(("carte_pro", "ssiap", "bnssa", "taxi", "bafa", "bafd"), CERTIFICATES)
TO_DRIVE = bits(("caces", "fimo"), CERTIFICATES)


class Factor(NamedTuple):
    """One criterion over all pairs: the share earned, 0 to 1, and the place of the state in STATES."""

    share: Floats
    state: States


def _factor(share: Any, state: Any) -> Factor:
    return Factor(np.asarray(share, dtype=np.float64), np.asarray(state, dtype=np.int8))


def job(fit: NDArray[np.float32], wish: NDArray[np.int8], asked: Any) -> Factor:
    """The job: whole from WHOLE_JOB on, in proportion below, a little less for a later wish. Without a wish, half."""
    state = np.where(fit >= SURE_JOB, OK, np.where(fit >= SAME_JOB, PARTLY, NO))
    share = np.minimum(fit.astype(np.float64) / WHOLE_JOB, 1.0) * (1 - LATER_WISH * wish.astype(np.float64))
    return _factor(np.where(asked, share, 0.5), np.where(asked, state, SILENT))


def experience(months: Floats, offers: OfferSet, rows: Rows) -> Factor:
    """Months of experience that count for each offer against what it asks; NaN when the profile does not say."""
    need = offers.need[rows]
    required, wished, silent = need == REQUIRED, need == WISHED, need == UNKNOWN
    said = ~np.isnan(months)
    reached = np.where(said, np.minimum(months / asked_months(offers, rows), 1.0), 0.5)
    otherwise = np.where(silent, EXPERIENCE_NOT_SAID, 1.0)
    share = np.where(required, 0.2 + 0.8 * reached, np.where(wished, 0.7 + 0.3 * reached, otherwise))
    # A contract to learn the trade cannot ask that it be known: the field is to be checked, not a gap.
    learning = offers.stated(rows)["training"] & required & (reached < ENOUGH_EXPERIENCE) & said
    short = np.where(required & (reached < ENOUGH_EXPERIENCE), NO, np.where(wished & (reached < 1), PARTLY, OK))
    state = np.where(silent | (~said & (required | wished)), SILENT, np.where(learning, PARTLY, short))
    return _factor(np.where(learning, NOT_SAID, share), state)


def asked_months(offers: OfferSet, rows: Rows) -> Floats:
    """The months of experience each offer asks for; half a year when it asks without saying how long."""
    months = offers.months[rows]
    return np.where(months == UNKNOWN, USUAL_MONTHS, np.maximum(months, 1)).astype(np.float64)


def contract(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Factor:
    """The kind of contract, among those the person would take; an empty choice takes all."""
    offered = offers.contract[rows]
    wanted = (crowd.contracts[who] >> offered) & 1 == 1
    said = crowd.contracts_said[who]
    unclear = ~said | (np.isin(offered, NOT_ASKED) & ~_takes_all(crowd, who))
    share = np.where(unclear, NOT_SAID, np.where(wanted, 1.0, OTHER_CONTRACT_SHARE))
    return _factor(share, np.where(unclear, SILENT, np.where(wanted, OK, NO)))


def _takes_all(crowd: Crowd, who: Who) -> Any:
    return (crowd.contracts[who] >> NOT_ASKED[0]) & 1 == 1


def hours(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Factor:
    """Full or part time, and the nights and week-ends that the offer states and the person avoids."""
    clash = clashing_hours(crowd, offers, who, rows) != 0
    silent = (offers.times[rows] & PART_OR_FULL == 0) | ~crowd.hours_said[who]
    unknown = silent & ~crowd.any_hours[who]
    share = np.where(clash, 0.2, np.where(unknown, NOT_SAID, 1.0))
    return _factor(share, np.where(clash, NO, np.where(unknown, SILENT, OK)))


def clashing_hours(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Any:
    """The stated times of an offer that a person does not want, as bits of TIMES; part and full time at once never."""
    times = offers.times[rows]
    either = times & PART_OR_FULL == PART_OR_FULL
    return np.where(either, times & ~PART_OR_FULL, times) & crowd.unwanted[who]


def level(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, months: Floats) -> Factor:
    """The diploma asked for; one that is only wished for never fails.

    A diploma of the trade itself (`regulated`) or a certificate is not held for having reached its level: who has
    worked in the trade (`months` that count) has it, as has who studied beyond the bac to its level.
    """
    asked, own = offers.level[rows], crowd.level[who]
    unsaid = own == UNKNOWN
    special = offers.regulated[rows] | (offers.certificates[rows] & OWN_CERTIFICATES != 0)
    practised = (months >= PRACTISED_MONTHS) | ((own >= LEVEL_STUDIED) & (own >= asked) & offers.regulated[rows])
    required = offers.level_required[rows] | special
    short = (asked > np.where(unsaid, LEVEL_NONE, own)) | (special & ~practised & ~unsaid)
    share = np.where(short, np.where(unsaid, NOT_SAID, np.where(required, 0.2, 0.8)), 1.0)
    return _factor(share, np.where(short, np.where(unsaid, SILENT, np.where(required, NO, PARTLY)), OK))


def licence(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, months: Floats) -> Factor:
    """The driving licences asked for, against those held, and those being taken for half.

    A certificate to drive machines or lorries (TO_DRIVE) is held by who has worked in the trade.
    """
    required, wished = offers.licences[rows], offers.wished[rows]
    said, held = crowd.licences_said[who], crowd.held[who]
    lacking, later = required & ~held != 0, required & ~crowd.soon[who] != 0
    less = wished & ~held != 0
    share = np.where(lacking, np.where(later, 0.0, 0.5), np.where(less, NOT_SAID, 1.0))
    state = np.where(lacking, np.where(later, NO, PARTLY), np.where(less, PARTLY, OK))
    asks = (required != 0) | (wished != 0)
    unsaid = np.where(required != 0, 0.5, np.where(wished != 0, NOT_SAID, 1.0))
    unproved = (offers.certificates[rows] & TO_DRIVE != 0) & (months < PRACTISED_MONTHS)
    share, state = np.where(said, share, unsaid), np.where(said | ~asks, state, SILENT)
    return _factor(np.where(unproved, 0.0, share), np.where(unproved, NO, state))


def freshness(offers: OfferSet, rows: Rows, today: date) -> Factor:
    """Whole for a week, then less each day until two months; an offer from a later day is fresh."""
    updated = offers.updated[rows]
    age, known = today.toordinal() - updated, updated != UNKNOWN
    share = np.clip((OLD_DAYS - age) / (OLD_DAYS - FRESH_DAYS), 0.0, 1.0)
    return _factor(np.where(known, share, 0.5), np.where(known, np.where(age > STALE_DAYS, PARTLY, OK), SILENT))


def start(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, today: date) -> Factor:
    """The day the work begins, against the day from which the person is free: whole in time, nothing two months late.

    What begins months from today earns a little less, whoever is free when: to be free earlier never costs a point.
    """
    now = day_number(today)
    begins, free = np.maximum(offers.start[rows], now), crowd.free[who]
    known = (offers.start[rows] != UNKNOWN) & (free != UNKNOWN)
    late, away = np.clip(free - begins, 0, TOO_LATE_DAYS), np.minimum(begins - now, FAR_DAYS)
    share = _IN_TIME[late] * _SOON[away]
    state = np.where(late >= TOO_LATE_DAYS, NO, np.where(late > SOME_DAYS, PARTLY, OK))
    return _factor(np.where(known, share, START_NOT_SAID), np.where(known, state, SILENT))


def exposure(offers: OfferSet, rows: Rows) -> Factor:
    """Fair exposure: whole for the only offer of an employer, less with the logarithm of how many it has here."""
    count = offers.employer_offers[rows]
    state = np.where(count == UNKNOWN, SILENT, np.where(count <= FEW_OFFERS, OK, PARTLY))
    return _factor(_EXPOSURE[np.minimum(count, MANY_OFFERS)], state)
