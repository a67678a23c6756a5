"""What the forms of the pages share: free texts, choices that exclude the others, rows that appear one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wtforms import Field, Form, StringField, ValidationError
from wtforms.validators import Length

from clicnjob.profiles.cleaning import refuse_private_numbers
from clicnjob.profiles.errors import PrivateNumberTyped
from clicnjob.profiles.values import ProfileValues
from clicnjob.web import BaseForm

NOTHING_SAID = "Réponds à une question, ou touche «\u00a0Je ne sais pas encore\u00a0»."


def no_private_number(_form: Form, field: Field) -> None:
    """Refuse a social security or bank account number at the field where it was typed."""
    try:
        refuse_private_numbers([field.data or ""])
    except PrivateNumberTyped as refusal:
        raise ValidationError(refusal.message) from refusal


def choices(labels: Mapping[Any, str], before: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a field offers: each value of a vocabulary with its label, after those that stand for none or all."""
    return {**(before or {}), **{str(value): label for value, label in labels.items()}}


def alone(choice: str, sentence: str) -> Callable[[Form, Field], None]:
    """The choice that excludes the others is refused beside another one."""

    def check(_form: Form, field: Field) -> None:
        if choice in field.data and len(field.data) > 1:
            raise ValidationError(sentence)

    return check


def free_text(label: str, longest: int, *checks: Any, hint: str = "", **attributes: str) -> StringField:
    """A short text that never holds a private number; `attributes` are those of the box."""
    too_long = Length(max=longest, message=f"C'est trop long. Écris {longest} signes au plus.")
    render_kw = {"autocomplete": "off", **attributes}
    return StringField(label, [*checks, too_long, no_private_number], description=hint, render_kw=render_kw)


class StepForm(BaseForm):
    """A page of the profile. `known` is what was answered before; `one_more` asks for one more empty row."""

    known: ProfileValues
    one_more = False

    @staticmethod
    def shown(known: ProfileValues) -> dict[str, Any]:
        """What the fields show of the answers already given."""
        raise NotImplementedError

    def answers(self) -> ProfileValues:
        """The answers of this page, the rest left out. Call it on a valid form."""
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        """A page sent empty is not an answer: the first field says what to do."""
        if not super().validate(extra_validators):
            return False
        if self.answers() != ProfileValues():
            return True
        first = next(iter(self))
        first.errors = [NOTHING_SAID]
        return False


class RowsForm(StepForm):
    """A page whose rows appear one at a time."""

    FEWEST = 1

    def every_row(self) -> Sequence[Sequence[Field]]:
        """All rows, seen or not."""
        raise NotImplementedError

    def rows(self) -> Sequence[Sequence[Field]]:
        """The rows to show: those that were sent or filled, and one more when asked; never fewer than FEWEST."""
        given = [any(field.raw_data or field.data for field in row) for row in self.every_row()]
        return self.every_row()[: max(self.FEWEST, sum(given) + self.one_more)]

    def can_grow(self) -> bool:
        """Whether another row can still be asked for."""
        return len(self.rows()) < len(self.every_row())
