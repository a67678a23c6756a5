"""The form that brings files in: format only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from wtforms import BooleanField, MultipleFileField, SelectField, ValidationError
from wtforms.validators import DataRequired

from clicnjob.offers.choosing import CHOSEN, corrected
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.sources.cells import DAY_FIRST, MONTH_FIRST
from clicnjob.offers.sources.columns import NEEDED, Columns
from clicnjob.web import BaseForm


class ImportForm(BaseForm):
    """Files of one week and the region they are for."""

    files = MultipleFileField(
        "Fichiers",
        description="JSON, XML, page web, ou tableau (CSV, XLSX, ODS). Aussi en .zip ou .gz.",
    )
    region = SelectField("Région", [DataRequired("Choisissez la région.")])
    complete = BooleanField(
        "Ces fichiers contiennent toutes les offres de la région",
        description="Les offres qui n'y sont plus seront fermées. Sans cette case, rien n'est fermé.",
    )

    columns = BooleanField(
        "Choisir de nouveau les colonnes d'un tableau",
        description="Sans cette case, on ne les demande que la première fois, ou si elles ont changé.",
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """At least one file was chosen: an empty choice arrives as one file without a name."""
        field.data = [one for one in field.data or [] if getattr(one, "filename", "")]
        if not field.data:
            raise ValidationError("Choisissez un fichier.")

    def offer_regions(self, names: Mapping[str, str]) -> None:
        """Give the regions to choose from: names by code, in the order to show."""
        self.region.choices = _regions(names)


def _regions(names: Mapping[str, str]) -> dict[str, str]:
    """All at once for those alone who bring in offers without a known place too: the empty code is among theirs."""
    everywhere = {ALL_REGIONS: "Toutes : chaque offre va dans la région de son lieu"} if "" in names else {}
    return {"": "Choisissez", **everywhere, **{code: name for code, name in names.items() if code}}


class ColumnsForm(BaseForm):
    """The column of each field of a table, and what was said of its files; one choice a field, added below."""

    region = SelectField("Région", [DataRequired("Choisissez la région.")])
    complete = BooleanField("Ces fichiers contiennent toutes les offres de la région")
    dates = SelectField(
        "Ordre des dates",
        choices={DAY_FIRST: "Le jour d'abord : 24/11/2026", MONTH_FIRST: "Le mois d'abord : 11/24/2026"},
        default=DAY_FIRST,
    )

    def offer_regions(self, names: Mapping[str, str]) -> None:
        """Give the regions to choose from, as `ImportForm`."""
        self.region.choices = _regions(names)

    def offer(self, header: Sequence[str]) -> None:
        """Give the columns to choose from."""
        for field in CHOSEN:
            self[column_field(field.path)].choices = {"": "Aucune", **{heading: heading for heading in header}}

    def choose(self, columns: Columns) -> None:
        """Choose these columns beforehand."""
        self.dates.data = columns.dates
        for field in CHOSEN:
            self[column_field(field.path)].data = columns.fields.get(field.path, "")

    def chosen(self, guessed: Columns, header: Sequence[str]) -> Columns:
        """The columns as they are chosen; fields that nobody chooses stay as they were guessed."""
        told = {field.path: self[column_field(field.path)].data or "" for field in CHOSEN}
        choices = {path: heading for path, heading in told.items() if not heading or heading in header}
        return msgspec.structs.replace(corrected(guessed, choices, header), dates=self.dates.data)


def column_field(path: str) -> str:
    """The name of the choice for a field of our record."""
    return f"champ-{path.strip('_').replace('.', '-')}"


for _one in CHOSEN:
    _rules = [DataRequired("Choisissez la colonne.")] if _one.path in NEEDED else []
    setattr(ColumnsForm, column_field(_one.path), SelectField(_one.label, _rules, description=_one.hint))
