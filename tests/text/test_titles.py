"""Distinct titles ordered by how well they answer a wish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.text.everyday import everyday_names, everyday_words, other_titles
from clicnjob.text.titles import TitleIndex
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
    index = TitleIndex(TITLES, everyday_words())
    scores = index.answer(wish_stems(wish))
    return TITLES[int(np.argmax(scores[index.of_row]))]


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ("vandeuse en boulengerie", TITLES[0]),
        ("boulangère", TITLES[1]),
        ("serveur·se resto", TITLES[2]),
        ("aidesoignante", TITLES[3]),
        ("m'occuper des personnes âgées", TITLES[4]),
        ("macdo", TITLES[5]),
        ("meca auto", TITLES[6]),
        ("femme de menage", TITLES[7]),
        ("vigile", TITLES[8]),
        ("picking en entrepot", TITLES[10]),
        ("masson", TITLES[11]),
    ],
)
def test_a_wish_in_everyday_words_finds_its_title(wish: str, title: str) -> None:
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


def test_every_everyday_name_leads_to_a_title_that_says_a_job() -> None:
    assert len(everyday_names()) > 400
    assert all(title for titles in everyday_names().values() for title in titles)


def test_the_longest_everyday_name_wins() -> None:
    others = other_titles(wish_stems("ménage hôtel"))

    assert others == [stems("femme de chambre")]


def test_what_is_said_beside_an_everyday_name_is_kept() -> None:
    assert stems("vendeur en prêt-à-porter enfant") in other_titles(wish_stems("vêtements enfant"))
