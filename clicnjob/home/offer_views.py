"""Ranked offers: the shortlist, the longer lists, and an offer's page, for a young person and for who accompanies."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import ALL, COMPANIONS, YOUTH, Role
from clicnjob.accounts.views import me
from clicnjob.home import cards
from clicnjob.home.lists import GAPS, KINDS, SHORTLIST, chosen
from clicnjob.home.views import bp
from clicnjob.matching import queries as matching
from clicnjob.matching.ranking import Ranking
from clicnjob.matching.services import ranked_for
from clicnjob.offers import queries as offers
from clicnjob.profiles import queries as profiles
from clicnjob.profiles.values import ProfileValues
from clicnjob.web import Page, db
from clicnjob.web.pagination import PER_PAGE, page_number


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose offers these are, who reads them, and the addresses that go with it."""

    youth: User
    young: bool

    def list_url(self, kind: str = "") -> str:
        """A list of this person's offers; the shortlist without a kind."""
        if self.young:
            return url_for("home.offer_list", kind=kind) if kind else url_for("home.shortlist")
        return url_for(
            "home.youth_offer_list" if kind else "home.youth_offers", youth_id=self.youth.id, kind=kind or None
        )

    def offer_url(self, offer_id: int) -> str:
        """One offer, with this person's reasons."""
        if self.young:
            return url_for("home.offer", offer_id=offer_id)
        return url_for("home.youth_offer", youth_id=self.youth.id, offer_id=offer_id)

    def profile_url(self) -> str:
        """The profile that ranks these offers."""
        return url_for("profiles.mine") if self.young else url_for("profiles.of_youth", youth_id=self.youth.id)


@bp.get("/mes-offres", roles=YOUTH)
def shortlist() -> ResponseReturnValue:
    """A young person's five offers, then what lacks one thing, then everything."""
    return _shortlist(Reader(me(), young=True))


@bp.get("/mes-offres/<kind>", roles=YOUTH)
def offer_list(kind: str) -> ResponseReturnValue:
    """All the offers, those one step away, or those without a wage."""
    return _list(Reader(me(), young=True), kind)


@bp.get("/offres/<int:offer_id>", roles=ALL)
def offer(offer_id: int) -> ResponseReturnValue:
    """An offer: with one's own reasons for a young person, as it is for a professional."""
    reader = Reader(me(), young=True) if me().role == Role.YOUTH else None
    return _offer(reader, offer_id)


@bp.get("/jeunes/<youth_id>/offres", roles=COMPANIONS)
def youth_offers(youth_id: str) -> ResponseReturnValue:
    """The five offers of a young person of the own structure, as they see them."""
    return _shortlist(_companion(youth_id))


@bp.get("/jeunes/<youth_id>/offres/<kind>", roles=COMPANIONS)
def youth_offer_list(youth_id: str, kind: str) -> ResponseReturnValue:
    """A longer list of theirs."""
    return _list(_companion(youth_id), kind)


@bp.get("/jeunes/<youth_id>/offres/<int:offer_id>", roles=COMPANIONS)
def youth_offer(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """An offer with their reasons."""
    return _offer(_companion(youth_id), offer_id)


def _companion(youth_id: str) -> Reader:
    return Reader(accounts.youth(db(), me(), youth_id), young=False)


def _ranking(youth: User) -> tuple[ProfileValues, Ranking]:
    profile = profiles.profile_of(db(), me(), youth.id)
    person = matching.person_of(db(), youth, profile)
    return person.answers, ranked_for(db(), person, clock.today())


def _shortlist(reader: Reader) -> ResponseReturnValue:
    values, ranking = _ranking(reader.youth)
    first = list(ranking.proposed[:SHORTLIST])
    found = offers.offers_by_id(db(), [int(one.offer_id) for one in first])
    return render_template(
        "home/shortlist.html",
        reader=reader,
        youth=reader.youth,
        ready=bool(values.wishes),
        cards=cards.cards(first, found, reader.offer_url, clock.today()),
        near=[(GAPS[gap], len(selection)) for gap, selection in ranking.near_misses.items()],
        total=len(ranking),
        self_employed=len(ranking.self_employed),
        hidden=ranking.hidden,
        monday=cards.monday_in_words(clock.today()),
    )


def _list(reader: Reader, kind: str) -> ResponseReturnValue:
    shown = KINDS.get(kind) or abort(404)
    _, ranking = _ranking(reader.youth)
    selection, number = chosen(ranking, shown), page_number()
    part = list(selection[(number - 1) * PER_PAGE : number * PER_PAGE])
    if not part and number > 1:
        abort(404)
    found = offers.offers_by_id(db(), [int(one.offer_id) for one in part])
    return render_template(
        "home/offer_list.html",
        reader=reader,
        youth=reader.youth,
        kind=shown,
        page=Page(part, number, len(selection)),
        cards=cards.cards(part, found, reader.offer_url, clock.today()),
    )


def _offer(reader: Reader | None, offer_id: int) -> ResponseReturnValue:
    found, today = offers.offer(db(), offer_id), clock.today()
    ranked = _ranking(reader.youth)[1].anywhere(offer_id) if reader and found.closed_at is None else None
    return render_template(
        "home/offer.html",
        reader=reader,
        offer=found,
        ranked=ranked,
        where=cards.where(found),
        tiles=cards.tiles(found, ranked, today),
        rows=cards.rows(ranked) if ranked else [],
        bar=cards.bar(ranked.criteria) if ranked else [],
        tone=cards.tone(ranked) if ranked else "ok",
        facts=cards.fact_rows(found),
        dates=cards.dates(found, today),
    )
