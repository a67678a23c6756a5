"""Ranked offers: the shortlist, the longer lists, and an offer's page, for a young person and for who accompanies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import ALL, COMPANIONS, YOUTH, Role
from clicnjob.accounts.views import me
from clicnjob.home import cards
from clicnjob.home.lists import KINDS, NEW, SHORTLIST, chosen
from clicnjob.home.opinions import BY_WHY
from clicnjob.home.reader import OFFER, Reader, Seen, companion, own, seen
from clicnjob.home.views import bp
from clicnjob.matching.conditions import conditions_of
from clicnjob.matching.rows import offer_row
from clicnjob.matching.suggesting import suggestions
from clicnjob.matching.values import Ranked
from clicnjob.offers import queries as offers
from clicnjob.offers import reports_queries as reports
from clicnjob.offers.checking import REPORTS
from clicnjob.offers.models import Offer
from clicnjob.offers.told import told
from clicnjob.text.french import NBSP, plural
from clicnjob.web import db
from clicnjob.web.pagination import page_of

# Numbers of offers are shorter than this; anything longer is no offer of ours.
MOST_DIGITS = 10
MOST_COPIES = 5


@bp.get("/mes-offres", roles=YOUTH)
def shortlist() -> ResponseReturnValue:
    """A young person's five offers, then what lacks one thing, then everything."""
    return _shortlist(own(""))


@bp.get("/mes-offres/<kind>", roles=YOUTH)
def offer_list(kind: str) -> ResponseReturnValue:
    """All the offers, those one step away, or those without a wage."""
    return _list(own(kind), kind)


@bp.get("/offres/<int:offer_id>", roles=ALL)
def offer(offer_id: int) -> ResponseReturnValue:
    """An offer: with one's own reasons for a young person, as it is for a professional."""
    reader = own(OFFER) if me().role == Role.YOUTH else None
    return _offer(reader, offer_id)


@bp.get("/jeunes/<youth_id>/offres", roles=COMPANIONS)
def youth_offers(youth_id: str) -> ResponseReturnValue:
    """The five offers of a young person of the own structure, as they see them."""
    return _shortlist(companion(youth_id, ""))


@bp.get("/jeunes/<youth_id>/offres/<kind>", roles=COMPANIONS)
def youth_offer_list(youth_id: str, kind: str) -> ResponseReturnValue:
    """A longer list of theirs."""
    return _list(companion(youth_id, kind), kind)


@bp.get("/jeunes/<youth_id>/offres/<int:offer_id>", roles=COMPANIONS)
def youth_offer(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """An offer with their reasons."""
    return _offer(companion(youth_id, OFFER), offer_id)


def _shortlist(reader: Reader) -> ResponseReturnValue:
    found = seen(reader.youth)
    ranking = found.ranking
    first = list(ranking.proposed[:SHORTLIST])
    shown = offers.offers_by_id(db(), [*map(offer_id_of, first), *just_set_aside()])
    return render_template(
        "home/shortlist.html",
        reader=reader,
        youth=reader.youth,
        ready=bool(found.answers.wishes),
        cards=cards.cards(first, shown, reader, found.kept, clock.today()),
        near=cards.near_misses(ranking.near_misses),
        total=len(ranking),
        self_employed=len(ranking.self_employed),
        hidden=ranking.hidden,
        kept=len(found.kept),
        aside=len(found.opinions) - len(found.kept),
        said=_said(found, shown),
        monday=cards.monday_in_words(clock.today()),
        new=_new(found, reader),
    )


def _new(found: Seen, reader: Reader) -> dict[str, str] | None:
    """How many of the offers proposed today came with the last import, and where they are listed."""
    count = len(chosen(found.ranking, NEW, found.fresh))
    if not count or not found.week:
        return None
    return {
        "label": f"{plural(count, 'nouvelle offre', 'nouvelles offres')} pour{NBSP}{reader.of}",
        "note": f"Depuis le {cards.day_of(found.week.imported_at)}",
        "url": reader.list_url(NEW.slug),
    }


def _list(reader: Reader, kind: str) -> ResponseReturnValue:
    shown = KINDS.get(kind) or abort(404)
    found = seen(reader.youth)
    page = page_of(chosen(found.ranking, shown, found.fresh))
    part = list(page.rows)
    known = offers.offers_by_id(db(), [*map(offer_id_of, part), *just_set_aside()])
    return render_template(
        "home/offer_list.html",
        reader=reader,
        youth=reader.youth,
        kind=shown,
        page=page,
        step=part[0].gaps[0].next_step if part and shown.gap else "",
        cards=cards.cards(part, known, reader, found.kept, clock.today()),
        said=_said(found, known),
    )


def _offer(reader: Reader | None, offer_id: int) -> ResponseReturnValue:
    found, today = offers.offer(db(), offer_id), clock.today()
    live = found.closed_at is None
    of_youth = seen(reader.youth) if reader else None
    ranked = of_youth.ranking.anywhere(offer_id) if of_youth and live else None
    said = of_youth.opinion(offer_id) if of_youth else None
    may_report = me().role == Role.YOUTH or (reader is None and me().role in COMPANIONS)
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
        told=told(offer_row(found.id, found).facts),
        dates=cards.dates(found, today),
        copies=[cards.elsewhere(one, today) for one in _copies(found, ranked)] if live else [],
        report_words=REPORTS if may_report else {},
        reported=may_report and reports.own(db(), offer_id, me().id) is not None,
        kept=said is not None and said.why is None,
        refused=BY_WHY[said.why] if said and said.why else None,
    )


def _copies(found: Offer, ranked: Ranked | None) -> Sequence[Offer]:
    """The other announces of an offer; the ranking knows them already, and mostly that there is none."""
    if ranked is None:
        return offers.same_card(db(), found, MOST_COPIES)
    ids = [int(one) for one in ranked.copies[:MOST_COPIES]]
    return list(offers.offers_by_id(db(), ids).values()) if ids else []


def just_set_aside() -> list[int]:
    """The offer that was set aside a moment ago, as the address tells it."""
    text = request.args.get("ecartee", "")
    return [int(text)] if text.isdecimal() and len(text) < MOST_DIGITS else []


def _said(found: Seen, shown: Mapping[int, Offer]) -> dict[str, object] | None:
    """What was just said of an offer, what it changes, and what the profile could learn from it."""
    said = next((found.opinion(offer_id) for offer_id in just_set_aside()), None)
    if said is None or said.why is None:
        return None
    offer = shown[said.offer_id]
    return {
        "offer": offer,
        "reason": BY_WHY[said.why],
        "suggestions": suggestions(said.why, found.answers, conditions_of(offer_row(offer.id, offer)), said.km),
    }


def offer_id_of(ranked: Ranked) -> int:
    """The row of the offers that a ranked one is about."""
    return int(ranked.offer_id)
