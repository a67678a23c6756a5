"""The indexes of the ranking, one a region: named in the turn-over, kept in files, made again when harmed or old."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.matching import cells, index_file, indexing, opening, services
from clicnjob.matching import searched as searching
from clicnjob.matching.filtering import Filters
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.searching import search
from clicnjob.matching.values import OfferRow
from clicnjob.occupations import services as occupations
from clicnjob.occupations.official import Official
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as stored
from clicnjob.offers import services as offers
from clicnjob.offers.models import Offer, OfferImport
from clicnjob.offers.parts import Part
from clicnjob.offers.prepared import Prepared
from clicnjob.weekly import before_turn_over
from tests.matching.made import TODAY, person, unique_rows
from tests.offers.made import AUVERGNE_RHONE_ALPES, GUERET, NOUVELLE_AQUITAINE, NOWHERE, bring_in, lines, record

A, B = AUVERGNE_RHONE_ALPES, NOUVELLE_AQUITAINE
LATER = "2026-11-23T08:00:00Z"
ENDINGS = ("index", "words")
HARMS = ("missing", "cut", "changed", "another file")


@pytest.fixture(autouse=True)
def nothing_in_memory() -> None:
    forget()


def forget() -> None:
    """As another process that has opened nothing yet."""
    indexing.RANKED.forget_but(0)
    indexing.SEARCHED.forget_but(0)
    opening._sets.clear()
    searching._indexes.clear()


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """Where this database keeps its caches."""
    database._info["folder"] = tmp_path / "data"
    return tmp_path / "data" / cells.FOLDER


def ids(database: Database) -> list[str]:
    """The live offers of the index, as another request ranks them."""
    with database.read() as session:
        ranked = rank_all(person(), opening.offer_set(session), TODAY).ids
        return sorted(one.source_id for one in stored.offers_by_id(session, [int(one) for one in ranked]).values())


def live(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.scalars(select(Offer.source_id).where(Offer.closed_at.is_(None))))


def names(database: Database) -> dict[str, str]:
    with database.read() as session:
        return {one.region: one.name for one in stored.indexes(session)}


def week(database: Database, tmp_path: Path, *records: dict[str, Any], region: str = A, **values: Any) -> None:
    bring_in(database, tmp_path, records, region=region, before_turn_over=before_turn_over, **values)


def two_regions(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, record(1), record(2))
    week(database, tmp_path, record(3, lieuTravail=GUERET), region=B)


def harm(file: Path, how: str) -> None:
    content = file.read_bytes()
    # Longer than what lies empty between two arrays.
    changed = content[:-200] + bytes(one ^ 1 for one in content[-200:-100]) + content[-100:]
    harmed = {"cut": content[:-70], "changed": changed, "another file": b"x" * 500}
    file.unlink()
    if how != "missing":
        file.write_bytes(harmed[how])


def test_an_import_names_the_index_of_its_region_and_leaves_its_file(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    week(database, tmp_path, record(1), record(2))

    assert list(names(database)) == [A]
    assert sorted(file.name for file in folder.iterdir()) == [f"{names(database)[A]}.{one}" for one in ENDINGS]
    assert ids(database) == ["9000001", "9000002"]


def test_an_offer_without_a_known_place_is_in_an_index_of_its_own(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    week(database, tmp_path, record(1), record(2, lieuTravail=NOWHERE))

    assert list(names(database)) == ["", A]
    assert ids(database) == ["9000001", "9000002"]


def test_an_import_leaves_the_other_regions_byte_for_byte(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    file = folder / f"{before[B]}.index"
    told, content = file.stat(), file.read_bytes()
    week(database, tmp_path, record(1), record(4))
    after = names(database)

    assert (after[A] != before[A], after[B]) == (True, before[B])
    assert (file.stat().st_mtime_ns, file.read_bytes()) == (told.st_mtime_ns, content)
    assert ids(database) == ["9000001", "9000002", "9000003", "9000004"]


def test_the_same_week_again_names_nothing_anew(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    week(database, tmp_path, record(1), record(2))

    assert names(database) == before


def test_a_fresher_date_alone_is_seen(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, record(1))
    before = names(database)
    week(database, tmp_path, record(1, dateActualisation=LATER))

    assert names(database) != before


def test_an_offer_that_moves_leaves_one_index_for_the_other(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    moved = record(1, lieuTravail=GUERET, dateActualisation=LATER)
    week(database, tmp_path, record(3, lieuTravail=GUERET), moved, region=B)
    after = names(database)

    assert after[A] != before[A]
    assert after[B] != before[B]
    assert ids(database) == ["9000001", "9000002", "9000003"]


def test_a_region_whose_offers_are_all_closed_has_no_index(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, record(1), record(3, lieuTravail=GUERET), region="all")
    with database.write() as session:
        gone = session.scalars(select(Offer.id).where(Offer.region_code == B)).all()
        offers.writing.close(session, gone, reason="absent", now=clock.now())
        indexing.make(session, [A, B], clock.now())

    assert list(names(database)) == [A]
    assert ids(database) == ["9000001"]


def test_indexes_are_read_from_their_files_by_another_process(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, record(1), record(2))
    forget()
    with database.read() as session:
        found = opening.offer_set(session)

    assert isinstance(found.contract, np.memmap)


def found(database: Database, query: str) -> list[str]:
    """The offers another process finds, by the identifiers of their source."""
    forget()
    with database.read() as session:
        offers, index = searching.searched(session)
        rows = search(offers, index, query, Filters(), None, TODAY).rows
        shown = stored.offers_by_id(session, [int(offers.ids[row]) for row in rows])
        return sorted(one.source_id for one in shown.values())


def test_the_words_of_a_search_are_read_from_their_files_by_another_process(
    database: Database, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_regions(database, tmp_path)
    monkeypatch.setattr(stored, "live_offer_rows", lambda session, region: pytest.fail("a file was there"))

    assert found(database, "serveur") == ["9000001", "9000002", "9000003"]
    assert found(database, "creuse") == ["9000003"]


def test_an_offer_closed_since_is_not_found_by_its_words(database: Database, tmp_path: Path, folder: Path) -> None:
    end = (clock.now() + timedelta(days=1)).isoformat()
    week(database, tmp_path, record(1), record(2, dateExpiration=end), record(3))
    name = names(database)[A]
    with database.write() as session:
        offers.expire(session, now=clock.now() + timedelta(days=2))

    assert found(database, "serveur") == ["9000001", "9000003"]
    (folder / f"{name}.words").unlink()
    assert found(database, "serveur") == ["9000001", "9000003"]
    assert {name} == {file.stem for file in folder.iterdir()}


def test_titles_that_are_learned_leave_the_words_in_memory(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    with database.read() as session:
        before = searching.searched(session)[1]
    with database.write() as session:
        occupations.learn(session, [("Zingoteur", "G1803", employer) for employer in ("Un", "Deux", "Trois")])
    with database.read() as session:
        assert searching.searched(session)[1] is before


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("how", HARMS)
def test_a_harmed_file_costs_its_region_alone(
    database: Database, tmp_path: Path, folder: Path, how: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_regions(database, tmp_path)
    file = folder / f"{names(database)[B]}.{ending}"
    whole = file.read_bytes()
    harm(file, how)
    forget()
    made: list[str] = []
    rows = stored.live_offer_rows
    monkeypatch.setattr(stored, "live_offer_rows", lambda session, region: made.append(region) or rows(session, region))

    assert ids(database) == found(database, "serveur") == ["9000001", "9000002", "9000003"]
    assert made == [B]
    assert file.read_bytes() == whole


def test_offers_closed_since_are_masked(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    end = (clock.now() + timedelta(days=1)).isoformat()
    week(database, tmp_path, record(4, dateExpiration=end))
    before = names(database)
    with database.write() as session:
        offers.expire(session, now=clock.now() + timedelta(days=2))

    assert ids(database) == ["9000001", "9000002", "9000003"]
    with database.read() as session:
        assert len(opening.offer_set(session)) == 4
    assert names(database) == before


def test_indexes_of_other_rules_are_not_used(
    database: Database, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(database, tmp_path, record(1))
    monkeypatch.setattr(indexing, "RULES_VERSION", "another")
    forget()

    assert ids(database) == ["9000001"]
    assert names(database)[A] not in indexing.RANKED


def test_titles_that_are_learned_leave_every_name_alone(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    with database.write() as session:
        taught = [("Zingoteur", "H2913", employer) for employer in ("Un", "Deux", "Trois")]
        assert occupations.learn(session, taught) == 3
    forget()

    assert ids(database) == ["9000001", "9000002", "9000003"]
    assert {file.stem for file in folder.iterdir()} == set(before.values())


def test_a_set_in_memory_hears_titles_that_are_learned(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    with database.read() as session:
        before = opening.offer_set(session)
    with database.write() as session:
        occupations.learn(session, [("Zingoteur", "G1803", employer) for employer in ("Un", "Deux", "Trois")])
    with database.read() as session:
        after = opening.offer_set(session)

    likeliest = [found.jobs.lexicon.understand("zingoteur")[0].code for found in (before, after)]
    assert likeliest == ["F1610", "G1803"]


def test_reading_again_after_a_load_of_occupations_names_what_it_changes(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    with database.write() as session:
        occupations.load(session, Official({("Fluxonneur", "F1703")}, {}))
    services.read_again(database, now=clock.now(), tell=lambda what, done, total: None)
    after = names(database)

    assert all(after[region] != before[region] for region in (A, B))
    assert ids(database) == ["9000001", "9000002", "9000003"]


def test_an_import_that_made_no_index_is_seen_all_the_same(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    bring_in(database, tmp_path, [record(1, intitule="Plombier", dateActualisation=LATER)])

    assert list(names(database)) == [B]
    with database.read() as session:
        assert ("plombier",) in opening.offer_set(session).jobs.titles


def test_files_nobody_names_go_once_they_are_old(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    old, fresh = folder / "old.index", folder / "fresh.index"
    for file, age in ((old, 2), (fresh, 0)):
        file.write_bytes(b"")
        moment = (clock.now() - age * cells.GRACE).timestamp()
        os.utime(file, (moment, moment))
    week(database, tmp_path, record(4))

    assert (old.exists(), fresh.exists()) == (False, True)
    assert {f"{name}.{one}" for name in names(database).values() for one in ENDINGS} < {
        file.name for file in folder.iterdir()
    }


def test_an_import_killed_in_its_turn_over_leaves_the_old_names_and_a_ranking(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    two_regions(database, tmp_path)
    before = names(database)
    file = tmp_path / "semaine.json"
    file.write_bytes(lines([record(1), record(5)]))
    url = database.url.render_as_string(hide_password=False)
    killed = subprocess.run(
        [sys.executable, "-m", "tests.matching.dying_import", url, str(folder.parent), str(file)], check=False
    )
    forget()

    assert killed.returncode == -signal.SIGKILL
    assert names(database) == before
    assert ids(database) == ["9000001", "9000002", "9000003"]
    assert len({file.stem for file in folder.iterdir()}) == len(before) + 1


def test_an_index_the_disk_has_no_room_for_leaves_no_half_of_it(tmp_path: Path) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, most))
    try:
        with pytest.raises(OSError, match="File too large"):
            index_file.write(tmp_path / "one.index", {"values": np.zeros(20_000, dtype=np.int16)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    assert list(tmp_path.iterdir()) == []


def together(database: Database, tmp_path: Path, *imports: tuple[str, str, list[dict[str, Any]]]) -> None:
    """Imports (source, region, records) whose offers are all staged before one of them is turned over."""
    ready = threading.Barrier(len(imports))
    faults: list[BaseException] = []

    def waiting(session: Session, part: Part, written: Collection[str]) -> Prepared:
        prepared = before_turn_over(session, part, written)
        ready.wait(timeout=30)
        return prepared

    def bring(source: str, region: str, records: list[dict[str, Any]]) -> None:
        own = tmp_path / source
        own.mkdir()
        try:
            bring_in(database, own, records, region=region, source=source, before_turn_over=waiting)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=bring, args=one) for one in imports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_two_imports_at_once_for_two_regions_name_both(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, record(1))
    together(database, tmp_path, ("une", A, [record(2)]), ("autre", B, [record(3, lieuTravail=GUERET)]))

    assert sorted(names(database)) == [B, A]
    assert all((folder / f"{name}.index").exists() for name in names(database).values())
    assert ids(database) == live(database) == ["9000001", "9000002", "9000003"]


def test_two_imports_at_once_for_one_region_end_in_one_index_of_both(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    week(database, tmp_path, record(1))
    together(database, tmp_path, ("une", A, [record(2)]), ("autre", A, [record(3)]))
    forget()
    with database.read() as session:
        counts = {one.region: one.live for one in stored.live_regions(session)}
        assert len(indexing.cell(session, A, names(database)[A], Lexicon.shipped())) == counts[A] == 3


def test_the_name_tells_which_import_was_the_last(database: Database, tmp_path: Path, folder: Path) -> None:
    two_regions(database, tmp_path)
    with database.read() as session:
        last = {one.region: one.id for one in session.scalars(select(OfferImport))}
        told = session.execute(select(stored.OfferIndex.region, stored.OfferIndex.import_id))
        assert dict(told.all()) == last


@given(unique_rows)
def test_an_index_opened_ranks_as_the_one_that_was_stored(rows: list[OfferRow]) -> None:
    made = OfferSet.of([row for row in rows if isinstance(row.id, int)])
    opened = OfferSet.from_arrays(made.arrays(), Lexicon.shipped())

    assert list(rank_all(person(), opened, TODAY)) == list(rank_all(person(), made, TODAY))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.lists(st.integers(0, 9), max_size=5), max_size=4))
def test_what_is_written_is_read(arrays: dict[str, list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.index"
        index_file.write(path, {name: np.array(values, dtype=np.int16) for name, values in arrays.items()})
        read = {name: array.tolist() for name, array in index_file.read(path).items()}

    assert read == arrays
