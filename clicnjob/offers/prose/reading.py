"""Every fact of an offer's words: the door of the readers."""

from __future__ import annotations

from collections.abc import Iterable

from clicnjob.offers.facts import Fact
from clicnjob.offers.prose import diploma, experience, licences, times
from clicnjob.offers.prose.clauses import Clause, clauses, plain_of

# Named in what is stored: facts read by another version are read again.
READER_VERSION = "1"
_READERS = (experience.read, diploma.read, licences.read, times.read)


def facts_in(title: str, description: str) -> tuple[Fact, ...]:
    """The facts a title and a text state, the surest of each (kind, value, need), in the order they are read.

    Any text is taken; nothing is raised. Diplomas the law asks for the trade of the title come first.
    """
    found: list[Fact] = []
    asked = diploma.regulated(title)
    if asked:
        found.append(asked)
    for clause in (Clause(plain_of(title), title), *clauses(description)):
        for read in _READERS:
            found += read(clause)
    return _best(found)


def _best(found: Iterable[Fact]) -> tuple[Fact, ...]:
    best: dict[tuple[str, str, str], Fact] = {}
    for one in found:
        key = (one.kind, one.value, one.need)
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return tuple(best.values())
