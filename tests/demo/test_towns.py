"""Towns of the demonstration: how they are named in a sentence, and how often they are drawn."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from clicnjob.demo.towns import Towns, at, capital_label, of
from tests.demo.region import TOWNS


@pytest.mark.parametrize(
    ("name", "where", "whose"),
    [
        ("Lens", "à Lens", "de Lens"),
        ("Amiens", "à Amiens", "d'Amiens"),
        ("Hénin-Beaumont", "à Hénin-Beaumont", "d'Hénin-Beaumont"),
        ("Étaples", "à Étaples", "d'Étaples"),
        ("Le Quesnoy", "au Quesnoy", "du Quesnoy"),
        ("Les Attaques", "aux Attaques", "des Attaques"),
        ("La Bassée", "à La Bassée", "de La Bassée"),
        ("Lestrem", "à Lestrem", "de Lestrem"),
    ],
)
def test_a_town_takes_the_small_words_of_french(name: str, where: str, whose: str) -> None:
    assert (at(name), of(name)) == (where, whose)


def test_an_older_label_has_capitals_without_accents_and_short_saints() -> None:
    labels = [capital_label(town) for town in TOWNS if town.code in ("02691", "62427", "62764")]

    assert labels == ["02 - ST QUENTIN", "62 - HENIN BEAUMONT", "62 - ST NICOLAS"]


def drawn(rural: bool) -> Counter[str]:
    rng, towns = random.Random(1), Towns(TOWNS)
    return Counter(towns.draw(rng, rural).name for _ in range(4000))


def test_the_largest_town_has_the_most_jobs() -> None:
    assert drawn(rural=False).most_common(1)[0][0] == "Lille"


def test_farms_are_hardly_ever_in_a_large_town() -> None:
    assert drawn(rural=True)["Lille"] < 40
