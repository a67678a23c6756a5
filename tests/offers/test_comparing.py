"""What becomes of each record, and when a file comes late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from clicnjob.offers.comparing import Before, Fate, Known, fate_of, is_late

DAY = datetime(2026, 11, 20, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Record:
    digest: str = "same"
    updated_at: datetime = DAY


def known(days: int = 0, *, closed: bool = False, withheld: bool = False) -> Known:
    return Known(1, "same", DAY + timedelta(days=days), closed or withheld, withheld=withheld)


FATES = [
    (Record(), None, False, False, Fate.NEW),
    (Record(), None, True, False, Fate.NEW),
    (Record(), None, True, True, Fate.OLDER),
    (Record(), known(), False, True, Fate.UNCHANGED),
    (Record("other"), known(), False, True, Fate.CHANGED),
    (Record("other"), known(-1), True, True, Fate.CHANGED),
    (Record("other"), known(+1), False, True, Fate.OLDER),
    (Record(), known(closed=True), False, True, Fate.REOPENED),
    (Record("other"), known(-1, closed=True), True, True, Fate.OLDER),
    (Record(), known(+1, closed=True), False, True, Fate.OLDER),
    (Record(), known(withheld=True), False, True, Fate.WITHHELD),
    (Record(), known(-1, withheld=True), False, True, Fate.WITHHELD),
    (Record(), known(withheld=True), True, True, Fate.OLDER),
    (Record("other"), known(-1, withheld=True), False, True, Fate.REOPENED),
    (Record("other"), known(+1, withheld=True), False, True, Fate.OLDER),
]


@pytest.mark.parametrize(("theirs", "ours", "late", "complete_before", "expected"), FATES)
def test_each_record_has_its_fate(
    theirs: Record, ours: Known | None, late: bool, complete_before: bool, expected: Fate
) -> None:
    assert fate_of(theirs, ours, late=late, complete_before=complete_before) == expected


def test_a_first_import_is_never_late() -> None:
    assert not is_late({"1": Record()}, {}, Before(), TODAY)


def test_a_file_made_before_the_last_one_is_late() -> None:
    assert is_late({"1": Record()}, {}, Before(last_date=TODAY), TODAY - timedelta(days=1))


def test_another_file_of_the_same_day_is_not_late() -> None:
    assert not is_late({"1": Record()}, {"1": known()}, Before(last_date=TODAY), TODAY)


def test_a_set_that_came_before_the_last_one_is_late() -> None:
    assert is_late({"1": Record()}, {}, Before(seen=True), TODAY)


@pytest.mark.parametrize(
    ("days", "late"), [((1, 1, -1), True), ((1, -1), False), ((1, -1, -1), False), ((0, 0), False)]
)
def test_a_file_with_more_older_offers_than_newer_ones_is_late(days: tuple[int, ...], late: bool) -> None:
    incoming = {str(number): Record() for number in range(len(days))}
    ours = {str(number): known(ahead) for number, ahead in enumerate(days)}

    assert is_late(incoming, ours, Before(), TODAY) == late
