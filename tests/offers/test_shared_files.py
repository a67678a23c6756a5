"""Real files, where they are at hand: CLICNJOB_SHARED names the folder that holds `data/`. None of it is kept here."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from clicnjob import clock
from clicnjob.db import Database
from clicnjob.offers import errors
from clicnjob.offers.draft import Draft, Rejected
from clicnjob.offers.importing import import_offers
from clicnjob.offers.parsing import parse
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.reading import GivenFile
from clicnjob.offers.sources.record import Record
from clicnjob.places import services, sources
from tests.offers.made import NOW
from tests.places import small

SHARED = os.environ.get("CLICNJOB_SHARED", "")
DATA = Path(SHARED) / "data"
pytestmark = pytest.mark.skipif(not SHARED, reason="real files: name their folder in CLICNJOB_SHARED")

CATALOGUE = small.catalogue()
# Read and refused.
READ = {
    "api_page_150_dep34_2024-03-04.json": (150, 0),
    "api_page_150_with_filtresPossibles.json": (150, 0),
    "dep07_2025-03-31_python_repr.csv": (150, 0),
    "dep07_2025-05-24_8cols.csv": (1286, 0),
    "dep07_2025-05-31_pipe_flattened.csv": (150, 0),
    "dep23_2024-03-25_remapped_keys.json": (900, 0),
    "snapshot_2024-11-28_biostat_179.json": (179, 0),
    "snapshot_2025-01-12_biostat_147.json": (147, 0),
}
REFUSED = {
    "CORRUPT_offres_DE_133.json": errors.CutFile,
    "CORRUPT_small.json": errors.BrokenJson,
    "rome_code_v460_head_iso8859-15.xml": errors.UnknownFeed,
    "rome_metiers_BROKEN_ENCODING.json": errors.UnknownFeed,
}
# Every sample of a partner's feed, and how many offers it gives; none when it is no feed of offers.
SAMPLES = {
    "1j1s__communeList.fixture.json": 0,
    "apec__import-apec.test.input.xml": 5,
    "clever-connect__import-clever-connect.test.input.xml": 3,
    "decathlon__decathlon.test.input.json": 3,
    "edf__import-edf.test.input.xml": 3,
    "enedis__import-enedis.test.input.xml": 2,
    "engagement-jeunes__engagementJeunes.test.input.json": 2,
    "france-travail-CEGID__france-travail-cegid-mapper.test.input.json": 1,
    "france-travail-CEGID__import-france-travail-cegid.test.input.json": 4,
    "hellowork-buddi__import-hello-work-buddi.test.input.xml": 3,
    "hellowork__import-hello-work.test.input.xml": 5,
    "jobteaser__import-jobteaser.test.input.xml": 2,
    "jooble__import-jooble.test.input.xml": 2,
    "kelio__import-kelio.test.input.xml": 2,
    "laposte__import-laposte.test.input.xml": 2,
    "leboncoin__import-leboncoin.test.input.csv": 2,
    "pass__import-pass.test.input.rss": 7,
}


@pytest.fixture
def country(database: Database) -> Database:
    """A database with every commune of the country."""
    with database.write() as session:
        services.load(session, sources.read().gazetteer, source="tests", now=clock.now())
    return database


def bring_in(database: Database, path: Path) -> Counter[str]:
    """The counts of every region together."""
    found: Counter[str] = Counter()
    given = [GivenFile(path, path.name)]
    for outcome in import_offers(database, given, region="all", complete=False, most_mb=500):
        found.update(outcome.counts)
        found["without_region"] += outcome.done["without_region"]
    return found


def test_the_week_of_real_offers_comes_in_whole(country: Database) -> None:
    done = bring_in(country, DATA / "offres_dev.ndjson.gz")

    assert (done["read"], done["new"], done["refused"]) == (6701, 6701, 0)
    assert 0 < done["without_region"] < 400


@pytest.mark.parametrize("name", READ)
def test_a_real_file_that_can_be_read_is_read(country: Database, name: str) -> None:
    done = bring_in(country, DATA / "raw_dirty" / name)

    assert (done["read"], done["refused"]) == READ[name]


def test_a_real_table_without_dates_is_read_and_dated_by_its_file(country: Database) -> None:
    done = bring_in(country, DATA / "format_samples" / "leboncoin__import-leboncoin.test.input.csv")

    assert (done["read"], done["new"], done["refused"], done["without_region"]) == (2, 2, 0, 0)


def test_three_exports_of_one_departement_are_the_same_offers_in_three_shapes(country: Database) -> None:
    for name in ("dep07_2025-03-31_python_repr", "dep07_2025-05-24_8cols", "dep07_2025-05-31_pipe_flattened"):
        path = DATA / "raw_dirty" / f"{name}.csv"
        found = import_offers(country, [GivenFile(path, path.name)], region="all", complete=False, most_mb=500)

        assert [one.done.region for one in found] == ["84"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_that_cannot_be_read_is_refused_by_name(country: Database, name: str) -> None:
    with pytest.raises(REFUSED[name]):
        bring_in(country, DATA / "raw_dirty" / name)


def test_no_file_at_hand_is_left_out() -> None:
    assert {path.name for path in (DATA / "raw_dirty").iterdir()} == {*READ, *REFUSED}
    assert {path.name for path in (DATA / "format_samples").iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_a_feed_gives_its_offers_and_refuses_none(name: str) -> None:
    path = DATA / "format_samples" / name
    found: list[Record | Rejected] = []
    with suppress(errors.UnknownFeed):
        found += formats.read(GivenFile(path, name, NOW.date()), 10_000_000)

    drafts = [parse(one.value, one.line, CATALOGUE, NOW) for one in found if isinstance(one, Record)]
    assert [type(one) for one in drafts] == [Draft] * SAMPLES[name]
