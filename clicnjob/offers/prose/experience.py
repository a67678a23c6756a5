"""Experience: how long, whether required, whether beginners are welcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, Rule, fact, need_of

MOST_YEARS = 15
FIRST_MONTHS = 6
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10,
}  # fmt: skip
_DURATION = rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})(?:\s*(?:\(\w+\)|a|-|/|ou|et)\s*\d{{1,2}})?\s*(ans?|annees?|mois)\b"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DURATION}(?:,?\s+(?:minimum|mini|min|au moins|ou plus|et plus|au minimum|maximum))?\s*(?:d'|de |en |dans )?\s*(?:\w+ )?experience",
        rf"experiences?\b[^.\d]{{0,80}}?{_DURATION}(?! (?:de contrat|renouvelable|minimum de contrat))",
        rf"experience[^.\d]{{0,60}}\(\D{{0,15}}{_DURATION}",
        rf"{_DURATION}(?: (?:minimum|mini|au moins))? (?:dans (?:un|une|le|la) |sur (?:un|des) |a un |en )?(?:postes?|fonctions?|domaine) (?:similaire|equivalent|identique)",
    )
)
_NAMED = re.compile(
    r"(premiere )?experiences? (?:\w+ ){0,4}?(?:exigee?|requise?|obligatoire|indispensable|imperative|significative"
    r"|confirmee|reussie|souhait|similaire|necessaire|appreciee|equivalente|demandee|solide|averee|prealable)"
    r"|\b(?:une?|d'une|d'|votre|avec|bonne|solide|forte|(premiere)|1ere|plusieurs) ?(?:(?:\w+ ){0,2}experiences?|\w+ annees d'experience)\b"
    r"|\bannees d'experience|experiences? (?:professionnelles? |de travail )?(?:dans|en|sur|au sein|aupres|comme|avec|d'au moins|minimum)\b|^\W*experience\W*$"
)
_WELCOME = re.compile(
    r"debutant(?:\(e\)|e|\.e|/e)?(?:\(s\)|\.?s)?(?: \w+){0,3} (?:accepte|bienvenu|encourage)|sans experience|aucune experience"
    r"|experience (?:n'est )?(?:non|pas)(?: \w+)? (?:exig|necessaire|requis|obligatoire|demande)|quel(?:le)? que soit (?:votre|ton) "
    r"(?:experience|parcours|niveau d'experience)|ouverte?s? (?:aux|a des) (?:profils? )?debutant|avec ou sans (?:diplome|experience|qualification)|experience (?:professionnelle )?ou (?:non|pas)\b"
    r"|profils? (?:junior|debutant)|^\W*(?:jeune )?debutante?s?\b|debutants? (?:motive|ou |et |possible)|experience minimum requis\W{0,3}debutant|^\W*debutant|experience\W{0,3}debutant"
)
_NOT_WELCOME = re.compile(
    r"(?:pas|ni) (?:de |pour |aux )?debutant|debutante?s? (?:non|pas) |s'abstenir|en fin de|sans experience (?:s'abstenir|non)"
)
_TRAINED = re.compile(
    r"formation (?:\w+ ){0,2}(?:est |sera )?(?:assuree|prevue|dispensee|offerte)|\bformation (?:en )?interne\b(?! (?:de|des) )|nous (?:vous |te |t')?form(?:ons|erons)\b(?! les| des| nos)"
    r"|(?:vous|tu) (?:serez|seras|etes|es) (?:\w+ ){0,2}forme|\bpoei\b"
)
# The experience of the house, of its clients or to come is not asked of anybody.
_OTHERS = re.compile(
    r"\bfort[es]? (?:de|d'(?:une |plus))|\bnotre\b|\bnos\b|riche d|selon |fonction de |suivant |depuis |experience (?:client|utilisateur|candidat"
    r"|collaborateur|employeur|d'achat|culinaire|digitale|inoubliable|unique|immersive|interimaire|possible|sensorielle|gustative|positive|enrichissante|humaine)|(?:client|acquerir|vivre|vivez|offr\w+|apport\w+|propos\w+|nouvelle|meilleure|valoris\w+|developper|enrichi\w+|gagner|garanti\w+|creer) (?:\w+ ){0,3}experience|experience (?:professionnelle )?enrichi"
    r"|au[- ]dela d|nombre d.annees|cumul|profiter de|ans d'existence|(?:retours?|partages?|echanges?) d'experience|l'experience (?:de|des|du) |reprise d|reconnaissance de"
    r"|acquis de l'experience|de votre experience|(?:vos|leurs) experiences?|votre experience (?:et|nous)|experience (?:et|ou) (?:votre|profil|qualification)\b"
)
_GAP = re.compile(r"contrat|cdd|mission de|stage|enfant|formation|\bage|periode|renouvel")
_EITHER = re.compile(r"\bou\b|et/ou")
_DIPLOMA = re.compile(r"diplome|\bcap\b|\bbep\b|\bbac\b|\bbts\b|formation|titre")


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause that names experience or beginners."""
    welcome = _WELCOME.search(clause.plain)
    if welcome and not _NOT_WELCOME.search(clause.plain):
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, 0.85, clause, welcome.start())
    elif "experience" in clause.plain or "similaire" in clause.plain:
        yield from _asked(clause)


def read_training(clause: Clause) -> Iterator[Fact]:
    """Who is trained on the spot may be a beginner, where nothing else is said."""
    trained = _TRAINED.search(clause.plain)
    if trained and "experience" not in clause.plain:
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, 0.5, clause, trained.start())


def _asked(clause: Clause) -> Iterator[Fact]:
    plain = clause.plain
    for pattern in _ASKED:
        found = pattern.search(plain)
        months = _months(*found.group(1, 2)) if found else None
        if found and months and not _of_others(plain, found) and not _GAP.search(found[0]):
            yield from _fact(clause, found, str(months))
            return
    for found in _NAMED.finditer(plain):
        if not _of_others(plain, found):
            first = "premiere" in found[0] or "1ere" in found[0]
            yield from _fact(clause, found, str(FIRST_MONTHS) if first else "")
            return


def _fact(clause: Clause, found: re.Match[str], months: str) -> Iterator[Fact]:
    need, sure = need_of(clause.plain, found.start(), found.end())
    if need is None:
        yield fact(Kind.EXPERIENCE, "0", Need.STATED, sure, clause, found.start())
        return
    # A diploma may stand for the years.
    around = clause.plain[max(0, found.start() - 90) : found.end() + 60]
    if _EITHER.search(around) and _DIPLOMA.search(around) and _alternative(around):
        need = Need.WISHED
    yield fact(Kind.EXPERIENCE, months, need, sure if months else sure - 0.05, clause, found.start())


def _alternative(around: str) -> bool:
    """« CAP ou deux ans d'expérience »: the word stands between a diploma and the experience."""
    between = re.search(
        r"(?:\bou\b|et/ou)(?! equivalent| plus\b| en | dans )(?: \w+'?){0,4} ?(?:\d+ \w+ d'|annees d')?experience"
        r"|experience[^.,]{0,60}(?:\bou|et/ou)\b(?: \w+'?){0,3} ?(?:diplome|cap\b|bep\b|bac\b|bts\b|formation|titre)",
        around,
    )
    return bool(between)


def _of_others(plain: str, found: re.Match[str]) -> bool:
    return bool(_OTHERS.search(plain[max(0, found.start() - 35) : found.end() + 30]))


def _months(number: str, unit: str) -> int | None:
    count = NUMBERS.get(number) or int(number)
    if unit == "mois":
        return count if count <= 12 * MOST_YEARS else None
    return count * 12 if count <= MOST_YEARS else None


RULES = (
    Rule(("experience", "debutant", "similaire", "profil junior", "profils junior"), read),
    Rule(("formation", "z forme", "s forme", "formons", "formerons", "poei"), read_training),
)
