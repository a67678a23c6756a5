"""Many people ranked at once get what each would get alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching import batch
from clicnjob.matching.batch import top
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank, rank_all
from clicnjob.matching.values import OfferRow, Person
from clicnjob.offers.facts import Fact, Kind, Need
from tests.matching.made import TODAY, offer, people, person, unique_rows


def alone(who: Person, offers: OfferSet, most: int) -> list[tuple[object, int]]:
    """The best offers of one person by the ranking that scores every pair, those that answer nothing left out."""
    ranked = rank_all(who, offers, TODAY)
    fits = dict(zip(ranked.judged.rows.tolist(), ranked.judged.fit.tolist(), strict=True))
    wishes = who.answers.wishes
    rows = [row for row in ranked.judged.rows[ranked.places].tolist() if not wishes or fits[row] > 0]
    scores = dict(zip(ranked.judged.rows.tolist(), ranked.judged.points.score.tolist(), strict=True))
    return [(offers.ids[row], scores[row]) for row in rows[:most]]


@given(st.lists(people, max_size=6), unique_rows)
def test_each_person_gets_the_list_and_the_scores_they_would_get_alone(
    crowd: list[Person], rows: list[OfferRow]
) -> None:
    offers = OfferSet.of(rows)

    for who, found in zip(crowd, top(crowd, offers, TODAY, 5), strict=True):
        given_back = [(offers.ids[row], int(score)) for row, score in zip(found.rows, found.scores, strict=True)]
        assert [one for one in given_back if one[1]] == [one for one in alone(who, offers, 5) if one[1]]


def test_nobody_and_no_offer_are_answered() -> None:
    assert top([], OfferSet.of([offer()]), TODAY) == []
    assert [len(found.rows) for found in top([person()], OfferSet.of([]), TODAY)] == [0]


def test_the_order_of_the_people_changes_nothing() -> None:
    offers = OfferSet.of([offer(id=number, km=number) for number in range(1, 30)])
    crowd = [person(), replace(person(), latitude=46.1), person(wishes=("cuisinier",)), person()]
    found = [best.rows.tolist() for best in top(crowd, offers, TODAY, 5)]

    assert found == [best.rows.tolist() for best in top(crowd[::-1], offers, TODAY, 5)][::-1]


def test_without_a_wish_the_best_of_many_offers_are_found_and_no_other() -> None:
    offers = OfferSet.of([offer(id=number, km=50 - number / 4, title=f"Poste {number}") for number in range(1, 200)])

    (found,) = top([person(wishes=())], offers, TODAY, 5)

    assert [offers.ids[row] for row in found.rows] == [199, 198, 197, 196, 195]


@given(st.lists(people, max_size=4), unique_rows)
def test_what_is_proposed_to_many_is_what_the_page_of_each_proposes(crowd: list[Person], rows: list[OfferRow]) -> None:
    offers = OfferSet.of(rows)

    for who, found in zip(crowd, top(crowd, offers, TODAY, 5, proposed=True), strict=True):
        assert [offers.ids[row] for row in found.rows] == rank(who, offers, TODAY).proposed.ids[:5]


def test_of_one_text_the_best_offer_only_is_proposed() -> None:
    rows = [offer(id=number, km=number, copy_key="same") for number in (3, 1, 2)]

    (found,) = top([person()], OfferSet.of(rows), TODAY, 5, proposed=True)

    assert found.rows.tolist() == [0]


def test_a_lodged_offer_far_away_is_found_for_who_is_ready_to_leave() -> None:
    lodging = Fact(Kind.HOUSING, "", Need.STATED, 0.9, "Logement fourni")
    near = [offer(id=number, km=60) for number in range(1, 40)]
    offers = OfferSet.of([*near, offer(id=50, km=400, facts=(lodging,))])

    (found,) = top([person(ready_if_housed=True)], offers, TODAY, 2)

    assert offers.ids[found.rows[0]] == 50


def test_people_of_one_wish_are_served_in_parts_when_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    offers = OfferSet.of([offer(id=number, km=number) for number in range(1, 30)])
    crowd = [replace(person(), latitude=46 + number / 100) for number in range(9)]
    together = [best.rows.tolist() for best in top(crowd, offers, TODAY, 5)]

    monkeypatch.setattr(batch, "PAIRS_SEEN", 60)

    assert [best.rows.tolist() for best in top(crowd, offers, TODAY, 5)] == together
