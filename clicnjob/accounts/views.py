"""Pages of the accounts: coming in, going out, one's own account, and the young people a counsellor adds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from clicnjob import clock
from clicnjob.accounts import activation, queries, services
from clicnjob.accounts.errors import ImpossibleBirthDate, TooManyTries, WeakPassword, WrongCode, WrongCredentials
from clicnjob.accounts.forms import FirstTimeForm, NewPasswordForm, SignInForm, YouthForm
from clicnjob.accounts.models import User
from clicnjob.accounts.roles import ALL, COMPANIONS, Role
from clicnjob.errors import Refusal
from clicnjob.web import OPEN, BaseForm, GuardedBlueprint, current_user, db, signed_in

bp = GuardedBlueprint("accounts", __name__)


@bp.route("/connexion", methods=["GET", "POST"], roles=OPEN)
def sign_in() -> ResponseReturnValue:
    """Come in with a name and a password."""
    form = SignInForm()
    if current_user.is_authenticated and request.method == "GET":
        return redirect(url_for("home.landing"))
    if not form.validate_on_submit():
        return refused("accounts/sign_in.html", form)
    try:
        user = services.sign_in(
            db(), username=form.username.data or "", password=form.password.data or "", **_try_context()
        )
    except (WrongCredentials, TooManyTries) as refusal:
        return refused_field("accounts/sign_in.html", form, form.password, refusal)
    signed_in.sign_in(user, limits=limits_of(user, own_phone=form.own_phone.data))
    return redirect(_next_page(), 303)


@bp.route("/premiere-fois", methods=["GET", "POST"], roles=OPEN)
def first_time() -> ResponseReturnValue:
    """Open one's account with the code of the card."""
    form = FirstTimeForm()
    if not form.validate_on_submit():
        return refused("accounts/first_time.html", form)
    try:
        user = activation.activate(
            db(),
            username=form.username.data or "",
            code=form.code.data or "",
            password=form.password.data or "",
            **_try_context(),
        )
    except (WrongCode, TooManyTries) as refusal:
        return refused_field("accounts/first_time.html", form, form.code, refusal)
    except WeakPassword as refusal:
        return refused_field("accounts/first_time.html", form, form.password, refusal)
    signed_in.sign_in(user, limits=limits_of(user, own_phone=False))
    flash("C'est fait. Ton compte est ouvert." if user.role == Role.YOUTH else "Votre compte est ouvert.")
    return redirect(url_for("home.landing"), 303)


@bp.post("/deconnexion", roles=ALL)
def sign_out() -> ResponseReturnValue:
    """End this session."""
    signed_in.sign_out()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/mon-compte", roles=ALL)
def my_account() -> ResponseReturnValue:
    """One's own account: what is known, a new password, sign-out everywhere."""
    return render_template("accounts/my_account.html", form=NewPasswordForm())


@bp.post("/mon-compte/mot-de-passe", roles=ALL)
def change_password() -> ResponseReturnValue:
    """Choose a new password; the other devices are signed out."""
    form, user = NewPasswordForm(), me()
    if not form.validate_on_submit():
        return refused("accounts/my_account.html", form)
    try:
        services.set_password(user, password=form.password.data or "")
    except WeakPassword as refusal:
        return refused_field("accounts/my_account.html", form, form.password, refusal)
    signed_in.renew(user)
    flash("C'est noté. Le nouveau mot de passe marche dès maintenant.")
    return redirect(url_for("accounts.my_account"), 303)


@bp.post("/mon-compte/deconnexion-partout", roles=ALL)
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of this account, this one included."""
    services.sign_out_everywhere(me())
    signed_in.sign_out()
    flash("C'est fait sur tous les appareils.")
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/jeunes/nouveau", methods=["GET", "POST"], roles=COMPANIONS)
def new_youth() -> ResponseReturnValue:
    """Add a young person to one's own structure."""
    form = YouthForm()
    if not form.validate_on_submit():
        return refused("accounts/new_youth.html", form)
    try:
        youth = services.create_youth(
            db(),
            counsellor=me(),
            first_name=form.first_name.data or "",
            last_name=form.last_name.data or "",
            birth_date=form.birth_date.data or clock.today(),
            email=form.email.data,
            today=clock.today(),
            now=clock.now(),
        )
    except ImpossibleBirthDate as refusal:
        return refused_field("accounts/new_youth.html", form, form.birth_date, refusal)
    flash(f"{youth.full_name} est inscrit dans vos jeunes.")
    return redirect(url_for("accounts.card", youth_id=youth.id), 303)


@bp.get("/jeunes/<youth_id>/carte", roles=COMPANIONS)
def card(youth_id: str) -> ResponseReturnValue:
    """The young person's name to sign in, and the button that makes a code."""
    return render_template("accounts/card.html", youth=queries.youth(db(), me(), youth_id), code=None)


@bp.post("/jeunes/<youth_id>/carte", roles=COMPANIONS)
def new_code(youth_id: str) -> ResponseReturnValue:
    """Make a code and show it this once: only its digest is kept."""
    youth = queries.youth(db(), me(), youth_id)
    code = activation.issue_code(db(), user=youth, now=clock.now())
    return render_template("accounts/card.html", youth=youth, code=code)


def limits_of(user: User, *, own_phone: bool) -> tuple[timedelta, timedelta]:
    """How long a session of this person may stay silent, and live."""
    if user.role != Role.YOUTH:
        return signed_in.STAFF_DESK
    return signed_in.OWN_PHONE if own_phone else signed_in.SHARED_PHONE


def me() -> User:
    """The account of who is signed in, in this request's session."""
    account: User = current_user.account
    return account


def refused(template: str, form: BaseForm, **values: object) -> ResponseReturnValue:
    """The page of a form: as it is first shown, or with what is to be corrected (422)."""
    return render_template(template, form=form, **values), 422 if request.method == "POST" else 200


def refused_field(
    template: str, form: BaseForm, field: Field, refusal: Refusal, **values: object
) -> ResponseReturnValue:
    """The page of a form whose field meets a refusal: the same sentence in the summary and at the field."""
    field.errors = [*field.errors, refusal.message]
    if isinstance(refusal, TooManyTries):
        return render_template(template, form=form, **values), 429, {"Retry-After": str(refusal.seconds)}
    return refused(template, form, **values)


def _try_context() -> dict[str, Any]:
    settings = current_app.extensions["settings"]
    return {"address": request.remote_addr or "", "secret": settings.secret_key, "now": clock.now()}


def _next_page() -> str:
    # Only a path of this site: « //elsewhere » and « \\elsewhere » are addresses of other sites to a browser.
    asked = request.args.get("suite", "")
    inside = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked
    return asked if inside else url_for("home.landing")
