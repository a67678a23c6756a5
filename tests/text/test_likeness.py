"""Formal titles beside formal titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.likeness import LikeTitles

CORPUS = [
    "ouvrier de chantier",
    "aiguilleuse du ciel",
    "aiguilleur du ciel",
    "réparateur d'horlogerie/réparatrice d'horlogerie",
    "accueillante familiale",
    "ouvrière de chai spécialisée dans le vin",
    "Réceptionnistes, hôtellerie",
    "disc-jockey",
]


@pytest.mark.parametrize(
    ("asked", "likest"),
    [
        ("Ouvrier / Ouvrière de chai", CORPUS[5]),
        ("Aiguilleuse du ciel", CORPUS[1]),
        ("Aiguilleur du ciel", CORPUS[2]),
        ("Horloger / Horlogère", CORPUS[3]),
        ("Accueillant familial / Accueillante familiale", CORPUS[4]),
        ("Réceptionniste d'hôtel", CORPUS[6]),
        ("D.J. jokey", CORPUS[7]),
    ],
)
def test_the_likest_title_comes_first(asked: str, likest: str) -> None:
    assert CORPUS[LikeTitles(CORPUS).ranked(asked)[0]] == likest


def test_a_doublet_is_asked_as_one_form_is() -> None:
    titles = LikeTitles(["soudeur", "soudeur sur pipeline", "monteur"])

    assert titles.ranked("Soudeur / Soudeuse") == titles.ranked("soudeuse") == [0, 1, 2]


def test_no_corpus_gives_nothing() -> None:
    assert LikeTitles([]).ranked("soudeur") == []


texts = st.one_of(st.sampled_from(CORPUS), st.text(max_size=30))


@given(st.lists(texts, max_size=8), texts)
def test_every_title_is_ranked_once_whatever_is_asked(corpus: list[str], asked: str) -> None:
    titles = LikeTitles(corpus)

    assert sorted(titles.ranked(asked)) == list(range(len(corpus)))
    assert all(0 <= score <= 1.11 for score in titles.likeness(asked).tolist())


@given(st.lists(texts, min_size=1, max_size=8), st.sampled_from(CORPUS))
def test_nothing_is_likelier_than_the_title_itself(corpus: list[str], asked: str) -> None:
    likeness = LikeTitles([*corpus, asked]).likeness(asked)

    assert likeness[-1] >= likeness.max() - 1e-5
