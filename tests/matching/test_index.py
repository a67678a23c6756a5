"""The index of the ranking: named by the import, kept in a file, made again when missing, damaged or of old rules."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.matching import index_file, indexing, queries
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import OfferRow
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import queries as stored
from clicnjob.offers import services as offers
from clicnjob.weekly import before_turn_over
from tests.matching.made import TODAY, person, unique_rows
from tests.offers.made import bring_in, record


@pytest.fixture(autouse=True)
def nothing_in_memory() -> None:
    indexing._sets.clear()


@pytest.fixture
def folder(database: Database, tmp_path: Path) -> Path:
    """Where this database keeps its caches."""
    database._info["folder"] = tmp_path / "data"
    return tmp_path / "data" / indexing.FOLDER


def ids(database: Database) -> list[str]:
    """The live offers of the index, as another request ranks them."""
    with database.read() as session:
        ranked = rank_all(person(), queries.offer_set(session), TODAY).ids
        return sorted(one.source_id for one in stored.offers_by_id(session, [int(one) for one in ranked]).values())


def names(database: Database) -> str | None:
    with database.read() as session:
        return stored.last_index(session)[0]


def week(database: Database, tmp_path: Path, *numbers: int) -> None:
    bring_in(database, tmp_path, [record(number) for number in numbers], before_turn_over=before_turn_over)


def test_an_import_names_its_index_and_leaves_its_file(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, 1, 2)

    assert [file.stem for file in folder.iterdir()] == [names(database)]
    assert ids(database) == ["9000001", "9000002"]


def test_an_index_is_read_from_its_file_by_another_process(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, 1, 2)
    indexing._sets.clear()
    with database.read() as session:
        found = queries.offer_set(session)

    assert isinstance(found.contract, np.memmap)


@pytest.mark.parametrize("harm", ["missing", "cut", "changed", "another file"])
def test_a_harmed_file_is_made_again(database: Database, tmp_path: Path, folder: Path, harm: str) -> None:
    week(database, tmp_path, 1, 2)
    indexing._sets.clear()
    file = next(folder.iterdir())
    content = file.read_bytes()
    harmed = {"cut": content[:-70], "changed": content[:-100] + b"?" + content[-99:], "another file": b"x" * 500}
    file.unlink()
    if harm != "missing":
        file.write_bytes(harmed[harm])

    assert ids(database) == ["9000001", "9000002"]
    assert index_file.read(file)["ids"].shape == (2,)


def test_offers_closed_since_are_masked(database: Database, tmp_path: Path, folder: Path) -> None:
    end = (clock.now() + timedelta(days=1)).isoformat()
    records = [record(1), record(2, dateExpiration=end)]
    bring_in(database, tmp_path, records, before_turn_over=before_turn_over)
    with database.write() as session:
        offers.expire(session, now=clock.now() + timedelta(days=2))

    assert ids(database) == ["9000001"]


def test_an_index_of_other_rules_is_not_used(
    database: Database, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week(database, tmp_path, 1)
    monkeypatch.setattr(indexing, "RULES_VERSION", "another")
    with database.read() as session:
        assert indexing.opened(session, names(database) or "") is None
    assert ids(database) == ["9000001"]


def test_an_import_that_made_no_index_is_seen_all_the_same(database: Database, tmp_path: Path, folder: Path) -> None:
    week(database, tmp_path, 1)
    bring_in(database, tmp_path, [record(2)])

    assert ids(database) == ["9000001", "9000002"]


@given(unique_rows)
def test_an_index_opened_ranks_as_the_one_that_was_stored(rows: list[OfferRow]) -> None:
    made = OfferSet.of([row for row in rows if isinstance(row.id, int)])
    opened = OfferSet.from_arrays(made.arrays(), Lexicon.shipped())

    assert list(rank_all(person(), opened, TODAY)) == list(rank_all(person(), made, TODAY))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.lists(st.integers(0, 9), max_size=5), max_size=4))
def test_what_is_written_is_read(arrays: dict[str, list[int]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.index"
        index_file.write(path, {name: np.array(values, dtype=np.int16) for name, values in arrays.items()})
        read = {name: array.tolist() for name, array in index_file.read(path).items()}

    assert read == arrays
