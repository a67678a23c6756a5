"""Contracts, hours, salaries, requirements, dates and links, each from the words of the source."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.contracts import Contract, contract_of
from clicnjob.offers.dates import instant
from clicnjob.offers.hours import part_time, weekly_hours
from clicnjob.offers.links import link_in
from clicnjob.offers.requirements import experience_of, labels_of, level_of, licence_code, licences_of
from clicnjob.offers.salaries import BOUNDS, Period, salary_of

CONTRACTS = [
    ("CDI", "Contrat travail", False, "Serveur", Contract.CDI),
    ("CDD", "E1", False, "Serveur", Contract.CDD),
    ("DDI", "I1", False, "Agent d'entretien", Contract.INTEGRATION),
    ("DDT", "", False, "Agent d'entretien", Contract.CDD),
    ("MIS", "Contrat travail", False, "Cariste", Contract.INTERIM),
    ("TTI", "", False, "Cariste", Contract.INTEGRATION),
    ("DIN", "", False, "Cariste", Contract.INTERIM),
    ("SAI", "Contrat travail", False, "Cueilleur", Contract.SEASONAL),
    ("LIB", "Emploi non salarié", False, "Agent immobilier", Contract.SELF_EMPLOYED),
    ("FRA", "", False, "Gérant", Contract.SELF_EMPLOYED),
    ("CCE", "", False, "Mandataire", Contract.SELF_EMPLOYED),
    ("REP", "", False, "Boulanger", Contract.SELF_EMPLOYED),
    ("CDI", "NS", False, "Conseiller indépendant", Contract.SELF_EMPLOYED),
    ("CDD", "Contrat apprentissage", True, "Boucher", Contract.APPRENTICESHIP),
    ("CDI", "E2", False, "Boucher", Contract.APPRENTICESHIP),
    ("CDD", "Cont. professionnalisation", True, "Vendeur", Contract.PROFESSIONALISATION),
    ("CDD", "FS", False, "Vendeur", Contract.PROFESSIONALISATION),
    ("CDD", "", True, "Vendeur", Contract.APPRENTICESHIP),
    ("LIB", "", True, "Vendeur", Contract.SELF_EMPLOYED),
    ("CDD", "Contrat travail", False, "APPRENTI CHARCUTIER (H/F)", Contract.APPRENTICESHIP),
    ("CDI", "", False, "Comptable en alternance", Contract.APPRENTICESHIP),
    ("CDD", "", False, "Conseiller bancaire contrat d'apprentissage", Contract.APPRENTICESHIP),
    ("CDI", "", False, "Vendeur - Alternance (H/F)", Contract.APPRENTICESHIP),
    ("CDD", "", False, "Vendeur en contrat pro", Contract.PROFESSIONALISATION),
    ("CDI", "", False, "Formateur d'apprentis", Contract.CDI),
    ("CDD", "", False, "Psychologue, développement et apprentissage", Contract.CDD),
    ("???", "", False, "Serveur", Contract.OTHER),
    ("", "", False, "Serveur", Contract.OTHER),
    ("DDI", "", False, "Agent d'entretien", Contract.INTEGRATION),
    ("TTI", "Insertion par l'activ.éco.", False, "Manœuvre", Contract.INTEGRATION),
    ("CDD", "Insertion par l'activ.éco.", False, "Maraîcher", Contract.INTEGRATION),
    ("CDD", "", False, "Ouvrier des espaces verts en chantier d'insertion", Contract.INTEGRATION),
    ("CDD", "", False, "Agent d'entretien (CDDI)", Contract.INTEGRATION),
    ("CDD", "", False, "Encadrant technique en chantier d'insertion", Contract.CDD),
    ("CDI", "", False, "Conseillère en insertion professionnelle", Contract.CDI),
    ("CDD", "CUI - CAE", False, "Agent de cantine", Contract.SUBSIDISED),
    ("CDD", "", False, "Assistante de production (PEC) (H/F)", Contract.SUBSIDISED),
    ("CDD", "", False, "Vendeur en parcours emploi compétences", Contract.SUBSIDISED),
    ("CDI", "", False, "Coordinateur de la restauration", Contract.CDI),
    ("", "", False, "PMSMP boulangerie", Contract.IMMERSION),
    ("", "", False, "Service civique - médiation numérique", Contract.CIVIC_SERVICE),
    ("CDD", "", False, "Volontaire en service civique", Contract.CIVIC_SERVICE),
    ("CDD", "", False, "Tutrice de jeunes en service civique", Contract.CDD),
    ("CDD", "Contrat apprentissage", False, "Apprenti en chantier d'insertion", Contract.APPRENTICESHIP),
]
HOURS = [
    ("35H\nTravail en journée", 35.0), ("24H30 Autre", 24.5), ("temps partiel - 17H15 Autre", 17.25), ("37H4", 37.07),
    ("39 H  Travail le samedi", 39.0), ("7,5 heures", 7.5), ("151H67", 35.0), ("1607H annualisées", 35.0),
    ("35H/semaine 8h-16h", 35.0), ("Temps plein", None), ("", None), ("0H", None), ("75H", None), ("900000H", None),
]  # fmt: skip
PART_TIMES = [
    ("24H", "Temps partiel", 24.0, True), ("24H", "Temps plein", 24.0, False), ("temps partiel - 24H", "", 24.0, True),
    ("24H", "", 24.0, True), ("35H", "", 35.0, False), ("Temps plein", "", None, False), ("Autre", "", None, None),
]  # fmt: skip
SALARIES = [
    ("Horaire de 12,40 Euros", (Period.HOUR, 12.4, 12.4)),
    ("Horaire de 12.40 Euros à 13.10 Euros sur 12.0 mois", (Period.HOUR, 12.4, 13.1)),
    ("Mensuel de 1850,00 Euros à 2100,00 Euros sur 13 mois", (Period.MONTH, 1850, 2100)),
    ("Mensuel de 2100 Euros à 1850 Euros", (Period.MONTH, 1850, 2100)),
    ("Annuel de 24 000,00 Euros", (Period.YEAR, 24000, 24000)),
    ("Mensuel de 43000.0 Euros", (None, None, None)),
    ("Horaire de 2000,00 Euros", (None, None, None)),
    ("Annuel de 11,90 Euros", (None, None, None)),
    ("Annuel de 40000,00 Euros à 400000,00 Euros", (None, None, None)),
    ("De 12,00 Euros", (None, None, None)),
    ("Autre de 12,00 Euros", (None, None, None)),
    ("Annuel de", (None, None, None)),
    ("Selon profil", (None, None, None)),
    ("", (None, None, None)),
]
EXPERIENCES = [
    ("D", "Débutant accepté", ("D", None)), ("D", "Débutant accepté (3 ans)", ("D", 36)), ("E", "2 An(s)", ("E", 24)),
    ("E", "24 Mois", ("E", 24)), ("E", "Expérience exigée de 1 An(s)", ("E", 12)),
    ("E", "1 an - en cuisine", ("E", 12)), ("S", "Expérience souhaitée de 6 Mois", ("S", 6)),
    ("E", "Expérience exigée", ("E", None)),
    ("E", "84 An(s)", ("E", None)), ("", "Débutant accepté", ("D", None)), ("", "3 ans", ("E", 36)),
    ("", "Expérience souhaitée", ("S", None)), ("", "", (None, None)), ("Z", "", (None, None)),
]  # fmt: skip
LICENCES = [
    ("B - Véhicule léger", "B"), ("BE - Véhicule léger + remorque (PTAC > 4,25 T)", "BE"),
    ("C1 - Poids lourd < 7,5 T", "C1"),
    ("EC - Poids lourd + remorque", "CE"), ("DE - Transport de personnes + remorque (= ED)", "DE"),
    ("AM - Cyclomoteur <= 50 cm3", "AM"), ("B mention 79.06 (= EB)", "BE"), ("permis B", "B"), ("B", "B"),
    ("Caces 3", None), ("Bateau", None), ("", None),
]  # fmt: skip
LEVELS = [
    ([("CAP, BEP et équivalents", "E")], (3, True)),
    ([("CAP, BEP et équivalents", "S")], (3, False)),
    ([("Bac+2 ou équivalents", "E"), ("Bac ou équivalent", "S")], (5, True)),
    ([("Bac+5 et plus ou équivalents", "S"), ("Bac+3, Bac+4 ou équivalents", "S")], (6, False)),
    ([("Aucune formation scolaire", "S")], (0, False)),
    ([("3ème achevée ou Brevet", "S")], (2, False)),
    ([("Autre", "E")], (None, False)),
    ([], (None, False)),
]
INSTANTS = [
    ("2026-11-20T07:30:00.000Z", datetime(2026, 11, 20, 7, 30, tzinfo=UTC)),
    ("2026-11-20T07:30:00+02:00", datetime(2026, 11, 20, 5, 30, tzinfo=UTC)),
    ("2026-11-20T07:30:00", datetime(2026, 11, 20, 6, 30, tzinfo=UTC)),
    ("2026-07-20", datetime(2026, 7, 19, 22, tzinfo=UTC)),
    ("1970-01-01T00:00:00Z", None), ("0001-01-01", None), ("9999-12-31T23:59:59-12:00", None),
    ("20/11/2026", datetime(2026, 11, 19, 23, tzinfo=UTC)), ("", None), (None, None), (1732000000, None),
]  # fmt: skip
LINKS = [
    ("https://emploi.exemple.fr/offre?id=12", "https://emploi.exemple.fr/offre?id=12"),
    ("Pour postuler, utiliser le lien suivant : https://emploi.exemple.fr/12.", "https://emploi.exemple.fr/12"),
    ("http://exemple.fr", "http://exemple.fr"),
    ("camille@exemple.fr", None), ("https://camille@exemple.fr/", None), ("mailto:camille@exemple.fr", None),
    ("https://localhost/x", None), ("javascript:alert(1)", None), ("06 00 00 00 00", None), ("https://", None),
    ("https://exemple.fr/" + "a" * 1000, None), (None, None), ({}, None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "nature", "studied", "title", "expected"), CONTRACTS)
def test_a_contract_is_one_word(kind: str, nature: str, studied: bool, title: str, expected: Contract) -> None:
    assert contract_of(kind, nature, studied=studied, title=title) == expected


@pytest.mark.parametrize(("words", "hours"), HOURS)
def test_hours_are_those_of_a_week(words: str, hours: float | None) -> None:
    assert weekly_hours(words) == hours


@pytest.mark.parametrize(("words", "converted", "hours", "expected"), PART_TIMES)
def test_part_time_is_what_the_source_says_then_what_the_hours_say(
    words: str, converted: str, hours: float | None, expected: bool | None
) -> None:
    assert part_time(words, converted, hours) == expected


@pytest.mark.parametrize(("words", "expected"), SALARIES)
def test_a_salary_has_amounts_only_when_they_can_be_true(words: str, expected: tuple[object, object, object]) -> None:
    assert salary_of(words) == expected


@given(st.sampled_from(["Horaire", "Mensuel", "Annuel"]), st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_salary_is_within_bounds_and_in_order(word: str, one: float, other: float) -> None:
    period, least, most = salary_of(f"{word} de {one:.2f} Euros à {other:.2f} Euros")

    assert period is None or (least is not None and most is not None and BOUNDS[period][0] <= least <= most)


@pytest.mark.parametrize(("code", "words", "expected"), EXPERIENCES)
def test_experience_is_a_need_and_months(code: str, words: str, expected: tuple[object, object]) -> None:
    assert experience_of(code, words) == expected


@pytest.mark.parametrize(("words", "code"), LICENCES)
def test_a_licence_is_its_code(words: str, code: str | None) -> None:
    assert licence_code(words) == code


def test_licences_required_and_wished_are_told_apart() -> None:
    items = [{"libelle": "C - Poids lourd", "exigence": "S"}, {"libelle": "B - Véhicule léger", "exigence": "E"}]

    assert licences_of([*items, {"libelle": "B - Véhicule léger", "exigence": "S"}]) == (("B",), ("C",))


@pytest.mark.parametrize(("formations", "expected"), LEVELS)
def test_the_level_is_the_lowest_that_is_enough(
    formations: list[tuple[str, str]], expected: tuple[int | None, bool]
) -> None:
    assert level_of({"niveauLibelle": level, "exigence": need} for level, need in formations) == expected


def test_labels_are_sorted_each_once() -> None:
    assert labels_of([{"libelle": "Servir"}, {"libelle": "Encaisser"}, {"libelle": "Servir"}, {}]) == (
        "Encaisser",
        "Servir",
    )


@pytest.mark.parametrize(("raw", "expected"), INSTANTS)
def test_a_date_is_an_instant_or_none(raw: object, expected: datetime | None) -> None:
    assert instant(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), LINKS)
def test_a_link_is_an_address_of_the_web_and_of_nobody(raw: object, expected: str | None) -> None:
    assert link_in(raw) == expected
