"""What an offer's page says of the facts read in its text."""

from __future__ import annotations

import pytest

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.reading import facts_in
from clicnjob.offers.told import WORDS, told, value_of
from tests.offers import test_prose_asked as asked
from tests.offers import test_prose_papers as papers
from tests.offers import test_prose_terms as terms
from tests.offers.made import plain

SENTENCES = [
    *asked.EXPERIENCE,
    *asked.DIPLOMAS,
    *papers.LICENCES,
    *papers.CERTIFICATES,
    *papers.WAYS,
    *terms.HOURS,
    *terms.TERMS,
]
VALUES = [
    ("Deux ans d'expérience exigés", "2 ans demandés"),
    ("Un an d'expérience souhaité", "1 an souhaité"),
    ("Expérience de 6 mois exigée", "6 mois demandés"),
    ("Expérience exigée", "expérience demandée"),
    ("Débutant accepté", "débutants acceptés"),
    ("CAP exigé", "CAP ou BEP demandé"),
    ("Bac+2 souhaité", "bac+2 souhaité"),
    ("Permis B exigé", "permis B demandé"),
    ("CACES R489 3 souhaité", "CACES R489, 3 souhaité"),
    ("Travail de nuit", "la nuit"),
    ("18 ans minimum", "18 ans au moins"),
    ("Contrat saisonnier", "saisonnier"),
    ("Saison du 15 avril au 15 septembre", "d'avril à septembre"),
    ("Contrat de décembre 2026 à avril 2027", "de décembre 2026 à avril 2027"),
    ("Logement possible sur place", "logement proposé"),
    ("Véhicule personnel exigé", "véhicule personnel demandé"),
    ("Navette gratuite depuis la gare", "une navette"),
]


@pytest.mark.parametrize(("sentence", "value"), VALUES)
def test_a_fact_is_said_in_plain_words(sentence: str, value: str) -> None:
    assert [plain(one.value) for one in told(facts_in("", sentence))] == [value]


@pytest.mark.parametrize(("sentence", "facts"), SENTENCES)
def test_every_fact_has_its_words(sentence: str, facts: str) -> None:
    for fact in facts_in("", sentence):
        assert value_of(fact)


def test_a_doubtful_fact_is_left_out() -> None:
    assert told([Fact(Kind.AGE, "18", Need.REQUIRED, 0.5, "18 ans")]) == []


def test_every_kind_has_its_word() -> None:
    assert set(WORDS) == set(Kind)


def test_the_words_of_the_offer_are_quoted() -> None:
    assert [one.excerpt for one in told(facts_in("", "Venez. Le permis B est exigé."))] == ["Le permis B est exigé"]
