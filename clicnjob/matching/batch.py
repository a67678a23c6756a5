"""The best offers of many people at once: by distinct wishes, then by place, in the same arithmetic as for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.crowd import Crowd, limit_of, transport
from clicnjob.matching.factors import ENOUGH_EXPERIENCE, REQUIRED, WHOLE_JOB, asked_months
from clicnjob.matching.judging import Fit, judge
from clicnjob.matching.offer_set import UNKNOWN, Floats, Integers, Mask, OfferSet, Rows
from clicnjob.matching.ranking import answering
from clicnjob.matching.travel import kept
from clicnjob.matching.values import Criterion, Person
from clicnjob.matching.weights import AFTER_A_GAP, ONE_STEP, SAME_JOB, WEIGHTS
from clicnjob.places.distance import EARTH_KM, unit_vectors
from clicnjob.places.travel import reach_km

# People whose columns are made together, and pairs that are judged together: enough to fill the arithmetic, few enough
# to stay near the processor.
PEOPLE_AT_ONCE = 4_000
PAIRS_AT_ONCE = 60_000
# Pairs looked at together before that: a matrix of them takes some tens of megabytes.
PAIRS_SEEN = 1_000_000
# How many pairs are judged for one that is given: what is left out is far behind by what is seen at once.
SPARE = 4
# Twice as many when copies, and offers no page would propose, leave what was judged.
SPARE_PROPOSED = 8
NEXT_DOOR_KM = 0.5
# About what a criterion that fails costs in points, before what it takes back.
A_GAP = 7


class Best(NamedTuple):
    """The rows of a person's best offers in the offer set, best first, and their scores in ten-thousandths."""

    rows: Rows
    scores: Integers


class _Pairs(NamedTuple):
    who: Rows
    rows: Rows
    fit: Fit
    wish: NDArray[np.int8]


def top(
    people: Sequence[Person], offers: OfferSet, today: date, most: int = 50, *, proposed: bool = False
) -> list[Best]:
    """The best offers of each person, at most `most`, hidden ones and self-employment left out, in the given order.

    People who share their wishes are served together; the offers most promising by fit and distance are judged.
    `proposed`: those a person's page would propose (see `Ranking.proposed`), of one text the best only.
    """
    best: list[Best] = [Best(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int32))] * len(people)
    order = sorted(range(len(people)), key=lambda one: people[one].answers.wishes or ())
    for start in range(0, len(order), PEOPLE_AT_ONCE):
        some = order[start : start + PEOPLE_AT_ONCE]
        offers.jobs.learn(wish for one in some for wish in people[one].answers.wishes or ())
        crowd = Crowd.of([people[one] for one in some], offers)
        spare = most * (SPARE_PROPOSED if proposed else SPARE)
        for pairs in _chunks(_paired(crowd, offers, spare)):
            for who, found in _judged(crowd, offers, pairs, today, most, proposed):
                best[some[who]] = found
    return best


def _paired(crowd: Crowd, offers: OfferSet, spare: int) -> Iterator[_Pairs]:
    """For each group of people with the same wishes the pairs worth judging, people in the order of the crowd."""
    points = unit_vectors(offers.latitude, offers.longitude)
    homes = unit_vectors(crowd.latitude, crowd.longitude)
    reach = np.array([_reach(one) for one in crowd.people])
    for wishes, group in groupby(range(len(crowd)), key=lambda one: crowd.people[one].answers.wishes or ()):
        rows, fit, wish = answering(offers, wishes) if wishes else _every(offers)
        # Without a wish every job will do.
        job = fit if wishes else np.ones_like(fit)
        members, step = np.array(list(group)), max(1, PAIRS_SEEN // max(len(rows), 1))
        for some in (members[at : at + step] for at in range(0, len(members), step)):
            used = _used(homes[some] @ points[rows].T, reach[some])
            lodged = np.ix_(crowd.ready_if_housed[some], offers.housed[rows])
            # Whoever is ready to leave if lodged is within the limit of such an offer, as in `travel`.
            used[lodged] = np.fmin(used[lodged], 1)
            of_whom, found = _promising(_worth(crowd, offers, some, rows, job, used), spare)
            yield _Pairs(some[of_whom], rows[found], fit[found], wish[found])


def _every(offers: OfferSet) -> tuple[Rows, Fit, NDArray[np.int8]]:
    rows = np.flatnonzero(offers.live)
    return rows, np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.int8)


def _used(cosines: Floats, reach: Floats) -> Floats:
    """Of a matrix of people and offers the share of each person's limit that the way takes, as the crow flies."""
    return np.asarray(np.arccos(np.minimum(cosines, 1.0)) * (EARTH_KM / reach[:, None]), dtype=np.float32)


def _worth(crowd: Crowd, offers: OfferSet, who: Rows, rows: Rows, fit: Fit, used: Floats) -> Floats:
    """About what each pair will score, from the job, the distance and what is plainly missing: a row a person.

    Columns of offers are read once for all these people, so that this costs a fraction of judging. A place that is not
    known (NaN) counts as within reach.
    """
    lacking = _missing(crowd, offers, who, rows)
    job = np.minimum(fit / np.float32(WHOLE_JOB), np.float32(1)) - np.float32(1)
    way = np.nan_to_num(used, nan=0.0)
    earned = np.float32(100) + WEIGHTS[Criterion.JOB] * job - WEIGHTS[Criterion.TRAVEL] * np.minimum(way, 1)
    earned -= np.float32(A_GAP) * lacking
    same_job = np.minimum(fit / np.float32(SAME_JOB), np.float32(1)) ** 2
    return np.asarray(earned * same_job * kept(way) * np.float32(AFTER_A_GAP) ** lacking)


def _missing(crowd: Crowd, offers: OfferSet, who: Rows, rows: Rows) -> NDArray[np.int8]:
    """How many conditions fail, among those that columns tell at once."""
    people = who[:, None]
    months = np.where(offers.need[rows] == REQUIRED, ENOUGH_EXPERIENCE * asked_months(offers, rows), 0)
    code, _ = offers.jobs.occupations_of(rows)
    lacking = (
        (crowd.worth[people, code[:, 0]] < months.astype(np.float32)),
        (crowd.contracts[people] >> offers.contract[rows]) & 1 == 0,
        (offers.licences[rows] & ~crowd.soon[people] != 0) & crowd.licences_said[people],
        (np.where(offers.level_required[rows], offers.level[rows], 0) > crowd.level[people])
        & (crowd.level[people] != UNKNOWN),
        offers.times[rows] & crowd.unwanted[people] != 0,
    )
    return np.asarray(np.sum(lacking, axis=0, dtype=np.int8))


def _promising(worth: Floats, spare: int) -> tuple[Rows, Rows]:
    """The `spare` most promising pairs of each person, as places of the row and of the column."""
    if worth.shape[1] <= spare:
        who, chosen = np.nonzero(np.ones(worth.shape, dtype=bool))
        return who, chosen
    chosen = np.argpartition(-worth, spare, axis=1)[:, :spare]
    return np.repeat(np.arange(len(worth)), spare), chosen.ravel()


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


def _judged(
    crowd: Crowd, offers: OfferSet, pairs: _Pairs, today: date, most: int, proposed: bool
) -> Iterator[tuple[int, Best]]:
    judged = judge(crowd, offers, pairs.who, pairs.rows, pairs.fit, pairs.wish, today)
    shown = ~(judged.hidden | offers.self_employed[pairs.rows] | judged.told.aside)
    places = np.flatnonzero(shown)
    who, rows, scores = pairs.who[places], pairs.rows[places], judged.points.score[places]
    # One number sorts by person, then by falling score, then by row.
    order = np.argsort((who.astype(np.int64) << 44) - (scores.astype(np.int64) << 30) + rows)
    if proposed:
        near = judged.same_job & ~(judged.travel.used > ONE_STEP)
        order = order[_first_of_each_text(who[order], offers.copy[rows[order]]) & near[places[order]]]
    who, rows, scores = who[order], rows[order], scores[order]
    if not len(who):
        return
    starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
    for start, end in pairwise([*starts.tolist(), len(who)]):
        last = min(end, start + most)
        yield int(who[start]), Best(rows[start:last], scores[start:last])


def _first_of_each_text(who: Rows, copy: NDArray[np.int64]) -> Mask:
    """Of pairs in the order they are shown in, whether none before it is of the same person and the same text."""
    texts = np.unique(copy, return_inverse=True)[1]
    first = np.zeros(len(who), dtype=bool)
    first[np.unique(who * (len(who) + 1) + texts, return_index=True)[1]] = True
    return first
