"""Reading a JSON value that may be anything: each field as the kind it should be, or nothing (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from clicnjob.offers.wording import clean_line

Values = Mapping[str, Any]
NOTHING: Values = {}


def values(raw: Values, name: str) -> Values:
    """A nested object; an empty one when it is missing, null, or something else."""
    found = raw.get(name)
    return found if isinstance(found, dict) else NOTHING


def items(raw: Values, name: str) -> list[Values]:
    """A list of objects; what is none is left out."""
    found = raw.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def line(raw: Values, name: str, longest: int = 300) -> str:
    """A short text."""
    return clean_line(raw.get(name), longest)


def flag(raw: Values, name: str) -> bool:
    """True, or what exporters write for it."""
    found = raw.get(name)
    return found is True or (isinstance(found, str) and found.strip().lower() in ("true", "1", "oui"))


def number(raw: Values, name: str) -> float | None:
    """A finite number, also written as a text (« 12.0 », « 45,75 »)."""
    found = raw.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        return None
    try:
        value = float(found.strip().replace(",", ".") if isinstance(found, str) else found)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def whole(raw: Values, name: str) -> int | None:
    """A whole number."""
    value = number(raw, name)
    return int(value) if value is not None else None
