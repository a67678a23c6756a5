"""Who is signed in: the one typed door to Flask-Login, and how long a session lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol, cast

import flask_login
from flask import Flask, g, session

from clicnjob import clock


class SignedIn(Protocol):
    """What the web knows of an account."""

    id: str
    role: Any
    session_token: str


class Visitor(Protocol):
    """The person behind a request; `account` is None for somebody who did not sign in."""

    @property
    def is_authenticated(self) -> bool: ...
    @property
    def role(self) -> str: ...
    @property
    def account(self) -> Any: ...


class _Account(flask_login.UserMixin):  # type: ignore[misc]
    """Flask-Login's view of an account: its cookie holds a random token, so « sign out everywhere » is a new token."""

    def __init__(self, account: SignedIn) -> None:
        self.account = account
        self.role = str(account.role)

    def get_id(self) -> str:
        return self.account.session_token


class _Nobody(flask_login.AnonymousUserMixin):  # type: ignore[misc]
    account = None
    role = ""


current_user = cast(Visitor, flask_login.current_user)

# Longest silence and longest life of a session (NIST SP 800-63B-4, AAL2 for staff; AAL1 for young people).
OWN_PHONE = (timedelta(days=30), timedelta(days=30))
SHARED_PHONE = (timedelta(minutes=30), timedelta(hours=12))
STAFF_DESK = (timedelta(hours=1), timedelta(hours=12))
SEEN_EVERY_S = 60


def sign_in(account: SignedIn, *, limits: tuple[timedelta, timedelta]) -> None:
    """Start a new session for an account; nothing of the former session is kept."""
    session.clear()
    moment = int(clock.now().timestamp())
    session["since"] = session["seen"] = moment
    session["idle_s"], session["life_s"] = (int(limit.total_seconds()) for limit in limits)
    # A shared phone or a desk forgets when the browser closes; one's own phone remembers.
    session.permanent = limits == OWN_PHONE
    flask_login.login_user(_Account(account))


def renew(account: SignedIn) -> None:
    """Go on under the account's new token, with the limits this session had: after a change of password."""
    idle, life = (timedelta(seconds=session[name]) for name in ("idle_s", "life_s"))
    sign_in(account, limits=(idle, life))


def sign_out() -> None:
    """End this session; the cookie goes away."""
    flask_login.logout_user()
    session.clear()


def role_so_far() -> str | None:
    """The role of this request's person if somebody already asked who it is; asks the database nothing."""
    loaded = g.get("_login_user")
    return loaded.role if loaded and loaded.role else None


def forget() -> None:
    """Show the rest of this request as to a stranger: after a fault, the database may not answer who it is."""
    g._login_user = _Nobody()


def is_alive() -> bool:
    """Whether the session is within its silence and its life; being seen again is noted once a minute."""
    moment = int(clock.now().timestamp())
    heard = moment - int(session.get("seen", 0)) < int(session.get("idle_s", 0))
    alive = heard and moment - int(session.get("since", 0)) < int(session.get("life_s", 0))
    if alive and moment - session["seen"] >= SEEN_EVERY_S:
        session["seen"] = moment
    return alive


def init_app(app: Flask, load: Callable[[str], SignedIn | None]) -> None:
    """Install Flask-Login; `load` finds the account of a session token, None when it was ended."""
    manager = flask_login.LoginManager(app)
    manager.anonymous_user = _Nobody

    def user_of(token: str) -> _Account | None:
        account = load(token) if is_alive() else None
        return _Account(account) if account else None

    manager.user_loader(user_of)
    app.permanent_session_lifetime = OWN_PHONE[1]
