"""Salaries: amounts with their unit when they can be true, words otherwise (pure)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Period(StrEnum):
    """What an amount pays for."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


class Salary(NamedTuple):
    """Gross euros a period; `least` and `most` are equal for a single amount, None with the period when only words."""

    period: Period | None = None
    least: float | None = None
    most: float | None = None


UNTOLD = Salary()
# What can be true in France: from an apprentice's least pay (27 % of the minimum wage) or a few hours a month, to ten
# times the minimum wage. Beyond, the unit is wrong, and nobody here can tell which one was meant.
BOUNDS = {Period.HOUR: (3.0, 120.0), Period.MONTH: (100.0, 18_000.0), Period.YEAR: (3_000.0, 220_000.0)}
_PERIODS = {"horaire": Period.HOUR, "mensuel": Period.MONTH, "annuel": Period.YEAR}
_AMOUNT = r"(\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)"
_SALARY = re.compile(rf"^\s*(\w+)\s+de\s+{_AMOUNT}\s*(?:Euros?|€)(?:\s*à\s*{_AMOUNT}\s*(?:Euros?|€))?", re.IGNORECASE)

# « De 820 € à 1 823 € par mois », « 18 - 22 k€ brut annuel »: amounts first, what they pay for beside them.
_MONEY = r"(?:€|euros?\b|eur\b)"
_FREE = re.compile(
    rf"(?<![\d.,]){_AMOUNT}\s*(k)?\s*{_MONEY}?\s*(?:-|–|à|et)\s*{_AMOUNT}\s*(k)?\s*{_MONEY}"
    rf"|(?<![\d.,]){_AMOUNT}\s*(k)?\s*{_MONEY}",
    re.IGNORECASE,
)
_FREE_PERIODS = (
    (Period.HOUR, re.compile(r"horaire|de l['’]heure|par heure|/ ?h\b|/ ?heure", re.IGNORECASE)),
    (Period.MONTH, re.compile(r"mensuel|par mois|/ ?mois", re.IGNORECASE)),
    (Period.YEAR, re.compile(r"annuel|par an\b|/ ?an\b", re.IGNORECASE)),
)


def salary_of(words: str) -> Salary:
    """The amounts of « Horaire de 12,20 Euros », « Annuel de 24000.0 Euros à 28000.0 Euros sur 12.0 mois ».

    And of words more free, when they name one period only: « 18 - 22 k€ brut annuel ».
    """
    found = _SALARY.match(words)
    period = _PERIODS.get(found[1].lower()) if found else None
    if not found or not period:
        return _free(words)
    return _sensible(period, [_euros(amount) for amount in (found[2], found[3]) if amount])


def _free(words: str) -> Salary:
    found = _FREE.search(words)
    periods = [period for period, named in _FREE_PERIODS if named.search(words)]
    if not found or len(periods) != 1:
        return UNTOLD
    thousands = 1000 if any((found[2], found[4], found[6])) else 1
    return _sensible(periods[0], [_euros(amount) * thousands for amount in (found[1], found[3], found[5]) if amount])


def _sensible(period: Period, amounts: list[float]) -> Salary:
    amounts = sorted(amounts)
    lowest, highest = BOUNDS[period]
    if not all(lowest <= amount <= highest for amount in amounts):
        return UNTOLD
    return Salary(period, amounts[0], amounts[-1])


def _euros(amount: str) -> float:
    return round(float(re.sub(r"\s", "", amount).replace(",", ".")), 2)
