"""Real files, where they are at hand: CLICNJOB_SHARED names the folder that holds `data/`. None of it is kept here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import errors
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import OfferImport
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.places import services, sources

SHARED = os.environ.get("CLICNJOB_SHARED", "")
DATA = Path(SHARED) / "data"
pytestmark = pytest.mark.skipif(not SHARED, reason="real files: name their folder in CLICNJOB_SHARED")

READ = {
    "api_page_150_dep34_2024-03-04.json": (150, 0),
    "api_page_150_with_filtresPossibles.json": (150, 0),
    "snapshot_2024-11-28_biostat_179.json": (179, 1),
    "snapshot_2025-01-12_biostat_147.json": (147, 1),
    "dep07_2025-03-31_python_repr.csv": (150, 0),
    "dep07_2025-05-24_8cols.csv": (1286, 0),
    "dep07_2025-05-31_pipe_flattened.csv": (150, 0),
}
REFUSED = {
    "CORRUPT_offres_DE_133.json": errors.CutFile,
    "CORRUPT_small.json": errors.BrokenJson,
    "dep23_2024-03-25_remapped_keys.json": errors.BrokenJson,
    "rome_code_v460_head_iso8859-15.xml": errors.WrongEncoding,
    "rome_metiers_BROKEN_ENCODING.json": errors.NoUsableOffer,
}


@pytest.fixture
def country(database: Database) -> Database:
    """A database with every commune of the country."""
    with database.write() as session:
        services.load(session, sources.read().gazetteer, source="tests", now=clock.now())
    return database


def bring_in(database: Database, path: Path) -> OfferImport:
    return import_offers(database, [GivenFile(path, path.name)], region="all", complete=False, most_mb=500)


def test_the_week_of_real_offers_comes_in_whole(country: Database) -> None:
    done = bring_in(country, DATA / "offres_dev.ndjson.gz")

    assert (done.read, done.kept, done.refused, done.set_aside) == (6701, 6701, 0, 0)
    assert 0 < done.without_region < 400


@pytest.mark.parametrize("name", READ)
def test_a_real_file_that_can_be_read_is_read(country: Database, name: str) -> None:
    done = bring_in(country, DATA / "raw_dirty" / name)

    assert (done.read, done.refused) == READ[name]


def test_a_real_table_without_dates_is_read_and_dated_by_its_file(country: Database) -> None:
    done = bring_in(country, DATA / "format_samples" / "leboncoin__import-leboncoin.test.input.csv")

    assert (done.read, done.kept, done.refused, done.without_region) == (2, 2, 0, 0)


def test_three_exports_of_one_departement_are_the_same_offers_in_three_shapes(country: Database) -> None:
    for name in ("dep07_2025-03-31_python_repr", "dep07_2025-05-24_8cols", "dep07_2025-05-31_pipe_flattened"):
        done = bring_in(country, DATA / "raw_dirty" / f"{name}.csv")

        assert set(done.regions) == {"84"}


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_that_cannot_be_read_is_refused_by_name(country: Database, name: str) -> None:
    with pytest.raises(REFUSED[name]):
        bring_in(country, DATA / "raw_dirty" / name)
