"""Pay of invented offers, around the minimum wage (SMIC of 1 January 2026: 12.02 € an hour, 1,823.03 € a month)."""

from __future__ import annotations

import random
from math import ceil

SMIC_HOUR = 12.02
SMIC_MONTH = 1823.03
FULL_WEEK = 35


def hourly(factor: float) -> float:
    """Gross euros an hour."""
    return round(SMIC_HOUR * factor, 2)


def monthly(factor: float, hours: int) -> float:
    """Gross euros a month for a number of hours a week."""
    return round(SMIC_MONTH * factor * hours / FULL_WEEK, 2)


def in_words(factor: float, hours: int) -> str:
    """Pay as a sentence states it: « 12,50 € brut de l'heure » or « 1 900 € brut par mois »."""
    if hours < FULL_WEEK:
        return f"{hourly(factor):.2f}".replace(".", ",") + " € brut de l'heure"
    rounded = ceil(monthly(factor, hours) / 10) * 10
    return f"{rounded // 1000} {rounded % 1000:03d} € brut par mois"


def as_field(rng: random.Random, factor: float, hours: int) -> str:
    """Pay as the `salaire.libelle` field writes it, by hour, by month or by year."""
    form = rng.random()
    if form < 0.5 or hours < FULL_WEEK:
        return f"Horaire de {_decimal(rng, hourly(factor))} Euros"
    low = monthly(factor, hours)
    if form < 0.8:
        return f"Mensuel de {_decimal(rng, low)} Euros sur 12 mois"
    least = ceil(low * 12 / 500) * 500
    return f"Annuel de {least},00 Euros à {least + 2000},00 Euros"


def _decimal(rng: random.Random, amount: float) -> str:
    return f"{amount:.2f}".replace(".", ",") if rng.random() < 0.6 else str(amount)
