"""The door of the ranking: a person's values and a set of offers in, ranked offers with their reasons out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.crowd import Crowd
from clicnjob.matching.explaining import explain
from clicnjob.matching.judging import Fit, Judged, Pair, judge
from clicnjob.matching.offer_set import Mask, OfferSet, Rows
from clicnjob.matching.values import GapName, LegalNotice, OfferId, Person, Ranked
from clicnjob.matching.weights import ONE_STEP

Places = NDArray[np.intp]


class Selection(Sequence[Ranked]):
    """Ranked offers in order; each is explained when it is taken: a long list costs nothing until it is read."""

    def __init__(self, judged: Judged, places: Places) -> None:
        self.judged = judged
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> Ranked: ...
    @overload
    def __getitem__(self, place: slice) -> Selection: ...
    def __getitem__(self, place: int | slice) -> Ranked | Selection:
        if isinstance(place, slice):
            return Selection(self.judged, self.places[place])
        return explain(Pair(self.judged, int(self.places[place])))

    @property
    def ids(self) -> list[OfferId]:
        """The offers in order, without their reasons."""
        return [self.judged.offers.ids[row] for row in self.judged.rows[self.places]]


@dataclass(frozen=True, slots=True)
class HiddenOffers:
    """How many offers a legal rule hides from this person, and what it says."""

    notice: LegalNotice
    count: int


class Ranking(Selection):
    """Every offer a person may take for a wage, best first; what stands apart is counted and one step away.

    Fused, an offer that is there under several numbers stands once, where its best copy is.
    """

    def __init__(self, judged: Judged, *, fused: bool = True) -> None:
        # Pairs are in the order of ids: a stable sort settles ties by id. Sixteen bits sort by counting.
        self._order = np.argsort(-judged.points.score.astype(np.int16), kind="stable")
        self._self_employed = judged.offers.self_employed[judged.rows]
        apart = judged.hidden | self._self_employed | judged.told.aside
        if fused:
            apart = apart | _later_copies(judged, self._order[~apart[self._order]])
        super().__init__(judged, self._order[~apart[self._order]])

    @cached_property
    def proposed(self) -> Selection:
        """The offers worth showing first: a job that was asked for, within the limit or a step away."""
        return self._among(self.judged.same_job & ~(self.judged.travel.used > ONE_STEP))

    def among_proposed(self, ids: Collection[OfferId]) -> Selection:
        """Those of these offers that are proposed, in the ranked order."""
        offers = self.judged.offers.ids
        places = {one: bisect_left(offers, one) for one in ids}
        rows = [place for one, place in places.items() if place < len(offers) and offers[place] == one]
        return Selection(self.judged, self.proposed.places[np.isin(self.judged.rows[self.proposed.places], rows)])

    @cached_property
    def self_employed(self) -> Selection:
        """« À ton compte »: no wage, folded apart."""
        return self._apart(self._self_employed & ~self.judged.hidden & ~self.judged.told.aside)

    @cached_property
    def set_aside(self) -> Selection:
        """What the person does not want to see again, one tap away."""
        return self._apart(self.judged.told.aside & ~self.judged.hidden)

    @cached_property
    def near_misses(self) -> dict[GapName, Selection]:
        """Offers of an asked job, or of a close one, that lack one thing only, by that thing; they keep their place."""
        judged = self.judged
        one = judged.close_job & (judged.gap_count == 1) & ~(judged.travel.used > ONE_STEP)
        found = {name: self._among(one & judged.gaps[name]) for name in GapName}
        return {name: selection for name, selection in found.items() if selection}

    @cached_property
    def hidden(self) -> list[HiddenOffers]:
        """What the law hides, counted by rule, in the order of the rules."""
        judged = self.judged
        counted = [(found, int((found.offers & judged.hidden).sum())) for found in judged.findings]
        return [HiddenOffers(found.notice, count) for found, count in counted if count and found.forbids]

    def anywhere(self, offer_id: OfferId) -> Ranked | None:
        """One offer wherever it stands: ranked, self-employment or hidden by the law; None when it is not live."""
        offers = self.judged.offers
        row = bisect_left(offers.ids, offer_id)
        if row == len(offers) or offers.ids[row] != offer_id or not offers.live[row]:
            return None
        copies = np.flatnonzero((offers.copy == offers.copy[row]) & offers.live)
        judged = _judged(self.judged.crowd, offers, copies, self.judged.today)
        return explain(Pair(judged, int(np.searchsorted(copies, row))))

    @property
    def every_id(self) -> list[OfferId]:
        """All the offers judged, each once: the ranking, self-employment, what was set aside, what the law hides."""
        return [*self.ids, *self.self_employed.ids, *self.set_aside.ids, *self._apart(self.judged.hidden).ids]

    def _apart(self, mask: Mask) -> Selection:
        return Selection(self.judged, self._order[mask[self._order]])

    def _among(self, mask: Mask) -> Selection:
        return Selection(self.judged, self.places[mask[self.places]])


def _later_copies(judged: Judged, places: Places) -> Mask:
    """Of these places in order, those whose text stands higher already: they are named on the card of the first."""
    copies = judged.offers.copy[judged.rows[places]]
    later = np.ones(len(places), dtype=bool)
    later[np.unique(copies, return_index=True)[1]] = False
    found = np.zeros(len(judged.rows), dtype=bool)
    found[places[later]] = True
    return found


def rank(person: Person, offers: OfferSet, today: date) -> Ranking:
    """The offers whose job may answer this person's wishes, best first, ties by id; without a wish, all of them.

    The same values give the same list and reasons, whatever the order they were given in.
    """
    crowd = Crowd.of([person], offers)
    wishes = person.answers.wishes
    if not wishes:
        return Ranking(_judged(crowd, offers, np.flatnonzero(offers.live), today))
    rows, fit, wish = answering(offers, wishes)
    order = np.argsort(rows)
    return Ranking(judge(crowd, offers, 0, rows[order], fit[order], wish[order], today))


def rank_all(person: Person, offers: OfferSet, today: date) -> Ranking:
    """Every offer, were its job another one, and every copy: for lists that may leave nothing out."""
    crowd = Crowd.of([person], offers)
    return Ranking(_judged(crowd, offers, np.flatnonzero(offers.live), today), fused=False)


def answering(offers: OfferSet, wishes: Sequence[str]) -> tuple[Rows, Fit, NDArray[np.int8]]:
    """The rows of the offers that answer some of these wishes, their best fit, and the place of the wish it is for."""
    jobs = offers.jobs
    best, which = np.zeros(len(jobs), dtype=np.float32), np.zeros(len(jobs), dtype=np.int8)
    for place, wish in enumerate(wishes):
        found, fit = jobs.candidates(wish)
        better = fit > best[found]
        best[found[better]], which[found[better]] = fit[better], place
    asked = np.flatnonzero(best)
    rows, of_job = jobs.offers_of(asked)
    live = offers.live[rows]
    rows, of_job = rows[live], of_job[live]
    return rows, best[asked][of_job], which[asked][of_job]


def _judged(crowd: Crowd, offers: OfferSet, rows: Rows, today: date) -> Judged:
    fits, which = offers.jobs.fits(crowd.people[0].answers.wishes or ())
    of_job = offers.jobs.of_offer[rows]
    return judge(crowd, offers, 0, rows, fits[of_job], which[of_job], today)
