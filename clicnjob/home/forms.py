"""Forms of the pages that read several rooms."""

from __future__ import annotations

from wtforms.validators import DataRequired, Length

from clicnjob.places.forms import CommuneField
from clicnjob.web import BaseForm


class CommuneForm(BaseForm):
    """Where do you live: the public page « Ta mission locale »."""

    commune = CommuneField(
        "Ta commune ou ton code postal",
        [DataRequired("Écris le nom de ta commune, ou son code postal."), Length(max=100)],
        render_kw={"autocomplete": "postal-code"},
    )
