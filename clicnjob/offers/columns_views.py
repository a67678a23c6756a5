"""The step « Les colonnes » of an import: which column of a table is what."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import IMPORTERS
from clicnjob.errors import Refusal
from clicnjob.offers import columns_step, queries, services
from clicnjob.offers.choosing import Seen
from clicnjob.offers.forms import ColumnsForm
from clicnjob.offers.importing import FRANCE_TRAVAIL
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.views import bp, bring_in, concluded, mine
from clicnjob.web import current_user, db

GONE = "Les fichiers ne sont plus là. Déposez-les de nouveau."


@bp.route("/imports/colonnes", methods=["GET", "POST"], roles=IMPORTERS)
def choose_columns() -> ResponseReturnValue:
    """Take the columns chosen, remember them, and go on with the import; or show their values again."""
    form = ColumnsForm()
    form.offer_regions(mine(queries.region_names(db())))
    files = columns_step.waiting_files(request.form.getlist("files"))
    tables = columns_step.tables_in(files)
    if not tables:
        if request.method == "POST":
            flash(GONE, "gap")
        return redirect(url_for("offers.new_import"), 303)
    seen = tables[0]
    form.offer(seen.header)
    columns = form.chosen(seen.guessed, seen.header)
    if not form.validate():
        return columns_step.page(form, files, seen, columns), 422
    if "again" in request.form:
        return columns_step.page(form, files, seen, columns)
    return _import(form, files, seen, columns)


def _import(form: ColumnsForm, files: list[GivenFile], seen: Seen, columns: Columns) -> ResponseReturnValue:
    actor, region = current_user.account.id, form.region.data
    services.remember_columns(
        db(), source=FRANCE_TRAVAIL, region=region, columns=columns, now=clock.now(), actor_id=actor
    )
    try:
        return concluded(bring_in(files, region=region, complete=form.complete.data))
    except Refusal as refusal:
        return columns_step.page(form, files, seen, columns, refusals=[refusal.message]), 422
