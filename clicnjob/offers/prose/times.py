"""Times of work, age, contract and lodging said in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, fact

Said = tuple[str, re.Pattern[str]]


def _said(**patterns: str) -> tuple[Said, ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


_TIMES = _said(
    night=r"(?:travail|poste|horaires?|equipe|heures?|veille\w*|service|tournee|mission|soignant\w*|agent) (?:\w+ )?(?:de |en |la )?nuits?\b"
    r"|\b[35]\s?[x*]\s?8\b|jour et nuit|jours?/nuits?|\bde nuit\b|nuit et week|21h\s?[-a/]\s?[4-7]h|22h\s?[-a/]\s?[4-7]h",
    weekend=r"week[ -]?ends?|\bsamedis?\b|\bdimanches?\b|jours? feries?",
    split=r"\bcoupures?\b|horaires? coupes?|service coupe|en coupe\b",
    rotating=r"\b[2345]\s?[x*]\s?8\b|roulement d|horaires? postes?|travail poste|en equipes? (?:alternantes|successives)|horaires (?:alternes|decales)|par roulement|planning tournant",
    early=r"\b(?:des|a partir de|debut a|de) [3456]\s?h(?:eures?)?\b|tot le matin|horaires? matinaux|\b[345]h\d{0,2}\s?[-a/]\s?1[0-4]h",
    late=r"\bsoirs?\b|soirees?|jusqu'a (?:2[1-3]|minuit)",
    part_time=r"temps partiel|mi[ -]temps|\btemps non complet",
    full_time=r"temps (?:plein|complet)|\b3[5-9]\s?h(?:eures?)?\b(?! a)",
    weekdays=r"du lundi au vendredi",
)
_NOT = re.compile(
    r"\bpas (?:de |d')|\bpas le|aucun|hors |\bsans\b|repos|libre|ouvert|feries? (?:payes|chomes)|majoration|prime|debut de|ne travaill"
)
_AGE = re.compile(
    r"(?:minimum|moins|plus de|etre age\w*(?: de)?|age minimum|age de|avoir|a partir de|des)\s*(?:de |d'|:)?\s*(1[6-9]|2[01])\s?ans"
    r"|(1[6-9]|2[01])\s?ans (?:minimum|revolus|et plus|obligatoire|mini\b)|\betre majeure?\b|\bpersonne majeure\b|\bmajeure?\(?e?\)? (?:obligatoire|imperatif)|candidat\w* majeur"
)
_NO_AGE = re.compile(
    r"experience|existe|depuis|entreprise|societe|marche|enfants?|\bil y a\b|formation|contrat|permis a"
)
_CONTRACTS = _said(
    self_employed=r"auto[ -]?entrepreneur|micro[ -]?entrepreneur|statut (?:d'|de )?(?:independant|agent commercial|mandataire)|agent(?:e|\(e\))? commercial(?:e|\(e\))? independant|mandataire immobilier|\bvdi\b|contrat de franchise|devenir franchise|location[ -]gerance|a votre compte|travailleur independant|remunere\w* (?:uniquement )?a la commission",
    apprenticeship=r"contrat d'apprentissage|en (?:contrat )?(?:d')?apprentissage|(?:poste|contrat|offre|recrut\w+|recherch\w+)(?: \w+){0,6} en alternance|rythme d'alternance|apprenti(?:e|\(e\))? recherche|alternance (?:a pourvoir|de \d|basee)",
    professionalisation=r"contrat de professionnalisation|contrat pro\b",
    seasonal=r"contrat saisonnier|emploi saisonnier|poste saisonnier|job d'ete|saison (?:d')?(?:ete|estivale|hiver|hivernale|20\d\d)|pour la saison",
    interim=r"mission (?:d')?interim|contrat (?:d')?interim",
)
_HOUSED = re.compile(
    r"(?:possibilite (?:de |d'etre )?|poste )?(?:logement|hebergement) (?:est )?(?:assure|possible|fourni|propose|sur place|gratuit|inclus|offert|a disposition|mis a)"
    r"|possibilite (?:de |d'etre )?(?:loge|hebergement|logement)|loge[es]?\b.{0,3}(?:sur place|,? ?(?:et )?nourri)|nourri[es]?.{0,5}loge|poste loge|avec logement"
)
_NOT_HOUSED = re.compile(
    r"aide au logement|logement social|action logement|non loge|pas de logement|pas loge|recherche de logement|bailleur"
)


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about times, age, contract and lodging."""
    yield from _times(clause)
    age = _AGE.search(clause.plain)
    if age and not _NO_AGE.search(clause.plain):
        yield fact(Kind.AGE, age[1] or age[2] or "18", Need.REQUIRED, 0.75, clause, age.start())
    for name, pattern in _CONTRACTS:
        found = pattern.search(clause.plain)
        if found and not re.search(r"\bpas de\b|\bhors\b|stages?[,/ ]|premiere experience|experience", clause.plain):
            yield fact(Kind.CONTRACT, str(Contract(name)), Need.STATED, 0.65, clause, found.start())
    housed = _HOUSED.search(clause.plain)
    if housed and not _NOT_HOUSED.search(clause.plain):
        yield fact(Kind.HOUSING, "housed", Need.STATED, 0.75, clause, housed.start())


def _times(clause: Clause) -> Iterator[Fact]:
    refused = _NOT.search(clause.plain)
    for name, pattern in _TIMES:
        found = pattern.search(clause.plain)
        if not found:
            continue
        if (
            name == "weekend"
            and refused
            and ("pas" in clause.plain or "aucun" in clause.plain or "hors" in clause.plain)
        ):
            yield fact(Kind.HOURS, "weekdays", Need.STATED, 0.7, clause, found.start())
        elif not refused or name in ("part_time", "full_time", "weekdays"):
            yield fact(Kind.HOURS, name, Need.STATED, 0.7, clause, found.start())
