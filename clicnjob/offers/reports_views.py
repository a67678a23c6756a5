"""Reports: a reader says what is wrong with an offer, a professional answers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import COMPANIONS, STAFF, YOUTH
from clicnjob.accounts.views import me
from clicnjob.offers import reports_queries, reports_services
from clicnjob.offers.checking import REPORTS, ReportKind
from clicnjob.offers.views import bp
from clicnjob.web import db, paginate
from clicnjob.web.pagination import page_number

REPORTERS = YOUTH | COMPANIONS


@bp.post("/offres/<int:offer_id>/signaler", roles=REPORTERS)
def report(offer_id: int) -> ResponseReturnValue:
    """Report an offer."""
    said = request.form.get("motif", "")
    kind = ReportKind(said) if said in set(ReportKind) else abort(400)
    reports_services.report(db(), reports_queries.live(db(), offer_id), kind, actor=me(), now=clock.now())
    flash("C'est noté. Une personne va regarder cette offre.")
    return redirect(url_for("home.offer", offer_id=offer_id), 303)


@bp.post("/offres/<int:offer_id>/signaler/annuler", roles=REPORTERS)
def take_back_report(offer_id: int) -> ResponseReturnValue:
    """Take a report back."""
    reports_services.take_back(db(), reports_queries.live(db(), offer_id), actor=me())
    flash("Le signalement est annulé.")
    return redirect(url_for("home.offer", offer_id=offer_id), 303)


@bp.get("/offres/signalees", roles=STAFF)
def reports() -> ResponseReturnValue:
    """The offers that readers report, without their names."""
    page = paginate(db(), reports_queries.reported(), number=page_number())
    words = {one.id: [REPORTS[kind] for kind in reports_queries.kinds(db(), one)] for one in page.rows}
    return render_template("offers/reports.html", page=page, words=words)


@bp.post("/offres/<int:offer_id>/signalements/fermer", roles=STAFF)
def close_reported(offer_id: int) -> ResponseReturnValue:
    """Close a reported offer for everybody."""
    return _settle(offer_id, close=True)


@bp.post("/offres/<int:offer_id>/signalements/laisser", roles=STAFF)
def leave_reported(offer_id: int) -> ResponseReturnValue:
    """Leave a reported offer: nothing is wrong."""
    return _settle(offer_id, close=False)


def _settle(offer_id: int, *, close: bool) -> ResponseReturnValue:
    offer = reports_queries.live(db(), offer_id)
    reports_services.settle(db(), offer, close=close, actor=me(), now=clock.now())
    flash("L'offre est fermée." if close else "L'offre reste en ligne.")
    return redirect(url_for("offers.reports"), 303)
