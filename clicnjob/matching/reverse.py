"""From an offer to people: those it ranks best for, from the same factors as a person's own list (pure)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.crowd import Crowd
from clicnjob.matching.explaining import explain
from clicnjob.matching.judging import Judged, Pair, judge
from clicnjob.matching.offer_set import Mask, OfferSet
from clicnjob.matching.values import LegalNotice, OfferId, Person, Ranked
from clicnjob.matching.weights import ONE_STEP


class Group(StrEnum):
    """Where a person stands before an offer: the first two are named, the others are counted."""

    FITS = "fits"
    NEAR = "near"
    HIDDEN = "hidden"
    ASIDE = "aside"
    NO_WISH = "no wish"
    OTHER_JOB = "other job"
    TOO_FAR = "too far"
    SEVERAL = "several things"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person an offer may suit: the place among the people given, and the offer as it ranks for them."""

    place: int
    ranked: Ranked


@dataclass(frozen=True, slots=True)
class Matches:
    """The people an offer fits, then those it nearly fits, best first; how many stand in each group; the law's word."""

    fits: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    counts: dict[Group, int]
    law: tuple[LegalNotice, ...]


def best_people(
    offer_id: OfferId, offers: OfferSet, people: Sequence[Person], first: Sequence[bool], today: date, most: int = 20
) -> Matches | None:
    """At most `most` people of each named group: those marked `first`, then the others, by points, then as given.

    None when the offer is not in the set. Nobody is named whom the law keeps from the post, who set the offer aside,
    or who asked for no job yet.
    """
    row = bisect_left(offers.ids, offer_id)
    if row == len(offers) or offers.ids[row] != offer_id:
        return None
    if not people:
        return Matches((), (), dict.fromkeys(Group, 0), ())
    judged = _judged(row, offers, people, today)
    groups = _groups(judged)
    order = np.lexsort((np.arange(len(people)), -judged.points.score, ~np.array(first, dtype=bool)))

    def named(group: Group) -> tuple[Candidate, ...]:
        places = order[groups[order] == list(Group).index(group)][:most]
        return tuple(Candidate(int(place), explain(Pair(judged, int(place)))) for place in places)

    counts = dict(zip(Group, np.bincount(groups, minlength=len(Group)).tolist(), strict=True))
    forbidden = {one.rule.code: one.notice for one in judged.findings if one.forbids and one.offers.any()}
    return Matches(named(Group.FITS), named(Group.NEAR), counts, tuple(forbidden.values()))


def _judged(row: int, offers: OfferSet, people: Sequence[Person], today: date) -> Judged:
    """This one offer judged for everybody; people who share a wish are read once."""
    job = int(offers.jobs.of_offer[row])
    wishes = {wish for person in people for wish in person.answers.wishes or ()}
    fits = {wish: _fit(wish, job, offers) for wish in wishes}
    fit, which = np.zeros(len(people), dtype=np.float32), np.zeros(len(people), dtype=np.int8)
    for who, person in enumerate(people):
        for place, wish in enumerate(person.answers.wishes or ()):
            if fits[wish] > fit[who]:
                fit[who], which[who] = fits[wish], place
    everybody = np.arange(len(people), dtype=np.intp)
    rows = np.full(len(people), row, dtype=np.intp)
    return judge(Crowd.of(people, offers), offers, everybody, rows, fit, which, today)


def _fit(wish: str, job: int, offers: OfferSet) -> float:
    jobs, fits = offers.jobs.candidates(wish)
    place = int(np.searchsorted(jobs, job))
    return float(fits[place]) if place < len(jobs) and jobs[place] == job else 0.0


def _groups(judged: Judged) -> NDArray[np.intp]:
    """One group a person, as its place in Group: the first that is true."""
    further = judged.travel.used > ONE_STEP
    wishless = np.array([not one.answers.wishes for one in judged.crowd.people], dtype=bool)
    tests: dict[Group, Mask] = {
        Group.HIDDEN: judged.hidden,
        Group.ASIDE: judged.told.aside,
        Group.NO_WISH: wishless,
        Group.OTHER_JOB: ~judged.close_job,
        Group.TOO_FAR: further,
        Group.FITS: judged.same_job & (judged.gap_count == 0),
        Group.NEAR: judged.gap_count <= 1,
    }
    places = [np.full(len(judged.rows), list(Group).index(group)) for group in tests]
    return np.select(list(tests.values()), places, list(Group).index(Group.SEVERAL)).astype(np.intp)
