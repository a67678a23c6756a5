"""Titles of offers made plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.titles import clean_title

MARKS = [
    "Cuisinier (H/F)", "Cuisinier H/F", "Cuisinier (F/H)", "Cuisinier f/h", "Cuisinier - H-F", "Cuisinier (h/f/d)",
    "Cuisinier H / F", "Cuisinier H.F.", "Cuisinier (HF)", "Cuisinier (H/F", "Cuisinier (H", "Cuisinier ((H/F))",
    "Cuisinier (F/H/X)", "Cuisinier (H/F) (H/F)", "Cuisinier m/w/d", "Cuisinier (homme ou femme)", "(H/F) Cuisinier",
    "« Cuisinier » H/F".replace("« ", '"').replace(" »", '"'), "Cuisinier [F-H]", "Cuisinier (M/F)",
]  # fmt: skip
TITLES = {
    "a doublet stays": ("Serveur / Serveuse (H/F)", "Serveur / Serveuse"),
    "an inclusive ending stays": ("Chargé(e) d'accueil H/F", "Chargé(e) d'accueil"),
    "man and woman can be the job": ("Homme / Femme de ménage (H/F)", "Homme / Femme de ménage"),
    "hours are no mark": ("Gardien 24H/24 (H/F)", "Gardien 24H/24"),
    "shouting is lowered": ("CHEF D'ÉQUIPE MENUISIER (H/F)", "Chef d'équipe menuisier"),
    "short forms keep their capitals": ("CHAUFFEUR SPL - CDD - EHPAD", "Chauffeur SPL - CDD - EHPAD"),
    "a state diploma keeps its capitals": ("AIDE-SOIGNANT DE (H/F)", "Aide-soignant DE"),
    "a code keeps its capital": ("CARISTE CACES R489", "Cariste CACES R489"),
    "a title of short forms only is none of shouting": ("IDE", "IDE"),
    "a small beginning is raised": ("électricien (h/f)", "Électricien"),
    "a reference after a dash goes": ("jardinier H/F - ZQ21294", "Jardinier"),
    "a reference in brackets goes": ("Peintre H/F (RVL-0193)", "Peintre"),
    "a reference after the mark goes": ("PLOMBIER (H/F) KLM224", "Plombier"),
    "a reference with its word goes": ("Comptable H/F - Réf. : AB-1234", "Comptable"),
    "a reference at the start goes": ("2025-41502 - Soudeur H/F", "Soudeur"),
    "a sharp sign and its word go": ("Maçon H/F #rejoinsnous", "Maçon"),
    "a standard is no reference": ("Auditeur - ISO-9001 (H/F)", "Auditeur - ISO-9001"),
    "a year is no reference": ("Caissier - Été 2024 (H/F)", "Caissier - Été 2024"),
    "stars and dashes around go": ("** Vendeur ** - (H/F) -", "Vendeur"),
    "a bracket never closed goes": ("Livreur VL) (H/F)", "Livreur VL"),
    "the bracket that is closed stays": ("Livreur(se) VL) (H/F)", "Livreur(se) VL"),
    "an empty bracket goes": ("Technicien ( ) (H/F)", "Technicien"),
}


@pytest.mark.parametrize("raw", MARKS)
def test_the_mark_of_sex_goes_however_it_is_spelt(raw: str) -> None:
    assert clean_title(raw) == "Cuisinier"


@pytest.mark.parametrize(("raw", "clean"), TITLES.values(), ids=TITLES)
def test_a_title_is_made_plain(raw: str, clean: str) -> None:
    assert clean_title(raw) == clean


def test_the_town_keeps_its_capital_in_a_title_that_shouted() -> None:
    assert clean_title("VENDEUR AUBENAS H/F", "07 - AUBENAS") == "Vendeur Aubenas"


def test_a_title_of_nothing_else_is_empty() -> None:
    assert clean_title("(H/F)") == ""


@given(st.text(alphabet="HhFf/()-. #19abÉXxDd'\"[]*,", max_size=40))
def test_cleaning_always_ends_and_leaves_no_loose_spaces(raw: str) -> None:
    clean = clean_title(raw)

    assert clean == " ".join(clean.split())
    assert clean_title(clean).strip() == clean_title(clean)
