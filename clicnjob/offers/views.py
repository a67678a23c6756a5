"""Pages of the imports: their results, and the way in for operators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from clicnjob.accounts.roles import IMPORTERS, Role
from clicnjob.accounts.views import me
from clicnjob.errors import Refusal
from clicnjob.offers import columns_step, queries, report, shown, undoing
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.decisions_forms import ReasonForm
from clicnjob.offers.forms import ImportForm
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import OfferImport
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.wording import clean_line
from clicnjob.web import GuardedBlueprint, current_user, db, paginate, transaction
from clicnjob.web.pagination import page_number

bp = GuardedBlueprint("offers", __name__)

HISTORY = 6


@bp.get("/imports", roles=IMPORTERS)
def imports() -> ResponseReturnValue:
    """Where each region stands, and the imports so far."""
    names = mine(queries.region_names(db()))
    page = paginate(db(), queries.imports(None if me().role == Role.ADMIN else names), number=page_number())
    rows = [shown.import_row(done, names, url_for("offers.show_import", import_id=done.id)) for done in page.rows]
    regions = [shown.region_row(one) for one in queries.region_status(db(), names)]
    return render_template("offers/imports.html", regions=regions, page=page, rows=rows)


@bp.route("/imports/nouveau", methods=["GET", "POST"], roles=IMPORTERS)
def new_import() -> ResponseReturnValue:
    """Bring files in."""
    form = ImportForm()
    form.offer_regions(mine(queries.region_names(db())))
    if not form.validate_on_submit():
        return render_template("offers/new_import.html", form=form), 422 if request.method == "POST" else 200
    region, complete = form.region.data, form.complete.data
    try:
        with kept(form.files.data) as given:
            table = columns_step.to_ask(given, region, anyway=form.columns.data)
            if table:
                return columns_step.first_page(given, table, region=region, complete=complete)
            return concluded(bring_in(given, region=region, complete=complete))
    except Refusal as refusal:
        form.files.errors = [refusal.message]
        return render_template("offers/new_import.html", form=form), 422


@bp.get("/imports/<int:import_id>", roles=IMPORTERS)
def show_import(import_id: int) -> ResponseReturnValue:
    """What one import did."""
    done = asked_import(import_id)
    names = queries.region_names(db())
    history = queries.imports_before(db(), done, HISTORY)
    return render_template(
        "offers/import.html",
        **shown.import_page(done, names, history),
        reasons=shown.reason_rows(done, queries.example_of_each(db(), done.id)),
        form=ReasonForm(),
        undoable=undoing.can_undo(db(), done),
    )


@bp.get("/imports/<int:import_id>/refus.csv", roles=IMPORTERS)
def rejects(import_id: int) -> ResponseReturnValue:
    """The refusals of an import, to send back to the source: a table that spreadsheets open (RFC 4180)."""
    done = asked_import(import_id)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(report.rejection_rows(queries.rejections(db(), done.id)))
    name = f"attachment; filename=refus-import-{done.id}.csv"
    return Response(text.getvalue().encode("utf-8-sig"), mimetype="text/csv", headers={"Content-Disposition": name})


def asked_import(import_id: int) -> OfferImport:
    """An import of the regions of who asks; any other is missing."""
    done = queries.offer_import(db(), import_id)
    if not me().imports(done.region):
        abort(404)
    return done


def mine(names: Mapping[str, str]) -> dict[str, str]:
    """The regions whose offers this person brings in, in the same order."""
    return {code: name for code, name in names.items() if me().imports(code)}


def concluded(outcomes: Sequence[Outcome]) -> ResponseReturnValue:
    """Say what must be known, and go to the page of what was done: the import, or all of them."""
    for sentence in (sentence for outcome in outcomes for sentence in report.warnings(outcome)):
        flash(sentence, "gap")
    if len(outcomes) > 1:
        return redirect(url_for("offers.imports"), 303)
    return redirect(url_for("offers.show_import", import_id=outcomes[0].done.id), 303)


def bring_in(given: Sequence[GivenFile], *, region: str, complete: bool) -> list[Outcome]:
    """Import these files. The request's transaction is ended first: reading takes a while, and others write."""
    actor_id = current_user.account.id
    transaction.end(None)
    return import_offers(
        transaction.database(),
        given,
        region=region,
        complete=complete,
        most_mb=current_app.extensions["settings"].import_max_mb,
        actor_id=actor_id,
        before_turn_over=current_app.extensions["before_turn_over"],
    )


@contextmanager
def kept(files: Sequence[FileStorage]) -> Iterator[list[GivenFile]]:
    """The uploads as files, under names of ours, gone at the end."""
    with TemporaryDirectory(prefix="clicnjob-import-") as folder:
        given = []
        for number, upload in enumerate(files):
            path = Path(folder) / str(number)
            upload.save(path)
            given.append(GivenFile(path, clean_line(upload.filename, 100) or f"fichier {number + 1}"))
        yield given
