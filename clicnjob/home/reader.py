"""Whose ranked offers a page shows, who reads them, and the addresses that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.accounts.views import me
from clicnjob.home.lists import KINDS
from clicnjob.matching import queries as matching
from clicnjob.matching.models import OfferFeedback, WeekRanking
from clicnjob.matching.ranking import Ranking
from clicnjob.matching.services import ranked_for
from clicnjob.profiles.values import ProfileValues
from clicnjob.web import db

OFFER = "offre"
ASIDE = "ecartees"
KEPT = "gardees"


@dataclass(frozen=True, slots=True)
class Reader:
    """A young person, and whether they read for themselves. `back` is the list an address of this page leads back to:
    a kind of list, OFFER, ASIDE, KEPT, or nothing for the five offers.
    """

    youth: User
    young: bool
    back: str = ""

    @property
    def of(self) -> str:
        """« toi » to the young person, the first name to who accompanies."""
        return "toi" if self.young else self.youth.first_name

    def list_url(self, kind: str = "", **values: Any) -> str:
        """A list of this person's offers; the shortlist without a kind."""
        if self.young:
            return url_for("home.offer_list", kind=kind, **values) if kind else url_for("home.shortlist", **values)
        endpoint = "home.youth_offer_list" if kind else "home.youth_offers"
        return url_for(endpoint, youth_id=self.youth.id, kind=kind or None, **values)

    def offer_url(self, offer_id: int) -> str:
        """One offer, with this person's reasons."""
        return self._of_offer("offer", offer_id)

    def refuse_url(self, offer_id: int) -> str:
        """The page that asks why an offer is not for this person."""
        return self._of_offer("refuse", offer_id, de=self.back or None)

    def keep_url(self, offer_id: int, *, kept: bool) -> str:
        """Where keeping an offer is sent, or not keeping it any more."""
        return self._of_offer("take_back" if kept else "keep", offer_id, de=self.back or None)

    def undo_url(self, offer_id: int) -> str:
        """Where taking one's word back is sent."""
        return self._of_offer("take_back", offer_id, de=self.back or None)

    def accept_url(self, offer_id: int) -> str:
        """Where a suggested answer is sent."""
        return self._of_offer("accept", offer_id, de=self.back or None)

    def back_url(self, offer_id: int) -> str:
        """The page one came from, at this offer."""
        if self.back == OFFER:
            return self.offer_url(offer_id)
        return self.list_url(self.back, _anchor=f"offre-{offer_id}")

    def profile_url(self, page: str = "") -> str:
        """The profile that ranks these offers, or one of its pages."""
        if self.young:
            return url_for("profiles.step", slug=page) if page else url_for("profiles.mine")
        endpoint = "profiles.step_of_youth" if page else "profiles.of_youth"
        return url_for(endpoint, youth_id=self.youth.id, slug=page or None)

    def _of_offer(self, name: str, offer_id: int, **values: Any) -> str:
        if self.young:
            return url_for(f"home.{name}", offer_id=offer_id, **values)
        return url_for(f"home.youth_{name}", youth_id=self.youth.id, offer_id=offer_id, **values)


def own(back: str | None = None) -> Reader:
    """A young person at their own offers."""
    return Reader(me(), young=True, back=_known(back))


def companion(youth_id: str, back: str | None = None) -> Reader:
    """A professional at the offers of a young person of the own structure. Raises Missing for anybody else's."""
    return Reader(accounts.youth(db(), me(), youth_id), young=False, back=_known(back))


def _known(back: str | None) -> str:
    asked = request.args.get("de", "") if back is None else back
    return asked if asked in {OFFER, ASIDE, KEPT, *KINDS} else ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the ranking makes of a young person today: the answers, what was said of offers, and the offers ranked.

    `week` is the ranking of the last import, which says what is new; None before the first.
    """

    answers: ProfileValues
    opinions: Sequence[OfferFeedback]
    ranking: Ranking
    week: WeekRanking | None

    @property
    def kept(self) -> frozenset[int]:
        """The offers this person keeps."""
        return frozenset(one.offer_id for one in self.opinions if one.why is None)

    @property
    def fresh(self) -> frozenset[int]:
        """The offers that are new since the last import, wherever they stand today."""
        return frozenset(self.week.fresh if self.week else ())

    def opinion(self, offer_id: int | None) -> OfferFeedback | None:
        """What was said of one offer."""
        return next((one for one in self.opinions if one.offer_id == offer_id), None)


def seen(youth: User) -> Seen:
    """Every live offer ranked for a young person already found by who may see them."""
    profile, week = matching.profile_and_week(db(), youth)
    opinions = matching.opinions(db(), youth)
    person = matching.person_of(db(), youth, profile, opinions)
    return Seen(person.answers, opinions, ranked_for(db(), person, clock.today()), week)
