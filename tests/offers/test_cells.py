"""One cell of a table: what exporters write, and what it is."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.sources.cells import date_order, iso_date, place_code, plain, text_of, value_in

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("cell", ["", "  ", "N/A", "nan", "None", "null", "-"])
def test_what_exporters_write_for_nothing_is_nothing(cell: str) -> None:
    assert plain(cell) == ""


@pytest.mark.parametrize(
    ("cell", "expected"), [("12.0", "12"), (" 07000 ", "07000"), ("12.5", "12.5"), ("V1.0", "V1.0"), ("-3.00", "-3")]
)
def test_a_whole_number_loses_the_point_an_exporter_gave_it(cell: str, expected: str) -> None:
    assert plain(cell) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7000.0, "7000"),
        (44.73, "44.73"),
        (True, "True"),
        (None, ""),
        (dt.date(2026, 11, 24), "2026-11-24"),
        (dt.datetime.fromisoformat("2026-11-24T09:30:00"), "2026-11-24T09:30:00"),
    ],
)
def test_the_cell_of_a_workbook_becomes_text(value: object, expected: str) -> None:
    assert text_of(value) == expected


@given(JSON.filter(lambda value: isinstance(value, dict | list)))
def test_a_value_printed_by_python_or_as_json_is_found_again(value: object) -> None:
    flat = value_in(repr(value))
    if flat is not None:  # Six levels at most.
        assert flat == value
        assert value_in(json.dumps(value)) == value


def test_a_number_that_is_none_does_not_hide_the_rest() -> None:
    assert value_in("{'libelle': '07 - PRIVAS', 'latitude': nan}") == {"libelle": "07 - PRIVAS", "latitude": None}


@pytest.mark.parametrize(
    "cell",
    [
        "[1] à pourvoir vite",
        "{ceci n'est pas un objet}",
        "[" * 5000 + "]" * 5000,
        "[" + "-" * 50_000 + "1]",
        "[" + "9" * 90_000 + "]",
        "[" + "1," * 60_000 + "]",
        "[__import__('os')]",
        "[[[[[[[1]]]]]]]",
    ],
)
def test_a_text_that_is_no_bounded_value_stays_a_text(cell: str) -> None:
    assert value_in(cell) is None or cell.startswith("[9")


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("11/12/2025 10:41:41", "dmy", "2025-12-11T10:41:41"),
        ("11/12/2025 10:41:41", "mdy", "2025-11-12T10:41:41"),
        ("24.11.26", "dmy", "2026-11-24"),
        ("24-11-2026 à 9h05", "dmy", "2026-11-24T09:05:00"),
        ("mardi 24 novembre 2026", "dmy", "2026-11-24"),
        ("1er août 2026", "dmy", "2026-08-01"),
        ("46350", "dmy", "2026-11-24"),
        ("46350.5", "dmy", "2026-11-24T12:00:00"),
        ("2026-11-24T09:00:00Z", "dmy", "2026-11-24T09:00:00Z"),
        ("32/13/2026", "dmy", "32/13/2026"),
        ("bientôt", "dmy", "bientôt"),
    ],
)
def test_dates_of_tables_are_put_in_iso_order_and_others_left(cell: str, order: str, expected: str) -> None:
    assert iso_date(cell, order) == expected


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "25/04/2026"], "dmy"),
        (["04/25/2026", "04/03/2026"], "mdy"),
        (["03/04/2026"], "dmy"),
        ([], "dmy"),
    ],
)
def test_a_day_over_twelve_tells_the_order_of_dates(cells: list[str], order: str) -> None:
    assert date_order(cells) == order


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("7000", "07000"), ("7186.0", "07186"), ("2a004", "2A004"), ("Privas", "Privas"), ("N/A", "")],
)
def test_a_code_of_place_gets_its_zero_back(cell: str, expected: str) -> None:
    assert place_code(cell) == expected
