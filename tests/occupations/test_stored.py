"""Titles learned from offers: three employers make a label, and none of them is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob.occupations import queries, services
from clicnjob.occupations.models import OccupationSighting
from clicnjob.occupations.official import Official
from clicnjob.occupations.understanding import Lexicon

TITLE = "Zingoteur de fluxons"


def seen(*employers: str, title: str = TITLE, code: str = "H2913") -> list[tuple[str, str, str]]:
    return [(title, code, employer) for employer in employers]


def codes(session: Session, wish: str) -> list[str]:
    return [one.code for one in queries.lexicon(session).understand(wish)]


def test_a_title_seen_at_three_employers_is_understood(session: Session) -> None:
    services.learn(session, seen("Un", "Deux", "Trois"))

    assert codes(session, "zingoteuse de fluxons")[0] == "H2913"


@pytest.mark.parametrize("employers", [("Un", "Deux"), ("Un", "UN", "un"), ("Un", "Un", "Un", "Deux"), ("", "", "")])
def test_fewer_than_three_employers_change_nobodys_wish(session: Session, employers: tuple[str, ...]) -> None:
    services.learn(session, seen(*employers))

    assert queries.lexicon(session).version == Lexicon.shipped().version


def test_employers_add_up_over_the_weeks(session: Session) -> None:
    weeks = [services.learn(session, seen(*names)) for names in (("Un", "Deux"), ("Un", "Deux"), ("Trois",))]

    assert weeks == [2, 0, 1]
    assert queries.learned(session) == [("zingoteur de fluxons", "H2913")]


def test_a_title_with_two_codes_needs_three_employers_for_each(session: Session) -> None:
    services.learn(session, seen("Un", "Deux", "Trois") + seen("Un", "Deux", code="F1703"))

    assert queries.learned(session) == [("zingoteur de fluxons", "H2913")]


def test_no_more_than_three_employers_are_kept_and_none_by_name(session: Session) -> None:
    services.learn(session, seen("Alpha", "Bravo", "Charlie", "Delta", "Echo"))
    services.learn(session, seen("Foxtrot"))
    kept = session.scalars(select(OccupationSighting.employer_digest)).all()

    assert len(kept) == 3
    assert all(len(digest) == 16 and int(digest, 16) >= 0 for digest in kept)


def test_a_learned_code_of_the_fourth_edition_is_folded_by_the_loaded_parents(session: Session) -> None:
    services.load(session, Official({("Soudeur", "H2913")}, {"H9999": "H2913"}))
    services.learn(session, seen("Un", "Deux", "Trois", code="H9999"))

    assert codes(session, "zingoteur de fluxons")[0] == "H2913"


def test_what_offers_call_a_known_job_never_outweighs_what_it_is(session: Session) -> None:
    services.learn(session, seen("Un", "Deux", "Trois", title="Serveur (H/F)", code="M1801"))

    assert codes(session, "serveuse")[0] == "G1803"


def test_an_edition_takes_the_place_of_the_one_before(session: Session) -> None:
    services.load(session, Official({("Xylorquiste", "H2913")}, {"H9999": "H2913"}))
    services.load(session, Official({("Fluxonneur", "F1703")}, {}))

    assert codes(session, "fluxonneur")[0] == "F1703"
    assert codes(session, "xylorquiste") == []
    assert queries.lexicon(session).parent("H9999") == "H9999"


def test_a_lexicon_is_taught_once_and_shared_until_something_changes(session: Session) -> None:
    services.learn(session, seen("Un", "Deux", "Trois"))
    first, second = queries.lexicon(session), queries.lexicon(session)
    services.learn(session, seen("Un", "Deux", "Trois", title="Fluxonneur"))

    assert first is second
    assert queries.lexicon(session).version != first.version


def test_more_titles_than_one_statement_holds_are_learned(session: Session) -> None:
    many = [
        one for number in range(queries.CHUNK * 2 + 1) for one in seen("A", "B", "C", title=f"Zingoteur {number:04}")
    ]

    assert services.learn(session, many) == len(many)
    assert services.learn(session, many) == 0


@given(st.permutations([(title, "H2913", employer) for title in ("a b", "c d") for employer in "uvwxyz"]))
def test_the_order_of_offers_never_changes_what_is_learned(rows: list[tuple[str, str, str]]) -> None:
    assert services.new_sightings(rows, {}) == services.new_sightings(sorted(rows), {})
