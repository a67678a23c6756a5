"""One transaction per request: opened at the first use, committed when the view returns, else rolled back."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from clicnjob.db import Database

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def database() -> Database:
    """The database this application was created with."""
    found: Database = current_app.extensions["database"]
    return found


def db() -> Session:
    """This request's session: a read transaction for GET and HEAD, a write transaction for the rest."""
    if "db_session" not in g:
        ways = database()
        context: AbstractContextManager[Session] = ways.read() if request.method in SAFE_METHODS else ways.write()
        g.db_session = context.__enter__()
        g.db_context = context
    session: Session = g.db_session
    return session


def end(error: BaseException | None) -> None:
    """Commit this request's transaction, or roll it back when there is an error."""
    session: Session | None = g.pop("db_session", None)
    context = g.pop("db_context", None)
    if session is not None and context is not None:
        # What was read stays readable for the error page; a rollback would expire it.
        if error is not None:
            session.expunge_all()
        context.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)


class Application(Flask):
    """Flask whose views run inside the request's transaction: a commit that fails answers 500, never « done »."""

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            answer = super().dispatch_request()
        except BaseException as error:
            end(error)
            raise
        end(None)
        return answer


def init_app(app: Flask) -> None:
    """Give back the connection of requests that ended before their view."""
    app.teardown_request(end)
