"""A text cut into clauses, plain for reading and whole for quoting; and how strongly the words around a place ask."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from clicnjob.offers.facts import LONGEST_EXCERPT, Fact, Kind, Need

LONGEST_TEXT = 30_000
# Without a full stop a clause goes on for ever; what asks is near what is asked.
LONGEST_CLAUSE = 600

# One sign for one sign: a place in the plain text is the same place in the written one. Bullets end a line.
_SIGNS = {
    "’": "'",
    "‘": "'",
    "´": "'",
    "`": "'",
    "–": "-",
    "—": "-",
    "œ": "o",
    "Œ": "o",
    "æ": "a",
    "Æ": "a",
    "×": "x",
    "ß": "s",
}
_SIGNS |= dict.fromkeys("\n\r;•·|", "\n") | dict.fromkeys("«»“”", '"')
ENCODING = "cp1252"


# A line ends; a full stop after a word, before a space or a capital; a dash or a colon that opens an item.
_CUTS = re.compile(
    r"[\n.!?:\-/*](?:(?<=\n)|(?<=\*)(?!\s?(?:7|8|1[02])\b)|(?<=[a-z0-9)%][.!?])(?=\s|$)|(?<=[a-z)%][.!?])(?=[a-z]{3})|(?<=\s-)(?=\s)|(?<=:)\s*-\s|(?<=/)r/n-?)"
)
# What divides a sentence in parts that may ask with different strength.
_PARTS = re.compile(r",|\(|\)|\bmais\b|\bet (?:vous|tu|avez|avec|un|une|idealement|justifi|possed|dispos)|\. ")

_BEFORE = r"idealement|dans l'ideal|de preference|si possible|eventuel|preferab|optionnel|facultati|(?<!vous )(?<!tu )souhait(?:ee?s?|able|ons|erions|erait)\b"
_AFTER = (
    r"serai(?:t|ent)\b(?!-)|(?:est|sont|sera|seront|comme) (?:\w+ ){0,2}(?:un |des )?(?:\w+ )?(?:plus|atouts?)\b|un (?:\w+ )?plus\b(?! (?:de|que))|un \+|\bun atout"
    r"|(?:non|pas) (?:obligatoire|indispensable|exige)|apprecie|bienvenu|valorise|recommande|(?<!vous )souhait(?:ee?s?|able)\b"
)
_WISHED = re.compile(f"{_BEFORE}|{_AFTER}")
_WISHED_FIRST = re.compile(rf"^\W*(?:\w+\W+){{0,2}}(?:{_BEFORE})")
_WISHED_AFTER = re.compile(_AFTER)
_REQUIRED = re.compile(
    r"exig|obligatoire|imperati|indispensable|necessaire|requis|minimum|\bmini\b|au moins|justifie|titulaire|muni|detenteur|detenez|il faut|devez|\bdois?\b|\bdoit"
)
# « De formation CAP », « vous avez une expérience »: the usual words, which say less.
_TOLD = re.compile(
    r"possede[rz]?\b|dispose[rz]|vous avez|tu as|avoir|vous etes|tu es|benefici|de formation|\bissue?\b|recherch|profil"
)
# « Permis B exigé », « CAP souhaité »: the next word settles it.
_NEXT = re.compile(
    r"[^\w,;:.()]*(?:(?:est|en cours de validite|a jour|de conduire|valide) )*"
    r"(?:(?P<required>(?:exig|obligatoire|imperati|indispensable|requi)\w*)|(?P<wished>(?:souhait(?:ee?s?|able)\b|apprecie|facultati|serai(?:t|ent) (?:un |appreci)|(?:est|sont) un (?:\w+ )?plus)\w*))"
)
_REFUSED = re.compile(
    r"\b(?:pas|non|aucune?|sans|ni)\b[ \w']{0,25}\b(?:exig|requis|necessaire|obligatoire|demand|indispensable)"
    r"|\bn'est pas (?:\w+ )?(?:exig|requis|necessaire|demand|un (?:prerequis|critere))"
)
_REFUSED_SOFTLY = re.compile(r"mais (?:pas|non)|(?:pas|non) (?:forcement |strictement )?(?:obligatoire|indispensable)")


class Clause(NamedTuple):
    """A stretch of text without a full stop: lower-case without accents to be read, and as it was written."""

    plain: str
    written: str


Reader = Callable[[Clause], Iterator[Fact]]


class Rule(NamedTuple):
    """A reader, and the signs without one of which a clause has nothing for it: looking for those is fast."""

    signs: Sequence[str] | re.Pattern[str]
    read: Reader


def plain_of(text: str) -> str:
    """Lower-case, no accents, only ASCII; every sign keeps its place. Signs of other scripts end a line, as bullets do.

    By a table of bytes: twenty times faster than sign by sign, and searches in ASCII are the fastest.
    """
    return text.replace("\u202f", " ").encode(ENCODING, "end_of_line").translate(_PLAIN).decode("ascii")


def _plain_byte(byte: int) -> str:
    sign = bytes([byte]).decode(ENCODING, "replace")
    base = _SIGNS.get(sign) or unicodedata.normalize("NFD", sign)[0].lower()
    return base if base.isascii() and (base.isprintable() or base == "\n") else " "


_PLAIN = "".join(map(_plain_byte, range(256))).encode("ascii")
codecs.register_error("end_of_line", lambda fault: ("\n" * (fault.end - fault.start), fault.end))  # type: ignore[attr-defined]


class Text:
    """A text, its clauses found by place."""

    def __init__(self, written: str) -> None:
        self.written = written[:LONGEST_TEXT]
        self.plain = plain_of(self.written)
        self._starts = [0, *(cut.end() for cut in _CUTS.finditer(self.plain))]

    def with_any(self, signs: Sequence[str] | re.Pattern[str]) -> Iterator[Clause]:
        """The clauses that hold one of the signs, each once, in order."""
        if isinstance(signs, re.Pattern):
            numbers = {bisect_right(self._starts, found.start()) for found in signs.finditer(self.plain)}
        else:
            numbers = {number for sign in signs if sign in self.plain for number in self._holding(sign)}
        return map(self._clause, sorted(numbers))

    def _holding(self, sign: str) -> Iterator[int]:
        place = self.plain.find(sign)
        while place >= 0:
            number = bisect_right(self._starts, place)
            yield number
            if number == len(self._starts):
                return
            place = self.plain.find(sign, self._starts[number])

    def _clause(self, number: int) -> Clause:
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.plain)
        end = min(end, start + LONGEST_CLAUSE)
        return Clause(self.plain[start:end], self.written[start:end])


def need_of(
    clause: str, start: int = 0, end: int | None = None, *, default: Need | None = Need.REQUIRED
) -> tuple[Need | None, float]:
    """How strongly a clause asks for what stands from `start` to `end`, and how sure that is; None when it is refused.

    The part of the sentence around it tells first, then what follows, then the rest. Without any word that tells, the
    default at little more than even odds.
    """
    end = len(clause) if end is None else end
    next_word = _NEXT.match(clause, end)
    if next_word:
        return (Need.REQUIRED, 0.9) if next_word["required"] else (Need.WISHED, 0.85)
    left, right = _part(clause, start, end)
    part = clause[left:right]
    if _REFUSED.search(part):
        return (Need.WISHED, 0.8) if _REFUSED_SOFTLY.search(part) else (None, 0.9)
    if _WISHED.search(part):
        return Need.WISHED, 0.8
    if _REQUIRED.search(part):
        return Need.REQUIRED, 0.85
    if _WISHED_FIRST.search(clause):
        return Need.WISHED, 0.75
    if _TOLD.search(part):
        return Need.REQUIRED, 0.7
    if _follows(clause, right):
        return Need.WISHED, 0.7
    return (Need.REQUIRED, 0.65) if _REQUIRED.search(clause) or _TOLD.search(clause) else (default, 0.6)


def _part(clause: str, start: int, end: int) -> tuple[int, int]:
    left, right = 0, len(clause)
    for cut in _PARTS.finditer(clause):
        if cut.end() <= start:
            left = cut.start()
        elif cut.start() >= end:
            right = cut.start()
            break
    return left, right


def _follows(clause: str, right: int) -> bool:
    """« …, serait un plus »: the verb of a long subject comes after it, before anything new."""
    rest = clause[right : right + 120]
    return bool(_WISHED_AFTER.search(rest.partition("vous")[0]))


def fact(
    kind: Kind, value: str, need: Need, confidence: float, clause: Clause, place: int = 0, detail: str = ""
) -> Fact:
    """A fact with the words around its place, cut where words end."""
    return Fact(kind, value, need, round(confidence, 2), excerpt(clause.written, place), detail)


def excerpt(written: str, place: int) -> str:
    """At most LONGEST_EXCERPT signs around a place."""
    words = written.strip(" \n\r\t-*•·.,:")
    if len(words) <= LONGEST_EXCERPT:
        return " ".join(words.split())
    start = max(0, min(place - LONGEST_EXCERPT // 3, len(written) - LONGEST_EXCERPT))
    part = written[start : start + LONGEST_EXCERPT]
    if start:
        part = part.partition(" ")[2] or part
    if start + LONGEST_EXCERPT < len(written):
        part = part.rpartition(" ")[0] or part
    return " ".join(part.split())
