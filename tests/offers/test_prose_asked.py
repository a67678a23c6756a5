"""What an offer's prose asks of the candidate: experience and diplomas, required, wished or refused."""

from __future__ import annotations

import pytest

from tests.offers.told import expected, told

EXPERIENCE = [
    ("Vous justifiez de deux ans d'expérience en boulangerie.", "experience 24 required"),
    ("Une expérience de 3 ans minimum sur un poste similaire est exigée.", "experience 36 required"),
    ("EXPERIENCE EXIGEE DE 6 MOIS", "experience 6 required"),
    ("Expérience : 1 an", "experience 12 required"),
    ("Au moins 5 ans d'expérience en menuiserie", "experience 60 required"),
    ("2 à 3 ans d'expérience dans la vente", "experience 24 required"),
    ("Vous avez 18 mois d'expérience en caisse", "experience 18 required"),
    ("Expérience de 2 ans souhaitée en cuisine", "experience 24 wished"),
    ("Une première expérience en vente serait un plus.", "experience 6 wished"),
    ("Idéalement, vous avez une première expérience en logistique", "experience 6 wished"),
    ("Une expérience dans le nettoyage est appréciée mais pas obligatoire.", "experience - wished"),
    ("Vous possédez une expérience significative en maçonnerie.", "experience - required"),
    ("Expérience exigée", "experience - required"),
    ("Expérience indispensable sur un poste d'accueil.", "experience - required"),
    ("Vous justifiez d'une première expérience réussie en restauration", "experience 6 required"),
    ("Plusieurs années d'expérience en mécanique agricole sont requises", "experience - required"),
    ("Débutant accepté", "experience 0 stated"),
    ("DEBUTANT ACCEPTE", "experience 0 stated"),
    ("Les débutant(e)s sont les bienvenu(e)s !", "experience 0 stated"),
    ("Poste ouvert aux débutants", "experience 0 stated"),
    ("Avec ou sans expérience, venez nous rencontrer", "experience 0 stated"),
    ("Expérience non exigée", "experience 0 stated"),
    ("Aucune expérience n'est demandée pour cueillir nos pommes.", "experience 0 stated"),
    ("Sans expérience ? Nous vous formons.", "experience 0 stated"),
    ("Profils juniors acceptés", "experience 0 stated"),
    ("Une formation interne est assurée à votre arrivée.", "experience 0 stated"),
    ("CAP boulanger ou deux ans d'expérience.", "experience 24 wished, diploma 3 wished"),
    ("Notre maison a 30 ans d'expérience dans le secteur.", ""),
    ("Forte de ses 40 ans d'expérience, l'entreprise recrute.", ""),
    ("Salaire selon expérience.", ""),
    ("Rémunération à négocier selon votre profil et votre expérience", ""),
    ("Venez vivre une expérience unique au bord du lac !", ""),
    ("Offrez à nos clients la meilleure expérience possible.", ""),
    ("Vous améliorez l'expérience client en magasin.", ""),
    ("Contrat de 2 ans en CDD.", ""),
    ("Formation de deux ans au centre de Privas.", ""),
    ("Garde de deux enfants de 3 ans et 5 ans.", ""),
    ("Nous sommes présents depuis 12 ans dans la région.", ""),
]
DIPLOMAS = [
    ("CAP cuisine exigé", "diploma 3 required"),
    ("Vous êtes titulaire d'un CAP coiffure.", "diploma 3 required"),
    ("Diplôme requis : BEP sanitaire et social", "diploma 3 required"),
    ("De formation Bac Pro maintenance", "diploma 4 required"),
    ("Niveau bac souhaité", "diploma 4 wished"),
    ("Un BTS comptabilité serait un plus.", "diploma 5 wished"),
    ("Bac+2 minimum en informatique", "diploma 5 required"),
    ("Vous êtes diplômé d'un Bac +5", "diploma 7 required"),
    ("Titulaire d'une licence professionnelle ou d'un BTS", "diploma 5 required"),
    ("De formation BTS/DUT en électrotechnique", "diploma 5 required"),
    ("Profil : BUT GEA", "diploma 6 required"),
    ("Idéalement issu d'un CAP, vous aimez le bois.", "diploma 3 wished"),
    ("Diplôme d'État d'aide-soignant exigé", "diploma 4 required"),
    ("DEAES obligatoire", "diploma 3 required"),
    ("Diplôme d'État d'infirmier requis", "diploma 6 required"),
    ("Titre professionnel ou équivalent exigé", "diploma 3 required"),
    ("CAP petite enfance exigé", "diploma 3 required"),
    ("Diplôme IDE exigé", "diploma 6 required"),
    ("Brevet professionnel de boucher souhaité", "diploma 4 wished"),
    ("Formation : CAP/BEP ou équivalent", "diploma 3 required"),
    ("CAP du métier exigé", "diploma 3 required"),
    ("CAP dans le domaine du bâtiment exigé", "diploma 3 required"),
    ("Diplôme du métier obligatoire", "diploma - required"),
    ("Un diplôme de la profession serait un plus.", "diploma - wished"),
    ("Profil : vous aimez le Cap d'Agde", ""),
    ("Pas de diplôme exigé", ""),
    ("Aucun diplôme n'est requis : le bac n'est pas demandé.", ""),
    ("CAP non exigé", ""),
    ("Vous préparez un CAP en alternance", "contract apprenticeship stated"),
    ("Contrat d'apprentissage en vue d'obtenir le bac pro", "contract apprenticeship stated"),
    ("Gardez le cap avec notre équipe !", ""),
    ("Vous lavez les bacs à graisse.", ""),
    ("Notre but est de vous accueillir.", ""),
    ("Capacité à travailler en équipe", ""),
    ("Vous accompagnez les élèves du BTS.", ""),
]


@pytest.mark.parametrize(("sentence", "facts"), EXPERIENCE)
def test_experience_is_what_is_asked_of_the_candidate(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)


@pytest.mark.parametrize(("sentence", "facts"), DIPLOMAS)
def test_a_diploma_is_its_national_level(sentence: str, facts: str) -> None:
    assert told(sentence) == expected(facts)
