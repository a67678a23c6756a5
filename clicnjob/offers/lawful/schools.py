"""Adverts of schools that look for pupils under the look of an offer (L5331-3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.lawful.concern import Code, Concern, concern
from clicnjob.offers.prose.clauses import Text

_SCHOOL = (
    r"(?:ecoles?|campus|cfa|centres? de formation|formations?|instituts?|etablissement|bts|bachelors?|masteres?|cursus)"
)
_ENROLS = re.compile(
    rf"\b(?:integre[rz]?|rejoi(?:ns|gne[rz])|rejoindre|inscri(?:vez|s)[- ](?:vous|toi)?(?: a| dans| en)?) (?:des maintenant )?(?:notre|nos|l'une? de nos|une de nos) {_SCHOOL}\b(?! interne)"
    rf"|\binscrivez[- ]vous\b[^.\n]{{0,40}}\b{_SCHOOL}\b|\b(?:inscriptions? (?:sont )?ouvertes?|admissions? sur dossier|inscrivez[- ]vous en ligne)\b"
    rf"|\b(?:notre|le|la|l'|nos) ?{_SCHOOL}\b[^.\n]{{0,40}}\b(?:recherche|recrute|cherche|ouvre)\w*\b[^.\n]{{0,30}}\b(?:futurs? )?(?:etudiant|eleve|apprenant)"
    rf"|\b(?:pour|aupres de|chez) (?:ses|l'une? de (?:ses|nos)|une? de (?:ses|nos)|leurs|nos) (?:\w+ )?(?:entreprises?|societes?|employeurs?) partenaires?\b"
    rf"|\b(?:trouve[rz]?|recherche d'|recherche de)\b[^.\n]{{0,25}}(?:entreprises? d'accueil|votre alternance|une entreprise)\b"
)
_IS_SCHOOL = re.compile(
    r"\becole|\bschool|\bcampus|\bcfa|centre de formation|\bformations?\b|academ|institut|alternance|apprentis|education|\bafpa\b|\bgreta\b|universit|business"
)
_STUDIES = re.compile(r"alternan|apprenti|\bbts\b|bachelor|mastere?|\bcap\b|titre pro|formation|cursus|diplom")
# Those who work in a school, and who hire through one.
_STAFF = re.compile(
    r"formateur|formatrice|professeur|enseignant|admission|surveillant|educat|conseill\w+ (?:formation|en formation)|charge\w* d|assistante? (?:de formation|pedagog)|directeur|directrice|responsable"
)
SIGNS = ("ecole", "campus", "cfa", "formation", "inscri", "partenaire", "d'accueil", "admission", "institut", "alternance", "bachelor", "bts", "recherche d")  # fmt: skip


def read(text: Text, title: str, around: str, employer: str) -> Iterator[Concern]:
    """The words that look for pupils, when no employer is named beside the school."""
    if (employer and not _IS_SCHOOL.search(employer)) or _STAFF.search(title):
        return
    for clause in text.with_any(SIGNS):
        found = _ENROLS.search(clause.plain)
        if found and _STUDIES.search(around):
            yield concern(Code.SCHOOL, clause, found.start())
