"""Pay of invented offers: never under the minimum wage, whatever the unit it is told in."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.demo import pay


@given(st.integers(0, 10**6), st.floats(1.0, 2.0))
def test_a_full_time_field_is_never_under_the_minimum_wage(seed: int, factor: float) -> None:
    field = pay.as_field(random.Random(seed), factor, pay.FULL_WEEK)
    unit, amount = re.fullmatch(r"(Horaire|Mensuel|Annuel) de ([\d.,]+) Euros.*", field).groups()  # type: ignore[union-attr]
    least = {"Horaire": pay.SMIC_HOUR, "Mensuel": pay.SMIC_MONTH, "Annuel": 12 * pay.SMIC_MONTH}[unit]

    assert float(amount.replace(",", ".")) >= least


@pytest.mark.parametrize(
    ("factor", "hours", "words"),
    [(1.0, 35, "1 830 € brut par mois"), (1.0, 20, "12,02 € brut de l'heure"), (1.25, 39, "2 540 € brut par mois")],
)
def test_pay_is_told_by_the_month_or_by_the_hour(factor: float, hours: int, words: str) -> None:
    assert pay.in_words(factor, hours) == words
