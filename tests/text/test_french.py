"""Dates, durations, amounts and plurals in French."""

from __future__ import annotations

from datetime import date

import pytest

from clicnjob.text import french

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "aujourd'hui"),
        (date(2026, 11, 23), "hier"),
        (date(2026, 11, 25), "demain"),
        (date(2026, 11, 21), "samedi 21 novembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (date(2025, 3, 1), "1er mars 2025"),
    ],
)
def test_a_day_is_said_in_full(day: date, words: str) -> None:
    assert french.day_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "aujourd'hui"),
        (date(2026, 11, 23), "hier"),
        (date(2026, 11, 19), "jeudi"),
        (date(2026, 11, 18), "mercredi"),
        (date(2026, 11, 17), "le 17 novembre"),
        (date(2026, 12, 1), "le 1er décembre"),
        (date(2025, 9, 14), "le 14 septembre 2025"),
    ],
)
def test_a_tag_gives_the_short_day(day: date, words: str) -> None:
    assert french.recent_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 offre"), (1, "1 offre"), (1.5, "1,5 offre"), (2, "2 offres"), (80000, "80 000 offres")]
)
def test_french_keeps_the_singular_below_two(count: float, words: str) -> None:
    assert french.plural(count, "offre") == words.replace(" ", french.NBSP)


def test_an_irregular_plural_is_given() -> None:
    assert french.plural(2, "cheval", "chevaux") == f"2{french.NBSP}chevaux"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0.4, "0 min"), (18.2, "18 min"), (59.6, "1 h"), (65, "1 h 05"), (120, "2 h")]
)
def test_a_duration_is_said_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert french.minutes_in_words(minutes) == words.replace(" ", french.NBSP)


@pytest.mark.parametrize(
    ("months", "words"),
    [(8, "8 mois"), (12, "1 an"), (18, "1 an et demi"), (20, "20 mois"), (24, "2 ans"), (30, "2 ans et demi")],
)
def test_experience_is_said_in_months_or_years(months: int, words: str) -> None:
    assert french.months_in_words(months).replace(french.NBSP, " ") == words


@pytest.mark.parametrize(
    ("euros", "words"), [(12.2, "12,20 €"), (1850, "1 850 €"), (1823.03, "1 823,03 €"), (0.05, "0,05 €")]
)
def test_an_amount_shows_cents_only_when_there_are_some(euros: float, words: str) -> None:
    assert french.money(euros) == words.replace(" ", french.NBSP)


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["CDI"], "CDI"), (["CDI", "CDD"], "CDI et CDD"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_is_said_with_a_last_link(words: list[str], said: str) -> None:
    assert french.listed(words) == said
