"""The health address, for whatever watches over the service: two words, no figure."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from clicnjob.operations import queries
from clicnjob.web import OPEN, GuardedBlueprint
from clicnjob.web.transaction import database

bp = GuardedBlueprint("operations", __name__)


@bp.get("/sante", roles=OPEN)
def health() -> ResponseReturnValue:
    """200 when pages can be served, 503 when the database does not answer or is at another schema."""
    if queries.is_sound(database()):
        return {"etat": "ok"}
    return {"etat": "en panne"}, 503
