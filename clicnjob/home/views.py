"""Landing page and the pages anybody may read."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts import queries as accounts
from clicnjob.accounts.roles import Role
from clicnjob.home import rules_page
from clicnjob.home.forms import CommuneForm
from clicnjob.home.nearby import nearest_sites
from clicnjob.matching.weights import SINCE
from clicnjob.places import queries as places
from clicnjob.text.french import day_in_words
from clicnjob.web import OPEN, GuardedBlueprint, current_user, db

bp = GuardedBlueprint("home", __name__)

DESKS = {
    Role.YOUTH: "home.shortlist",
    Role.COUNSELLOR: "home.portfolio",
    Role.MANAGER: "home.portfolio",
    Role.OPERATOR: "offers.imports",
    Role.ADMIN: "structures.index",
}


@bp.get("/", roles=OPEN)
def landing() -> ResponseReturnValue:
    """The first page: each role goes to its own desk, a stranger reads what this is."""
    if current_user.is_authenticated:
        return redirect(url_for(DESKS[Role(current_user.role)]))
    return render_template("home/landing.html")


@bp.get("/donnees-personnelles", roles=OPEN)
def privacy() -> ResponseReturnValue:
    """What is kept about a person, why, how long, and the rights."""
    return render_template("home/privacy.html")


@bp.get("/accessibilite", roles=OPEN)
def accessibility() -> ResponseReturnValue:
    """The accessibility declaration."""
    return render_template("home/accessibility.html")


@bp.get("/comment-ca-marche", roles=OPEN)
def how_it_works() -> ResponseReturnValue:
    """Who orders the offers, and how: the rules and the points."""
    return render_template(
        "home/how_it_works.html",
        criteria=rules_page.criteria(),
        brakes=rules_page.brakes(),
        verdicts=rules_page.verdicts(),
        near=rules_page.near_misses(),
        rules=rules_page.rules_by_answer(clock.today()),
        since=day_in_words(SINCE, SINCE + timedelta(days=400)),
        fingerprint=rules_page.fingerprint(),
    )


@bp.get("/ta-mission-locale", roles=OPEN)
def local_structure() -> ResponseReturnValue:
    """The places of missions locales nearest to a commune."""
    catalogue = places.catalogue(db())
    form = CommuneForm(request.args)
    form.commune.catalogue = catalogue
    home = catalogue.listed(form.commune.code or "") if request.args and form.validate() else None
    near = nearest_sites(accounts.sites(db()), home.latitude, home.longitude) if home else None
    return render_template("home/local_structure.html", form=form, near=near)
