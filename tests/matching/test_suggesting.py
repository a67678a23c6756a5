"""What a reason could change in the profile: a lower limit in round figures, other hours, one contract less."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.matching.conditions import Conditions, conditions_of
from clicnjob.matching.suggesting import suggestions
from clicnjob.matching.values import OfferRow, Why
from clicnjob.offers.contracts import Contract as Offered
from clicnjob.profiles.values import Avoided, Contract, Hours, Limit, Mode, ProfileValues
from tests.matching.made import answers, offer, offer_rows

NOBODY = ProfileValues()


def asked(**facts: Any) -> Conditions:
    return conditions_of(offer(**{"part_time": None, **facts}))


def limits(given_limit: Limit | None, km: float | None, *modes: Mode) -> list[Limit | None]:
    who = replace(NOBODY, limit=given_limit, modes=frozenset(modes) or None)
    return [one.values.limit for one in suggestions(Why.TOO_FAR, who, asked(), km)]


@pytest.mark.parametrize(
    ("limit", "km", "modes", "lower"),
    [
        (Limit(km=20), 18.0, (), [Limit(km=15)]),
        (Limit(km=20), 15.0, (), [Limit(km=10)]),
        (Limit(km=20), 25.0, (), []),
        (Limit(km=20), 4.0, (), []),
        (Limit(km=20), None, (), []),
        (None, 9.0, (), [Limit(km=5)]),
        (Limit(minutes=60), 10.0, (Mode.BUS,), [Limit(minutes=50)]),
        (Limit(minutes=30), 10.0, (Mode.BUS,), []),
    ],
)
def test_too_far_suggests_a_round_limit_just_below_the_offer(
    limit: Limit | None, km: float | None, modes: tuple[Mode, ...], lower: list[Limit]
) -> None:
    assert limits(limit, km, *modes) == lower


def test_hours_suggest_what_the_offer_asks_and_the_profile_does_not_refuse() -> None:
    night = asked(hours_text="35H Travail de nuit, samedi", part_time=True)
    who = replace(NOBODY, avoided=frozenset({Avoided.WEEKEND}))

    found = {one.key: one.values for one in suggestions(Why.HOURS, who, night, None)}

    assert found["night"].avoided == {Avoided.NIGHT, Avoided.WEEKEND}
    assert found["full"].hours == Hours.FULL
    assert "weekend" not in found


def test_a_contract_is_left_out_unless_it_is_the_only_one() -> None:
    cdd = asked(contract=Offered.CDD)
    both = replace(NOBODY, contracts=frozenset({Contract.CDI, Contract.CDD}))

    assert [one.values.contracts for one in suggestions(Why.CONTRACT, both, cdd, None)] == [{Contract.CDI}]
    assert suggestions(Why.CONTRACT, replace(both, contracts=frozenset({Contract.CDD})), cdd, None) == ()
    assert suggestions(Why.CONTRACT, both, asked(contract=Offered.OTHER), None) == ()


@given(st.sampled_from(Why), answers, offer_rows, st.none() | st.floats(0, 500))
def test_an_accepted_answer_is_never_suggested_again_and_touches_its_question_only(
    why: Why, who: ProfileValues, row: OfferRow, km: float | None
) -> None:
    conditions = conditions_of(row)
    for one in suggestions(why, who, conditions, km):
        assert replace(one.values, **{one.question: getattr(who, one.question)}) == who
        assert one.values != who
        assert one.key not in [again.key for again in suggestions(why, one.values, conditions, km)]
