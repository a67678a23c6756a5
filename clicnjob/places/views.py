"""Names of communes while one types: for the script only, every page works without it."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from clicnjob.places import queries
from clicnjob.web import OPEN, GuardedBlueprint, db

bp = GuardedBlueprint("places", __name__)

MOST_NAMES = 8
ONE_DAY = "private, max-age=86400"


@bp.get("/communes", roles=OPEN)
def suggest() -> ResponseReturnValue:
    """Labels of the communes that begin like `?q=`, or nearly, best first: a list of texts."""
    text = request.args.get("q", "")[:100]
    answer = jsonify([label for _, label in queries.catalogue(db()).choices(text, MOST_NAMES)] if text.strip() else [])
    answer.headers["Cache-Control"] = ONE_DAY
    return answer
