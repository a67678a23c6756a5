"""Contracts: one word for the many ways sources file them (pure)."""

from __future__ import annotations

import re
from enum import StrEnum


class Contract(StrEnum):
    """What a person signs. Self-employment gathers liberal and commercial professions, franchises and take-overs."""

    CDI = "cdi"
    CDD = "cdd"
    INTERIM = "interim"
    SEASONAL = "seasonal"
    APPRENTICESHIP = "apprenticeship"
    PROFESSIONALISATION = "professionalisation"
    SELF_EMPLOYED = "self_employed"
    OTHER = "other"


LABELS = {
    Contract.CDI: "CDI",
    Contract.CDD: "CDD",
    Contract.INTERIM: "Intérim",
    Contract.SEASONAL: "Saisonnier",
    Contract.APPRENTICESHIP: "Apprentissage",
    Contract.PROFESSIONALISATION: "Contrat de professionnalisation",
    Contract.SELF_EMPLOYED: "À son compte",
    Contract.OTHER: "Autre contrat",
}

# France Travail's reference list "typeContrat". DIN is the open-ended contract of a temporary-work agency.
_TYPES = {
    "CDI": Contract.CDI,
    "CDD": Contract.CDD,
    "DDI": Contract.CDD,
    "DDT": Contract.CDD,
    "MIS": Contract.INTERIM,
    "TTI": Contract.INTERIM,
    "DIN": Contract.INTERIM,
    "SAI": Contract.SEASONAL,
    "LIB": Contract.SELF_EMPLOYED,
    "CCE": Contract.SELF_EMPLOYED,
    "FRA": Contract.SELF_EMPLOYED,
    "REP": Contract.SELF_EMPLOYED,
}
# Its reference list "natureContrat", by code or by label: only what the type of contract does not say.
_NATURES = {"E2": Contract.APPRENTICESHIP, "FS": Contract.PROFESSIONALISATION, "NS": Contract.SELF_EMPLOYED}
_NATURE_LABELS = (
    ("apprentissage", Contract.APPRENTICESHIP),
    ("professionnalisation", Contract.PROFESSIONALISATION),
    ("non salarié", Contract.SELF_EMPLOYED),
)
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


def contract_of(kind: str, nature: str, *, studied: bool, title: str) -> Contract:
    """The contract, from the source's type, its nature (code or label), its flag for alternance, and the title.

    Work-study contracts are filed as CDI or CDD: the nature tells first, then the flag, then the title. « Alternance »
    without more is an apprenticeship, three in four being so.
    """
    told = _NATURES.get(nature.upper()) or next(
        (found for words, found in _NATURE_LABELS if words in nature.lower()), None
    )
    if told:
        return told
    filed = _TYPES.get(kind.upper(), Contract.OTHER)
    if filed == Contract.SELF_EMPLOYED:
        return filed
    if _PRO_TITLE.search(title):
        return Contract.PROFESSIONALISATION
    return Contract.APPRENTICESHIP if studied or _STUDY_TITLE.search(title) else filed
