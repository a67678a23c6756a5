"""What becomes of an import: looked at, held, published later, abandoned; and the files it came from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import deciding, importing, queries, received
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.errors import EmptyFile, FilesGone, NotWaiting, ReasonNeeded, RegionsStopped
from clicnjob.offers.models import ImportDecision, Offer, OfferImport
from clicnjob.offers.orders import Wish
from clicnjob.offers.parts import Part
from clicnjob.offers.prepared import Prepared
from clicnjob.offers.states import State
from tests.offers.made import GUERET, NOWHERE, bring_in, file, outcomes, record

TWELVE = [record(number) for number in range(1, 13)]
LATER = "2026-11-23T08:00:00Z"


@pytest.fixture
def stored(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A database with a folder, where files are kept."""
    database = Database(database_url, tmp_path / "data")
    yield database
    database.close()


def live(database: Database) -> set[int]:
    with database.read() as session:
        return {
            int(one) - 9_000_000 for one in session.scalars(select(Offer.source_id).where(Offer.closed_at.is_(None)))
        }


def state(database: Database, done: OfferImport) -> State:
    with database.read() as session:
        return queries.offer_import(session, done.id).state


def held(database: Database, folder: Path) -> OfferImport:
    """Twelve offers are live; a complete file of six is held."""
    bring_in(database, folder, TWELVE, complete=True)
    (outcome,) = outcomes(database, folder, [record(20), *TWELVE[:5]], complete=True)
    return outcome.done


def publish(database: Database, done: OfferImport, reason: str = "Vérifié avec la source.") -> Outcome:
    return importing.publish(database, done.id, reason=reason, most_mb=10)


def test_nothing_of_a_held_import_is_live(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)

    assert done.state == State.HELD
    assert (done.new, done.unchanged, done.closed) == (1, 5, 7)
    assert live(stored) == set(range(1, 13))


def test_a_held_import_is_published_from_its_kept_files_with_a_reason(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)
    outcome = publish(stored, done)

    assert (outcome.done.id, outcome.done.state) == (done.id, State.PUBLISHED)
    assert live(stored) == {1, 2, 3, 4, 5, 20}
    with stored.read() as session:
        said = session.scalars(select(ImportDecision).where(ImportDecision.import_id == done.id)).all()
    assert [(one.state, one.reason) for one in said] == [("held", ""), ("published", "Vérifié avec la source.")]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_held_import_is_not_published_without_a_reason(stored: Database, tmp_path: Path, reason: str) -> None:
    done = held(stored, tmp_path)
    with pytest.raises(ReasonNeeded):
        publish(stored, done, reason)

    assert state(stored, done) == State.HELD


def test_a_published_import_is_not_published_again(stored: Database, tmp_path: Path) -> None:
    done = bring_in(stored, tmp_path, TWELVE)
    with pytest.raises(NotWaiting):
        publish(stored, done)


def test_without_its_files_an_import_must_be_given_again(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)
    for path in (tmp_path / "data" / received.FOLDER).iterdir():
        path.unlink()
    with pytest.raises(FilesGone):
        publish(stored, done)


def test_a_held_file_given_again_is_the_same_import(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)
    (again,) = outcomes(stored, tmp_path, [*TWELVE[:5], record(20)], complete=True)

    assert (again.nothing, again.done.id, again.done.state) == (True, done.id, State.HELD)


def test_a_whole_file_published_after_a_held_one_takes_its_place(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)
    (whole,) = outcomes(stored, tmp_path, [record(20), *TWELVE], complete=True)

    assert (whole.done.state, state(stored, done)) == (State.PUBLISHED, State.ABANDONED)
    assert live(stored) == {*range(1, 13), 20}


def test_what_is_abandoned_never_comes_live(stored: Database, tmp_path: Path) -> None:
    done = held(stored, tmp_path)
    with stored.write() as session:
        deciding.abandon(session, done.id, "Fichier coupé.", clock.now(), None)
    with pytest.raises(NotWaiting):
        publish(stored, done)

    assert live(stored) == set(range(1, 13))


def test_a_preview_says_what_would_change_with_twenty_offers_at_most(stored: Database, tmp_path: Path) -> None:
    bring_in(stored, tmp_path, TWELVE, complete=True)
    reworded = record(1, intitule="Commis de cuisine", salaire={"libelle": "Mensuel de 1900 Euros"})
    week = [reworded, *TWELVE[1:10], *(record(number) for number in range(30, 60))]
    (outcome,) = outcomes(stored, tmp_path, week, complete=True, wish=Wish.PREVIEW)
    rows = outcome.done.samples

    assert (outcome.done.state, len(live(stored))) == (State.PREVIEWED, 12)
    assert len(rows) == 20
    assert [row["fields"] for row in rows if row["fate"] == "changed"] == [["intitulé", "salaire"]]
    assert sum(row["fate"] == "closed" for row in rows) == outcome.done.closed == 2
    assert [one["code"] for one in outcome.done.brakes] == ["volume_rise"]


def test_a_green_preview_is_published_without_a_reason(stored: Database, tmp_path: Path) -> None:
    bring_in(stored, tmp_path, TWELVE)
    (outcome,) = outcomes(stored, tmp_path, [*TWELVE, record(20)], wish=Wish.PREVIEW)

    assert publish(stored, outcome.done, "").done.state == State.PUBLISHED
    assert live(stored) == {*range(1, 13), 20}


def test_each_region_of_a_call_has_its_own_brake(stored: Database, tmp_path: Path) -> None:
    elsewhere = [record(number, lieuTravail=GUERET) for number in range(40, 52)]
    outcomes(stored, tmp_path, [*TWELVE, *elsewhere], region="all", complete=True)
    found = outcomes(stored, tmp_path, [*TWELVE[:4], *elsewhere, record(60, lieuTravail=GUERET)], region="all")

    assert [(one.done.region, one.done.state) for one in found] == [("75", "published"), ("84", "held")]


def test_a_refused_record_counts_in_the_region_of_its_place(stored: Database, tmp_path: Path) -> None:
    faulty = [record(number, intitule="") for number in (90, 91)]
    elsewhere = [record(number, lieuTravail=GUERET) for number in range(100, 150)]
    found = outcomes(stored, tmp_path, [*TWELVE, *elsewhere, *faulty], region="all")

    assert [(one.done.region, one.done.refused, one.done.state) for one in found] == [
        ("75", 0, "published"),
        ("84", 2, "held"),
    ]


def test_an_offer_that_changes_region_in_one_call_is_live_once(stored: Database, tmp_path: Path) -> None:
    bring_in(stored, tmp_path, TWELVE, complete=True)
    moved = record(1, lieuTravail=GUERET, dateActualisation=LATER)
    lost = record(2, lieuTravail=NOWHERE, dateActualisation=LATER)
    outcomes(stored, tmp_path, [moved, lost, *TWELVE[2:]], region="all", complete=True, wish=Wish.ANYWAY)

    assert live(stored) == set(range(1, 13))


def test_a_region_that_stops_leaves_the_others(stored: Database, tmp_path: Path) -> None:
    def broken(session: object, part: Part, written: object) -> Prepared:
        if part.region == "75":
            raise OSError("no space left")
        return Prepared()

    week = [record(1, lieuTravail=GUERET), record(2)]
    with pytest.raises(RegionsStopped, match=r"75") as stopped:
        outcomes(stored, tmp_path, week, region="all", before_turn_over=broken)

    assert [one.done.region for one in stopped.value.outcomes] == ["84"]
    assert live(stored) == {2}
    outcomes(stored, tmp_path, week, region="all")
    assert live(stored) == {1, 2}


def test_files_are_kept_under_their_digest_and_only_once(tmp_path: Path) -> None:
    given = [file(tmp_path, b"some offers", "a.json"), file(tmp_path, b"some offers", "b.json")]
    kept = received.keep(tmp_path / "data", given, 100)

    assert len({one.path for one in kept}) == 1
    assert [one.name for one in kept] == ["a.json", "b.json"]
    assert [one.name for one in (tmp_path / "data" / received.FOLDER).iterdir()] == [kept[0].path.name]


def test_a_file_that_is_refused_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        received.keep(tmp_path / "data", [file(tmp_path, b"", "vide.json")], 100)

    assert list((tmp_path / "data" / received.FOLDER).iterdir()) == []


def test_files_nobody_needs_go_once_they_are_old(
    stored: Database, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    waiting = held(stored, tmp_path)
    store = tmp_path / "data" / received.FOLDER
    for path in store.iterdir():
        os.utime(path, (clock.now().timestamp(),) * 2)
    frozen_clock.shift(importing.FILES_KEPT + timedelta(days=2))
    (store / "cut").write_bytes(b"half")
    bring_in(stored, tmp_path, [record(1)], source="autre")

    kept = {path.name for path in store.iterdir()}
    assert {one["sha256"] for one in waiting.files} < kept
    assert len(kept) == 2
