"""What is new in a list beside an earlier one, and which earlier list that is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.fresh import earlier, fresh_among, monday_of

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
numbers = st.lists(st.integers(1, 40), unique=True, max_size=12)
texts = st.dictionaries(st.integers(1, 40), st.sampled_from(["", "a", "b", "c"]))


@given(numbers, numbers, texts)
def test_what_is_new_keeps_its_order_and_has_neither_number_nor_text_of_the_earlier_list(
    offers: list[int], before: list[int], texts: dict[int, str]
) -> None:
    found = fresh_among(offers, before, texts)
    texts_before = {texts[one] for one in before if texts.get(one)}

    assert found == [one for one in offers if one in found]
    assert not set(found) & set(before)
    assert not {texts.get(one) for one in found} & texts_before
    assert all(one in before or texts.get(one) in texts_before for one in set(offers) - set(found))


def test_without_an_earlier_list_nothing_is_new_and_beside_an_empty_one_everything_is() -> None:
    assert fresh_among([1, 2], None, {}) == []
    assert fresh_among([1, 2], [], {}) == [1, 2]


@pytest.mark.parametrize(
    ("of_import", "now_of", "beside"),
    [
        (MONDAY, MONDAY + timedelta(days=7), [1, 2]),
        (MONDAY + timedelta(days=6, hours=15), MONDAY + timedelta(days=7), [1, 2]),
        (MONDAY, MONDAY + timedelta(days=2), [9]),
        (MONDAY, MONDAY, [9]),
        (MONDAY, MONDAY - timedelta(days=7), [9]),
    ],
    ids=["next Monday", "Sunday, then Monday", "Wednesday", "the same", "an import of before"],
)
def test_a_list_stands_beside_the_last_one_of_an_earlier_week(
    of_import: datetime, now_of: datetime, beside: list[int]
) -> None:
    assert earlier([1, 2], [9], of_import, now_of) == beside


def test_a_week_begins_on_monday_at_midnight_in_paris() -> None:
    midnight = datetime.fromisoformat("2026-11-22T23:00:00+00:00")

    assert monday_of(midnight) == MONDAY.date()
    assert monday_of(midnight - timedelta(seconds=1)) == MONDAY.date() - timedelta(days=7)
