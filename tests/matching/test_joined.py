"""Sets of offers joined are one set: the same columns, the same occupations, whatever the order of the parts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import OfferRow, Person
from tests.matching.made import TODAY, offer, people, person, unique_rows

COLUMNS = (
    "contract", "need", "level", "licences", "updated", "latitude", "copy", "live", "facts", "start", "employer",
    "employer_offers",
)  # fmt: skip


def parted(rows: list[OfferRow], count: int) -> list[OfferSet]:
    return [OfferSet.of(rows[start::count]) for start in range(count)]


def named(offers: OfferSet) -> list[object]:
    """What each offer is, in words: its occupations with their weights, its département."""
    codes, weights = offers.jobs.occupations_of(np.arange(len(offers)))
    names = [*offers.jobs.codes, ""]
    occupations = [
        sorted((names[code], round(float(weight), 4)) for code, weight in zip(*both, strict=True))
        for both in zip(codes.tolist(), weights.tolist(), strict=True)
    ]
    return [
        *zip(offers.ids, occupations, [[*offers.departements, None][one] for one in offers.departement], strict=True)
    ]


@given(unique_rows, st.integers(2, 3))
def test_sets_joined_hold_what_one_set_of_all_holds(rows: list[OfferRow], count: int) -> None:
    joined, whole = OfferSet.joined(parted(rows, count)), OfferSet.of(rows)

    assert named(joined) == named(whole)
    assert all(
        np.array_equal(getattr(joined, name), getattr(whole, name), equal_nan=name == "latitude") for name in COLUMNS
    )


@given(people, unique_rows)
def test_the_order_of_the_parts_changes_no_byte_of_the_list(who: Person, rows: list[OfferRow]) -> None:
    parts = parted(rows, 3)

    there = rank_all(who, OfferSet.joined(parts), TODAY)
    back = rank_all(who, OfferSet.joined(parts[::-1]), TODAY)

    assert [(one.offer_id, one.score) for one in there] == [(one.offer_id, one.score) for one in back]


def test_a_wish_finds_its_offers_in_every_part() -> None:
    rows = [offer(id=1), offer(id=2, title="Cuisinier"), offer(id=3, title="Serveur en salle"), offer(id=4)]
    joined = OfferSet.joined([OfferSet.of([rows[3], rows[1]]), OfferSet.of([]), OfferSet.of([rows[2], rows[0]])])

    assert sorted(rank_all(person(), joined, TODAY).proposed.ids) == [1, 3, 4]
    assert joined.jobs.titled(("cuisinier",)).sum() == 1


def test_occupations_are_read_anew_by_a_lexicon_that_has_learned_more() -> None:
    jobs = OfferSet.of([offer(title="Cuisinier", rome_code="G1602"), offer(title="Caissier", rome_code="D1505")]).jobs
    before = jobs.occupations("zorgleur").tolist()

    after = jobs.heard_by(jobs.lexicon.with_titles([("Zorgleur", "D1505")])).occupations("zorgleur")

    assert max(before) == 0
    assert jobs.codes[int(after.argmax())] == "D1505"
