"""What a person said of offers, as columns: what is set aside, and what the other offers keep of their points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.offer_set import Floats, Mask, OfferSet, Rows
from clicnjob.matching.values import Feedback, OfferId, Why
from clicnjob.matching.weights import AS_FAR, REFUSED_JOB
from clicnjob.text.french import NBSP

# Offers this many times as far as the refused one go no lower; next door there is no further.
FURTHEST = 3
# The same distance counted two ways differs in its last digits.
AS_THE_REFUSED = 1 - 1e-9
LEAST_KM = 1.0


@dataclass(frozen=True, eq=False)
class Told:
    """One place a pair: whether the person set this offer aside, and the shares it keeps for its job and distance."""

    aside: Mask
    by_job: Floats
    by_distance: Floats

    @property
    def kept(self) -> Floats:
        """The share of the sum that is left."""
        return self.by_job * self.by_distance

    def sentence(self, place: int) -> str:
        """What the person said that lowers this offer; empty when nothing does."""
        said = [
            "pas ce métier" if self.by_job[place] < 1 else "",
            "trop loin" if self.by_distance[place] < 1 else "",
        ]
        words = [f"«{NBSP}{one}{NBSP}»" for one in said if one]
        return f"Tu as dit {' et '.join(words)} pour une offre semblable." if words else ""


def told(feedback: Sequence[Feedback], offers: OfferSet, rows: Rows, km: Floats) -> Told:
    """What one person's feedback makes of these rows, `km` being their distances (NaN: not known).

    An offer set aside takes its copies along. « Pas ce métier » damps the offers of the same title, and those of the
    same occupation in proportion; « trop loin » damps the offers at least as far, the more the further. Said twice, it
    counts once.
    """
    return Told(
        aside=_aside(feedback, offers, rows),
        by_job=_by_job([one for one in feedback if one.why == Why.OTHER_JOB], offers, rows),
        by_distance=_by_distance([one.km for one in feedback if one.why == Why.TOO_FAR and one.km is not None], km),
    )


def nothing_told(size: int) -> Told:
    """Of somebody who said nothing."""
    return Told(np.zeros(size, dtype=bool), np.ones(size), np.ones(size))


def _aside(feedback: Sequence[Feedback], offers: OfferSet, rows: Rows) -> Mask:
    places = [_place(offers.ids, one.offer_id) for one in feedback]
    groups = offers.copy[[place for place in places if place is not None]]
    return np.isin(offers.copy[rows], groups)


def _place(ids: Sequence[OfferId], offer_id: OfferId) -> int | None:
    place = bisect_left(ids, offer_id)
    return place if place < len(ids) and ids[place] == offer_id else None


def _by_job(refused: Collection[Feedback], offers: OfferSet, rows: Rows) -> Floats:
    if not refused:
        return np.ones(len(rows))
    jobs = offers.jobs
    codes, weights = jobs.occupations_of(rows)
    said = {jobs.lexicon.parent(one.code) for one in refused if one.code}
    known = [place for place, code in enumerate(jobs.codes) if code in said]
    alike = np.where(np.isin(codes, known), weights, 0).sum(axis=1, dtype=np.float64)
    same = _same_title(refused, offers)[jobs.of_offer[rows]]
    return 1 - (1 - REFUSED_JOB) * np.minimum(np.where(same, 1.0, alike), 1.0)


def _same_title(refused: Collection[Feedback], offers: OfferSet) -> NDArray[np.bool_]:
    found = [offers.jobs.titled(one.title) for one in refused if one.title]
    return np.asarray(np.logical_or.reduce([np.zeros(len(offers.jobs), dtype=bool), *found]))


def _by_distance(refused: Sequence[float], km: Floats) -> Floats:
    if not refused:
        return np.ones(len(km))
    times = np.maximum(km, LEAST_KM) / max(min(refused), LEAST_KM)
    return np.where(times >= AS_THE_REFUSED, AS_FAR ** np.minimum(times, FURTHEST), 1.0)
