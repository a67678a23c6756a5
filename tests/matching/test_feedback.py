"""What a person said of an offer: it is set aside, others go down in a way that is said, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.crowd import Crowd, Who
from clicnjob.matching.judging import Judged, judge
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import Ranking, rank
from clicnjob.matching.values import Criterion, Feedback, OfferRow, Person, Ranked, Why
from clicnjob.text.tokens import stems
from tests.matching.made import TODAY, offer, people, person, unique_rows

COOK: dict[str, Any] = {"title": "Cuisinier / Cuisinière (H/F)", "rome_code": "G1602"}
WAITER: dict[str, Any] = {"title": "Serveur / Serveuse (H/F)", "rome_code": "G1803"}


def ranking(rows: list[OfferRow], *said: Feedback, wishes: tuple[str, ...] = ("serveuse", "cuisiniere")) -> Ranking:
    return rank(replace(person(wishes=wishes), feedback=said), OfferSet.of(rows), TODAY)


def row_of(ranked: Ranked) -> list[tuple[int, str]]:
    return [(row.earned, row.sentence) for row in ranked.reasons if row.criterion == Criterion.FEEDBACK]


@pytest.mark.parametrize("why", list(Why))
def test_an_offer_set_aside_leaves_the_list_and_stays_one_tap_away(why: Why) -> None:
    rows = [offer(id=1), offer(id=2)]

    found = ranking(rows, Feedback(1, why))

    assert (found.ids, found.set_aside.ids) == ([2], [1])


def test_an_offer_set_aside_takes_its_copies_along() -> None:
    rows = [offer(id=1, copy_key="a"), offer(id=2, copy_key="a"), offer(id=3, copy_key="b")]

    found = ranking(rows, Feedback(1, Why.DONE))

    assert (found.ids, sorted(map(int, found.set_aside.ids))) == ([3], [1, 2])


def test_not_this_job_puts_the_other_wish_first_and_says_so() -> None:
    rows = [offer(id=1, **WAITER), offer(id=2, **WAITER), offer(id=3, km=12, **COOK)]
    before = ranking(rows)

    after = ranking(rows, Feedback(1, Why.OTHER_JOB, code="G1803"))

    assert before.ids[0] == 1
    assert after.ids == [3, 2]
    points, sentence = row_of(after[1])[0]
    assert points < 0
    assert "pas ce métier" in sentence
    assert row_of(after[0]) == []


def test_not_this_job_reaches_the_same_title_without_a_code() -> None:
    rows = [offer(id=1, title="Serveur en salle"), offer(id=2, title="Serveuse en salle (H/F)"), offer(id=3)]

    after = ranking(rows, Feedback(1, Why.OTHER_JOB, title=stems("Serveur en salle")))

    assert row_of(next(one for one in after if one.offer_id == 2)) != []
    assert row_of(next(one for one in after if one.offer_id == 3)) == []


def test_too_far_lowers_what_is_as_far_and_leaves_what_is_closer() -> None:
    rows = [offer(id=1, km=10), offer(id=2, km=10), offer(id=3, km=9)]

    after = ranking(rows, Feedback(1, Why.TOO_FAR, km=rank(person(), OfferSet.of(rows[:1]), TODAY)[0].km))

    said = {one.offer_id: row_of(one) for one in after}
    assert said[3] == []
    assert "trop loin" in said[2][0][1]


def test_the_rows_add_up_with_what_was_said() -> None:
    rows = [offer(id=1, km=10, **WAITER), offer(id=2, km=11, **WAITER)]

    found = ranking(rows, Feedback(1, Why.TOO_FAR, km=10.0), Feedback(9, Why.OTHER_JOB, code="G1803"))[0]

    assert sum(row.earned for row in found.reasons) == found.points
    assert sum(row.fine for row in found.reasons) == found.score


feedback = st.lists(
    st.builds(
        Feedback,
        st.integers(1, 10**6),
        st.sampled_from(Why),
        st.none() | st.sampled_from(("G1803", "K2204", "ZZZZZ")),
        st.sampled_from(((), ("cuisini",), stems("Barman"))),
        st.none() | st.floats(0, 300),
    ),
    max_size=4,
).map(tuple)


@given(unique_rows, people, feedback)
def test_whatever_is_said_no_offer_is_lost_nor_gains(
    rows: list[OfferRow], who: Person, said: tuple[Feedback, ...]
) -> None:
    offers = OfferSet.of(rows)
    before, after = rank(who, offers, TODAY), rank(replace(who, feedback=said), offers, TODAY)

    assert sorted(map(int, before.every_id)) == sorted(map(int, after.every_id))
    assert (after.judged.points.score <= before.judged.points.score).all()


@given(unique_rows, people, feedback)
def test_what_was_said_and_taken_back_changes_nothing(
    rows: list[OfferRow], who: Person, said: tuple[Feedback, ...]
) -> None:
    offers = OfferSet.of(rows)
    rank(replace(who, feedback=said), offers, TODAY)

    assert list(rank(replace(who, feedback=()), offers, TODAY)) == list(rank(who, offers, TODAY))


@given(unique_rows, st.lists(st.builds(replace, people, feedback=feedback), min_size=1, max_size=3))
def test_many_people_are_heard_as_one_is(rows: list[OfferRow], some: list[Person]) -> None:
    offers = OfferSet.of(rows)
    crowd, every = Crowd.of(some, offers), np.arange(len(offers))
    fit, wish = np.zeros(len(offers), dtype=np.float32), np.zeros(len(offers), dtype=np.int8)

    def of(who: Who, times: int) -> Judged:
        return judge(crowd, offers, who, np.tile(every, times), np.tile(fit, times), np.tile(wish, times), TODAY)

    together = of(np.repeat(np.arange(len(some)), len(offers)), len(some))
    alone = [of(one, 1) for one in range(len(some))]

    assert together.told.aside.tolist() == [aside for one in alone for aside in one.told.aside]
    assert together.points.score.tolist() == [score for one in alone for score in one.points.score]


def test_a_distance_that_is_not_known_is_not_as_far() -> None:
    found = ranking([offer(id=1, latitude=None), offer(id=2)], Feedback(9, Why.TOO_FAR, km=1.0))

    assert row_of(next(one for one in found if one.offer_id == 1)) == []
    assert np.isclose(found.judged.told.by_distance.min(), 0.7**3)


@given(st.lists(st.floats(0, 300), min_size=2, max_size=6), st.floats(0, 300))
def test_after_too_far_the_closer_never_loses_more(distances: list[float], refused: float) -> None:
    near_first = sorted(distances)
    rows = [offer(id=place, km=km) for place, km in enumerate(near_first)]

    kept = ranking(rows, Feedback(999, Why.TOO_FAR, km=refused)).judged.told.by_distance

    assert (np.diff(kept) <= 0).all()
    assert (kept >= 0.7**3 - 1e-12).all()
