"""An import taken back: the region is what it was, whatever other sources and people did meanwhile."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import images, queries, services, turning, undoing, writing
from clicnjob.offers.errors import NothingToUndo
from clicnjob.offers.models import Offer, OfferClosed, OfferImport
from clicnjob.offers.states import Closing, State
from clicnjob.offers.undoing import Undone
from tests.offers.made import GUERET, NOWHERE, PRIVAS, Record, bring_in, record

PLACES = (PRIVAS, PRIVAS, PRIVAS, NOWHERE)
# What a rollback does not give back: an offer added keeps its row, closed.
LIVE = select(Offer).where(Offer.closed_at.is_(None)).order_by(Offer.id)


def back(database: Database, source: str = "france-travail", region: str = "84") -> Undone:
    with database.write() as session:
        return undoing.roll_back(session, source, region, now=clock.now())[1]


def digests(database: Database) -> dict[str, str]:
    with database.read() as session:
        return queries.region_digests(session)


def live_rows(database: Database) -> list[dict[str, Any]]:
    """Every column of every live offer, with its text."""
    columns = [column.key for column in Offer.__table__.c]
    with database.read() as session:
        offers = queries.with_texts(session, [one.id for one in session.scalars(LIVE)])
        rows = [{name: getattr(one, name) for name in columns} | {"text": one.description} for one in offers]
        return sorted(rows, key=lambda row: int(row["id"]))


def week(seed: int, number: int) -> list[Record]:
    """Some of forty offers; a fifth of them worded anew each week, some moved to no known place."""
    chance = random.Random(f"{seed} {number}")
    found = []
    for one in chance.sample(range(1, 41), chance.randint(8, 36)):
        version = chance.choice([0, 0, 0, 0, number])
        day = f"2026-11-{20 + version if version else 18}T08:00:00Z"
        place = chance.choice(PLACES)
        found.append(record(one, description=f"Texte {version}.", dateActualisation=day, lieuTravail=place))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_going_back_gives_the_week_before_to_the_last_column(database: Database, tmp_path: Path, seed: int) -> None:
    states = []
    bring_in(database, tmp_path, week(seed, 9), source="autre", complete=True)
    for number in range(1, 4):
        bring_in(database, tmp_path, week(seed, number), complete=True)
        states.append((digests(database), live_rows(database)))
    for digest, rows in states[-2::-1]:
        back(database)
        assert digests(database) == digest
        assert live_rows(database) == rows


def test_what_another_source_brought_meanwhile_stays(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(3)], complete=True)
    bring_in(database, tmp_path, [record(8), record(9)], source="autre", complete=True)
    undone = back(database)

    assert undone == Undone(reopened=2, closed=1, restored=0)
    assert {row["source_id"][-1] for row in live_rows(database)} == {"1", "2", "8", "9"}


def test_what_another_region_took_over_meanwhile_stays(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)], complete=True)
    bring_in(database, tmp_path, [record(1, intitule="Plongeur", dateActualisation="2026-11-21")], complete=True)
    moved = record(1, intitule="Cuisinier", dateActualisation="2026-11-22", lieuTravail=GUERET)
    bring_in(database, tmp_path, [moved], region="75")
    back(database)

    assert [(row["title"], row["region_code"]) for row in live_rows(database)] == [("Cuisinier", "75")]


@pytest.mark.parametrize("reason", [Closing.REPORTED, Closing.EXPIRED])
def test_an_offer_closed_meanwhile_stays_closed(database: Database, tmp_path: Path, reason: Closing) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1, description="Autre."), record(2), record(3)], complete=True)
    with database.write() as session:
        writing.close(session, session.scalars(select(Offer.id)).all(), reason, clock.now())
    back(database)

    assert live_rows(database) == []
    with database.read() as session:
        assert set(session.scalars(select(Offer.close_reason))) == {reason}


def test_an_offer_that_was_closed_before_is_closed_again(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1)], complete=True)
    bring_in(database, tmp_path, [record(1), record(2, dateActualisation="2026-11-22")], complete=True)
    undone = back(database)

    assert undone == Undone(reopened=0, closed=1, restored=0)
    assert [row["source_id"] for row in live_rows(database)] == ["9000001"]


def test_an_offer_whose_end_passed_meanwhile_is_not_opened_again(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    with database.write() as session:
        session.get_one(Offer, 1).expires_at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    bring_in(database, tmp_path, [record(2)], complete=True)

    assert back(database).reopened == 0


def test_the_rows_that_say_offers_closed_are_those_of_what_is_closed(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1), record(3)], complete=True)
    back(database)
    with database.read() as session:
        told = session.execute(select(OfferClosed.offer_id, OfferClosed.reason)).all()

    assert [tuple(one) for one in told] == [(3, "rolled_back")]


def test_what_will_be_done_is_told_before(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1, description="Autre."), record(3)], complete=True)
    with database.read() as session:
        told = undoing.foreseen(session, undoing.undoable(session, "france-travail", "84"), clock.now())

    assert told == back(database) == Undone(reopened=1, closed=1, restored=1)


def test_an_import_taken_back_can_be_brought_in_again(database: Database, tmp_path: Path) -> None:
    first, second = [record(1), record(2)], [record(1, description="Autre."), record(3)]
    bring_in(database, tmp_path, first, complete=True)
    bring_in(database, tmp_path, second, complete=True)
    expected = digests(database)
    back(database)
    done = bring_in(database, tmp_path, second, complete=True)

    assert (done.late, done.changed, done.reopened, done.closed) == (False, 1, 1, 1)
    assert digests(database) == expected


def test_only_what_is_kept_can_be_taken_back(database: Database, tmp_path: Path) -> None:
    for number in range(1, turning.IMAGES_KEPT + 3):
        bring_in(database, tmp_path, [record(number)], complete=True)
    for _ in range(turning.IMAGES_KEPT):
        back(database)
    with pytest.raises(NothingToUndo):
        back(database)

    with database.read() as session:
        states = session.scalars(select(OfferImport.state).order_by(OfferImport.id)).all()
        assert states == [State.PUBLISHED] * 2 + [State.ROLLED_BACK] * turning.IMAGES_KEPT
        assert not any(images.any_kept(session, number) for number in range(1, 9))


def test_a_region_without_an_import_has_nothing_to_take_back(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    with pytest.raises(NothingToUndo, match="autre"):
        back(database, source="autre")
    with pytest.raises(NothingToUndo):
        back(database, region="75")


def test_the_regions_that_change_have_their_index_made_again(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2, lieuTravail=NOWHERE)], complete=True)
    bring_in(database, tmp_path, [record(3)], complete=True)
    asked: list[set[str]] = []
    with database.write() as session:
        undoing.roll_back(
            session,
            "france-travail",
            "84",
            now=clock.now(),
            make_indexes=lambda _s, regions, _n: asked.append(set(regions)),
        )

    assert asked == [{"84", ""}]


def test_expiry_is_no_concern_of_a_rollback(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, dateExpiration="2026-12-24")], complete=True)
    bring_in(database, tmp_path, [record(1, dateExpiration="2026-12-24"), record(2)], complete=True)
    with database.write() as session:
        assert services.expire(session, now=datetime(2026, 12, 25, tzinfo=UTC)) == 1
    back(database)

    assert live_rows(database) == []
