"""The form that brings files in: format only."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import BooleanField, MultipleFileField, SelectField, ValidationError
from wtforms.validators import DataRequired

from clicnjob.offers.staging import ALL_REGIONS
from clicnjob.web import BaseForm


class ImportForm(BaseForm):
    """Files of one week and the region they are for."""

    files = MultipleFileField(
        "Fichiers",
        description="Au format France Travail : page, liste, ou une offre par ligne. Aussi en .gz.",
    )
    region = SelectField("Région", [DataRequired("Choisissez la région.")])
    complete = BooleanField(
        "Ces fichiers contiennent toutes les offres de la région",
        description="Les offres qui n'y sont plus seront fermées. Sans cette case, rien n'est fermé.",
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """At least one file was chosen: an empty choice arrives as one file without a name."""
        field.data = [one for one in field.data or [] if getattr(one, "filename", "")]
        if not field.data:
            raise ValidationError("Choisissez un fichier.")

    def offer_regions(self, names: Mapping[str, str]) -> None:
        """Give the regions to choose from: names by code, in the order to show."""
        everywhere = {"": "Choisissez", ALL_REGIONS: "Toutes : chaque offre va dans la région de son lieu"}
        self.region.choices = {**everywhere, **{code: name for code, name in names.items() if code}}
