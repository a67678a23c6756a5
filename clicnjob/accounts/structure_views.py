"""Pages of the administrator: missions locales, their sites, and the accounts of professionals."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts import activation, queries, services
from clicnjob.accounts.errors import NoRegion, UsernameTaken, WrongStructure
from clicnjob.accounts.forms import RegionsForm, SiteForm, StaffForm, StructureForm
from clicnjob.accounts.roles import ADMINS, LABELS, STAFF, Role
from clicnjob.accounts.views import refused, refused_field
from clicnjob.places import queries as places
from clicnjob.web import GuardedBlueprint, db

bp = GuardedBlueprint("structures", __name__)


@bp.get("/structures", roles=ADMINS)
def index() -> ResponseReturnValue:
    """Every mission locale, and the accounts that belong to none."""
    return render_template(
        "accounts/structures.html", structures=queries.structures(db()), staff=queries.staff(db(), None)
    )


@bp.route("/structures/nouvelle", methods=["GET", "POST"], roles=ADMINS)
def new_structure() -> ResponseReturnValue:
    """Add a mission locale."""
    form = StructureForm()
    if not form.validate_on_submit():
        return refused("accounts/new_structure.html", form)
    structure = services.create_structure(db(), name=form.name.data or "", zone=form.zone.data, now=clock.now())
    flash(f"{structure.name} est créée.")
    return redirect(url_for("structures.show", structure_id=structure.id), 303)


@bp.get("/structures/<int:structure_id>", roles=ADMINS)
def show(structure_id: int) -> ResponseReturnValue:
    """One mission locale: its sites and its professionals."""
    found = queries.structure(db(), structure_id)
    return render_template("accounts/structure.html", structure=found, staff=queries.staff(db(), found.id))


@bp.route("/structures/<int:structure_id>/lieux/nouveau", methods=["GET", "POST"], roles=ADMINS)
def new_site(structure_id: int) -> ResponseReturnValue:
    """Add a place where a mission locale receives people."""
    found, form = queries.structure(db(), structure_id), SiteForm()
    form.commune.catalogue = places.catalogue(db())
    if not form.validate_on_submit():
        return refused("accounts/new_site.html", form, structure=found)
    services.create_site(
        db(),
        structure=found,
        name=form.name.data or "",
        kind=form.kind.data,
        address=form.address.data or "",
        postcode=form.postcode.data or "",
        commune_code=form.commune.code or "",
        phone=form.phone.data or "",
        hours=form.hours.data or "",
    )
    flash("Le lieu est ajouté.")
    return redirect(url_for("structures.show", structure_id=found.id), 303)


@bp.route("/comptes/nouveau", methods=["GET", "POST"], roles=ADMINS)
def new_staff() -> ResponseReturnValue:
    """Open the account of a professional; a code lets the person choose a password."""
    form = StaffForm().offer(
        {role.value: label for role, label in LABELS.items() if role in STAFF},
        {one.id: one.name for one in queries.structures(db())},
        places.region_names(db()),
    )
    if not form.validate_on_submit():
        return refused("accounts/new_staff.html", form)
    try:
        user = services.create_staff(
            db(),
            username=form.username.data or "",
            role=form.role.data,
            structure_id=form.structure.data or None,
            first_name=form.first_name.data or "",
            last_name=form.last_name.data or "",
            email=form.email.data,
            regions=form.regions.data or (),
            now=clock.now(),
        )
    except UsernameTaken as refusal:
        return refused_field("accounts/new_staff.html", form, form.username, refusal)
    except WrongStructure as refusal:
        return refused_field("accounts/new_staff.html", form, form.structure, refusal)
    except NoRegion as refusal:
        return refused_field("accounts/new_staff.html", form, form.regions, refusal)
    return redirect(url_for("structures.staff_card", user_id=user.id), 303)


@bp.get("/comptes/<user_id>", roles=ADMINS)
def staff_card(user_id: str) -> ResponseReturnValue:
    """A professional's account, and the button that makes a code."""
    user = queries.professional(db(), user_id)
    names = places.region_names(db())
    given = [names[code] for code in user.regions if code in names]
    return render_template("accounts/staff_card.html", user=user, code=None, regions=given)


@bp.route("/comptes/<operator_id>/regions", methods=["GET", "POST"], roles=ADMINS)
def staff_regions(operator_id: str) -> ResponseReturnValue:
    """Change whose offers an operator brings in."""
    user = queries.professional(db(), operator_id)
    if user.role != Role.OPERATOR:
        abort(404)
    form = RegionsForm(regions=user.regions).offer_regions(places.region_names(db()))
    if not form.validate_on_submit():
        return refused("accounts/staff_regions.html", form, user=user)
    try:
        services.give_regions(user, form.regions.data or ())
    except NoRegion as refusal:
        return refused_field("accounts/staff_regions.html", form, form.regions, refusal, user=user)
    flash(f"Les régions de {user.full_name} sont changées.")
    return redirect(url_for("structures.staff_card", user_id=user.id), 303)


@bp.post("/comptes/<user_id>/code", roles=ADMINS)
def new_staff_code(user_id: str) -> ResponseReturnValue:
    """Make a code and show it this once."""
    user = queries.professional(db(), user_id)
    code = activation.issue_code(db(), user=user, now=clock.now())
    return render_template("accounts/staff_card.html", user=user, code=code)


@bp.post("/comptes/<user_id>/fermer", roles=ADMINS)
def end_staff(user_id: str) -> ResponseReturnValue:
    """Close a professional's account at once."""
    user = queries.professional(db(), user_id)
    services.end_account(user, now=clock.now())
    flash(f"Le compte de {user.full_name} est fermé.")
    return redirect(url_for("structures.index"), 303)
