"""The best offers of many people at once: by distinct wishes, then by place, in the same arithmetic as for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.crowd import Crowd, limit_of, transport
from clicnjob.matching.judging import Fit, judge
from clicnjob.matching.offer_set import Floats, Integers, OfferSet, Rows
from clicnjob.matching.ranking import answering
from clicnjob.matching.travel import kept
from clicnjob.matching.values import Person
from clicnjob.matching.weights import SAME_JOB
from clicnjob.places.distance import EARTH_KM, unit_vectors
from clicnjob.places.travel import reach_km

# People whose columns are made together, and pairs that are judged together: enough to fill the arithmetic, few enough
# to stay near the processor.
PEOPLE_AT_ONCE = 4_000
PAIRS_AT_ONCE = 60_000
# How many pairs are judged for one that is given: what is left out is far behind by fit and distance alone.
SPARE = 12
NEXT_DOOR_KM = 0.5


class Best(NamedTuple):
    """The rows of a person's best offers in the offer set, best first, and their scores in ten-thousandths."""

    rows: Rows
    scores: Integers


class _Pairs(NamedTuple):
    who: Rows
    rows: Rows
    fit: Fit
    wish: NDArray[np.int8]


def top(people: Sequence[Person], offers: OfferSet, today: date, most: int = 50) -> list[Best]:
    """The best offers of each person, at most `most`, hidden ones and self-employment left out, in the given order.

    People who share their wishes are served together; the offers most promising by fit and distance are judged.
    """
    best: list[Best] = [Best(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int32))] * len(people)
    order = sorted(range(len(people)), key=lambda one: people[one].answers.wishes or ())
    for start in range(0, len(order), PEOPLE_AT_ONCE):
        some = order[start : start + PEOPLE_AT_ONCE]
        crowd = Crowd.of([people[one] for one in some], offers)
        for pairs in _chunks(_paired(crowd, offers, most)):
            for who, found in _judged(crowd, offers, pairs, today, most):
                best[some[who]] = found
    return best


def _paired(crowd: Crowd, offers: OfferSet, most: int) -> Iterator[_Pairs]:
    """For each group of people with the same wishes the pairs worth judging, people in the order of the crowd."""
    points = unit_vectors(offers.latitude, offers.longitude)
    homes = unit_vectors(crowd.latitude, crowd.longitude)
    reach = np.array([_reach(one) for one in crowd.people])
    start = 0
    while start < len(crowd):
        wishes, end = crowd.people[start].answers.wishes or (), start + 1
        while end < len(crowd) and (crowd.people[end].answers.wishes or ()) == wishes:
            end += 1
        rows, fit, wish = answering(offers, wishes) if wishes else _every(offers)
        who, found = _promising(homes[start:end] @ points[rows].T, reach[start:end], fit, most)
        yield _Pairs(who + start, rows[found], fit[found], wish[found])
        start = end


def _every(offers: OfferSet) -> tuple[Rows, Fit, NDArray[np.int8]]:
    rows = np.flatnonzero(offers.live)
    return rows, np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.int8)


def _promising(cosines: Floats, reach: Floats, fit: Fit, most: int) -> tuple[Rows, Rows]:
    """Of a matrix of people and offers the pairs that may be among the best: by their fit and their distance alone.

    A place that is not known (NaN) counts as within reach.
    """
    spare = SPARE * most
    if cosines.shape[1] <= spare:
        who, chosen = np.nonzero(np.ones(cosines.shape, dtype=bool))
        return who, chosen
    used = np.arccos(np.minimum(cosines, 1.0)) * (EARTH_KM / reach[:, None])
    worth = np.nan_to_num(kept(used), nan=1.0) * np.minimum(fit / SAME_JOB, 1.0) ** 2
    chosen = np.argpartition(-worth, spare, axis=1)[:, :spare]
    return np.repeat(np.arange(len(cosines)), spare), chosen.ravel()


def _reach(person: Person) -> float:
    """The limit as kilometres as the crow flies."""
    limit = limit_of(person.answers)
    return limit.km or max(reach_km(transport(person.answers), limit.minutes or 0), NEXT_DOOR_KM)


def _chunks(groups: Iterator[_Pairs]) -> Iterator[_Pairs]:
    """The groups put together until there are enough pairs; a person is never cut in two."""
    waiting: list[_Pairs] = []
    count = 0
    for pairs in groups:
        waiting.append(pairs)
        count += len(pairs.rows)
        if count >= PAIRS_AT_ONCE:
            yield _joined(waiting)
            waiting, count = [], 0
    if waiting:
        yield _joined(waiting)


def _joined(groups: Sequence[_Pairs]) -> _Pairs:
    return _Pairs(*(np.concatenate(columns) for columns in zip(*groups, strict=True)))


def _judged(crowd: Crowd, offers: OfferSet, pairs: _Pairs, today: date, most: int) -> Iterator[tuple[int, Best]]:
    judged = judge(crowd, offers, pairs.who, pairs.rows, pairs.fit, pairs.wish, today)
    shown = ~(judged.hidden | offers.self_employed[pairs.rows] | judged.told.aside)
    who, rows, scores = pairs.who[shown], pairs.rows[shown], judged.points.score[shown]
    # One number sorts by person, then by falling score, then by row.
    order = np.argsort((who.astype(np.int64) << 44) - (scores.astype(np.int64) << 30) + rows)
    who, rows, scores = who[order], rows[order], scores[order]
    if not len(who):
        return
    starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
    for start, end in pairwise([*starts.tolist(), len(who)]):
        last = min(end, start + most)
        yield int(who[start]), Best(rows[start:last], scores[start:last])
