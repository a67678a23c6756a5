"""One record of a source's file, before it is washed (pure)."""

from __future__ import annotations

from typing import Any, NamedTuple


class Record(NamedTuple):
    """One record, its fields under the names of the France Travail API: what other formats call them is their reader's.

    `line` is its line in a file of one offer a line or in a table, its rank in a page, a list or a feed, from 1.
    """

    line: int
    value: Any
