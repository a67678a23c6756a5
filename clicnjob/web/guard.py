"""The guard: every route names the roles it is for, and is closed to everybody else."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue, RouteCallable

from clicnjob.web.signed_in import current_user

OPEN: frozenset[str] = frozenset({"*"})
# The whole list of what can be read without signing in. A route is open only when it says so AND stands here.
OPEN_ENDPOINTS = frozenset(
    {
        "assets.show",
        "assets.favicon",
        "accounts.sign_in",
        "accounts.first_time",
        "home.local_structure",
        "home.landing",
        "home.how_it_works",
        "home.accessibility",
        "home.privacy",
        "operations.health",
        "places.suggest",
        "gallery.show",
    }
)


class GuardedBlueprint(Blueprint):
    """A blueprint whose routes all name their roles: `@bp.get("/offres", roles=STAFF)`; one without does not start."""

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        roles: frozenset[str] = frozenset(options.pop("roles"))
        name = endpoint or (view_func.__name__ if view_func else "")

        def remember(state: BlueprintSetupState) -> None:
            state.app.extensions["roles"][f"{self.name}.{name}"] = roles

        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)
        self.record(remember)


def roles_of(endpoint: str) -> frozenset[str]:
    """The roles an endpoint is for; nobody when it did not say."""
    known: dict[str, frozenset[str]] = current_app.extensions["roles"]
    return known.get(endpoint, frozenset())


def is_open(endpoint: str) -> bool:
    """Whether anybody may read this endpoint."""
    return endpoint in OPEN_ENDPOINTS and roles_of(endpoint) == OPEN


def guard() -> ResponseReturnValue | None:
    """Before each view: let the right roles through; ask the others to sign in, or refuse."""
    endpoint = request.endpoint
    if endpoint is None or is_open(endpoint):
        return None
    if not current_user.is_authenticated:
        if request.method in ("GET", "HEAD"):
            return redirect(url_for("accounts.sign_in", suite=request.full_path.rstrip("?")))
        abort(401)
    if current_user.role not in roles_of(endpoint):
        abort(403)
    return None


def init_app(app: Flask) -> None:
    """Close the application: called before any blueprint is registered."""
    app.extensions["roles"] = {}
    app.before_request(guard)
