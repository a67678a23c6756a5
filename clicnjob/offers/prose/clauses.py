"""A text cut into clauses, plain for reading and whole for quoting; and how strongly a clause asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clicnjob.offers.facts import LONGEST_EXCERPT, Fact, Kind, Need

# One sign for one sign: a place in the plain clause is the same place in the written one.
_PLAIN = str.maketrans("àâäáãçéèêëíîïìñóôöòõúùûüÿ’ʼ´`\u00a0\u202f\t", "aaaaaceeeeiiiinooooouuuuy''''   ")
_CUTS = re.compile(r"[\n\r;•·●▪►✓✔➢*|]+|/r/n|(?<=[a-zé)%])[.!?](?=\s|[A-ZÉÀ]|$)|\s[-–—](?=\s)|:\s*-\s")
LONGEST_TEXT = 30_000

_WISHED = re.compile(
    r"souhait|serait|seraient|un plus\b|\bplus apprecie|atout|apprecie|ideal|preference|bienvenu|optionnel|facultati"
    r"|\bun \+|valorise|eventuel|si possible|ou equivalent|non obligatoire|pas obligatoire"
)
_REQUIRED = re.compile(
    r"exig|obligatoire|imperati|indispensable|necessaire|requis|minimum|au moins|justifie|titulaire|possede[rz]"
    r"|dispose[rz]|vous avez|tu as|il faut|devez|doit|avoir|vous etes|tu es|preciser|recherch|muni"
)
_REFUSED = re.compile(
    r"\b(?:pas|non|aucune?|sans|ni)\b(?:[ \w']{0,25})\b(?:exig|requis|necessaire|obligatoire|demand)"
    r"|\b(?:non|pas) (?:exig|requis|necessaire|demand)|\bn'est pas\b"
)


class Clause(NamedTuple):
    """A stretch of text without a full stop: lower-case without accents to be read, and as it was written."""

    plain: str
    written: str


def plain_of(text: str) -> str:
    """Lower-case, no accents; every sign keeps its place."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_PLAIN)


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text in order."""
    written = text[:LONGEST_TEXT]
    plain = plain_of(written)
    start = 0
    for cut in _CUTS.finditer(written):
        if cut.start() - start > 2:
            yield Clause(plain[start : cut.start()], written[start : cut.start()])
        start = cut.end()
    if len(written) - start > 2:
        yield Clause(plain[start:], written[start:])


def need_of(clause: str, *, default: Need | None = Need.REQUIRED) -> tuple[Need | None, float]:
    """How strongly a clause asks for what it names, and how sure that is; no need at all when it is refused.

    Without any word that tells, the default at little more than even odds.
    """
    if _REFUSED.search(clause) and "non obligatoire" not in clause:
        return None, 0.9
    if _WISHED.search(clause):
        return Need.WISHED, 0.8
    return (Need.REQUIRED, 0.85) if _REQUIRED.search(clause) else (default, 0.6)


def fact(
    kind: Kind, value: str, need: Need, confidence: float, clause: Clause, place: int = 0, detail: str = ""
) -> Fact:
    """A fact with the words around its place, cut where words end."""
    return Fact(kind, value, need, round(confidence, 2), excerpt(clause.written, place), detail)


def excerpt(written: str, place: int) -> str:
    """At most LONGEST_EXCERPT signs around a place."""
    words = written.strip()
    if len(words) <= LONGEST_EXCERPT:
        return " ".join(words.split())
    start = max(0, min(place - LONGEST_EXCERPT // 3, len(written) - LONGEST_EXCERPT))
    part = written[start : start + LONGEST_EXCERPT]
    if start:
        part = part.partition(" ")[2]
    return " ".join(part.rpartition(" ")[0].split())
