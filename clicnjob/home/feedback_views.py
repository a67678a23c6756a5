"""What is said of offers: kept, not for me and why, taken back; what was set aside and what was kept, read over."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import COMPANIONS, YOUTH
from clicnjob.accounts.views import me
from clicnjob.home import cards
from clicnjob.home.opinions import BY_SLUG, BY_WHY, REASONS
from clicnjob.home.reader import ASIDE, KEPT, OFFER, Reader, companion, own
from clicnjob.home.views import bp
from clicnjob.matching import queries as matching
from clicnjob.matching import services
from clicnjob.matching.models import OfferFeedback
from clicnjob.offers import queries as offers
from clicnjob.offers.models import Offer
from clicnjob.text.french import recent_day
from clicnjob.web import db
from clicnjob.web.pagination import page_of


@bp.route("/offres/<int:offer_id>/pas-pour-moi", methods=["GET", "POST"], roles=YOUTH)
def refuse(offer_id: int) -> ResponseReturnValue:
    """Why an offer is not for me."""
    return _refuse(own(), offer_id)


@bp.post("/offres/<int:offer_id>/garder", roles=YOUTH)
def keep(offer_id: int) -> ResponseReturnValue:
    """Keep an offer."""
    return _keep(own(), offer_id)


@bp.post("/offres/<int:offer_id>/annuler", roles=YOUTH)
def take_back(offer_id: int) -> ResponseReturnValue:
    """Forget what I said of an offer."""
    return _take_back(own(), offer_id)


@bp.post("/offres/<int:offer_id>/accepter", roles=YOUTH)
def accept(offer_id: int) -> ResponseReturnValue:
    """Take a suggested answer into my profile."""
    return _accept(own(), offer_id)


@bp.get("/mes-offres/ecartees", roles=YOUTH)
def set_aside() -> ResponseReturnValue:
    """What I set aside."""
    return _read_over(own(ASIDE), kept=False)


@bp.get("/mes-offres/gardees", roles=YOUTH)
def kept() -> ResponseReturnValue:
    """What I keep."""
    return _read_over(own(KEPT), kept=True)


@bp.route("/jeunes/<youth_id>/offres/<int:offer_id>/pas-pour-moi", methods=["GET", "POST"], roles=COMPANIONS)
def youth_refuse(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """Why an offer is not for them, said for them."""
    return _refuse(companion(youth_id), offer_id)


@bp.post("/jeunes/<youth_id>/offres/<int:offer_id>/garder", roles=COMPANIONS)
def youth_keep(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """Keep an offer for them."""
    return _keep(companion(youth_id), offer_id)


@bp.post("/jeunes/<youth_id>/offres/<int:offer_id>/annuler", roles=COMPANIONS)
def youth_take_back(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """Forget what was said of an offer."""
    return _take_back(companion(youth_id), offer_id)


@bp.post("/jeunes/<youth_id>/offres/<int:offer_id>/accepter", roles=COMPANIONS)
def youth_accept(youth_id: str, offer_id: int) -> ResponseReturnValue:
    """Take a suggested answer into their profile."""
    return _accept(companion(youth_id), offer_id)


@bp.get("/jeunes/<youth_id>/offres/ecartees", roles=COMPANIONS)
def youth_set_aside(youth_id: str) -> ResponseReturnValue:
    """What they set aside."""
    return _read_over(companion(youth_id, ASIDE), kept=False)


@bp.get("/jeunes/<youth_id>/offres/gardees", roles=COMPANIONS)
def youth_kept(youth_id: str) -> ResponseReturnValue:
    """What they keep."""
    return _read_over(companion(youth_id, KEPT), kept=True)


def _refuse(reader: Reader, offer_id: int) -> ResponseReturnValue:
    found = offers.offer(db(), offer_id)
    reason = BY_SLUG.get(request.form.get("raison", ""))
    if request.method == "GET" or reason is None:
        where, asked = cards.where(found), request.method == "POST"
        page = render_template(
            "home/refuse.html", reader=reader, offer=found, where=where, reasons=REASONS, form_errors=asked
        )
        return page, 422 if asked else 200
    services.say(db(), youth=reader.youth, author=me(), offer_id=found.id, why=reason.why, now=clock.now())
    kind = "" if reader.back in (OFFER, KEPT, ASIDE) else reader.back
    return redirect(reader.list_url(kind, ecartee=found.id), 303)


def _keep(reader: Reader, offer_id: int) -> ResponseReturnValue:
    services.say(db(), youth=reader.youth, author=me(), offer_id=offer_id, why=None, now=clock.now())
    flash("Offre gardée.")
    return redirect(reader.back_url(offer_id), 303)


def _take_back(reader: Reader, offer_id: int) -> ResponseReturnValue:
    offers.offer(db(), offer_id)
    before = matching.opinion(db(), reader.youth, offer_id)
    services.take_back(db(), youth=reader.youth, offer_id=offer_id)
    if before:
        flash("C'est annulé. L'offre revient à sa place." if before.why else "L'offre n'est plus gardée.")
    return redirect(reader.back_url(offer_id), 303)


def _accept(reader: Reader, offer_id: int) -> ResponseReturnValue:
    key = request.form.get("reponse", "")
    taken = services.accept(db(), youth=reader.youth, author=me(), offer_id=offer_id, key=key, now=clock.now())
    flash(f"C'est noté dans {'ton' if reader.young else 'son'} profil : {taken.label[:1].lower()}{taken.label[1:]}.")
    return redirect(reader.list_url("" if reader.back == OFFER else reader.back), 303)


def _read_over(reader: Reader, *, kept: bool) -> ResponseReturnValue:
    said = [one for one in matching.opinions(db(), reader.youth) if (one.why is None) == kept]
    page = page_of(said)
    found = offers.offers_by_id(db(), [one.offer_id for one in page.rows])
    return render_template(
        "home/opinions.html",
        reader=reader,
        youth=reader.youth,
        kept=kept,
        page=page,
        rows=[_row(reader, one, found[one.offer_id]) for one in page.rows],
    )


def _row(reader: Reader, said: OfferFeedback, offer: Offer) -> dict[str, object]:
    reason = BY_WHY[said.why] if said.why else None
    day = recent_day(clock.local(said.at).date(), clock.today())
    author = said.author.full_name if said.author else "la mission locale"
    by = "" if said.author_id == reader.youth.id else f" par {author}"
    return {
        "id": offer.id,
        "title": offer.title,
        "where": cards.where(offer),
        "url": reader.offer_url(offer.id),
        "undo_url": reader.undo_url(offer.id),
        "said": f"{reason.short.capitalize() if reason else 'Gardée'}, dit {day}{by}.",
        "effect": reason.effect if reason else "",
        "closed": offer.closed_at is not None,
    }
