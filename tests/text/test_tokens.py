"""The words of titles and wishes: gender, plurals, marks and small talk go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.tokens import LONGEST_WISH, stems, wish_stems

PAIRS = [
    ("vendeur", "vendeuse"),
    ("serveur", "serveuse"),
    ("coiffeur", "coiffeuse"),
    ("chauffeur", "chauffeuse"),
    ("animateur", "animatrice"),
    ("conducteur", "conductrice"),
    ("éducateur", "éducatrice"),
    ("opérateur", "opératrice"),
    ("mécanicien", "mécanicienne"),
    ("électricien", "électricienne"),
    ("technicien", "technicienne"),
    ("boulanger", "boulangère"),
    ("caissier", "caissière"),
    ("infirmier", "infirmière"),
    ("couturier", "couturière"),
    ("employé", "employée"),
    ("assistant", "assistante"),
    ("commis", "commise"),
    ("agent", "agente"),
    ("ouvrier agricole", "ouvrière agricole"),
    ("aide-soignant", "aide-soignante"),
    ("hôte d'accueil", "hôtesse d'accueil"),
    ("chef cuisinier", "cheffe cuisinière"),
    ("patron", "patronne"),
    ("gardien", "gardienne"),
    ("sportif", "sportive"),
    ("professionnel", "professionnelle"),
    ("commercial", "commerciale"),
    ("manager", "manageuse"),
    ("barman", "barmaid"),
    ("contremaître", "contremaîtresse"),
    ("booker", "bookeuse"),
]
INCLUSIVE = [
    ("vendeur·se", "vendeur"),
    ("vendeur.euse", "vendeur"),
    ("vendeur(euse)", "vendeur"),
    ("Vendeur(se) H/F", "vendeur"),
    ("vendeur(euse)s", "vendeurs"),
    ("Animateur/trice", "animateur"),
    ("conseiller·ère", "conseiller"),
    ("infirmier.ière", "infirmier"),
    ("Employé(e) de ménage", "employé de ménage"),
    ("employé-e-s polyvalent-e-s", "employés polyvalents"),
    ("technicien-ne", "technicien"),
    ("Aide-soignant(e) (f/h/x)", "aide-soignant"),
    ("professionnel·les", "professionnels"),
    ("Vendeur / Vendeuse en boulangerie", "vendeuse en boulangerie"),
    ("MAÇON (H/F)", "macon"),
    ("A.M.P", "amp"),
    ("travailleur·uses", "travailleur"),
    ("hôte-sse d'accueil", "hôte d'accueil"),
    ("préfet·ète", "préfet"),
    ("cameraman/woman", "cameraman"),
    ("Agent de propreté H/F - EC20724", "agent de propreté"),
]


@pytest.mark.parametrize(("masculine", "feminine"), PAIRS)
def test_a_feminine_and_its_masculine_are_one(masculine: str, feminine: str) -> None:
    assert stems(feminine) == stems(masculine)


@pytest.mark.parametrize(("inclusive", "plain"), INCLUSIVE)
def test_inclusive_writing_and_gender_marks_leave_the_job(inclusive: str, plain: str) -> None:
    assert stems(inclusive) == stems(plain)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("boucher", "boucherie"),
        ("vente", "verte"),
        ("coiffeur", "coiffure"),
        ("agent", "argent"),
        ("cuisine", "cuisinier"),
    ],
)
def test_different_words_stay_different(first: str, second: str) -> None:
    assert stems(first) != stems(second)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("animaux", "animal"),
        ("serveurs", "serveur"),
        ("métaux", "métal"),
        ("réseaux", "réseau"),
        ("tuyaux", "tuyau"),
        ("matériaux", "matériau"),
        ("travaux", "travail"),
        ("eaux", "eau"),
    ],
)
def test_plurals_go(plural: str, singular: str) -> None:
    assert stems(plural) == stems(singular)


def test_a_wish_loses_the_talk_around_it() -> None:
    assert wish_stems("je veux un taf de serveuse svp, en alternance") == ("serveur",)


def test_a_wish_that_is_only_talk_says_no_job() -> None:
    assert wish_stems("n'importe quel boulot") == ()


def test_a_doublet_counts_once() -> None:
    assert stems("Serveur / Serveuse de bar, serveurs") == ("serveur", "bar")


@given(st.text(max_size=400))
def test_any_text_gives_stems_without_little_letters_or_spaces(text: str) -> None:
    assert all(len(stem) > 1 and " " not in stem for stem in wish_stems(text))


def test_a_wish_is_cut() -> None:
    assert wish_stems("serveur " + "x" * LONGEST_WISH + " cuisinier") == wish_stems("serveur " + "x" * 192)
