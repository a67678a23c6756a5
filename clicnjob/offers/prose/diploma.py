"""Diplomas: the level a text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact, need_of

# National levels (decree 2019-14): CAP 3, bac 4, bac+2 5, bac+3 and 4 6, bac+5 7.
_LEVELS = re.compile(
    r"\b(?:(?P<state>diplomes? d'etat|dea(?:s|es|p|vs|mp)\b|deme\b|dees\b|cap aepe\b|cap petite enfance|diplome ide\b|mention complementaire aide a domicile)"
    r"|bac(?:calaureat)?\s?\+\s?(?P<plus>[1-9])"
    r"|(?P<l4>bac(?:calaureat)?s?\b(?!\s?[+a]|[- ](?:gastro|d'|de )|[- ]a[- ])|brevet professionnel|bp\b(?! ?\d)|bpjeps\b|btm\b|bpa?rea\b)"
    r"|(?P<l3>cap\b(?! (?:sur|vers|d(?!u (?:metier|domaine|secteur)|e la (?:profession|specialite)|ans l)))|capa?\s?/|bepa?\b|capa\b|caes\b)"
    r"|(?P<l5>btsa?\b|dut\b|deug\b)"
    r"|(?P<l6>licence\b(?! (?:iv|4|de |sportive))|bachelor|but\b)"
    r"|(?P<l7>master|ecoles? d'ingenieur|ingenieure?s?(?:\(e\))? (?:de formation|diplome)|(?:diplomee?(?:\(e\))? |formation |titre |niveau |profil : )(?:d'|d'un |en )?(?:ecole d')?ingenieur|ecoles? de commerce|grandes? ecoles?|doctorat|docteur en)"
    r"|niveau\s?(?:d'etudes? )?(?P<digit>[3-7])\b(?! ?(?:ans|h))|(?P<title>titre professionnel\b)|(?P<trade>diplomes? (?:du|de la|relatif au|lie au|dans l[ea]) (?:metier|profession|specialite)\b))"
)
_STATE_LEVELS = {
    "deaes": 3,
    "deavs": 3,
    "deamp": 3,
    "cap aepe": 3,
    "cap petite enfance": 3,
    "diplome ide": 6,
    "dees": 6,
}
_STATE_OF = (
    ("infirmi", 6), ("educateur specialise", 6), ("jeunes enfants", 6), ("assistant de service social", 6), ("manipulat", 6),
    ("kinesi", 6), ("ergoth", 6), ("docteur", 7), ("accompagnant", 3), ("aes", 3), ("auxiliaire de vie", 3), ("ambulancier", 3),
)  # fmt: skip
_PLUS = {1: 4, 2: 5, 3: 6, 4: 6}
_TITLE_LEVEL = 3
_CUE = re.compile(
    r"diplom|titulaire|niveau|\bformation|qualification|\bissue?\b|profil|exig|obligatoire|requis|posse?d|avez|minimum|etudes|cursus|muni|detent|souhait|specialit|equivalent|certifi"
)
# Words of French that only capitals, or a cue, tell from a diploma.
_DOUBTFUL = frozenset({"cap", "but", "bp", "licence", "bac", "bacs", "master", "btm"})
# A diploma to be prepared is no condition.
_PREPARED = re.compile(
    r"prepar(?:er|ez|ant|e|es|ation)\b (?:a |au |d'|de |du |un |une |le |votre |ton |vos |l')|en vue d|obtenir|obtention|apprenti|en alternance|contrat d'alternance|contrat pro\b|professionnalisation|inscri(?:t|ption)|eligible|validation d|allant d|debouch|permet|poursui|tuteur|\beleves|stagiaires"
)
_EITHER = re.compile(
    r"\b(?:ou|et/ou|ou bien)\b(?! (?:equivalent|plus\b))[^.]{0,40}(?:experience|autodidacte)|experience[^.]{0,40}(?:\bou\b|et/ou) |\bou dispose|ou experience"
)
# « CAP du métier »: no diploma of that level stands for it.
_OF_TRADE = re.compile(r"(?:du|de la|dans l[ea]) (?:metier|profession|specialite)\b")
LONGEST_BARE = 60


class Named(NamedTuple):
    """A diploma named in a clause, from and to where; level 0 when its name gives none."""

    level: int
    state: bool
    start: int
    end: int


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about diplomas: among levels named together the lowest is enough."""
    plain = clause.plain
    cue = bool(_CUE.search(plain))
    named = [one for found in _LEVELS.finditer(plain) if (one := _named(clause, found, cue))]
    if not named or _PREPARED.search(plain):
        return
    state = [one for one in named if one.state]
    lowest = min(state or [one for one in named if one.level] or named)
    default = Need.REQUIRED if cue or state or len(plain) <= LONGEST_BARE else None
    need, sure = need_of(plain, lowest.start, lowest.end, default=default)
    if need is None:
        return
    if _EITHER.search(plain[max(0, lowest.start - 60) : lowest.end + 120]):
        need = Need.WISHED
    of_trade = any(not one.level or _OF_TRADE.match(plain[one.end :].lstrip()) for one in named)
    detail = "diplôme d'État" if state else "diplôme du métier" if of_trade else ""
    yield fact(Kind.DIPLOMA, str(lowest.level or ""), need, sure, clause, lowest.start, detail)


def _named(clause: Clause, found: re.Match[str], cue: bool) -> Named | None:
    word = found[0]
    if word in _DOUBTFUL and not _is_diploma(word, clause.written[found.start() : found.end()], cue):
        return None
    if found["plus"]:
        return Named(_PLUS.get(int(found["plus"]), 7), False, *found.span())
    if found["state"]:
        return Named(_state_level(word, clause.plain[found.end() : found.end() + 40]), True, *found.span())
    if found["digit"]:
        return Named(int(found["digit"]), False, *found.span()) if cue else None
    if found["trade"]:
        return Named(0, False, *found.span())
    if found["title"]:
        return Named(_TITLE_LEVEL, False, *found.span())
    return Named(int(str(found.lastgroup)[1]), False, *found.span())


def _is_diploma(word: str, written: str, cue: bool) -> bool:
    return written.isupper() if word in ("but", "cap") and not cue else cue or written.isupper()


def _state_level(word: str, after: str) -> int:
    if word in _STATE_LEVELS:
        return _STATE_LEVELS[word]
    return next((level for name, level in _STATE_OF if name in after), 4)


RULES = (
    Rule(
        ("bac", "cap ", "cap,", "cap/", "cap-", "cap)", "cap\n", "capa ", "bep", "bts", "dut", "deug", " but ", "licence", "bachelor",
         "master", "ingenieur", "ecole", "diplome", "deas", "deap", "deae", "deav", "deam", "deme", "dees", "niveau ", "brevet",
         "bp", "titre pro", "doct", "mention comp"), read,
    ),
)  # fmt: skip
