"""Clock times stated in words, what is no time, and how facts write and tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clock import DAY, HOUR, Span, reaches, span_of, spans_in, written
from clicnjob.offers.prose.reading import facts_in
from clicnjob.offers.told import value_of
from tests.offers.made import plain


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("18h-23h", [(18, 23)]),
        ("de 18 à 23h", [(18, 23)]),
        ("18:00-23:30", [(18, 23.5)]),
        ("22h-6h", [(22, 30)]),
        ("22 heures à 6 heures", [(22, 30)]),
        ("17h / minuit", [(17, 24)]),
        ("minuit à 8h", [(0, 8)]),
        ("entre 19h et 0h30", [(19, 24.5)]),
        ("de 10h à 14h et de 18h à 22h30", [(10, 14), (18, 22.5)]),
        ("jusqu'à 1h du matin", [(0, 1)]),
        ("jusqu’à minuit", [(23, 24)]),
        ("à partir de 4h", [(4, 5)]),
        ("dès 5 heures", [(5, 6)]),
        ("de nuit, 2h-6h", [(2, 6)]),
        ("de 2h à 3h", []),
        ("20h à 24h par semaine", []),
        ("jusqu'à 20h par semaine", []),
        ("35H/semaine", []),
        ("35H - 6 mois", []),
        ("temps partiel - 20H Autre", []),
        ("24H30 Autre", []),
        ("magasin ouvert de 9h à 23h", []),
        ("5h-13h / 13h-21h", [(5, 13), (13, 21)]),
        ("11h30-14h30 / 18h-22h", [(11.5, 14.5), (18, 22)]),
        ("6h- 14h et 13h- 21h (semaine)", [(6, 14), (13, 21)]),
        ("5h30-12h30 journées continues", [(5.5, 12.5)]),
        ("Journée de 10H00 : 6H30", []),
        ("après-midi 12h/20h", [(12, 20)]),
        ("horaires entre 7h et 21h", [(7, 21)]),
        ("17h et 10h 30", []),
        ("Départ entre 4h00 et 6h00", [(4, 6)]),
        ("CDI, contrat à partir de 24h", []),
        ("prise de poste 6h", [(6, 7)]),
        ("", []),
    ],
)
def test_a_stretch_of_time_is_read_and_a_number_of_hours_is_not(text: str, hours: list[tuple[float, float]]) -> None:
    assert [(span.start / 60, span.end / 60) for span in spans_in(text)] == hours


@given(st.text(max_size=60))
def test_any_words_give_stretches_within_a_day(text: str) -> None:
    assert all(0 <= span.start < span.end <= span.start + DAY for span in spans_in(text))


@given(st.integers(0, DAY - 1), st.integers(1, DAY), st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_reaching_into_a_part_of_the_day_is_sharing_a_minute(start: int, length: int, first: int, last: int) -> None:
    worked = {minute % DAY for minute in range(start, start + length)}
    part = {minute % DAY for minute in range(first, last if last > first else last + DAY)}

    assert reaches(Span(start, start + length), first, last) == bool(worked & part)


@given(st.integers(0, DAY - 1), st.integers(1, DAY - 1))
def test_a_fact_gives_back_the_stretch_it_writes(start: int, length: int) -> None:
    span = Span(start, start + length)

    assert span_of(written(span)) == span


@given(st.integers(0, DAY - 1), st.sampled_from(["start", "end"]))
def test_a_fact_gives_back_the_one_end_that_is_named(at: int, named: str) -> None:
    span = Span(at, at + HOUR, named)

    assert span_of(written(span)) == span


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Service de 18h à 23h30", ["18:00-23:30"]),
        ("Horaires : 22h-6h", ["22:00-06:00"]),
        ("Fermeture, jusqu'à minuit", ["-24:00"]),
        ("Prise de poste à 4h", ["04:00-"]),
        ("Présentez-vous de 5h à 7h avec un CV.", []),
        ("Contrat de 20h par semaine", []),
    ],
)
def test_the_hours_of_a_text_are_facts_to_the_minute(sentence: str, values: list[str]) -> None:
    assert [one.value for one in facts_in("", sentence) if one.kind == Kind.CLOCK] == values


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("18:00-23:30", "de 18 h à 23 h 30"),
        ("22:00-06:05", "de 22 h à 6 h 05"),
        ("-24:00", "jusqu'à minuit"),
        ("04:00-", "à partir de 4 h"),
        ("00:00-08:00", "de minuit à 8 h"),
    ],
)
def test_hours_are_said_in_plain_words(value: str, words: str) -> None:
    assert plain(value_of(Fact(Kind.CLOCK, value, Need.STATED, 0.7, "…"))) == words


def test_hours_longer_than_a_day_of_work_tell_no_night_and_no_evening() -> None:
    assert {one.kind for one in facts_in("", "Horaires à définir entre 7h et 21h")} == {Kind.CLOCK}
