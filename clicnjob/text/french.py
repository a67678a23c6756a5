"""Dates, durations, amounts and plurals as people say them in French."""

from __future__ import annotations

from datetime import date

NBSP = "\u00a0"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NEAR = {-1: "hier", 0: "aujourd'hui", 1: "demain"}


def day_in_words(day: date, today: date) -> str:
    """« aujourd'hui », « hier », « demain », « samedi 21 novembre », or « 1er mars 2025 » in another year."""
    near = _NEAR.get((day - today).days)
    if near:
        return near
    if day.year != today.year:
        return f"{_number_of(day)} {MONTHS[day.month - 1]} {day.year}"
    return f"{DAYS[day.weekday()]} {_number_of(day)} {MONTHS[day.month - 1]}"


def recent_day(day: date, today: date) -> str:
    """The short form for tags: « hier », the name of the day within the last week, else « le 14 septembre »."""
    age = (today - day).days
    if 1 < age < 7:
        return DAYS[day.weekday()]
    if -2 < age < 2:
        return day_in_words(day, today)
    year = "" if day.year == today.year else f" {day.year}"
    return f"le {_number_of(day)} {MONTHS[day.month - 1]}{year}"


def month_in_words(day: date, today: date) -> str:
    """« janvier », or « janvier 2027 » in another year."""
    return MONTHS[day.month - 1] + (f" {day.year}" if day.year != today.year else "")


def _number_of(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def plural(count: float, singular: str, many: str | None = None) -> str:
    """« 1 offre », « 2 offres »: French keeps the singular below two. `many` when an s is not enough."""
    word = singular if abs(count) < 2 else (many or f"{singular}s")
    return f"{number(count)}{NBSP}{word}"


def number(value: float) -> str:
    """Thousands apart and a decimal comma: « 80 000 », « 12,5 »."""
    whole = value == int(value)
    text = f"{int(value):,}" if whole else f"{value:,.1f}"
    return text.replace(",", NBSP).replace(".", ",")


def minutes_in_words(minutes: float) -> str:
    """« 18 min », « 1 h », « 1 h 05 », rounded to the minute."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02}" if rest else f"{hours}{NBSP}h"


def months_in_words(months: int) -> str:
    """« 8 mois », « 1 an », « 2 ans », « 1 an et demi »: the way experience is said."""
    years, rest = divmod(months, 12)
    if not years or rest not in (0, 6):
        return f"{months}{NBSP}mois"
    return plural(years, "an") + (" et demi" if rest else "")


def money(euros: float) -> str:
    """« 12,20 € », « 1 850 € »: cents only when there are some."""
    cents = round(euros * 100)
    whole, rest = divmod(cents, 100)
    text = f"{whole:,}".replace(",", NBSP)
    return f"{text},{rest:02}{NBSP}€" if rest else f"{text}{NBSP}€"


def listed(words: list[str], last: str = "et") -> str:
    """« à pied », « à pied et en bus », « à pied, en bus et à vélo »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
