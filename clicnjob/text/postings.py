"""Which rows hold each value: lists end to end, as plain arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]


def postings(of_row: NDArray[Any], size: int) -> tuple[Places, Places]:
    """The rows that hold each value of 0 to size - 1, end to end, and where each value's rows start (size + 1 places).

    `of_row` has one line a row, of one value or several; other values are passed over.
    """
    values, rows = of_row.ravel(), np.repeat(np.arange(len(of_row)), of_row.shape[1])
    order = np.argsort(values, kind="stable")
    counts = np.bincount(values, minlength=size)[:size]
    return rows[order], np.concatenate(([0], np.cumsum(counts))).astype(np.intp)


def rows_of(values: NDArray[Any], rows: Places, starts: Places) -> tuple[Places, Places]:
    """The rows of all these values, end to end, and for each the place of its value among those given."""
    first = starts[values]
    counts = starts[values + 1] - first
    place = np.repeat(np.arange(len(values)), counts)
    before = np.cumsum(counts) - counts
    return rows[np.arange(len(place)) + (first - before)[place]], place
