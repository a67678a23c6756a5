"""What is new in a list of best offers, and beside which earlier list it is (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from clicnjob import clock


def fresh_among(offers: Sequence[int], before: Sequence[int] | None, texts: Mapping[int, str]) -> list[int]:
    """The offers whose text does not stand in the earlier list, in their order; none when there was no earlier list.

    `texts` names the text of each offer: the same one published again under another number is not new. An offer whose
    text has no name is known by its number.
    """
    if before is None:
        return []
    numbers, named = set(before), {texts.get(one) for one in before} - {None, ""}
    return [one for one in offers if one not in numbers and texts.get(one) not in named]


def earlier(
    offers: Sequence[int], before: Sequence[int] | None, of_import: datetime, now_of: datetime
) -> Sequence[int] | None:
    """The list that one of the import `now_of` stands beside: the last one of an earlier week.

    `offers` and `before` are those of the last ranking, made of `of_import`. Two imports of one week have the same
    list before them: the second hides nothing that the first brought.
    """
    return offers if monday_of(of_import) < monday_of(now_of) else before


def monday_of(moment: datetime) -> date:
    """The first day of the week of an instant, in Paris."""
    day = clock.local(moment).date()
    return day - timedelta(days=day.weekday())
