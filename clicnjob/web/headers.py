"""Headers of every answer, errors included, and the compression of pages."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

# Nothing from elsewhere, nothing inline: what is not named here does not load.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=63072000; includeSubDomains"
SMALLEST_TO_COMPRESS = 600
COMPRESSED_TYPES = ("text/", "application/json", "application/javascript", "image/svg+xml")


def dress(response: Response) -> Response:
    """Add the security headers; an answer that did not say otherwise is personal and is kept nowhere."""
    for name, value in ALWAYS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def compress(response: Response) -> Response:
    """Gzip a text answer for a browser that takes it."""
    response.vary.add("Accept-Encoding")
    if (
        response.direct_passthrough
        or response.is_streamed
        or response.content_encoding
        or not (response.mimetype or "").startswith(COMPRESSED_TYPES)
        or not request.accept_encodings["gzip"]
        or len(response.get_data()) < SMALLEST_TO_COMPRESS
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
    response.content_encoding = "gzip"
    return response


def init_app(app: Flask, *, tls: bool) -> None:
    """Dress and compress every answer (Flask runs these hooks last to first)."""

    def strict_transport(response: Response) -> Response:
        response.headers["Strict-Transport-Security"] = HSTS
        return response

    app.after_request(compress)
    app.after_request(dress)
    if tls:
        app.after_request(strict_transport)
