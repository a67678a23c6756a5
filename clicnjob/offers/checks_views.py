"""Pages of the texts that wait: read them, publish, or not."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import IMPORTERS
from clicnjob.accounts.views import me
from clicnjob.offers import checks_queries, checks_services
from clicnjob.offers.checking import Verdict
from clicnjob.offers.checks_forms import RefuseForm
from clicnjob.offers.lawful.concern import Code, articles
from clicnjob.offers.views import bp
from clicnjob.text.french import plural
from clicnjob.web import db, paginate
from clicnjob.web.pagination import page_number


@bp.get("/imports/textes", roles=IMPORTERS)
def checks() -> ResponseReturnValue:
    """The texts that wait for a person."""
    page = paginate(db(), checks_queries.waiting(me(), clock.now()), number=page_number())
    return render_template("offers/checks.html", page=page, articles=articles(), code=Code)


@bp.route("/imports/textes/<int:check_id>", methods=["GET", "POST"], roles=IMPORTERS)
def show_check(check_id: int) -> ResponseReturnValue:
    """One text with what it is held for; posting the form refuses it."""
    check, form = checks_queries.check(db(), me(), check_id, clock.now()), RefuseForm()
    if not form.validate_on_submit():
        shown = render_template("offers/check.html", check=check, form=form, articles=articles(), code=Code)
        return shown, 422 if request.method == "POST" else 200
    reason = form.reason.data or ""
    count = checks_services.decide(db(), check, Verdict.REFUSED, actor=me(), now=clock.now(), reason=reason)
    flash(f"{plural(count, 'offre')} de ce texte : non publié.")
    return redirect(url_for("offers.checks"), 303)


@bp.post("/imports/textes/<int:check_id>/publier", roles=IMPORTERS)
def publish_check(check_id: int) -> ResponseReturnValue:
    """Publish a text as it is."""
    check = checks_queries.check(db(), me(), check_id, clock.now())
    count = checks_services.decide(db(), check, Verdict.PUBLISHED, actor=me(), now=clock.now())
    flash(f"{plural(count, 'offre')} de ce texte : en ligne.")
    return redirect(url_for("offers.checks"), 303)
