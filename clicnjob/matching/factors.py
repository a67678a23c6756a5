"""The criteria one by one: for every offer the share of the points earned, 0 to 1, and a state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.licences import held, held_soon
from clicnjob.matching.offer_set import CONTRACTS, NEEDS, UNKNOWN, Floats, Mask, OfferSet
from clicnjob.matching.values import State
from clicnjob.matching.weights import SAME_JOB
from clicnjob.offers.contracts import Contract
from clicnjob.profiles.values import Hours, Level, ProfileValues

STATES = tuple(State)
OK, PARTLY, NO, SILENT = range(4)
States = NDArray[np.int8]

WHOLE_JOB, SURE_JOB = 0.9, 0.65
# The first wish wins among equals.
LATER_WISH = 0.02
# What an offer or a profile does not say costs little: it is to be checked, not refused.
NOT_SAID = 0.8
EXPERIENCE_NOT_SAID = 0.9
# « Expérience exigée » without a duration is read as a year.
USUAL_MONTHS = 12
ENOUGH_EXPERIENCE = 0.75
# What a month in another job is worth in this one (habits of work), and the fit from which it counts whole.
OTHER_JOB_MONTH = 0.3
SAME_JOB_MONTH = 0.5
OTHER_CONTRACT = 0.3
FRESH_DAYS, STALE_DAYS, OLD_DAYS = 7, 30, 60

# National levels: none and brevet 2, CAP 3, bac 4, bac+2 5; « bac+3 ou plus » has no known top.
LEVELS = {Level.NONE: 2, Level.CAP: 3, Level.BAC: 4, Level.BAC_2: 5, Level.BAC_3: 8}


class Factor(NamedTuple):
    """One criterion over all offers: the share earned, 0 to 1, and the place of the state in STATES."""

    share: Floats
    state: States


def job(fit: NDArray[np.float32], wish: NDArray[np.int8], *, asked: bool) -> Factor:
    """The job: whole from WHOLE_JOB on, in proportion below, a little less for a later wish. Without a wish, half."""
    if not asked:
        return Factor(np.full(len(fit), 0.5), np.full(len(fit), SILENT, dtype=np.int8))
    state = np.where(fit >= SURE_JOB, OK, np.where(fit >= SAME_JOB, PARTLY, NO))
    share = np.minimum(fit.astype(np.float64) / WHOLE_JOB, 1.0) * (1 - LATER_WISH * wish.astype(np.float64))
    return Factor(share, state.astype(np.int8))


def experience(months: Floats | None, offers: OfferSet) -> Factor:
    """Months of experience that count for each offer against what it asks; None when the profile does not say."""
    required, wished = offers.need == NEEDS.index("E"), offers.need == NEEDS.index("S")
    if months is None:
        share = np.where(required, 0.5, np.where(wished, 0.85, _unless_silent(offers.need, EXPERIENCE_NOT_SAID)))
        state = np.where(required | wished | (offers.need == UNKNOWN), SILENT, OK)
        return Factor(share, state.astype(np.int8))
    reached = np.minimum(months / asked_months(offers), 1.0)
    silent = _unless_silent(offers.need, EXPERIENCE_NOT_SAID)
    share = np.where(required, 0.2 + 0.8 * reached, np.where(wished, 0.7 + 0.3 * reached, silent))
    short = np.where(required & (reached < ENOUGH_EXPERIENCE), NO, np.where(wished & (reached < 1), PARTLY, OK))
    # A contract to learn the trade cannot ask that it be known: the field is to be checked, not a gap.
    learning = offers.facts["training"] & (short == NO)
    state = np.where(learning, PARTLY, np.where(offers.need == UNKNOWN, SILENT, short))
    return Factor(np.where(learning, NOT_SAID, share), state.astype(np.int8))


def asked_months(offers: OfferSet) -> Floats:
    """The months of experience each offer asks for; a year when it asks without saying how long."""
    return np.where(offers.months > 0, offers.months, USUAL_MONTHS).astype(np.float64)


def counted_months(answers: ProfileValues, offers: OfferSet) -> Floats | None:
    """The person's months of experience, counted for each offer: whole in the same job, a part in another."""
    if answers.experience is None:
        return None
    total = np.zeros(len(offers), dtype=np.float64)
    for done in answers.experience:
        fit = offers.jobs.fit(done.job)[offers.jobs.of_offer].astype(np.float64)
        total += done.months * np.minimum(OTHER_JOB_MONTH + fit / SAME_JOB_MONTH, 1.0)
    return total


def contract(answers: ProfileValues, offers: OfferSet) -> Factor:
    """The kind of contract, among those the person would take; an empty choice takes all."""
    if answers.contracts is None:
        return _constant(offers, NOT_SAID, SILENT)
    if not answers.contracts:
        return _constant(offers, 1.0, OK)
    judged = [_contract(answers, one) for one in CONTRACTS]
    shares, states = zip(*judged, strict=True)
    return Factor(np.array(shares)[offers.contract], np.array(states, dtype=np.int8)[offers.contract])


def _contract(answers: ProfileValues, offered: Contract) -> tuple[float, int]:
    if offered == Contract.OTHER:
        return NOT_SAID, SILENT
    return (1.0, OK) if str(offered) in (answers.contracts or ()) else (OTHER_CONTRACT, NO)


def hours(answers: ProfileValues, offers: OfferSet) -> Factor:
    """Full or part time, and the nights and week-ends that the offer states and the person avoids."""
    clash = clashing_hours(answers, offers)
    free = answers.hours == Hours.ANY
    silent = np.asarray(offers.part_time == UNKNOWN) if answers.hours is not None else np.ones(len(offers), dtype=bool)
    unknown = silent & ~free
    share = np.where(clash, 0.2, np.where(unknown, NOT_SAID, 1.0))
    return Factor(share, np.where(clash, NO, np.where(unknown, SILENT, OK)).astype(np.int8))


def clashing_hours(answers: ProfileValues, offers: OfferSet) -> Mask:
    """Whether the stated hours of an offer are what the person does not want."""
    unwanted = {Hours.FULL: 1, Hours.PART: 0}.get(answers.hours or Hours.ANY, UNKNOWN)
    clash = np.asarray((offers.part_time == unwanted) & (offers.part_time != UNKNOWN))
    return clash | (offers.night & bool(answers.no_night)) | (offers.weekend & bool(answers.no_weekend))


def level(answers: ProfileValues, offers: OfferSet) -> Factor:
    """The diploma asked for; one that is only wished for never fails."""
    named = offers.level != UNKNOWN
    if answers.level is None:
        asks = named & (offers.level > LEVELS[Level.NONE])
        return Factor(np.where(asks, NOT_SAID, 1.0), np.where(asks, SILENT, OK).astype(np.int8))
    short = named & (offers.level > LEVELS[answers.level])
    share = np.where(short, np.where(offers.level_required, 0.2, 0.8), 1.0)
    return Factor(share, np.where(short, np.where(offers.level_required, NO, PARTLY), OK).astype(np.int8))


def licence(answers: ProfileValues, offers: OfferSet) -> Factor:
    """The driving licences asked for, against those held, and those being taken for half."""
    judged = [_licence(answers, required, wished) for required, wished in offers.licence_sets] or [(1.0, OK)]
    shares, states = zip(*judged, strict=True)
    return Factor(np.array(shares)[offers.licence], np.array(states, dtype=np.int8)[offers.licence])


def _licence(answers: ProfileValues, required: Sequence[str], wished: Sequence[str]) -> tuple[float, int]:
    if answers.licences is None:
        return (0.5, SILENT) if required else (NOT_SAID, SILENT) if wished else (1.0, OK)
    lacking = set(required) - held(answers)
    if lacking:
        return (0.5, PARTLY) if lacking <= held_soon(answers) else (0.0, NO)
    return (1.0, OK) if set(wished) <= held(answers) else (NOT_SAID, PARTLY)


def freshness(offers: OfferSet, today: date) -> Factor:
    """Whole for a week, then less each day until two months; an offer from a later day is fresh."""
    age = today.toordinal() - offers.updated
    known = offers.updated != UNKNOWN
    share = np.clip((OLD_DAYS - age) / (OLD_DAYS - FRESH_DAYS), 0.0, 1.0)
    state = np.where(known, np.where(age > STALE_DAYS, PARTLY, OK), SILENT)
    return Factor(np.where(known, share, 0.5), state.astype(np.int8))


def _constant(offers: OfferSet, share: float, state: int) -> Factor:
    return Factor(np.full(len(offers), share), np.full(len(offers), state, dtype=np.int8))


def _unless_silent(column: NDArray[np.int32], share: float) -> Floats:
    return np.where(column == UNKNOWN, share, 1.0)
