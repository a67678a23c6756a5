"""Hours, age, contract, season and lodging in an offer's prose."""

from __future__ import annotations

import pytest

from tests.offers.told import expected, told

HOURS = [
    ("Travail de nuit", "hours night stated"),
    ("POSTE DE NUIT", "hours night stated"),
    ("Horaires : 21h-5h", "hours night stated"),
    ("Pas de travail de nuit", ""),
    ("Séjour de deux nuits d'hôtel payé", ""),
    ("Vous travaillez un week-end sur deux.", "hours weekend stated"),
    ("Travail le samedi", "hours weekend stated"),
    ("Du lundi au samedi", "hours weekend stated"),
    ("Travail dimanches et jours fériés", "hours weekend stated"),
    ("Week-end libre", "hours weekdays stated"),
    ("Pas de travail le week-end", "hours weekdays stated"),
    ("Repos samedi et dimanche", "hours weekdays stated"),
    ("Du lundi au vendredi", "hours weekdays stated"),
    ("Repos le dimanche", ""),
    ("Le magasin est ouvert le dimanche.", ""),
    ("Jours fériés chômés et payés", ""),
    ("Bon week-end à tous", ""),
    ("Horaires avec coupure", "hours split stated"),
    ("Service en coupure midi et soir", "hours split stated, hours late stated"),
    ("Sans coupure", ""),
    ("Revue de coupures de presse", ""),
    ("11h-14h30 / 18h-22h", "hours split stated, hours late stated"),
    ("8h-12h / 14h-18h", ""),
    ("Poste en 2x8", "hours rotating stated"),
    ("Vous travaillez en 3x8", "hours rotating stated, hours night stated"),
    ("Horaires en 5*8", "hours rotating stated, hours night stated"),
    ("5h-13h / 13h-21h", "hours rotating stated, hours early stated, hours late stated"),
    ("Planning par roulement", "hours rotating stated"),
    ("Vous veillez au bon déroulement du service.", ""),
    ("Prise de poste à 5h", "hours early stated"),
    ("Horaires de 4h à 11h", "hours early stated"),
    ("Début tôt le matin", "hours early stated"),
    ("Travail en soirée", "hours late stated"),
    ("Deux soirs par semaine, service du soir", "hours late stated"),
    ("Soirées d'entreprise et ateliers cuisine", ""),
    ("Présentez-vous de 5h à 7h avec un CV.", ""),
    ("Temps partiel", "hours part_time stated"),
    ("Mi-temps", "hours part_time stated"),
    ("Contrat de 20h par semaine", "hours part_time stated"),
    ("Temps plein", "hours full_time stated"),
    ("CDI 35h", "hours full_time stated"),
    ("39 heures hebdomadaires", "hours full_time stated"),
]
TERMS = [
    ("18 ans minimum", "age 18 required"),
    ("Vous avez 18 ans révolus.", "age 18 required"),
    ("Être majeur", "age 18 required"),
    ("Vous devez être âgé de 16 ans", "age 16 required"),
    ("Pour les jeunes de moins de 18 ans", ""),
    ("L'entreprise existe depuis 18 ans.", ""),
    ("Accueil d'enfants de 3 à 18 ans", ""),
    ("Un acteur majeur du secteur", ""),
    ("Contrat d'apprentissage", "contract apprenticeship stated"),
    ("Recrute un menuisier en apprentissage", "contract apprenticeship stated"),
    ("Poste en alternance", "contract apprenticeship stated"),
    ("Contrat de professionnalisation de 12 mois", "contract professionalisation stated"),
    ("Une expérience acquise en alternance compte.", "experience - required"),
    ("Contrat saisonnier", "contract seasonal stated"),
    ("Poste saisonnier pour l'été", "contract seasonal stated"),
    ("Vous cuisinez des produits de saison.", ""),
    ("Mission d'intérim", "contract interim stated"),
    ("Poste en intérim de 6 mois", "contract interim stated"),
    ("Agence d'intérim et de recrutement depuis 1990", ""),
    ("Contrat d'insertion (CDDI) de 24 heures", "contract integration stated"),
    ("Poste réservé aux personnes éligibles à l'IAE", "contract integration stated"),
    ("Vous accompagnez des jeunes vers l'insertion professionnelle.", ""),
    ("Contrat aidé : parcours emploi compétences", "contract subsidised stated"),
    ("Il faut être éligible au CUI", "contract subsidised stated"),
    ("Mission de service civique auprès des aînés", "contract civic_service stated"),
    ("Cuisine ouverte sur la salle", ""),
    ("Statut auto-entrepreneur", "contract self_employed stated"),
    ("Agent commercial indépendant", "contract self_employed stated"),
    ("Statut VDI", "contract self_employed stated"),
    ("Contrat de franchise, droit d'entrée de 10 000 euros", "contract self_employed stated"),
    ("Créez votre entreprise avec nous", "contract self_employed stated"),
    ("Rémunéré uniquement à la commission", "contract self_employed stated"),
    ("Un cabinet comptable indépendant recrute.", ""),
    ("Vous parlez avec franchise.", ""),
    ("CDD du 15 juin au 15 septembre", "season 06/09 stated, start 06-15 stated"),
    ("Contrat de décembre 2026 à avril 2027", "season 2026-12/2027-04 stated"),
    ("Saison de mai à septembre", "season 05/09 stated"),
    ("Candidatures reçues de mars à avril", ""),
    ("Logement possible sur place", "housing housed stated"),
    ("Poste nourri logé", "housing housed stated"),
    ("Possibilité de logement", "housing housed stated"),
    ("Vous êtes logé sur place.", "housing housed stated"),
    ("Non logé", ""),
    ("Action Logement et mutuelle", ""),
    ("Entretien du logement des personnes âgées", ""),
]


@pytest.mark.parametrize(("sentence", "facts"), HOURS)
def test_hours_are_those_of_the_post(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)


@pytest.mark.parametrize(("sentence", "facts"), TERMS)
def test_terms_are_those_of_the_contract(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)
