"""The form that refuses a text: format only."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from clicnjob.web import BaseForm


class RefuseForm(BaseForm):
    """Why an offer is not published."""

    reason = StringField(
        "Pourquoi ne pas la publier",
        [DataRequired("Écrivez la raison en quelques mots."), Length(max=300)],
        description="La source peut vous la demander. Par exemple : « âge maximum sans texte de loi ».",
    )
