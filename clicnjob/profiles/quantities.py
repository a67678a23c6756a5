"""Durations and distances as people type them: « 6 mois », « un an et demi », « 1h30 », « 10 km »."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clicnjob.profiles.values import Limit

_WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_NUMBERS = {word: float(value) for value, word in enumerate(_WORDS, start=1)} | {"une": 1.0}
_MONTHS = {
    **dict.fromkeys(("mois", "m"), 1.0),
    **dict.fromkeys(("an", "ans", "annee", "annees"), 12.0),
    **dict.fromkeys(("semaine", "semaines", "sem"), 12 / 52),
    **dict.fromkeys(("jour", "jours", "j"), 12 / 365),
}
_MINUTES = dict.fromkeys(("min", "mn", "minute", "minutes"), 1.0) | dict.fromkeys(("h", "heure", "heures"), 60.0)
_KM = dict.fromkeys(("km", "kms", "kilometre", "kilometres"), 1.0)
# The unit of a bare number that follows another: « 1h30 », « 1 an 6 ».
_SMALLER = dict.fromkeys(("h", "heure", "heures"), "min") | dict.fromkeys(("an", "ans", "annee", "annees"), "mois")
_PLAIN = str.maketrans("éèàç,", "eeac.")
_HALF_HOUR = re.compile(r"\b(?:une |1 )?demie?[ -]?heure\b")
_PART = re.compile(
    rf"\s*(?P<number>\d{{1,6}}(?:\.\d+)?|\b(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b)"
    r"\s*(?P<unit>(?!et\b)[a-z]+)?\.?(?P<half>\s+et\s+demie?\b)?(?:\s+et\b)?"
)


def months_in(text: str) -> int | None:
    """The months of a duration, at least 1; None when the text says no duration. A bare number is months."""
    months = _amount(text, _MONTHS, bare="mois")
    return max(1, round(months)) if months else None


def limit_in(text: str, bare: str) -> Limit | None:
    """The furthest one goes; None when the text says neither a time nor a distance.

    `bare`, "min" or "km", is the unit of a number alone; a written unit wins over it.
    """
    if minutes := _amount(text, _MINUTES, bare):
        return Limit(minutes=max(1, round(minutes)))
    if km := _amount(text, _KM, bare):
        return Limit(km=max(1, round(km)))
    return None


def _amount(text: str, units: Mapping[str, float], bare: str) -> float | None:
    """The sum of the « number unit » pairs of a text that holds nothing else."""
    rest = _HALF_HOUR.sub("30 min", text.lower().translate(_PLAIN))
    total = 0.0
    while found := _PART.match(rest):
        unit = found["unit"] or bare
        if unit not in units:
            return None
        number = _NUMBERS.get(found["number"]) or float(found["number"])
        total += units[unit] * (number + (0.5 if found["half"] else 0))
        rest, bare = rest[found.end() :], _SMALLER.get(unit, unit)
    return None if rest.strip() else total or None
