"""Error pages in the site's own layout: what happened and what to do, in plain French, nothing technical."""

from __future__ import annotations

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from clicnjob.errors import Missing, NotReady
from clicnjob.web import logs, signed_in

SHOWN = frozenset({400, 401, 403, 404, 405, 413, 429, 500, 503})


def page(code: int, headers: dict[str, str] | None = None) -> ResponseReturnValue:
    """The page of an error code."""
    return render_template("errors/page.html", code=code), code, headers or {}


def on_http(error: HTTPException) -> ResponseReturnValue:
    """An abort, a missing route, a forged form: the page of its code; codes without a page answer 400."""
    if error.response is not None:
        return error.response
    code = error.code if error.code in SHOWN else 400
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return page(code or 500, headers)


def on_missing(_error: Missing) -> ResponseReturnValue:
    return page(404)


def on_not_ready(error: NotReady) -> ResponseReturnValue:
    """Something an operator must bring first: said in the logs, and to the person as a pause."""
    logs.failure(error, request.endpoint)
    return page(503, {"Retry-After": "300"})


def on_database(error: OperationalError) -> ResponseReturnValue:
    logs.failure(error, request.endpoint)
    signed_in.forget()
    return page(503, {"Retry-After": "30"})


def on_anything(error: Exception) -> ResponseReturnValue:
    logs.failure(error, request.endpoint)
    signed_in.forget()
    return page(500)


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Missing, on_missing)
    app.register_error_handler(NotReady, on_not_ready)
    app.register_error_handler(OperationalError, on_database)
    app.register_error_handler(Exception, on_anything)
