"""The web's door: what a room's views and forms need, gathered from the modules beside."""

from clicnjob.web.forms import BaseForm
from clicnjob.web.guard import OPEN, OPEN_ENDPOINTS, GuardedBlueprint
from clicnjob.web.pagination import Page, paginate
from clicnjob.web.signed_in import current_user
from clicnjob.web.transaction import db

__all__ = ["OPEN", "OPEN_ENDPOINTS", "BaseForm", "GuardedBlueprint", "Page", "current_user", "db", "paginate"]
