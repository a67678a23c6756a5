"""Imports whose process, disk or order fails them: killed at any step, without room, watched, shuffled."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from clicnjob.db import Database
from clicnjob.offers import queries, received
from clicnjob.offers.models import Offer, OfferClosed, OfferImport, OfferIndex, OfferRejection
from tests.offers import faulty_runs
from tests.offers.faulty_runs import Runner
from tests.offers.made import GUERET, NOWHERE, Record, file, load_places, page, plain, record

pytestmark = pytest.mark.long
LATER = "2026-11-23T08:00:00Z"
COUNTS = ("read", "new", "changed", "unchanged", "reopened", "refused", "closed", "to_check", "other_region")
POINTS = 56


class Place(NamedTuple):
    """Where one run keeps its data: a database and a folder of its own."""

    url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CLICNJOB_DATABASE_URL": self.url,
            "CLICNJOB_DATA_DIR": str(self.folder),
            "CLICNJOB_ENV": "test",
            "CLICNJOB_IMPORT_MAX_MB": "5",
        }


@pytest.fixture(scope="module")
def runner(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """The process that forks, which has read what an import reads once."""
    folder = tmp_path_factory.mktemp("warm")
    shutil.copyfile(sqlite_template, folder / "base.sqlite3")
    with faulty_runs.running() as runner:
        warm = Place(f"sqlite:///{folder / 'base.sqlite3'}", folder)
        settle(warm)
        assert runner.run(import_week(folder, first_week()), warm.environment, apart=False).code == 0
        yield runner


@pytest.fixture
def origin(database_url: str, runner: Runner, tmp_path: Path) -> Place:
    """Where the first week is live, and nobody is connected."""
    place = Place(database_url, tmp_path / "origin")
    settle(place)
    assert runner.run(import_week(tmp_path, first_week()), place.environment).code == 0
    return place


def settle(place: Place) -> None:
    """Load the places."""
    database = Database(place.url)
    load_places(database)
    database.close()


@contextmanager
def copy_of(origin: Place, name: str) -> Iterator[Place]:
    """The same database and folder at another place, for the length of the block."""
    folder = origin.folder.parent / name
    shutil.copytree(origin.folder, folder)
    url = make_url(origin.url)
    if url.get_backend_name() == "sqlite":
        shutil.copyfile(url.database or "", folder / "base.sqlite3")
        yield Place(f"sqlite:///{folder / 'base.sqlite3'}", folder)
    else:
        own = f"{url.database}_{name}"
        with psycopg.connect(origin.url.replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{own}" TEMPLATE "{url.database}"')  # type: ignore[arg-type]
            yield Place(url.set(database=own).render_as_string(hide_password=False), folder)
            connection.execute(f'DROP DATABASE "{own}" WITH (FORCE)')  # type: ignore[arg-type]
    shutil.rmtree(folder)


def a_day_passes(folder: Path) -> None:
    """Files are no longer those that somebody may be writing."""
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


def live(place: Place) -> dict[str, str]:
    """The digest of each region's live offers."""
    database = Database(place.url)
    with database.read() as session:
        digests = queries.region_digests(session)
    database.close()
    return digests


def state(place: Place) -> dict[str, Any]:
    """All that an import leaves behind, under names that do not depend on the order rows were given their numbers."""
    database = Database(place.url)
    counts = [getattr(OfferImport, name) for name in COUNTS]
    statements = {
        "offers": select(
            Offer.source_id, Offer.region_code, Offer.content_digest, Offer.updated_at, Offer.first_seen_at,
            Offer.last_seen_at, Offer.closed_at, Offer.close_reason, OfferImport.region, OfferImport.finished_at,
        ).join(OfferImport, Offer.import_id == OfferImport.id),
        "imports": select(OfferImport.region, OfferImport.state, OfferImport.digest, *counts),
        "closed": select(Offer.source_id, OfferClosed.reason, OfferClosed.closed_at).join(Offer),
        "refused": select(OfferRejection.file, OfferRejection.line, OfferRejection.code),
    }  # fmt: skip
    with database.read() as session:
        found: dict[str, Any] = {name: sorted(map(repr, session.execute(one))) for name, one in statements.items()}
        found["digests"] = queries.region_digests(session)
        # What an index is made of has the numbers of the offers, which a killed import may have used up.
        indexes = dict(session.execute(select(OfferIndex.name, OfferIndex.region)).all())
    database.close()
    names = ((path.parent.name, indexes.get(path.stem, path.stem), path.suffix) for path in place.folder.glob("*/*"))
    return found | {"files": sorted(names)}


def first_week() -> list[Record]:
    creuse = [record(number, lieuTravail=GUERET) for number in range(40, 50)]
    return [*(record(number) for number in range(1, 31)), *creuse, record(60, lieuTravail=NOWHERE)]


def second_week() -> list[Record]:
    """Offers that stay, change, are refreshed, vanish, move, come, wait for a person, or are no offers."""
    stay = [record(number) for number in range(1, 16)]
    changed = [record(number, description="Le poste a changé.", dateActualisation=LATER) for number in range(16, 21)]
    fresh = [record(number, dateActualisation=LATER) for number in range(21, 24)]
    moved = [record(24, lieuTravail=GUERET, dateActualisation=LATER), record(60, lieuTravail=GUERET)]
    came = [record(number, intitule="Commis de cuisine", dateActualisation=LATER) for number in range(70, 80)]
    doubtful = record(80, description="Nous cherchons une personne de moins de 30 ans.", dateActualisation=LATER)
    creuse = [record(number, lieuTravail=GUERET) for number in range(40, 48)]
    return [*stay, *changed, *fresh, *moved, *came, doubtful, *creuse, record(81, intitule="")]


def import_week(folder: Path, records: list[Record], *options: str) -> list[object]:
    """The command that brings these records in, in three files."""
    third = len(records) // 3 + 1
    parts = [records[start : start + third] for start in range(0, len(records), third)]
    files = [file(folder, page(part), f"{number}.json").path for number, part in enumerate(parts)]
    return ["offers", "import", *files, "--region", "all", "--complete", "--json", *options]


def points(steps: list[str]) -> list[int]:
    """Where to kill: evenly spread, and around each commit."""
    even = {1 + round(rank * (len(steps) - 1) / (POINTS - 1)) for rank in range(POINTS)}
    commits = {number for number, name in enumerate(steps, 1) if name in ("commit", "committed")}
    return sorted(even | commits)


def test_an_import_killed_anywhere_ends_as_one_that_was_not(origin: Place, runner: Runner, tmp_path: Path) -> None:
    command = import_week(tmp_path, second_week())
    before = live(origin)
    a_day_passes(origin.folder)
    with copy_of(origin, "whole") as place:
        whole = runner.run(command, place.environment)
        wanted = state(place)
    assert wanted["digests"] != before
    killed_at = points(whole.steps)
    served = {repr(before)}
    for number in killed_at:
        with copy_of(origin, f"killed-{number}") as place:
            killed = runner.run(command, place.environment, die_at=number)
            assert killed.code == -signal.SIGKILL
            served.add(repr(live(place)))
            a_day_passes(place.folder)
            again = runner.run(command, place.environment)
            assert again.code == 0
            assert state(place) == wanted, f"step {number}: {whole.steps[number - 1]}"
    assert len(killed_at) >= 50
    # Each region is of one week or of the other: nothing else was ever live than what a commit left.
    assert len(served) == whole.steps.count("committed") + 1


@pytest.fixture
def embedded_origin(embedded: Database, runner: Runner, tmp_path: Path) -> Place:
    """The first week on SQLite."""
    place = Place(f"sqlite:///{embedded.path}", tmp_path / "origin")
    settle(place)
    assert runner.run(import_week(tmp_path, first_week()), place.environment).code == 0
    return place


def heavy_week(size: int) -> list[Record]:
    """Offers of one region whose texts weigh so many bytes together."""
    return [record(number, description="Servir en salle. " * (size // 17 // 60)) for number in range(60)]


@pytest.mark.parametrize("region", ["84", "all"])
def test_a_full_database_keeps_the_old_week_and_says_so(
    embedded_origin: Place, runner: Runner, tmp_path: Path, region: str
) -> None:
    before = live(embedded_origin)
    path = file(tmp_path, page(heavy_week(1_000_000)), "lourd.json").path
    command = ["offers", "import", path, "--region", region, "--json"]
    full = runner.run(command, embedded_origin.environment, lacking=faulty_runs.PAGES)

    assert (full.code, full.stdout) == (2, "")
    assert "plus de place sur le disque" in plain(full.stderr)
    assert live(embedded_origin) == before
    assert runner.run(command, embedded_origin.environment).code == 0
    assert live(embedded_origin) != before


def test_a_disk_too_full_to_keep_the_file_keeps_the_old_week_and_says_so(
    origin: Place, runner: Runner, tmp_path: Path
) -> None:
    before, kept = live(origin), sorted((origin.folder / received.FOLDER).iterdir())
    path = file(tmp_path, page(heavy_week(faulty_runs.MOST_FILE_BYTES + 500_000)), "lourd.json").path
    command = ["offers", "import", path, "--region", "84", "--json"]
    full = runner.run(command, origin.environment, lacking=faulty_runs.FILES)

    assert (full.code, full.stdout) == (2, "")
    assert "plus de place sur le disque" in plain(full.stderr)
    assert (live(origin), sorted((origin.folder / received.FOLDER).iterdir())) == (before, kept)
    assert runner.run(command, origin.environment).code == 0
    assert live(origin) != before


def test_a_file_that_found_no_room_waits_in_the_inbox_for_the_next_run(
    origin: Place, runner: Runner, tmp_path: Path
) -> None:
    waiting = origin.folder / "inbox" / "kelio" / "84"
    waiting.mkdir(parents=True)
    left = file(waiting, page(heavy_week(faulty_runs.MOST_FILE_BYTES + 500_000)), "lourd.json").path
    command = ["weekly", "run", "--region", "84", "--json"]
    full = runner.run(command, origin.environment, lacking=faulty_runs.FILES)

    assert full.code == 2
    assert "plus de place sur le disque" in plain(json.loads(full.stdout)["84"]["sentences"][0])
    assert [path.name for path in waiting.iterdir()] == ["lourd.json"]
    assert json.loads(runner.run(command, origin.environment).stdout)["84"]["result"] == "published"
    assert not left.exists()


class Reading(threading.Thread):
    """Somebody who looks at a region all the time, on a connection of their own."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.seen: list[tuple[str, int, str]] = []
        self._database = Database(place.url)
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            self.look()

    def look(self) -> tuple[str, int, str]:
        """In one transaction: the digest of the offers, their number, the index they are ranked by."""
        with self._database.read() as session:
            index = session.scalars(select(OfferIndex.name).where(OfferIndex.region == "84")).one()
            number = session.scalars(select(func.count()).where(Offer.region_code == "84", Offer.closed_at.is_(None)))
            found = (queries.region_digests(session)["84"], number.one(), index)
        self.seen.append(found)
        return found

    def end(self) -> None:
        self._ended.set()
        self.join()
        self._database.close()


def test_who_reads_during_a_turn_over_sees_one_week_or_the_other(origin: Place, runner: Runner, tmp_path: Path) -> None:
    reading = Reading(origin)
    whole = [reading.look()]
    reading.start()
    try:
        for week in range(1, 4):
            day = f"2026-11-{20 + week}T07:00:00Z"
            records = [
                record(number, intitule=f"Commis de la semaine {week}", dateActualisation=day)
                for number in range(week * 12, week * 12 + 30)
            ]
            command = ["offers", "import", file(tmp_path, page(records)).path, "--region", "84", "--complete"]
            assert runner.run(command, origin.environment).code == 0
            whole.append(reading.look())
    finally:
        reading.end()

    assert len(set(whole)) == 4
    assert set(reading.seen) == set(whole)
    assert len(reading.seen) > 4 * len(whole)


def digests(runner: Runner, place: Place) -> dict[str, str]:
    """The digest of each region, as the command tells it."""
    told = json.loads(runner.run(["offers", "status", "--json"], place.environment).stdout)
    return {code: one["digest"] for code, one in told.items() if one["live"]}


def test_records_in_any_order_and_any_files_give_the_same_digest(
    database_url: str, runner: Runner, tmp_path: Path
) -> None:
    empty = Place(database_url, tmp_path / "empty")
    empty.folder.mkdir()
    settle(empty)
    records = [*first_week(), *second_week(), *(record(number, intitule="Plongeur") for number in range(1, 30))]
    found = set()
    for seed in range(5):
        random.Random(seed).shuffle(records)
        cut = len(records) * seed // 5
        parts = [part for part in (records[:cut], records[cut:]) if part]
        given = [file(tmp_path, page(part), f"{len(part)}.json").path for part in parts]
        command = ["offers", "import", *given, "--region", "all", "--complete"]
        with copy_of(empty, f"order{seed}") as place:
            assert runner.run(command, place.environment).code == 0
            found.add(tuple(digests(runner, place).items()))

    assert len(found) == 1


def test_an_old_file_that_comes_late_revives_nothing(origin: Place, runner: Runner, tmp_path: Path) -> None:
    newer = runner.run(import_week(tmp_path, second_week()), origin.environment)
    before = digests(runner, origin)
    late = runner.run(import_week(tmp_path, first_week(), "--date", "2026-11-16"), origin.environment)
    answer = json.loads(late.stdout)

    assert (newer.code, late.code, answer["late"]) == (0, 0, True)
    assert (answer["new"], answer["changed"], answer["reopened"], answer["closed"]) == (0, 0, 0, 0)
    assert digests(runner, origin) == before
