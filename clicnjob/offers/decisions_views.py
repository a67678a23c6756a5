"""What a person decides of an import: publish the one that waits, give it up, go back to the week before."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import IMPORTERS
from clicnjob.accounts.views import me
from clicnjob.errors import Refusal
from clicnjob.offers import deciding, importing, report, shown, undoing
from clicnjob.offers.decisions_forms import ReasonForm
from clicnjob.offers.views import asked_import, bp
from clicnjob.web import db, transaction


@bp.post("/imports/<int:import_id>/publier", roles=IMPORTERS)
def publish_import(import_id: int) -> ResponseReturnValue:
    """Publish an import that waits; a braked one needs its reason. Its files are read again without a transaction."""
    done, form = asked_import(import_id), ReasonForm()
    actor_id, number = me().id, done.id
    transaction.end(None)
    try:
        outcome = importing.publish(
            transaction.database(),
            number,
            reason=form.reason.data or "",
            most_mb=current_app.extensions["settings"].import_max_mb,
            actor_id=actor_id,
            before_turn_over=current_app.extensions["before_turn_over"],
        )
    except Refusal as refusal:
        flash(refusal.message, "gap")
    else:
        for sentence in report.warnings(outcome):
            flash(sentence, "gap")
    return _shown(number)


@bp.post("/imports/<int:import_id>/abandonner", roles=IMPORTERS)
def abandon_import(import_id: int) -> ResponseReturnValue:
    """Give up an import that waits: the offers that are live stay."""
    done = asked_import(import_id)
    try:
        deciding.abandon(db(), done.id, "", clock.now(), me().id)
    except Refusal as refusal:
        flash(refusal.message, "gap")
    else:
        flash("Cet import est abandonné. Les offres en ligne restent.")
    return _shown(import_id)


@bp.route("/imports/<int:import_id>/revenir", methods=["GET", "POST"], roles=IMPORTERS)
def roll_back_import(import_id: int) -> ResponseReturnValue:
    """Say what going back would change, then do it."""
    done, form = asked_import(import_id), ReasonForm()
    try:
        last = undoing.undoable(db(), done.source, done.region)
        if last.id != done.id:
            flash("Seul le dernier import publié peut être annulé.", "gap")
            return _shown(last.id)
        if not form.validate_on_submit():
            foreseen = undoing.foreseen(db(), done, clock.now())
            return render_template("offers/roll_back.html", form=form, done=done, changes=shown.undone_rows(foreseen))
        undoing.roll_back(
            db(),
            done.source,
            done.region,
            now=clock.now(),
            actor_id=me().id,
            reason=form.reason.data or "",
            make_indexes=current_app.extensions["make_indexes"],
        )
    except Refusal as refusal:
        flash(refusal.message, "gap")
    else:
        flash("L'import est annulé. Les offres sont celles d'avant.")
    return _shown(import_id)


def _shown(import_id: int) -> ResponseReturnValue:
    return redirect(url_for("offers.show_import", import_id=import_id), 303)
