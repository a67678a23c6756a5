"""What an offer's words should be held for, for a person to look at: the door of the readers (pure)."""

from __future__ import annotations

from collections.abc import Iterable

from clicnjob.offers.contracts import Contract
from clicnjob.offers.lawful import ages, criteria, language, money, schools
from clicnjob.offers.lawful.concern import Code, Concern
from clicnjob.offers.prose.clauses import Text, plain_of


def concerns(title: str, description: str, contract: Contract, employer: str = "") -> tuple[Concern, ...]:
    """The first concern of each code, in the order of codes; empty for a text that may be published.

    `employer` is the name the source gives, empty when it gives none: a school that names one is no advert.
    Any text is taken; nothing is raised. A concern accuses nobody: a person reads the words and decides.
    """
    text = Text(f"{title}\n{description}")
    plain_title = plain_of(title)
    found: list[Concern] = [
        *ages.read(text, plain_title, text.plain, contract),
        *criteria.read(text, text.plain),
        *money.read(text, contract),
        *language.read(text.written, text.plain),
        *schools.read(text, plain_title, text.plain, plain_of(employer)),
    ]
    return _first_of_each(found)


def _first_of_each(found: Iterable[Concern]) -> tuple[Concern, ...]:
    first: dict[Code, Concern] = {}
    for one in found:
        first.setdefault(one.code, one)
    return tuple(first[code] for code in Code if code in first)
