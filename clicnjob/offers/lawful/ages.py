"""Upper age limits: « moins de 30 ans », « 18-25 ans », where no text of law sets them (L5331-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.contracts import Contract
from clicnjob.offers.lawful.concern import Code, Concern, concern
from clicnjob.offers.prose.clauses import Clause, Text

_YEARS = r"(?:1[6-9]|[2-6]\d)"
_TOP = r"(?P<{name}>1[7-9]|[2-6]\d)"
_NOT_YEARS_OF = r"(?! ?(?:d'|de (?:experience|pratique|metier|carriere|permis)|dans|minimum d))"
# « De 20 à 26 ans », « 18/25 ans », « moins de 30 ans », « 35 ans maxi », « âge maximum : 45 ans ».
_LIMIT = re.compile(
    rf"\b(?:(?:de |entre |age :? ?)?{_YEARS}(?: ?ans)? ?(?:-|/|a|et|jusqu'a) ?{_TOP.format(name='range')} ?ans\b"
    rf"|(?:moins|pas plus|au[- ]dessous|en dessous) (?:de |d')(?:l'age de )?{_TOP.format(name='under')} ?ans\b"
    rf"|(?:jusqu'a|au plus|maximum|maxi?|pas encore|pas depasser|plus que|depasse pas|n'excede pas|inferieure? a) (?:l'age de )?{_TOP.format(name='most')} ?ans\b"
    rf"|{_TOP.format(name='after')} ?ans (?:et moins\b|au plus|(?:au )?maxi?(?:mum)?\b|grand maximum)"
    rf"|(?:limite d'age|age (?:limite|maxi?(?:mum|mal)?))\b[^.\n]{{0,25}}?\b{_TOP.format(name='limit')}\b"
    rf"|(?:plus|au[- ]dela|au[- ]dessus) de {_TOP.format(name='over')} ?ans\b(?=[^.\n]{{0,30}}(?:s'absten|ne (?:seront|sont|sera)|non |refus|exclu|inutile))"
    rf"|pas (?:de (?:personnes? |candidats? )?)(?:de )?plus de {_TOP.format(name='none')} ?ans\b){_NOT_YEARS_OF}"
)
_SENIORS = re.compile(
    r"\bpas de seniors?\b(?! \w*(?:manager|account|consult|dev))|\bseniors?,? (?:merci de )?(?:s'absten|passez votre chemin|non |refus|exclu)|\brajeunir (?:l'|notre |son )(?:equipe|effectif)"
)
_YOUNG = re.compile(
    r"\b(?:vous etes|tu es|devez etre|doit etre|etre|personnes?|candidat\w*|profils?) (?:une? )?(?:personne )?(?:plutot |assez )?jeunes?\b(?! (?:diplome|retraite|ou |et moins|entreprise|maman|papa|actif|parent|pousse|talent))"
)
_OR_NOT = re.compile(r"\bou\b|debutant|diplome|etudiant|retrait")
# The years of a house, of a vehicle, of work, of those one looks after, of wages and rates.
_OTHERS = re.compile(
    r"experience|anciennete|existence|existe|\bdepuis\b|savoir[- ]faire|expertise|garantie|\bduree|vehicules?|flotte|machines?|parc\b|salaires?|smic|remunera|\bprimes?\b|tarif|\bcarte\b|aides? (?:au|a l')|mutuelle|moyenne"
    r"|enfant|eleves?\b|\bados?\b|adolescent|mineurs?|usagers?|patient|residents?|\bpublics?\b(?! vise)|accueill?|encadr|accompagn|anim(?:er|ez|ation|ateur)|suivez|suivi|conseill|clientele|\bclients?\b|groupes? de|beneficiaires?|personnes agees|formez|formateur|educat|interven|aupres d|destin|ages? de (?:0|[1-9]|1[0-5])\b|locataires?|licencies|adherents"
)
# Said of who applies, these words win over those around.
_APPLIES = re.compile(
    r"(?:vous (?:avez|n'avez|etes|aurez|devez avoir)|tu (?:as|n'as|es)|etre|avoir|candidats?|candidates?|collegue aura|limite d'age|age (?:limite|max\w*|souhaite|requis|exige)|tranche d'age|recherch\w+ (?:une? |des |deux )?(?:jeunes?|personnes?)|recrut\w+ (?:une? |des |deux )?(?:jeunes?|personnes?|apprentis?)|profil)[^.\n]{0,25}$|^\W*agee?(?:\(e\))?s? ?$"
)
# Texts of law that set an upper age, when the offer says it is one of those.
_REGIME = re.compile(
    r"service civique|\bcej\b|contrat d'engagement|\bpec\b|emplois? competences|\bcui\b|contrats? aides?|volontaire|volontariat|\bvi[ea]\b|corps europeen|adulte[- ]relais|emplois? d'avenir|\bepide\b|2e chance|deuxieme chance|\bsmv\b|\brsa\b|\bpmsmp\b|immersion|mission locale|contrat unique|insertion par|eligib"
)
_STUDY = re.compile(r"apprentissage|apprentis?\b|apprentie|alternan|contrats? pro\b|professionnalisation")
_STATE = re.compile(
    r"armee|militaire|marine nationale|gendarm|legion|police nationale|policiers? adjoint|gardien de la paix|sapeurs?[- ]pompiers? de paris|marins[- ]pompiers|aviateur|penitentiaire|reserve operationnelle"
)
_ANY = re.compile(
    r"sans (?:condition|limite|distinction)|pas de limite|quel(?: que)? soit|peu importe|aucune? (?:limite|condition)|discrimin"
)
# Apprenticeship stops at 29 and the contract of professionalisation at 25 (L6222-1, L6325-1): a lower top is no law's.
LOWEST_TOP = 25
_STUDIED = frozenset({Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION, Contract.SUBSIDISED})
SIGNS = re.compile(r"\d ?ans\b|limite d'age|age (?:max|limite)|seniors?\b|jeune|rajeunir")


def read(text: Text, title: str, around: str, contract: Contract) -> Iterator[Concern]:
    """The upper age limits of a text that its contract, its title or its sentence does not make lawful."""
    if contract in (Contract.CIVIC_SERVICE, Contract.IMMERSION) or _REGIME.search(title) or _STATE.search(around):
        return
    studied = contract in _STUDIED or bool(_STUDY.search(title))
    for clause in text.with_any(SIGNS):
        place = _limit(clause, studied)
        if place is not None and not _REGIME.search(clause.plain) and not _ANY.search(clause.plain):
            yield concern(Code.AGE, clause, place)


def _limit(clause: Clause, studied: bool) -> int | None:
    """Where a clause sets an age limit, if it does."""
    plain = clause.plain
    studied = studied or bool(_STUDY.search(plain))
    for found in _LIMIT.finditer(plain):
        top = int(next(filter(None, found.groupdict().values())))
        if (studied and top >= LOWEST_TOP) or _about_others(plain, found):
            continue
        return found.start()
    senior = _SENIORS.search(plain)
    young = None if studied or _OR_NOT.search(plain) else _YOUNG.search(plain)
    return senior.start() if senior else young.start() if young else None


def _about_others(plain: str, found: re.Match[str]) -> bool:
    if _APPLIES.search(plain[: found.start()]):
        return bool(re.match(r" ?d'(?:experience|anciennete)", plain[found.end() :]))
    return bool(_OTHERS.search(plain))
