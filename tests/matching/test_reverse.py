"""From an offer to people: the same points as in each one's own list, the own portfolio first, nobody revealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank
from clicnjob.matching.reverse import Group, Matches, best_people
from clicnjob.matching.values import Feedback, OfferRow, Person, Why
from tests.matching.made import TODAY, offer, people, person, unique_rows

OTHERS = (offer(id=2, title="Cuisinier (H/F)"), offer(id=3, title="Agent d'entretien"))


def matches(row: OfferRow, *some: Person, first: tuple[int, ...] = (), most: int = 20) -> Matches:
    offers = OfferSet.of([row, *OTHERS])
    found = best_people(row.id, offers, some, [place in first for place in range(len(some))], TODAY, most)
    assert found is not None
    return found


def test_whom_the_offer_fits_comes_before_whom_it_nearly_fits() -> None:
    found = matches(offer(id=1), person(contracts=frozenset({"interim"})), person(), person(wishes=("cuisinier",)))

    assert [one.place for one in found.fits] == [1]
    assert [one.place for one in found.near] == [0]
    assert found.counts[Group.OTHER_JOB] == 1


def test_those_one_accompanies_come_first_then_the_most_points() -> None:
    near, far = person(), replace(person(), latitude=46.1)
    found = matches(offer(id=1), far, near, far, first=(2,))

    assert [one.place for one in found.fits] == [2, 1, 0]


def test_no_more_people_than_asked_are_named_and_all_are_counted() -> None:
    found = matches(offer(id=1), *[person()] * 5, most=2)

    assert (len(found.fits), found.counts[Group.FITS]) == (2, 5)


def test_who_may_not_take_the_post_is_counted_with_the_article_and_never_named() -> None:
    minor = person(birth_date=date(2010, 6, 1), wishes=("préparateur de commandes",))
    night = offer(id=1, hours_text="35H Travail de nuit", title="Préparateur de commandes", rome_code="N1103")
    found = matches(night, minor, person(wishes=("préparateur de commandes",)))

    assert found.counts[Group.HIDDEN] == 1
    assert [one.place for one in (*found.fits, *found.near)] == [1]
    assert found.law[0].article


def test_who_said_no_or_asked_for_nothing_is_not_named() -> None:
    refused = replace(person(), feedback=(Feedback(1, Why.OTHER),))
    found = matches(offer(id=1), refused, person(wishes=None))

    assert (found.fits, found.near) == ((), ())
    assert (found.counts[Group.ASIDE], found.counts[Group.NO_WISH]) == (1, 1)


def test_an_offer_that_is_not_there_has_no_people() -> None:
    assert best_people(9, OfferSet.of(OTHERS), [person()], [False], TODAY) is None


def test_without_people_nobody_is_found() -> None:
    found = matches(offer(id=1))

    assert (found.fits, found.near, set(found.counts.values())) == ((), (), {0})


@given(unique_rows.filter(bool), st.lists(people, min_size=1, max_size=4))
def test_everybody_stands_in_one_group_with_the_points_of_their_own_list(
    rows: list[OfferRow], some: list[Person]
) -> None:
    offers = OfferSet.of(rows)
    found = best_people(offers.ids[0], offers, some, [False] * len(some), TODAY)

    assert found is not None
    assert sum(found.counts.values()) == len(some)
    for one in (*found.fits, *found.near):
        own = rank(some[one.place], offers, TODAY)
        assert one.ranked == next(ranked for ranked in (*own, *own.self_employed) if ranked.offer_id == offers.ids[0])
