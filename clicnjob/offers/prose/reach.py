"""How one gets to the place of work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact, need_of

_ASKED = r"(?:obligatoire|indispensable|exige|necessaire|requis|imperatif|souhaite|apprecie|recommande)"
_CAR = re.compile(
    rf"(?:vehicule|voiture)(?: (?:personnelle?|individuelle?|propre))?(?: (?:est|et permis|et permis b|fortement|exigee?|en bon etat)){{0,2}} {_ASKED}"
    r"|\b(?:etre|etes|es|personnes?|candidate?s?|profils?|imperativement) (?:\w+ )?vehiculee?s?\b|moyen de (?:locomotion|transport) (?:personnel|autonome|individuel)"
    rf"|moyen de (?:locomotion|transport) (?:\w+ )?{_ASKED}|(?:avoir|possed\w+|dispose[rz]?(?: d'| de)?|avez) ?(?:un |d'un |votre |d'une )?(?:vehicule|voiture)\b|permis(?: b)? ?(?:et|\+|/|avec|,) ?(?:un )?(?:vehicule|voiture)"
    r"|vehicule personnel\b|(?:necessaire|indispensable|obligatoire|imperatif) d\'avoir (?:un |son )(?:vehicule|moyen)"
)
_WRITTEN = re.compile(r"\bvéhiculée?\b|\bVÉHICULÉE?\b", re.IGNORECASE)
_LENT = re.compile(
    r"vehicules? (?:de service|de societe|de fonction|utilitaire|fourni|mis a|d'entreprise|professionnel|est fourni)|voiture de (?:service|fonction|societe)|mise? a (?:votre |ta )?disposition|\bparc\b|en vehicul|vehiculant"
)
_REMOTE = re.compile(
    r"(?:non|pas|mal|peu) (?:\w+ ){0,2}desservi|pas de transports?\b(?! (?:de|a|entre))|hors (?:des )?transports|inaccessible (?:en|par) (?:\w+ )?(?:bus|transports)|(?:non|pas|peu) accessible (?:en|par) (?:les )?(?:bus|transports?)|absence de transport|zone (?:\w+ )?isolee"
)
_SHUTTLE = re.compile(
    r"\bnavettes? (?:\w+ ){0,2}(?:possible|gratuite|mise|assuree|disponible|entreprise|du personnel|organisee)|\bnavette d'entreprise|ramassage (?:du personnel|assure)|transport (?:du personnel )?(?:assure|organise)|bus d'entreprise"
)


def read_car(clause: Clause) -> Iterator[Fact]:
    """The own vehicle a clause asks for."""
    found = _CAR.search(clause.plain) or _WRITTEN.search(clause.written)
    if found and not _LENT.search(clause.plain):
        need, sure = need_of(clause.plain, found.start(), found.end())
        if need:
            yield fact(Kind.REACH, "car", need, sure, clause, found.start())


def read_way(clause: Clause) -> Iterator[Fact]:
    """What a clause says of public transport and shuttles."""
    for value, pattern in (("remote", _REMOTE), ("shuttle", _SHUTTLE)):
        found = pattern.search(clause.plain)
        if found:
            yield fact(Kind.REACH, value, Need.STATED, 0.75, clause, found.start())


RULES = (
    Rule(("vehicul", "voiture", "moyen de"), read_car),
    Rule(("transport", "desservi", "navette", "ramassage", "accessible", "isolee", "bus d'"), read_way),
)
