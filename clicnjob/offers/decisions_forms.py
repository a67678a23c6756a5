"""The form of a decision about an import: format only."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Length

from clicnjob.web import BaseForm


class ReasonForm(BaseForm):
    """Why, in a sentence that is kept with the decision."""

    reason = StringField("Pourquoi", [Length(max=300)], description="Une phrase. Elle est gardée avec votre nom.")
