"""Static files: read once, served from memory under an address that changes with their content.

The parts of the style sheet are joined into one `style.css`: they are read apart, and fetched at once.
"""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from flask import Flask, Response, abort, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from clicnjob.web.guard import OPEN, GuardedBlueprint

FOLDER = Path(__file__).parent.parent / "static"
STYLE = "style"
FOREVER = "public, max-age=31536000, immutable"

bp = GuardedBlueprint("assets", __name__)


@bp.get("/static/<digest>/<path:name>", roles=OPEN)
def show(digest: str, name: str) -> ResponseReturnValue:
    """One file of the static folder, to be kept for ever: another content has another address."""
    files: dict[str, bytes] = current_app.extensions["assets"]
    if name not in files or digest != current_app.extensions["assets_digest"]:
        abort(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(files[name], mimetype=kind, headers={"Cache-Control": FOREVER})


@bp.get("/favicon.ico", roles=OPEN)
def favicon() -> ResponseReturnValue:
    """Browsers that ask for the old name get the drawing."""
    return redirect(asset_url("favicon.svg"), 301)


def asset_url(name: str) -> str:
    """The address of a static file, for templates."""
    return url_for("assets.show", digest=current_app.extensions["assets_digest"], name=name)


def style_sheet() -> bytes:
    """The parts of the style sheet, in the order of their names."""
    return b"".join(path.read_bytes() for path in sorted((FOLDER / STYLE).glob("*.css")))


def init_app(app: Flask) -> None:
    """Read the folder and give templates `asset_url(name)`."""
    files = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.is_file()}
    files["style.css"] = style_sheet()
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode())
        digest.update(content)
    app.extensions["assets"] = files
    app.extensions["assets_digest"] = digest.hexdigest()[:12]
    app.jinja_env.globals["asset_url"] = asset_url
    app.register_blueprint(bp)
