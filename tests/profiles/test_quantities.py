"""Durations and distances are understood as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.profiles.quantities import limit_in, months_in
from clicnjob.profiles.values import Limit


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6", 6),
        ("6 mois", 6),
        ("6mois", 6),
        (" six mois ", 6),
        ("1 an", 12),
        ("un an et demi", 18),
        ("1 an et 6 mois", 18),
        ("1,5 an", 18),
        ("2 années", 24),
        ("5 semaines", 1),
        ("9 sem.", 2),
        ("3 jours", 1),
        ("", None),
        ("longtemps", None),
        ("6 moi-même", None),
        ("10 km", None),
        ("0", None),
        ("environ 6 mois", None),
    ],
)
def test_months_are_read_in_a_duration(text: str, months: int | None) -> None:
    assert months_in(text) == months


@pytest.mark.parametrize(
    ("text", "bare", "limit"),
    [
        ("30", "min", Limit(minutes=30)),
        ("30", "km", Limit(km=30)),
        ("30 min", "km", Limit(minutes=30)),
        ("10km", "min", Limit(km=10)),
        ("1h30", "min", Limit(minutes=90)),
        ("1 h 30", "km", Limit(minutes=90)),
        ("une heure", "min", Limit(minutes=60)),
        ("une demi-heure", "km", Limit(minutes=30)),
        ("1 heure et demie", "min", Limit(minutes=90)),
        ("2,5 km", "min", Limit(km=2)),
        ("12 kilomètres", "min", Limit(km=12)),
        ("pas trop", "min", None),
        ("", "min", None),
        ("0", "min", None),
        ("-5", "min", None),
        ("30 minutes à pied", "min", None),
    ],
)
def test_a_limit_is_a_time_or_a_distance(text: str, bare: str, limit: Limit | None) -> None:
    assert limit_in(text, bare) == limit


@given(st.integers(1, 999_999))
def test_a_bare_number_has_the_unit_that_was_ticked(number: int) -> None:
    assert limit_in(str(number), "min") == Limit(minutes=number)
    assert limit_in(f" {number} ", "km") == Limit(km=number)


@given(st.text(max_size=60), st.sampled_from(["min", "km"]))
def test_any_text_gives_a_quantity_or_none(text: str, bare: str) -> None:
    months, limit = months_in(text), limit_in(text, bare)

    assert months is None or months >= 1
    assert limit is None or (limit.minutes or limit.km or 0) >= 1
