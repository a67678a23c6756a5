"""The field of a commune: its name or postcode typed freely, checked against the catalogue."""

from __future__ import annotations

from typing import Any

from flask import url_for
from wtforms import StringField, ValidationError
from wtforms.form import BaseForm

from clicnjob.places.catalogue import Catalogue
from clicnjob.text.normalise import fold

MOST_IDEAS = 6
CHOSEN = "-choix"


class CommuneField(StringField):
    """A commune by its name or postcode, mistakes allowed.

    The view gives `catalogue` before validation; afterwards `code` is the INSEE code, or `ideas` are communes to tap:
    each is a button that sends the form again with its own choice. Bound to a code, it shows the commune's label.
    """

    catalogue: Catalogue
    code: str | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the text, and the idea that was tapped if any."""
        self.ideas: list[dict[str, str]] = []
        self.tapped = formdata.get(self.name + CHOSEN) if formdata else None
        super().process(formdata, data, extra_filters)

    def process_data(self, value: str | None) -> None:
        """Bound to a code, from what is known already."""
        self.code, self.data = value, None

    def _value(self) -> str:
        return self.data if self.data is not None else self.label_of(self.code)

    def label_of(self, code: str | None) -> str:
        """The commune's name as it is shown and can be typed: Lens (62)."""
        found = self.catalogue.listed(code) if code else None
        return found.label if found else ""

    def __call__(self, **attributes: Any) -> Any:
        """The box, with where the script finds names while one types."""
        return super().__call__(**{"data-suggest": url_for("places.suggest"), **attributes})

    def pre_validate(self, form: BaseForm) -> None:
        """Find the one commune meant, or ideas of what was meant."""
        text = (self.data or "").strip()
        found = (self.catalogue.listed(self.tapped) if self.tapped else None) or self.catalogue.pick(text)
        self.code = found.code if found else None
        if found:
            self.data = found.label
        elif text:
            near = self.catalogue.found(text, MOST_IDEAS)
            self.ideas = [{"label": one.label, "name": self.name + CHOSEN, "value": one.commune.code} for one in near]
            raise ValidationError(_sentence(text, [one.label for one in near]))


def _sentence(text: str, labels: list[str]) -> str:
    quoted = f"«\u00a0{text}\u00a0»"
    if not labels:
        return f"On ne trouve pas {quoted}. Le code postal marche aussi."
    whole = text.isdigit() or any(fold(label).startswith(fold(text)) for label in labels)
    return f"Plusieurs communes vont avec {quoted}." if whole else f"On ne trouve pas {quoted}."
