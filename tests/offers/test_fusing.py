"""Copies of a job: which offers make one card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.fusing import MOST_IN_A_BLOCK, Posting, block_of, fused


def posting(number: int, title: str, **other: str) -> Posting:
    told = {"source": "a", "employer": "Boulangerie Pujol", "commune": "07019", "contract": "cdi", **other}
    return Posting(id=number, source_id=str(number), title=title, key=f"key{number}", **told)


def together(first: Posting, second: Posting) -> bool:
    keys = fused([first, second]).keys
    return bool(keys) and keys[first.id] == keys[second.id]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vendeur en boulangerie", "Vendeur en boulangerie"),
        ("Vendeur / Vendeuse en boulangerie", "VENDEUSE EN BOULANGERIE (H/F)"),
        ("Boulanger", "Boulanger·ère"),
        ("Aide-boulanger", "Aide boulanger H/F"),
        ("Serveur de restaurant", "Restaurant : serveur"),
        ("Technicien assainissement", "Technicien usine assainissement"),
        ("Agent de tri en déchèterie", "Agent de tri en dechetterie"),
    ],
)
def test_titles_alike_are_one_job(one: str, other: str) -> None:
    assert together(posting(1, one), posting(2, other, source="b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vendeur en boulangerie", "Boulanger"),
        ("Conducteur de ligne", "Aide conducteur de ligne"),
        ("Aide-soignant de nuit", "Aide-soignant de jour"),
        ("Comptable", "Chef comptable"),
        ("Serveur en salle", "Serveur au bar"),
        ("Chef de rayon épicerie", "Chef de rayon poissonnerie"),
        ("Ouvrier voirie et réseaux divers", "Maçon voirie et réseaux divers"),
    ],
)
def test_titles_that_differ_by_what_counts_are_two_jobs(one: str, other: str) -> None:
    assert not together(posting(1, one), posting(2, other, source="b"))


@pytest.mark.parametrize("other", [{"contract": "cdd"}, {"commune": "07186"}, {"employer": "Fournil du Pont"}])
def test_another_contract_commune_or_employer_is_another_job(other: dict[str, str]) -> None:
    assert not together(posting(1, "Boulanger"), posting(2, "Boulanger", **other))


def test_the_legal_form_of_an_employer_does_not_count() -> None:
    assert block_of("S.A.R.L. Pujol", "07019") == block_of("Pujol SARL", "07019") == block_of("PUJOL", "07019")


@pytest.mark.parametrize("other", [{"employer": ""}, {"employer": "SARL"}, {"commune": ""}])
def test_an_offer_without_an_employer_or_a_place_has_no_copies(other: dict[str, str]) -> None:
    assert not together(posting(1, "Boulanger", **other), posting(2, "Boulanger", **other))


def test_an_offer_alone_has_no_card_to_share() -> None:
    assert fused([posting(1, "Boulanger"), posting(2, "Cuisinier")]).keys == {}


def test_a_block_too_large_is_told_and_left_alone() -> None:
    many = [posting(number, "Boulanger") for number in range(MOST_IN_A_BLOCK + 1)]

    assert fused(many) == ({}, {("boulangerie pujol", "07019"): MOST_IN_A_BLOCK + 1})


TITLES = st.sampled_from(["Boulanger", "Boulangère", "Aide boulanger", "Vendeur", "Vendeuse H/F", "Cuisinier"])


@given(st.lists(TITLES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_offers_changes_no_card(titles: list[str], shuffled: object) -> None:
    offers = [posting(number, title) for number, title in enumerate(titles)]
    others = offers.copy()
    shuffled.shuffle(others)  # type: ignore[attr-defined]

    assert fused(others) == fused(offers)
