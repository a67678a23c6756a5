"""The base of every form: French messages; forgery is refused for every request at once, so not form by form."""

from __future__ import annotations

from flask_wtf import FlaskForm


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form bound to the request; `validate_on_submit()` as in Flask-WTF."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False
        locales = ("fr",)
