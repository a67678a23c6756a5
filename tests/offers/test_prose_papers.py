"""Licences, certificates, the trades the law keeps, and the way to work, as an offer's prose asks for them."""

from __future__ import annotations

import pytest

from tests.offers.told import expected, told

LICENCES = [
    ("Permis B exigé", "licence B required"),
    ("PERMIS B OBLIGATOIRE", "licence B required"),
    ("Le permis B est requis pour les déplacements.", "licence B required"),
    ("Permis B souhaité", "licence B wished"),
    ("Le permis B serait apprécié", "licence B wished"),
    ("Titulaire du permis de conduire", "licence B required"),
    ("Permis de conduire indispensable", "licence B required"),
    ("Permis C obligatoire", "licence C required"),
    ("Permis poids lourd exigé", "licence C required"),
    ("Permis SPL en cours de validité", "licence CE required"),
    ("Permis EC exigé", "licence CE required"),
    ("Permis D et FCO à jour", "licence D required, certificate fimo required"),
    ("Permis B et BE indispensables", "licence B required, licence BE required"),
    ("Permis B ou AM", "licence B required"),
    ("Permis AM accepté pour se rendre sur place", "licence AM required"),
    ("Permis B non exigé", ""),
    ("Pas de permis demandé", ""),
    ("Sans permis, c'est possible aussi", ""),
    ("Vous instruisez les permis de construire.", ""),
    ("Cela vous permettra de progresser.", ""),
    ("Ces efforts nous ont permis de grandir.", ""),
    ("Obtenir les permis de travail nécessaires", ""),
    ("Permis bateau exigé", "certificate permis_cotier required"),
]
CERTIFICATES = [
    ("CACES 1 et 3 exigés", "certificate caces required"),
    ("Le CACES R489 serait un plus", "certificate caces wished"),
    ("Nous finançons vos CACES", ""),
    ("FIMO à jour obligatoire", "certificate fimo required"),
    ("Carte professionnelle d'agent de sécurité obligatoire", "certificate carte_pro required"),
    ("SSIAP 1 exigé", "certificate ssiap required"),
    ("Habilitation électrique B1V souhaitée", "certificate habilitation wished"),
    ("BAFA exigé", "certificate bafa required"),
    ("BNSSA obligatoire", "certificate bnssa required"),
    ("AIPR exigée", "certificate aipr required"),
    ("PSC1 souhaité", "certificate secours wished"),
    ("Formation HACCP exigée", "certificate haccp required"),
    ("Vous respectez les normes HACCP.", ""),
    ("Carte de taxi indispensable", "certificate taxi required"),
    ("Votre carte professionnelle bancaire vous est remise", ""),
]
TITLES = [
    ("Aide-soignant / Aide-soignante (H/F)", "diploma 4 required"),
    ("Aide-soignant diplômé de nuit (H/F)", "diploma 4 required, hours night stated"),
    ("Faisant fonction d'aide-soignant (H/F)", ""),
    ("Infirmier / Infirmière (H/F)", "diploma 6 required"),
    ("Secrétaire infirmière d'accueil (H/F)", ""),
    ("Auxiliaire de puériculture (H/F)", "diploma 4 required"),
    ("Auxiliaire ambulancier (H/F)", "licence B required"),
    ("Ambulancier / Ambulancière (H/F)", "diploma 3 required, licence B required"),
    ("Éducateur spécialisé / Éducatrice spécialisée", "diploma 6 required"),
    ("Moniteur-éducateur / Monitrice-éducatrice", "diploma 4 required"),
    ("Opticien / Opticienne (H/F)", "diploma 5 required"),
    ("Vendeur conseil chez un opticien (H/F)", ""),
    ("Préparateur en pharmacie (H/F)", "diploma 5 required"),
    ("Enseignant de la conduite (H/F)", "diploma 5 required, licence B required"),
    ("Apprenti préparateur en pharmacie (H/F)", "contract apprenticeship stated"),
    ("Étudiant infirmier (H/F)", ""),
    ("Conducteur poids lourd (H/F)", "licence C required"),
    ("Chauffeur SPL (H/F)", "licence CE required"),
    ("Conducteur de bus (H/F)", "licence D required"),
    ("Agent de sécurité (H/F)", "certificate carte_pro required"),
    ("Agent de sécurité incendie SSIAP 1", "certificate ssiap required"),
    ("Chauffeur de taxi (H/F)", "licence B required, certificate taxi required"),
    ("Boulanger / Boulangère (H/F)", ""),
    ("Agent d'entretien (H/F)", ""),
]
WAYS = [
    ("Véhicule personnel indispensable", "reach car required"),
    ("Être véhiculé", "reach car required"),
    ("Il faut être véhiculée pour ce poste", "reach car required"),
    ("Moyen de locomotion obligatoire", "reach car required"),
    ("Permis B et véhicule exigés", "licence B required, reach car required"),
    ("Un véhicule de service est mis à disposition.", ""),
    ("Vous entretenez les véhicules de location.", ""),
    ("Site non desservi par les transports en commun", "reach remote stated"),
    ("Pas de transport en commun à proximité", "reach remote stated"),
    ("Navette gratuite depuis la gare", "reach shuttle stated"),
    ("Prise en charge des transports en commun à 50 %", ""),
    ("Vous gérez les navettes entre les sites", ""),
]


@pytest.mark.parametrize(("sentence", "facts"), LICENCES)
def test_a_licence_is_its_code(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)


@pytest.mark.parametrize(("sentence", "facts"), CERTIFICATES)
def test_a_certificate_is_asked_for_or_taught(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)


@pytest.mark.parametrize(("title", "facts"), TITLES)
def test_a_title_asks_for_what_the_law_asks_of_its_trade(title: str, facts: str) -> None:
    assert told("", title) == expected(facts)


@pytest.mark.parametrize(("sentence", "facts"), WAYS)
def test_the_way_to_work_is_said(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)
