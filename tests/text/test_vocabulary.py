"""Which words a misspelled word may stand for, and how words sound."""

from __future__ import annotations

import pytest

from clicnjob.text.sounds import sound
from clicnjob.text.tokens import stem, words
from clicnjob.text.vocabulary import LEAST, MOST_READINGS, Vocabulary

JOBS = """
vendeur serveur cuisinier boulanger patissier macon plombier electricien coiffeur estheticien jardinier accueil
caissier menuisier manutention comptable secretaire infirmier auxiliaire animateur peintre livreur vente verte
"""


def vocabulary() -> Vocabulary:
    stems = sorted({stem(job) for job in words(JOBS)})
    return Vocabulary(stems, [1] * len(stems))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("vandeuse", "vendeur"),
        ("servueur", "serveur"),
        ("boulengère", "boulanger"),
        ("patisié", "patissier"),
        ("plombié", "plombier"),
        ("electrisienne", "electricien"),
        ("coifeuse", "coiffeur"),
        ("acceuil", "accueil"),
        ("jardinié", "jardinier"),
        ("menuizier", "menuisier"),
        ("manutansion", "manutention"),
        ("conptable", "comptable"),
        ("oxiliaire", "auxiliaire"),
        ("livreure", "livreur"),
    ],
)
def test_a_misspelled_job_is_read(written: str, meant: str) -> None:
    words_known = vocabulary()
    readings = words_known.readings(stem(words(written)[0]))

    assert words_known.stems[readings[0].word] == stem(meant)


def test_a_word_that_exists_stands_for_itself_only() -> None:
    known = vocabulary()

    assert [known.stems[reading.word] for reading in known.readings("vent")] == ["vent"]


def test_a_slip_in_one_title_stands_for_itself_and_for_the_word_meant() -> None:
    known = Vocabulary(["auxiliair", "auxilliair"], [40, 1], [True, False])

    assert [known.stems[reading.word] for reading in known.readings("auxilliair")] == ["auxilliair", "auxiliair"]
    assert [known.stems[reading.word] for reading in known.readings("auxiliair")] == ["auxiliair"]


@pytest.mark.parametrize("written", ["bus", "2024", "xyzzyqw", "", "vern"])
def test_short_words_numbers_and_nonsense_stand_for_nothing(written: str) -> None:
    assert vocabulary().readings(written) == ()


def test_readings_are_few_likeliest_first_and_near() -> None:
    readings = vocabulary().readings("serveurr")
    likeness = [reading.likeness for reading in readings]

    assert likeness == sorted(likeness, reverse=True)
    assert min(likeness) >= LEAST
    assert len(readings) <= MOST_READINGS


def test_an_empty_vocabulary_reads_nothing() -> None:
    assert Vocabulary([], []).readings("serveur") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("acceuil", "accueil"),
        ("masson", "macon"),
        ("vandeur", "vendeur"),
        ("servis", "servic"),
        ("fotographe", "photographe"),
        ("aprentissage", "apprentissage"),
    ],
)
def test_words_that_sound_alike_have_one_key(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("boisson", "poisson"), ("vente", "verte"), ("macon", "moton")])
def test_words_that_sound_different_have_two(one: str, other: str) -> None:
    assert sound(one) != sound(other)
