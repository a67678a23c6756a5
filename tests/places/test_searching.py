"""Finding a commune from what a person types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.places.gazetteer import Commune
from tests.places import small

CATALOGUE = small.catalogue()
TODAY = [one for one in small.COMMUNES if one.kind != "former"]


def labels(text: str, limit: int = 8) -> list[str]:
    return [label for _, label in CATALOGUE.choices(text, limit)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("st jean de beugne", "Saint-Jean-de-Beugné, Saint-Jean-d'Hermine (85)"),
        ("Bourg-les-Valence", "Bourg-lès-Valence (26)"),
        ("26 - BOURG LES VALENCE", "Bourg-lès-Valence (26)"),
        ("bourg valence", "Bourg-lès-Valence (26)"),
        ("75 - PARIS 09", "Paris 9e Arrondissement (75)"),
        ("paris 9eme", "Paris 9e Arrondissement (75)"),
        ("lyon 3", "Lyon 3e Arrondissement (69)"),
        ("paris", "Paris (75)"),
        ("saint etiene", "Saint-Étienne (42)"),
        ("Le Puy", "Le Puy-en-Velay (43)"),
        ("aubena", "Aubenas (07)"),
        ("ste foy les lyon", "Sainte-Foy-lès-Lyon (69)"),
        ("villeurbane", "Villeurbanne (69)"),
        ("teil", "Le Teil (07)"),
        ("lens", "Lens (62)"),
        ("lepuyenvelay", "Le Puy-en-Velay (43)"),
        ("Lens (62)", "Lens (62)"),
        ("62300 lens", "Lens (62)"),
        ("toulouse cedex 9", "Toulouse (31)"),
        ("31009 Toulouse Cedex 9", "Toulouse (31)"),
        ("valence drome", "Valence (26)"),
        ("saint denis reunion", "Saint-Denis (974)"),
        ("saint-denis 93", "Saint-Denis (93)"),
        ("lens centre", "Lens (62)"),
        ("annecy le vieux", "Annecy-le-Vieux, Annecy (74)"),
        ("sainte hermine", "Sainte-Hermine, Saint-Jean-d'Hermine (85)"),
        ("07000", "Privas (07)"),
        ("7000", "Privas (07)"),
        ("0720", "Aubenas (07)"),
        ("07", "Annonay (07)"),
        ("62498", "Lens (62)"),
    ],
)
def test_what_people_type_finds_the_commune_first(text: str, label: str) -> None:
    assert labels(text)[0] == label


def test_a_misspelled_town_is_among_the_first_beside_a_smaller_one_that_begins_so() -> None:
    assert set(labels("lans")[:2]) == {"Lens (62)", "Lans-en-Vercors (38)"}


def test_among_equal_names_the_largest_comes_first() -> None:
    assert labels("saint-denis")[:2] == ["Saint-Denis (974)", "Saint-Denis (93)"]


def test_short_names_are_not_found_by_another_word() -> None:
    assert "Lens (62)" not in labels("sens")
    assert labels("lyn") == []


def test_a_commune_comes_once_however_many_names_lead_to_it() -> None:
    codes = [one.code for one in CATALOGUE.search("annecy")]

    assert codes == ["74010"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "مرحبا", "'; DROP TABLE commune; --", "99999", "\x00\x1f"])
def test_what_is_no_place_finds_nothing(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lens (62)", "62498"),
        ("lens", "62498"),
        ("Teil", "07319"),
        ("62300", "62498"),
        ("paris", "75056"),
        ("Paris 9e Arrondissement (75)", "75109"),
        ("75009", "75109"),
        ("Annecy-le-Vieux, Annecy (74)", "74010"),
        ("annecy le vieux", "74010"),
        ("Saint-Denis (93)", "93066"),
        ("saint-denis", None),
        ("07000", None),
        ("villeurbane", None),
        ("Aub", None),
        ("Lens (26)", None),
        ("", None),
    ],
)
def test_a_text_is_taken_without_asking_only_when_it_means_one_commune(text: str, code: str | None) -> None:
    found = CATALOGUE.pick(text)

    assert (found.code if found else None) == code


@given(st.sampled_from(TODAY))
def test_every_label_offered_is_taken_back_without_asking(commune: Commune) -> None:
    assert CATALOGUE.pick(commune.label) == commune


@given(st.sampled_from([one for one in TODAY if len(one.name) >= 8 and "Arr" not in one.name]), st.data())
def test_one_letter_left_out_still_finds_the_commune(commune: Commune, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(commune.name) - 1))

    assert commune in CATALOGUE.search(commune.name[:at] + commune.name[at + 1 :])


@given(st.text(max_size=200), st.integers(0, 10))
def test_any_text_gives_at_most_so_many_distinct_communes(text: str, limit: int) -> None:
    codes = [one.code for one in CATALOGUE.search(text, limit)]

    assert len(codes) == len(set(codes)) <= limit


def test_a_postcode_gives_its_communes_the_largest_first() -> None:
    assert [one.name for one in CATALOGUE.by_postcode("07000")] == ["Privas", "Coux"]
    assert list(CATALOGUE.by_postcode("07009")) == []
