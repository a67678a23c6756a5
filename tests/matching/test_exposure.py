"""Fair exposure: an employer with few offers earns a little more than one whose offers fill the lists."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.values import OfferRow, Reason, State
from tests.matching.made import offer, ranking
from tests.offers.made import plain


def of_employer(employer: str, offers: int) -> list[OfferRow]:
    return [offer(employer=employer) for _ in range(offers)]


def row(rows: list[OfferRow]) -> Reason:
    """The row of the employer, of the first offer of these."""
    found = ranking(rows).anywhere(rows[0].id)
    assert found
    return next(reason for reason in found.reasons if reason.criterion == "exposure")


@given(st.integers(1, 150), st.integers(1, 150))
def test_fewer_offers_of_the_employer_never_rank_lower(one: int, other: int) -> None:
    few, many = sorted((one, other))
    ids = count(1)
    rows = [
        offer(id=next(ids), employer=name) for name, offers in (("Grand", many), ("Petit", few)) for _ in range(offers)
    ]
    scores = scores_of(rows)

    assert scores[many + 1] >= scores[1]


def scores_of(rows: list[OfferRow]) -> dict[int | str, int]:
    found = ranking(rows)
    return dict(zip(found.ids, found.judged.points.score[found.places].tolist(), strict=True))


@pytest.mark.parametrize(
    ("offers", "fine", "state", "sentence"),
    [
        (1, 100, State.OK, "C'est la seule offre de cet employeur. Un petit plus."),
        (10, 50, State.OK, "Cet employeur a 10 offres. Un petit plus."),
        (40, 20, State.GAP, "Cet employeur a 40 offres."),
        (100, 0, State.GAP, "Cet employeur a 100 offres."),
        (250, 0, State.GAP, "Cet employeur a 250 offres."),
    ],
)
def test_the_points_fall_with_the_logarithm_and_the_sentence_says_why(
    offers: int, fine: int, state: State, sentence: str
) -> None:
    found = row(of_employer("Agence Marchebois", offers))

    assert (found.fine, found.state, plain(found.sentence)) == (fine, state, sentence)


def test_an_employer_nobody_names_is_neither_small_nor_large() -> None:
    found = row(of_employer("", 120))

    assert (found.fine, found.state, plain(found.sentence)) == (50, State.UNKNOWN, "L'offre ne nomme pas l'employeur.")


def test_an_employer_is_one_whatever_the_writing_of_its_name() -> None:
    rows = [offer(employer=name) for name in ("Café des Halles", "CAFE DES HALLES", "café-des-halles", "Autre")]

    assert OfferSet.of(rows).employer_offers.tolist() == [3, 3, 3, 1]


def test_offers_closed_since_do_not_move_those_that_stay() -> None:
    rows = [offer(id=number, employer="Agence Marchebois") for number in (1, 2, 3)]
    offers = OfferSet.of(rows)

    assert offers.without([2]).employer_offers.tolist() == offers.employer_offers.tolist()


@given(st.lists(st.sampled_from(["", "A", "B", "C"]), max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_the_offers_changes_no_count(names: list[str], random: object) -> None:
    rows = [offer(id=number, employer=name) for number, name in enumerate(names)]
    shuffled = random.sample(rows, len(rows))  # type: ignore[attr-defined]

    assert OfferSet.of(shuffled).employer_offers.tolist() == OfferSet.of(rows).employer_offers.tolist()
