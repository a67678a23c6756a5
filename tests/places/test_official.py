"""The official files, read whole."""

from __future__ import annotations

import csv

from clicnjob.places import sources


def test_reading_the_places_leaves_the_largest_cell_of_other_tables_as_it_was() -> None:
    usual = csv.field_size_limit()

    sources.read()

    assert csv.field_size_limit() == usual
