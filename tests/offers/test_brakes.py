"""What holds an import, and what it says."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob.offers.brakes import Brake, Fired, Measures, fired, sentence
from clicnjob.offers.presence import LOCATED, WATCHED, presence, shares, unlocated
from tests.offers.made import NOWHERE, draft, plain

FULL = dict.fromkeys(WATCHED, 1.0)
WEEK = Measures(volume=800, faults=8, records=808, all_faults=8, all_records=808, unlocated=0.02, fields=FULL)

# What the week is, what the last one was, what fires.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], list[Brake]]] = {
    "alike": ({}, {}, []),
    "a fall of 30 %": ({"volume": 560}, {}, []),
    "a fall of more": ({"volume": 559}, {}, [Brake.FALL]),
    "everything gone": ({"volume": 0}, {}, [Brake.FALL]),
    "twice as many": ({"volume": 1600}, {}, []),
    "more than twice": ({"volume": 1601}, {}, [Brake.RISE]),
    "a handful less": ({"volume": 1}, {"volume": 5}, []),
    "a handful more": ({"volume": 5}, {"volume": 1}, []),
    "five less of a few": ({"volume": 2}, {"volume": 7}, [Brake.FALL]),
    "five more of none": ({"volume": 5}, {"volume": 0}, [Brake.RISE]),
    "faults at 5 %": ({"faults": 5, "records": 100}, {}, []),
    "faults over 5 %": ({"faults": 6, "records": 100}, {}, [Brake.FAULTS]),
    "faults of the whole call": ({"all_faults": 6, "all_records": 100}, {}, [Brake.FAULTS]),
    "faults in many more than last time": ({"faults": 4, "records": 100}, {"faults": 0}, []),
    "a field gone": ({"fields": {**FULL, "salary": 0.04}}, {"fields": {**FULL, "salary": 0.51}}, [Brake.FIELD]),
    "a field rarer": ({"fields": {**FULL, "salary": 0.05}}, {}, []),
    "a field that was rare": ({"fields": {**FULL, "salary": 0}}, {"fields": {**FULL, "salary": 0.5}}, []),
    "places unknown, 15 points more": ({"unlocated": 0.17}, {}, []),
    "places unknown, more still": ({"unlocated": 0.18}, {}, [Brake.PLACES]),
    "fewer places unknown": ({"unlocated": 0.0}, {"unlocated": 0.9}, []),
    "nothing known of places before": ({"unlocated": 0.9}, {"unlocated": None}, []),
    "a fall and faults": ({"volume": 1, "faults": 9, "records": 10}, {}, [Brake.FAULTS, Brake.FALL]),
}


def changed(values: dict[str, Any]) -> Measures:
    return msgspec.structs.replace(WEEK, **values)


@pytest.mark.parametrize(("now", "before", "expected"), CASES.values(), ids=CASES)
def test_each_brake_fires_where_it_is_said(now: dict[str, Any], before: dict[str, Any], expected: list[Brake]) -> None:
    assert [one.code for one in fired(changed(now), changed(before))] == expected


def test_a_first_import_knows_only_its_faults() -> None:
    first = Measures(volume=1, faults=1, records=2, all_faults=1, all_records=2, unlocated=1.0)

    assert [one.code for one in fired(first, None)] == [Brake.FAULTS]
    assert fired(msgspec.structs.replace(first, faults=0, all_faults=0), None) == []


def test_refused_records_alone_hold_nothing_back() -> None:
    assert fired(Measures(volume=0, faults=3, records=3, all_faults=3, all_records=900), None) == []


@given(st.integers(0, 10**6))
def test_the_same_volume_again_never_brakes(volume: int) -> None:
    same = changed({"volume": volume})

    assert fired(same, same) == []


SENTENCES = {
    "412 offres au lieu de 812 la dernière fois : 49 % de moins. Le fichier est-il complet ?": (
        Fired(Brake.FALL, 812, 412)
    ),
    "1 offre au lieu de 812 la dernière fois : 100 % de moins. Le fichier est-il complet ?": Fired(Brake.FALL, 812, 1),
    "900 offres au lieu de 300 la dernière fois : 200 % de plus. Le fichier est-il bien celui de cette région ?": (
        Fired(Brake.RISE, 300, 900)
    ),
    "9 offres au lieu de 0 la dernière fois : il n'y en avait aucune. Le fichier est-il bien celui de cette région ?": (
        Fired(Brake.RISE, 0, 9)
    ),
    "5,5 % des offres sont refusées ; au-delà de 5 %, on s'arrête. Envoyez le rapport des refus à la source.": (
        Fired(Brake.FAULTS, 0.05, 0.0549)
    ),
    "Il manque le salaire : 83 % des offres l'avaient la dernière fois, 1,2 % cette fois."
    " La source a-t-elle changé son fichier ?": Fired(Brake.FIELD, 0.83, 0.012, "salary"),
    "La commune n'est pas trouvée pour 40 % des offres, contre 2 % la dernière fois."
    " Les lieux sont-ils écrits comme avant ?": Fired(Brake.PLACES, 0.02, 0.4),
}


@pytest.mark.parametrize(("expected", "one"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_a_brake_says_its_figures_and_what_to_look_at(expected: str, one: Fired) -> None:
    assert plain(sentence(msgspec.to_builtins(one))) == expected


def test_a_sound_record_fills_every_field_that_is_watched() -> None:
    assert presence(draft()) == LOCATED + LOCATED - 1


@pytest.mark.parametrize(
    ("name", "field"),
    [("employer", "entreprise"), ("salary", "salaire"), ("hours", "dureeTravailLibelle"), ("occupation", "romeCode")],
)
def test_a_field_the_source_leaves_out_is_not_filled(name: str, field: str) -> None:
    assert shares([presence(draft(**{field: None}))])[name] == 0


def test_shares_are_of_all_offers() -> None:
    bits = [presence(draft()), presence(draft(entreprise=None)), presence(draft(lieuTravail=NOWHERE))]

    assert shares(bits)["employer"] == 0.6667
    assert unlocated(bits) == 0.3333
    assert (unlocated([]), shares([])["employer"]) == (0, 0)
