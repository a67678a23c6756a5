"""Contracts: one word for the many ways sources file them (pure)."""

from __future__ import annotations

import re
from enum import StrEnum


class Contract(StrEnum):
    """What a person signs. Self-employment gathers liberal and commercial professions, franchises and take-overs.

    `integration`: in a structure of integration through work, whatever it files it as (DDI, TTI). `subsidised`: helped
    by the State (parcours emploi compétences, CUI). `immersion`: days at an employer's, not a job. New ones come last:
    stored indexes keep their places.
    """

    CDI = "cdi"
    CDD = "cdd"
    INTERIM = "interim"
    SEASONAL = "seasonal"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONALISATION = "professionalisation"
    SELF_EMPLOYED = "self_employed"
    OTHER = "other"
    INTEGRATION = "integration"
    SUBSIDISED = "subsidised"
    IMMERSION = "immersion"
    CIVIC_SERVICE = "civic_service"


LABELS = {
    Contract.CDI: "CDI",
    Contract.CDD: "CDD",
    Contract.INTERIM: "Intérim",
    Contract.SEASONAL: "Saisonnier",
    Contract.APPRENTICESHIP: "Apprentissage",
    Contract.PROFESSIONALISATION: "Contrat de professionnalisation",
    Contract.SELF_EMPLOYED: "À son compte",
    Contract.OTHER: "Autre contrat",
    Contract.INTEGRATION: "Contrat d'insertion",
    Contract.SUBSIDISED: "Contrat aidé",
    Contract.IMMERSION: "Immersion",
    Contract.CIVIC_SERVICE: "Service civique",
}
# What is signed with the mission locale, never with the employer alone.
WITH_ADVISER = frozenset({Contract.INTEGRATION, Contract.SUBSIDISED, Contract.IMMERSION})

# France Travail's reference list "typeContrat". DIN is the open-ended contract of a temporary-work agency.
_TYPES = {
    "CDI": Contract.CDI,
    "CDD": Contract.CDD,
    "DDI": Contract.INTEGRATION,
    "DDT": Contract.CDD,
    "MIS": Contract.INTERIM,
    "TTI": Contract.INTEGRATION,
    "DIN": Contract.INTERIM,
    "SAI": Contract.SEASONAL,
    "LIB": Contract.SELF_EMPLOYED,
    "CCE": Contract.SELF_EMPLOYED,
    "FRA": Contract.SELF_EMPLOYED,
    "REP": Contract.SELF_EMPLOYED,
}
# Its reference list "natureContrat", by code or by label: only what the type of contract does not say.
_NATURES = {
    "I1": Contract.INTEGRATION,
    "E2": Contract.APPRENTICESHIP,
    "FS": Contract.PROFESSIONALISATION,
    "NS": Contract.SELF_EMPLOYED,
}
_NATURE_LABELS = (
    ("apprentissage", Contract.APPRENTICESHIP),
    ("professionnalisation", Contract.PROFESSIONALISATION),
    ("non salarié", Contract.SELF_EMPLOYED),
    ("insertion", Contract.INTEGRATION),
    ("cui", Contract.SUBSIDISED),
    ("emploi compétences", Contract.SUBSIDISED),
    ("contrat aidé", Contract.SUBSIDISED),
    ("service civique", Contract.CIVIC_SERVICE),
)
# What sources write where France Travail has a code, the surest words first.
_WORDS = (
    (Contract.PROFESSIONALISATION, r"professionn?alisation"),
    (Contract.APPRENTICESHIP, r"apprenti|alternan|alternating"),
    (Contract.INTEGRATION, r"insertion|\bcddi\b"),
    (Contract.CIVIC_SERVICE, r"service civique"),
    (Contract.INTERIM, r"int[ée]rim|travail temporaire|\bmission\b"),
    (Contract.SEASONAL, r"saisonn|seasonal"),
    (Contract.SELF_EMPLOYED, r"ind[ée]pendant|free-?lance|lib[ée]ral|auto-?entrepr|franchis|contractor"),
    (Contract.CDI, r"\bcdi\b|ind[ée]termin|\bpermanent\b"),
    (Contract.CDD, r"\bcdd\b|d[ée]termin[ée]|\btemporary\b|fixed[ -]term|temporaire"),
)
_IN_WORDS = tuple((told, re.compile(pattern, re.IGNORECASE)) for told, pattern in _WORDS)
# What the title may still make more precise.
_GENERAL = frozenset({Contract.CDI, Contract.CDD, Contract.INTERIM, Contract.SEASONAL, Contract.OTHER})
_PRO_TITLE = re.compile(
    r"\bcontrat (?:de )?pro(?:f(?:essionnalisation)?)?\b|\ben professionnalisation\b", re.IGNORECASE
)
# An apprentice is sought when the word starts the title, follows « en » or stands apart; « formateur d'apprentis »
# seeks none.
_STUDY_TITLE = re.compile(
    r"^(?:\W*(?:une?|\d+|recherche|TAF \d{4}|poste d[e'’])\s*)?\W*(?:apprenti(?!s?sage (?:du|de la|des))|alternan[tc])"
    r"|\b(?:en|contrat d['’]|contrat en|par)\s*(?:apprentissage|alternance)\b"
    r"|[-–(/|,:]\s*(?:apprenti(?:ssage|e|\b)|alternan[tc])|\balternante?s?\b(?!\s*(?:et|ou)\s)"
    r"|\bapprentissage\s+(?:CAP|BTS|BP|bac)\b",
    re.IGNORECASE,
)

# The words must name the contract itself: « conseiller en insertion » is a job, and so is whoever looks after others.
_TITLES = (
    (Contract.CIVIC_SERVICE, r"^\W*(?:offre (?:de )?)?service civique\b|\ben service civique\b"),
    (
        Contract.IMMERSION,
        r"\bpmsmp\b|\bp[ée]riode de mise en situation\b|\bimmersion professionnelle\b(?! (?:des|du|pour))",
    ),
    (
        Contract.INTEGRATION,
        r"\bcddi\b|\bcdd? ?d['’]?insertion\b|\bcontrat d['’]insertion\b|\b(?:chantier|entreprise) d['’]insertion\b",
    ),
    (
        Contract.SUBSIDISED,
        r"\bparcours emplois? comp[ée]tences?\b|[(\-–/,]\s*(?:pec|cui)\b|\b(?:en|contrat) (?:pec|cui)\b"
        r"|\bcontrat aid[ée]\b|\bcui[- ]c[ai]e\b",
    ),
)
_LOOKS_AFTER = re.compile(
    r"^\W*(?:encadrant|chef|cheffe|formateur|formatrice|conseill|tuteur|tutrice|charg[ée]|coordinat|responsable|direct"
    r"|accompagnat|animat\w+ d['’]insertion)",
    re.IGNORECASE,
)
_SAID_IN_TITLE = tuple((told, re.compile(pattern, re.IGNORECASE)) for told, pattern in _TITLES)


def contract_of(kind: str, nature: str, *, studied: bool, title: str) -> Contract:
    """The contract, from the source's type (code or words), its nature (the same), its flag for alternance, the title.

    Work-study contracts are filed as CDI or CDD: the nature tells first, then the flag, then the title. « Alternance »
    without more is an apprenticeship, three in four being so.
    """
    told = _NATURES.get(nature.upper()) or next(
        (found for words, found in _NATURE_LABELS if words in nature.lower()), None
    )
    if told:
        return told
    filed = _TYPES.get(kind.upper()) or _in_words(f"{kind} {nature}")
    if filed not in _GENERAL:
        return filed
    named = next((named for named, words in _SAID_IN_TITLE if words.search(title)), None)
    if named and not (_LOOKS_AFTER.search(title) and named != Contract.SUBSIDISED):
        return named
    if _PRO_TITLE.search(title):
        return Contract.PROFESSIONALISATION
    return Contract.APPRENTICESHIP if studied or _STUDY_TITLE.search(title) else filed


def _in_words(words: str) -> Contract:
    return next((told for told, named in _IN_WORDS if named.search(words)), Contract.OTHER)
