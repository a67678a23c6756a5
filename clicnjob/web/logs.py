"""Logs: one JSON line a request or a failure, with names of code and never a word a person wrote."""

from __future__ import annotations

import sys
import time
import traceback

import structlog
from flask import Flask, Response, g, request

from clicnjob.web.signed_in import role_so_far

log = structlog.get_logger()


def failure(error: BaseException, where: str | None) -> None:
    """Write a failure down: its class and its frames. The message is left out: a database quotes values in it."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("failure", kind=type(error).__name__, where=where, frames=frames[-12:])


def start_clock() -> None:
    g.started = time.perf_counter()


def request_line(response: Response) -> Response:
    """One line a request: the endpoint instead of the address, the role instead of the person."""
    spent = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    about = {"method": request.method, "endpoint": request.endpoint, "status": response.status_code}
    log.info("request", **about, ms=spent, role=role_so_far())
    return response


def configure() -> None:
    """JSON lines on stderr."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def init_app(app: Flask) -> None:
    """Write one line a request."""
    app.before_request(start_clock)
    app.after_request(request_line)
