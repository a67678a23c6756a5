"""Clock times stated in words, and what is no time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.law_hours import DAY, Span, reaches, spans_in


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("18h-23h", [(18, 23)]),
        ("de 18 à 23h", [(18, 23)]),
        ("18:00-23:30", [(18, 23.5)]),
        ("22h-6h", [(22, 30)]),
        ("22 heures à 6 heures", [(22, 30)]),
        ("17h / minuit", [(17, 24)]),
        ("minuit à 8h", [(0, 8)]),
        ("entre 19h et 0h30", [(19, 24.5)]),
        ("de 10h à 14h et de 18h à 22h30", [(10, 14), (18, 22.5)]),
        ("jusqu'à 1h du matin", [(0, 1)]),
        ("jusqu’à minuit", [(23, 24)]),
        ("à partir de 4h", [(4, 5)]),
        ("dès 5 heures", [(5, 6)]),
        ("de nuit, 2h-6h", [(2, 6)]),
        ("de 2h à 3h", []),
        ("20h à 24h par semaine", []),
        ("jusqu'à 20h par semaine", []),
        ("35H/semaine", []),
        ("35H - 6 mois", []),
        ("temps partiel - 20H Autre", []),
        ("24H30 Autre", []),
        ("magasin ouvert de 9h à 23h", []),
        ("", []),
    ],
)
def test_a_stretch_of_time_is_read_and_a_number_of_hours_is_not(text: str, hours: list[tuple[float, float]]) -> None:
    assert [(span.start / 60, span.end / 60) for span in spans_in(text)] == hours


@given(st.text(max_size=60))
def test_any_words_give_stretches_within_a_day(text: str) -> None:
    assert all(0 <= span.start < span.end <= span.start + DAY for span in spans_in(text))


@given(st.integers(0, DAY - 1), st.integers(1, DAY), st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_reaching_into_a_part_of_the_day_is_sharing_a_minute(start: int, length: int, first: int, last: int) -> None:
    worked = {minute % DAY for minute in range(start, start + length)}
    part = {minute % DAY for minute in range(first, last if last > first else last + DAY)}

    assert reaches(Span(start, start + length), first, last) == bool(worked & part)
