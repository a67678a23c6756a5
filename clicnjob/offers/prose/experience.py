"""Experience: how long, whether required, whether beginners are welcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, fact, need_of

MOST_YEARS = 15
FIRST_MONTHS = 6
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10,
}  # fmt: skip
_NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_DURATION = rf"{_NUMBER}(?:\s*(?:\(\w+\)|a|-|/|ou|et)\s*\d{{1,2}})?\s*(ans?|annees?|mois)\b"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DURATION}(?:\s+(?:minimum|mini|min|au moins|ou plus|et plus))?\s*(?:d'|de |en |dans )?\s*(?:\w+ )?experience",
        rf"experiences?\b[^.\d]{{0,60}}?{_DURATION}",
        rf"experience[^.\d]{{0,15}}\(\s*{_DURATION}",
    )
)
_NAMED = re.compile(
    r"(premiere )?experiences? (?:\w+ ){0,4}?(?:exigee?|requise?|obligatoire|indispensable|imperative|significative"
    r"|confirmee|reussie|souhaitee?|similaire|necessaire|appreciee|equivalente|demandee|solide|averee)"
    r"|(?:justifie[rz]?|disposez|possedez|avez|as|avoir|justifies|dotee?)(?: \w+){0,3} d?'?(?:une? )?(premiere |bonne |solide )?"
    r"experience|experience (?:dans|en|sur|sur un poste|au sein)\b"
)
_WELCOME = re.compile(
    r"debutante?s?(?:\(e\))?(?:\(s\))?(?: \w+){0,3} (?:accepte|bienvenu)|sans experience|aucune experience"
    r"|experience (?:n'est )?(?:non|pas)(?: \w+)? (?:exig|necessaire|requis|obligatoire)|quel(?:le)? que soit votre "
    r"(?:experience|parcours)|debutant(?:e|\(e\))? accepte|ouvert aux debutants|avec ou sans experience"
)
_TRAINED = re.compile(
    r"formation (?:interne |en interne )?(?:est )?(?:assuree|prevue|dispensee|en interne|interne|a nos)|nous (?:vous )?formons"
    r"|vous (?:serez|etes) (?:forme|accompagne)|formation au poste|poi\b|poei"
)
# The experience of the house, or of its clients, is not asked of anybody.
_OTHERS = re.compile(
    r"\bfort[es]? d|\bnotre\b|\bnos\b|riche d|selon (?:l'|votre )?\s*experience|selon profil|fonction de (?:l'|votre )"
    r"|depuis |experience (?:client|utilisateur|candidat|collaborateur|employeur)|l'experience de|cumul|groupe|leader"
    r"|profiter de|ans d'existence|votre experience|debutant"
)


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about experience."""
    plain = clause.plain
    if "experience" not in plain and "debutant" not in plain and "form" not in plain:
        return
    welcome = _WELCOME.search(plain)
    if welcome:
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, 0.85, clause, welcome.start())
        return
    if "experience" in plain:
        yield from _asked(clause)
    elif _TRAINED.search(plain):
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, 0.5, clause)


def _asked(clause: Clause) -> Iterator[Fact]:
    if _OTHERS.search(clause.plain):
        return
    need, sure = need_of(clause.plain)
    if need is None:
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, sure, clause)
        return
    for pattern in _ASKED:
        found = pattern.search(clause.plain)
        months = _months(*found.group(1, 2)) if found else None
        if found and months:
            # A diploma may stand for the years.
            either = re.search(r"\bou\b|et/ou", clause.plain) and re.search(r"diplome|cap\b|formation", clause.plain)
            yield fact(Kind.EXPERIENCE, str(months), Need.WISHED if either else need, sure, clause, found.start())
            return
    named = _NAMED.search(clause.plain)
    if named:
        first = "premiere" in named[0]
        yield fact(Kind.EXPERIENCE, str(FIRST_MONTHS) if first else "", need, sure - 0.1, clause, named.start())


def _months(number: str, unit: str) -> int | None:
    count = NUMBERS.get(number) or int(number)
    if unit == "mois":
        return count if count <= 12 * MOST_YEARS else None
    return count * 12 if count <= MOST_YEARS else None
