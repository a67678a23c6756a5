"""Distinct titles ordered by how well they answer a wish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.titles import TitleIndex, other_titles
from clicnjob.text.tokens import stems, wish_stems

TITLES = [
    "Vendeur / Vendeuse en boulangerie (H/F)",
    "Boulanger (H/F)",
    "Serveur en restauration",
    "Aide-soignant(e)",
    "Aide à domicile",
    "Employé(e) polyvalent(e) de restauration rapide",
    "Mécanicien automobile",
    "Agent d'entretien",
    "Agent de sécurité",
    "Responsable de magasin",
    "Préparateur de commandes",
    "Maçon",
]


def best(wish: str) -> str:
    index = TitleIndex(TITLES)
    return TITLES[int(np.argmax(index.answer(wish_stems(wish))[index.of_row]))]


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ("vandeuse en boulengerie", TITLES[0]),
        ("boulangère", TITLES[1]),
        ("serveuze", TITLES[2]),
        ("aidesoignante", TITLES[3]),
        ("mecanicien auto", TITLES[6]),
        ("masson", TITLES[11]),
    ],
)
def test_a_misspelled_wish_finds_its_title(wish: str, title: str) -> None:
    assert best(wish) == title


@pytest.mark.parametrize(
    "wish", ["", "🙂🙂", "مرحبا", "123456", "'; DROP TABLE offer; --", "<b></b>", "travailler", "\x00\x07"]
)
def test_a_wish_that_says_no_job_answers_nothing(wish: str) -> None:
    index = TitleIndex(TITLES)

    assert index.answer(wish_stems(wish)).max() < 0.5


def test_titles_that_differ_by_gender_and_marks_are_one() -> None:
    index = TitleIndex(["Serveuse (H/F)", "SERVEUR", "serveur·se", "Cuisinier"])

    assert index.of_row.tolist() == [1, 1, 1, 0]


def test_the_whole_title_says_more_than_a_part_of_it() -> None:
    index = TitleIndex(["Serveur", "Serveur de bar en discothèque", "Cuisinier"])
    scores = index.answer(stems("serveur"))[index.of_row]

    assert scores[0] > scores[1] > scores[2] == 0


def test_no_title_gives_no_score() -> None:
    assert TitleIndex([]).answer(("serveur",)).tolist() == []


@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=8), st.text(max_size=40))
def test_scores_stay_between_nothing_and_the_whole(titles: list[str], wish: str) -> None:
    scores = TitleIndex(titles).answer(wish_stems(wish))

    assert ((scores >= 0) & (scores <= 1.0001)).all()


NAMES = {("menag",): [("agent", "entretien")], ("menag", "hotel"): [("fem", "chambr")]}


def test_the_longest_name_wins() -> None:
    assert other_titles(NAMES, ("menag", "hotel")) == [("fem", "chambr")]


def test_what_is_said_beside_a_name_is_kept() -> None:
    assert other_titles(NAMES, ("menag", "bureau")) == [("agent", "entretien", "bureau")]


def test_a_name_leads_to_a_title_that_shares_no_word_with_it() -> None:
    index = TitleIndex(TITLES, {wish_stems("macdo"): [stems(TITLES[5])]})

    assert TITLES[int(np.argmax(index.answer(wish_stems("macdoo"))[index.of_row]))] == TITLES[5]
