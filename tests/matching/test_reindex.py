"""Facts are stored with the offer, and read again when another version of the reader had read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update

from clicnjob import clock
from clicnjob.cli import cli
from clicnjob.db import Database
from clicnjob.matching import opening, services
from clicnjob.offers.models import Offer, OfferIndex
from clicnjob.offers.prose.reading import READER_VERSION
from clicnjob.weekly import before_turn_over
from tests.offers.made import bring_in, plain, record

TEXT = "Vous servez en salle.\nPermis B exigé."


def stored(database: Database) -> list[tuple[list[str], str]]:
    """The values of the facts of each offer, with the version that read them."""
    with database.read() as session:
        offers = session.scalars(select(Offer).order_by(Offer.source_id)).all()
        return [([fact["value"] for fact in offer.facts], offer.facts_version) for offer in offers]


def forget(database: Database, *source_ids: str) -> None:
    """As if an older reader had found nothing in these offers."""
    with database.write() as session:
        old = update(Offer).where(Offer.source_id.in_(source_ids)).values(facts=[], facts_version="0")
        session.execute(old)


def nobody(what: str, done: int, total: int) -> None:
    """Progress nobody follows."""


def read_again(database: Database) -> tuple[int, int]:
    """How many texts were read, and how many of them state something else."""
    counts = services.read_again(database, now=clock.now(), tell=nobody)
    return counts["read"], counts["changed"]


def test_an_import_stores_what_its_reader_finds(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT)])

    assert stored(database) == [(["B"], READER_VERSION)]


def test_texts_read_by_another_version_are_read_again(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT), record(2, description="Vous servez.")])
    forget(database, "9000001")

    assert read_again(database) == (1, 1)
    assert stored(database) == [(["B"], READER_VERSION), ([], READER_VERSION)]


def test_nothing_is_read_twice(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT)])

    assert read_again(database) == (0, 0)


def test_what_is_cut_goes_on_where_it_stopped(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH", 1)
    bring_in(database, tmp_path, [record(1, description=TEXT), record(2, description=TEXT)])
    forget(database, "9000001", "9000002")

    def cut(what: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.read_again(database, now=clock.now(), tell=cut)

    assert read_again(database) == (1, 1)
    assert stored(database) == [(["B"], READER_VERSION)] * 2


def test_facts_are_no_change_of_the_offer(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT)])
    forget(database, "9000001")

    again = bring_in(database, tmp_path, [record(1, description=TEXT), record(2)])

    assert (again.new, again.changed, again.unchanged) == (1, 0, 1)


def test_a_running_server_ranks_by_the_new_facts(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT)], before_turn_over=before_turn_over)
    forget(database, "9000001")
    with database.write() as session:
        session.execute(delete(OfferIndex))
    with database.read() as session:
        before = opening.offer_set(session)

    read_again(database)

    with database.read() as session:
        assert opening.offer_set(session) is not before


def test_the_command_counts_in_one_line_of_json(database: Database, tmp_path: Path, database_url: str) -> None:
    bring_in(database, tmp_path, [record(1, description=TEXT)])
    forget(database, "9000001")
    environment = {
        "CLICNJOB_DATABASE_URL": database_url,
        "CLICNJOB_DATA_DIR": str(tmp_path / "data"),
        "CLICNJOB_ENV": "test",
    }

    found = CliRunner().invoke(cli, ["matching", "reindex", "--json"], env=environment)

    counts = {"read": 1, "changed": 1, "predicted": 1, "other_occupations": 1}
    assert (found.exit_code, json.loads(found.stdout)) == (0, counts)
    assert plain(found.stderr) == "1 texte relu sur 1.\n1 titre relu sur 1.\n"
