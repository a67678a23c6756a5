"""What is asked of the API, and how a query that holds more than it gives is divided (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

# No offer is older.
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
SHORTEST = timedelta(seconds=1)


class Place(StrEnum):
    """What a code stands for; the value is the name of the parameter."""

    REGION = "region"
    DEPARTEMENT = "departement"
    COMMUNE = "commune"


# The communes of each département of one region, by INSEE codes.
Areas = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """The offers of a place, created between two instants when there are any (both included, whole seconds, UTC)."""

    place: Place
    code: str
    since: datetime | None = None
    until: datetime | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """As the API names them, without the range; a commune without its neighbours."""
        found = {str(self.place): self.code, "sort": "1"}
        if self.place is Place.COMMUNE:
            found["distance"] = "0"
        if self.since and self.until:
            found |= {"minCreationDate": _instant(self.since), "maxCreationDate": _instant(self.until)}
        return found

    @property
    def key(self) -> str:
        """What names it in a journal."""
        dates = f" {_instant(self.since)} {_instant(self.until)}" if self.since and self.until else ""
        return f"{self.place} {self.code}{dates}"


def windows(query: Query, until: datetime) -> tuple[Query, ...]:
    """The same place in two windows of creation dates that share their border; none when they cannot be shorter.

    Every offer has a creation date, and not every one a commune or a département: divided by dates, none is lost.
    """
    since, end = query.since or FIRST, query.until or until
    middle = since + (end - since) / 2
    middle = middle.replace(microsecond=0)
    if end - since <= SHORTEST:
        return ()
    return replace(query, since=since, until=middle), replace(query, since=middle, until=end)


def narrower(query: Query, areas: Areas) -> list[Query]:
    """The same dates in the départements of a region, the communes of a département; none for a commune."""
    if query.place is Place.REGION:
        return [replace(query, place=Place.DEPARTEMENT, code=code) for code in areas]
    if query.place is Place.DEPARTEMENT:
        return [replace(query, place=Place.COMMUNE, code=code) for code in areas.get(query.code, ())]
    return []


def spans(total: int, cap: int, page: int) -> list[tuple[int, int]]:
    """The ranges to ask for so many offers, first and last included, none beyond the cap."""
    reachable = min(total, cap)
    return [(start, min(start + page, cap) - 1) for start in range(0, reachable, page)]


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
