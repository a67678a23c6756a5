"""Every offer judged for one person: factors, points, what the law says and what is missing, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import factors, law
from clicnjob.matching.factors import NO, Factor
from clicnjob.matching.offer_set import Floats, Mask, OfferSet
from clicnjob.matching.scoring import Points, points
from clicnjob.matching.travel import Travel, travel
from clicnjob.matching.values import Answer, Criterion, GapName, Person
from clicnjob.matching.weights import AFTER_A_GAP, GAP_OF, OTHER_JOB, SAME_JOB


@dataclass(frozen=True, eq=False)
class Judged:
    """Columns in the order of the offers. `wish` is the place of the wish that fits best, `months` what counts."""

    person: Person
    offers: OfferSet
    today: date
    fit: NDArray[np.float32]
    wish: NDArray[np.int8]
    months: Floats | None
    travel: Travel
    factors: Mapping[Criterion, Factor]
    findings: tuple[law.Finding, ...]
    gaps: Mapping[GapName, Mask]
    points: Points

    @cached_property
    def hidden(self) -> Mask:
        """What the law forbids: the only reason to hide an offer."""
        return _any([found.offers for found in self.findings if found.forbids], len(self.offers))

    @cached_property
    def same_job(self) -> Mask:
        """Offers of a job the person asked for, closely enough; all of them without a wish."""
        return np.asarray(self.fit >= SAME_JOB) | (not self.person.answers.wishes)

    @cached_property
    def gap_count(self) -> NDArray[np.int64]:
        """How many things are missing."""
        counts: NDArray[np.int64] = np.sum([*self.gaps.values()], axis=0, dtype=np.int64)
        return counts


def judge(person: Person, offers: OfferSet, today: date) -> Judged:
    """Everything the ranking and its reasons are made of."""
    answers = person.answers
    fits, which = offers.jobs.fits(answers.wishes or ())
    fit, wish = fits[offers.jobs.of_offer], which[offers.jobs.of_offer]
    months = factors.counted_months(answers, offers)
    way = travel(person, offers)
    found = tuple(law.findings(age_of(person, today), offers.facts, today))
    by_criterion = {
        Criterion.JOB: factors.job(fit, wish, asked=bool(answers.wishes)),
        Criterion.TRAVEL: way.factor,
        Criterion.EXPERIENCE: factors.experience(months, offers),
        Criterion.CONTRACT: factors.contract(answers, offers),
        Criterion.HOURS: factors.hours(answers, offers),
        Criterion.LEVEL: factors.level(answers, offers),
        Criterion.LICENCE: factors.licence(answers, offers),
        Criterion.FRESHNESS: factors.freshness(offers, today),
    }
    gaps = _gaps(by_criterion, found, len(offers))
    kept = (_kept_by_job(fit, asked=bool(answers.wishes)), way.kept, _kept_by_gaps(gaps))
    scored = points(list(by_criterion.values()), kept)
    return Judged(person, offers, today, fit, wish, months, way, by_criterion, found, gaps, scored)


def age_of(person: Person, today: date) -> int | None:
    """Whole years on the day, from the birth date when it is known."""
    return law.age_on(person.birth_date, today) if person.birth_date else person.age


def _gaps(by_criterion: Mapping[Criterion, Factor], found: tuple[law.Finding, ...], size: int) -> dict[GapName, Mask]:
    gaps = {name: np.asarray(by_criterion[criterion].state == NO) for criterion, name in GAP_OF.items()}
    to_allow = [finding.offers for finding in found if finding.answer == Answer.DEROGATION]
    return {**gaps, GapName.AGE: _any(to_allow, size)}


def _kept_by_job(fit: NDArray[np.float32], *, asked: bool) -> Floats:
    nearness = fit.astype(np.float64) / SAME_JOB
    return np.where((nearness >= 1) | (not asked), 1.0, OTHER_JOB * nearness)


def _kept_by_gaps(gaps: Mapping[GapName, Mask]) -> Floats:
    """The distance has its own brake, which grows with it."""
    others = [mask for name, mask in gaps.items() if name != GapName.DISTANCE]
    return np.asarray(AFTER_A_GAP ** np.sum(others, axis=0, dtype=np.float64))


def _any(masks: list[Mask], size: int) -> Mask:
    held: Mask = np.logical_or.reduce([np.zeros(size, dtype=bool), *masks])
    return held
