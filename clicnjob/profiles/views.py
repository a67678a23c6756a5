"""Pages of the profile: the same for the young person and for a counsellor who fills it with them."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import COMPANIONS, YOUTH
from clicnjob.accounts.services import age_on
from clicnjob.accounts.views import me
from clicnjob.places import queries as places
from clicnjob.profiles import queries, services, steps
from clicnjob.profiles.forms import TripForm, form_of
from clicnjob.profiles.step_form import StepForm
from clicnjob.profiles.steps import Step
from clicnjob.profiles.summary import Reading, rows
from clicnjob.profiles.values import ProfileValues
from clicnjob.web import GuardedBlueprint, db

bp = GuardedBlueprint("profiles", __name__)

# The address of a page of one profile; of its summary without a page.
Link = Callable[[Step | None], str]


@bp.get("/mon-profil", roles=YOUTH)
def mine() -> ResponseReturnValue:
    """One's own profile read over."""
    return _summary(me(), _my_link)


@bp.route("/mon-profil/<slug>", methods=["GET", "POST"], roles=YOUTH)
def step(slug: str) -> ResponseReturnValue:
    """One page of one's own profile."""
    return _page(me(), slug, _my_link)


@bp.get("/jeunes/<youth_id>/profil", roles=COMPANIONS)
def of_youth(youth_id: str) -> ResponseReturnValue:
    """The profile of a young person of the own structure."""
    youth = accounts.youth(db(), me(), youth_id)
    return _summary(youth, _link_of(youth))


@bp.route("/jeunes/<youth_id>/profil/<slug>", methods=["GET", "POST"], roles=COMPANIONS)
def step_of_youth(youth_id: str, slug: str) -> ResponseReturnValue:
    """One page of it, filled with them."""
    youth = accounts.youth(db(), me(), youth_id)
    return _page(youth, slug, _link_of(youth))


def _summary(youth: User, link: Link) -> ResponseReturnValue:
    profile = queries.profile_of(db(), me(), youth.id)
    values = queries.values_of(profile)
    zone = youth.structure.zone if youth.structure else clock.PARIS
    reading = Reading(me().id, youth.id, clock.today(zone), zone)
    commune = _commune(values)
    return render_template(
        "profiles/summary.html",
        youth=youth,
        age=age_on(youth.birth_date, reading.today) if youth.birth_date else None,
        commune=commune,
        rows=rows(values, queries.last_answers(db(), profile), reading, commune=commune),
        done=steps.completeness(values),
        following=steps.next_step(values),
        searches=bool(values.wishes),
        link=link,
    )


def _page(youth: User, slug: str, link: Link) -> ResponseReturnValue:
    asked = steps.by_slug(slug) or abort(404)
    known = queries.values_of(queries.profile_of(db(), me(), youth.id))
    form = form_of(asked, known)
    if isinstance(form, TripForm):
        form.commune.catalogue = places.catalogue(db())
    form.one_more = "plus" in request.form
    if form.one_more or not form.validate_on_submit():
        return _form_page(youth, asked, link, form, known), 422 if form.errors else 200
    profile = services.save_step(db(), youth=youth, author=me(), step=asked, values=form.answers(), now=clock.now())
    following = steps.next_step(queries.values_of(profile), after=asked)
    if following is None:
        flash("C'est enregistré.")
    return redirect(link(following), 303)


def _form_page(youth: User, asked: Step, link: Link, form: StepForm, known: ProfileValues) -> str:
    return render_template(
        f"profiles/{asked.slug}.html",
        youth=youth,
        form=form,
        number=steps.number_of(asked),
        total=len(steps.STEPS),
        back_url=link(steps.before(asked)),
        skip_url=link(steps.next_step(known, after=asked)),
        summary_url=link(None),
        saved=known != ProfileValues(),
    )


def _commune(values: ProfileValues) -> str:
    found = places.catalogue(db()).listed(values.commune_code) if values.commune_code else None
    return found.label if found else ""


def _my_link(page: Step | None) -> str:
    return url_for("profiles.step", slug=page.slug) if page else url_for("profiles.mine")


def _link_of(youth: User) -> Link:
    def link(page: Step | None) -> str:
        if page is None:
            return url_for("profiles.of_youth", youth_id=youth.id)
        return url_for("profiles.step_of_youth", youth_id=youth.id, slug=page.slug)

    return link
