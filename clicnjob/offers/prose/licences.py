"""Driving licences a text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact, Kind
from clicnjob.offers.prose.clauses import Clause, Rule, fact, need_of

_CODE = r"(?:am|a1|a2|b1|be|eb|b96|ce|ec|c1e?|d1|ed|b|c|d)(?![\w'])"
_PERMIT = re.compile(
    rf"permis(?: de conduire)?(?: valide| auto| voiture| vl)?(?: de)?(?: categories?)?\W{{0,4}}({_CODE}(?:\s?(?:,|et|ou|/|\+|-|&)\s?(?:(?:le )?permis )?{_CODE})*)"
)
_CODES = re.compile(_CODE)
_OR = re.compile(r"\bou\b|/")
_HEAVY = re.compile(r"permis (?:de conduire )?\W?(pl|spl|poids[ -]lourds?|super[ -]lourds?)\b")
_BARE = re.compile(
    r"permis(?: de conduire)?(?: est| et| vl| auto| voiture)?(?: \w+){0,2} (?:obligatoire|exige|indispensable|imperatif|necessaire|requis|valide|souhaite)"
    r"|(?:titulaire du|avoir le|possede[rz]? le|avez le|as le) permis\b(?: de conduire)?|permis (?:vl|voiture|auto)\b|^\W*permis(?: de conduire)?\W*$|permis(?: de conduire)? (?:et|\+|/) ?(?:vehicule|voiture)"
)
_ALIASES = {"eb": "BE", "ec": "CE", "ed": "DE", "b96": "BE"}
_OTHER_PERMITS = re.compile(
    r"permis (?:de (?:construire|feu|travail|chasse|louer|demolir|visite|fouille|penetrer|vegetaliser|detention|sejour)|d'|a points|bateau|cotier|hauturier|nacelle|cariste|caces|rurale?|grue|fluvial|plaisance|chariot)"
    r"|(?:ont|a|nous|vous|leur|lui|est|ayant|sera) permis|sans permis|(?:pas|ni|aucun)\b[ \w']{0,16}permis|permis (?:b )?(?:non|pas) (?!obligatoire)|(?:bourse|financement|aide|prise en charge|code) (?:\w+ ){0,2}(?:au|du|le) permis|(?:passer|preparer|financ\w+) (?:\w+ ){0,2}permis|moniteur"
)


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about licences."""
    plain = clause.plain
    if _OTHER_PERMITS.search(plain) and not _PERMIT.search(_OTHER_PERMITS.sub("", plain)):
        return
    found = _PERMIT.search(plain) or _HEAVY.search(plain) or _BARE.search(plain)
    need, sure = need_of(plain, found.start(), found.end()) if found else (None, 0.0)
    if found and need:
        for code in _codes(found):
            yield fact(Kind.LICENCE, code, need, sure, clause, found.start())


def _codes(found: re.Match[str]) -> tuple[str, ...]:
    """The codes named; among alternatives the first, which is the lowest as people write them."""
    if found.re is _BARE:
        return ("B",)
    if found.re is _HEAVY:
        return ("CE",) if found[1].startswith("s") else ("C",)
    codes = tuple(_ALIASES.get(code, code.upper()) for code in _CODES.findall(found[1]))
    return codes[:1] if _OR.search(found[1]) else tuple(dict.fromkeys(codes))


RULES = (Rule(("permis",), read),)
