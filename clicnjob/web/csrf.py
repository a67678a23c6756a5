"""Forgery protection on every change, its token masked anew in each page since pages are compressed (BREACH)."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

FIELD = "csrf_token"


def masked_token() -> str:
    """This session's token, XORed with a random mask of the same length that stands before it."""
    token = generate_csrf().encode("ascii")
    mask = secrets.token_bytes(len(token))
    return urlsafe_b64encode(mask + _xor(token, mask)).decode("ascii")


def unmask(masked: str) -> str | None:
    """The token under the mask; None when the text never was one."""
    try:
        both = urlsafe_b64decode(masked.encode("ascii"))
        half = len(both) // 2
        return _xor(both[half:], both[:half]).decode("ascii")
    except (NotBase64, ValueError):
        return None


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=False))


class MaskedProtect(CSRFProtect):  # type: ignore[misc]
    """Flask-WTF's protection of every changing request, reading the masked token."""

    def _get_csrf_token(self) -> str | None:
        return unmask(request.form.get(FIELD, ""))


def init_app(app: Flask) -> None:
    """Protect every changing request and give templates `csrf_token()`."""
    MaskedProtect(app)
    app.jinja_env.globals["csrf_token"] = masked_token
    # Flask-WTF also puts its bare token in every page's context, which wins over the globals.
    app.context_processor(lambda: {"csrf_token": masked_token})
