"""Pairs of a person and an offer judged: factors, points, what the law says and what is missing, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import factors, law
from clicnjob.matching.crowd import Crowd, Who
from clicnjob.matching.factors import NO, Factor
from clicnjob.matching.feedback import Told, nothing_told, told
from clicnjob.matching.offer_set import UNKNOWN, Floats, Mask, OfferSet, Rows
from clicnjob.matching.scoring import Points, points
from clicnjob.matching.travel import Travel, travel
from clicnjob.matching.values import Criterion, GapName, Person
from clicnjob.matching.weights import AFTER_A_GAP, CLOSE_JOB, GAP_OF, OTHER_JOB, SAME_JOB
from clicnjob.profiles.values import ProfileValues

Fit = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Judged:
    """One column each, a place a pair: the offer's row, the person's row in the crowd (`who`), and what is found.

    `wish` is the place of the wish that fits best, `months` the experience that counts (NaN: not said).
    """

    crowd: Crowd
    offers: OfferSet
    today: date
    who: Who
    rows: Rows
    fit: Fit
    wish: NDArray[np.int8]
    months: Floats
    travel: Travel
    factors: Mapping[Criterion, Factor]
    findings: tuple[law.Finding, ...]
    gaps: Mapping[GapName, Mask]
    told: Told
    points: Points

    @cached_property
    def hidden(self) -> Mask:
        """What the law forbids: the only reason to hide an offer."""
        return _any([found.offers for found in self.findings if found.forbids], len(self.rows))

    @cached_property
    def same_job(self) -> Mask:
        """Offers of a job the person asked for, closely enough; all of them without a wish."""
        return np.asarray((self.fit >= SAME_JOB) | ~_asked(self.crowd)[self.who])

    @cached_property
    def close_job(self) -> Mask:
        """The same, and the jobs close to them."""
        return np.asarray((self.fit >= CLOSE_JOB) | self.same_job)

    @cached_property
    def gap_count(self) -> NDArray[np.int64]:
        """How many things are missing."""
        counts: NDArray[np.int64] = np.sum([*self.gaps.values()], axis=0, dtype=np.int64)
        return counts


@dataclass(frozen=True, slots=True)
class Pair:
    """One place of the columns: this person and this offer."""

    judged: Judged
    place: int

    @property
    def person(self) -> Person:
        who = self.judged.who
        return self.judged.crowd.people[who if isinstance(who, int) else int(who[self.place])]

    @property
    def answers(self) -> ProfileValues:
        return self.person.answers

    def of_offer(self, column: NDArray[Any]) -> Any:
        """The offer's value in a column of the offer set."""
        return column[self.judged.rows[self.place]]

    def of_pair(self, column: NDArray[Any]) -> Any:
        """The pair's value in a column of what was judged."""
        return column[self.place]

    def state(self, criterion: Criterion) -> int:
        """The place of the criterion's state in STATES."""
        return int(self.judged.factors[criterion].state[self.place])


def judge(
    crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, fit: Fit, wish: NDArray[np.int8], today: date
) -> Judged:
    """Everything the ranking and its reasons are made of. `fit` and `wish` are given for each pair."""
    asked = _asked(crowd)[who]
    months = counted_months(crowd, offers, who, rows)
    way = travel(crowd, offers, who, rows)
    found = tuple(_findings(crowd, offers, who, rows, today))
    by_criterion = {
        Criterion.JOB: factors.job(fit, wish, asked),
        Criterion.TRAVEL: way.factor,
        Criterion.EXPERIENCE: factors.experience(months, offers, rows),
        Criterion.CONTRACT: factors.contract(crowd, offers, who, rows),
        Criterion.HOURS: factors.hours(crowd, offers, who, rows),
        Criterion.LEVEL: factors.level(crowd, offers, who, rows, months),
        Criterion.LICENCE: factors.licence(crowd, offers, who, rows, months),
        Criterion.START: factors.start(crowd, offers, who, rows, today),
        Criterion.FRESHNESS: factors.freshness(offers, rows, today),
        Criterion.EXPOSURE: factors.exposure(offers, rows),
    }
    gaps = _gaps(by_criterion, found, _too_young(crowd, offers, who, rows, today))
    said = _told(crowd, offers, who, rows, way.km)
    kept = (_kept_by_job(fit, asked), way.kept, _kept_by_gaps(gaps), said.kept)
    scored = points(list(by_criterion.values()), kept)
    return Judged(crowd, offers, today, who, rows, fit, wish, months, way, by_criterion, found, gaps, said, scored)


def counted_months(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows) -> Floats:
    """The months of experience that count for each offer, by the occupations of its job; NaN when not said."""
    code, _ = offers.jobs.occupations_of(rows)
    return np.asarray(crowd.worth[who, code[:, 0]], dtype=np.float64)


def age_of(person: Person, today: date) -> int | None:
    """Whole years on the day, from the birth date when it is known."""
    return law.age_on(person.birth_date, today) if person.birth_date else person.age


def _asked(crowd: Crowd) -> Mask:
    return np.array([bool(one.answers.wishes) for one in crowd.people], dtype=bool)


def _findings(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, today: date) -> list[law.Finding]:
    """What the law says of each pair; people of one age are judged together."""
    if isinstance(who, int):
        return law.findings(_legal_age(crowd.people[who], today), offers.stated(rows), today)
    ages = [_legal_age(one, today) for one in crowd.people]
    kinds = {age: place for place, age in enumerate(dict.fromkeys(ages))}
    of_pair = np.array([kinds[age] for age in ages])[who]
    ordered = np.argsort(of_pair, kind="stable")
    ends = np.searchsorted(of_pair[ordered], np.arange(len(kinds)), side="right")
    found = []
    for age, here in zip(kinds, np.split(ordered, ends), strict=False):
        for finding in law.findings(age, offers.stated(rows[here]), today):
            everywhere = np.zeros(len(rows), dtype=bool)
            everywhere[here] = finding.offers
            found.append(replace(finding, offers=everywhere))
    return found


def _legal_age(person: Person, today: date) -> law.Age:
    return law.age_of(person.birth_date, person.age, today)


def _too_young(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, today: date) -> Mask:
    """Whether the employer asks for an older age: a rule of the employer, which never hides an offer."""
    years = np.array([_or_none(age_of(one, today)) for one in crowd.people])[who]
    return np.asarray((years != UNKNOWN) & (years < offers.youngest[rows]))


def _or_none(age: int | None) -> int:
    return UNKNOWN if age is None else age


def _told(crowd: Crowd, offers: OfferSet, who: Who, rows: Rows, km: Floats) -> Told:
    """What each pair's person said of offers."""
    if isinstance(who, int):
        return told(crowd.people[who].feedback, offers, rows, km)
    all_told = nothing_told(len(rows))
    for one in [place for place, person in enumerate(crowd.people) if person.feedback]:
        here = np.flatnonzero(who == one)
        said = told(crowd.people[one].feedback, offers, rows[here], km[here])
        all_told.aside[here], all_told.by_job[here] = said.aside, said.by_job
        all_told.by_distance[here] = said.by_distance
    return all_told


def _gaps(
    by_criterion: Mapping[Criterion, Factor], found: tuple[law.Finding, ...], too_young: Mask
) -> dict[GapName, Mask]:
    gaps = {name: np.asarray(by_criterion[criterion].state == NO) for criterion, name in GAP_OF.items()}
    one_step = [finding.offers for finding in found if finding.is_one_step]
    return {**gaps, GapName.AGE: _any([too_young, *one_step], len(too_young))}


def _kept_by_job(fit: Fit, asked: Any) -> Floats:
    nearness = fit.astype(np.float64) / SAME_JOB
    return np.where((nearness >= 1) | ~asked, 1.0, OTHER_JOB * nearness)


def _kept_by_gaps(gaps: Mapping[GapName, Mask]) -> Floats:
    """The distance has its own brake, which grows with it."""
    others = [mask for name, mask in gaps.items() if name != GapName.DISTANCE]
    return np.asarray(AFTER_A_GAP ** np.sum(others, axis=0, dtype=np.float64))


def _any(masks: list[Mask], size: int) -> Mask:
    held: Mask = np.logical_or.reduce([np.zeros(size, dtype=bool), *masks])
    return held
