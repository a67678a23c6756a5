"""Every fact of an offer's words: the door of the readers."""

from __future__ import annotations

from collections.abc import Iterable

from clicnjob.offers.facts import Fact
from clicnjob.offers.prose import certificates, clock, diploma, experience, hours, licences, reach, start, terms, trades
from clicnjob.offers.prose.clauses import Text

# Named in what is stored: facts read by another version are read again.
READER_VERSION = "7"
_RULES = (
    *experience.RULES, *diploma.RULES, *licences.RULES, *certificates.RULES, *hours.RULES, *clock.RULES, *terms.RULES, *reach.RULES,
    *start.RULES,
)  # fmt: skip


def facts_in(title: str, description: str) -> tuple[Fact, ...]:
    """The facts a title and a text state, the surest of each (kind, value, need), in the order they are read.

    Any text is taken; nothing is raised. What the law asks for the trade of the title comes first.
    """
    found = list(trades.asked(title))
    text = Text(f"{title}\n{description}")
    for rule in _RULES:
        for clause in text.with_any(rule.signs):
            found += rule.read(clause)
    return _best(found)


def _best(found: Iterable[Fact]) -> tuple[Fact, ...]:
    best: dict[tuple[str, str, str], Fact] = {}
    for one in found:
        key = (one.kind, one.value, one.need)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return tuple(best.values())
