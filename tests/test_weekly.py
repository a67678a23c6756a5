"""The weekly run: regions that are due, the inbox and the API, one failure that stops no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import stamina
import time_machine
from click.testing import CliRunner, Result

from clicnjob import clock, tasks, weekly
from clicnjob.cli import cli
from clicnjob.db import Database
from clicnjob.offers import standing
from clicnjob.offers.models import RegionWeek
from clicnjob.operations import findings
from tests import week
from tests.matching import weeks
from tests.offers import pull_server
from tests.offers.made import GUERET, lines, load_places, plain, record
from tests.offers.pull_server import Api, Fault, Held, whole
from tests.offers.test_inbox import leave


@pytest.fixture
def api() -> Iterator[Api]:
    with pull_server.running() as api, stamina.set_testing(True, attempts=20, cap=True):
        api.offers = [whole(1), whole(2)]
        api.offers += [Held(record(3, lieuTravail=GUERET), whole(3).created, "75", "23", "23096")]
        yield api


def run(api: Api, database: Database, folder: Path, *arguments: str, **changes: str) -> Result:
    load_places(database)
    variables = {**week.environment(api, database, folder), **changes}
    return CliRunner().invoke(cli, ["weekly", "run", *arguments, "--json"], env=variables)


def results(result: Result) -> dict[str, str]:
    return {region: one["result"] for region, one in json.loads(result.stdout).items()}


def test_named_regions_are_pulled_and_imported(database: Database, api: Api, tmp_path: Path) -> None:
    result = run(api, database, tmp_path, "--region", "84", "--region", "75")

    assert (result.exit_code, results(result)) == (0, {"84": "published", "75": "published"})
    assert (week.live(database, "84"), week.live(database, "75")) == (2, 1)
    assert "84 : publiée, 2 nouvelles et 0 fermée." in plain(result.stderr)


def test_a_region_comes_back_after_a_week_and_not_before(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    run(api, database, tmp_path, "--region", "84")
    frozen_clock.shift(timedelta(days=6, hours=23))
    assert results(run(api, database, tmp_path)) == {}
    frozen_clock.shift(timedelta(hours=1))
    api.offers.append(whole(4))
    assert results(run(api, database, tmp_path)) == {"84": "published"}


def test_a_region_nobody_asked_for_is_not_pulled(database: Database, api: Api, tmp_path: Path) -> None:
    assert results(run(api, database, tmp_path)) == {}
    assert api.searches == []


def test_one_region_s_failure_leaves_the_others_untouched(database: Database, api: Api, tmp_path: Path) -> None:
    api.offers = [one for one in api.offers if one.region == "84"]
    result = run(api, database, tmp_path, "--region", "75", "--region", "84")

    assert (result.exit_code, results(result)) == (2, {"75": "failed", "84": "published"})
    assert "aucune offre pour la région 75" in json.loads(result.stdout)["75"]["sentences"][0]


def test_a_fault_of_the_programme_leaves_the_others_untouched(
    database: Database, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = weekly.before_turn_over

    def poisoned(*arguments: object) -> object:
        monkeypatch.setattr(weekly, "before_turn_over", sound)
        raise ZeroDivisionError

    monkeypatch.setattr(weekly, "before_turn_over", poisoned)
    result = run(api, database, tmp_path, "--region", "75", "--region", "84")

    assert (result.exit_code, results(result)) == (1, {"75": "failed", "84": "published"})
    assert "ZeroDivisionError" in result.stderr
    assert week.live(database, "75") == 0


def test_files_of_the_inbox_are_imported_and_taken(database: Database, api: Api, tmp_path: Path) -> None:
    path = leave(tmp_path, "semaine.json", lines([record(7), record(8)]), source="kelio")
    result = run(api, database, tmp_path, "--region", "84", CLICNJOB_PULL_CLIENT_ID="")

    assert results(result) == {"84": "published"}
    assert (week.live(database), path.exists()) == (2, False)
    assert [kept.read_bytes() for kept in (tmp_path / "imports").iterdir()] == [lines([record(7), record(8)])]


def test_a_region_with_files_that_wait_is_due(database: Database, api: Api, tmp_path: Path) -> None:
    leave(tmp_path, "semaine.json", lines([record(7)]))
    result = run(api, database, tmp_path, CLICNJOB_PULL_CLIENT_ID="")

    assert list(results(result)) == ["84"]


def test_a_file_that_cannot_be_read_is_set_aside_and_told(database: Database, api: Api, tmp_path: Path) -> None:
    path = leave(tmp_path, "semaine.json", b"<html>", source="kelio")
    result = run(api, database, tmp_path, "--region", "84")

    assert (result.exit_code, results(result)) == (2, {"84": "failed"})
    assert "inbox/kelio/84/refused" in json.loads(result.stdout)["84"]["sentences"][0]
    assert (path.parent / "refused" / "semaine.json").exists()
    assert week.live(database) == 2  # what the API holds came in all the same


def test_files_for_no_region_stay_and_are_named_by_doctor(database: Database, api: Api, tmp_path: Path) -> None:
    path = leave(tmp_path, "semaine.json", lines([record(7)]))
    path.parent.rename(path.parent.with_name("Rhône"))
    assert results(run(api, database, tmp_path)) == {}
    result = CliRunner().invoke(cli, ["doctor"], env=week.environment(api, database, tmp_path))

    assert "hors de toute région : inbox/france-travail/Rhône" in plain(result.stdout)


def test_what_is_no_region_is_refused_before_anything_is_done(database: Database, api: Api, tmp_path: Path) -> None:
    result = run(api, database, tmp_path, "--region", "84", "--region", "all")

    assert (result.exit_code, result.stdout, api.searches) == (2, "", [])
    assert "« all » n'est pas un code de région" in result.stderr


def test_without_an_api_nor_files_there_is_nothing_to_do(database: Database, api: Api, tmp_path: Path) -> None:
    result = run(api, database, tmp_path, "--region", "84", CLICNJOB_PULL_CLIENT_ID="")
    assert (result.exit_code, results(result)) == (0, {"84": "nothing"})


def test_a_region_in_hand_elsewhere_is_left_alone(database: Database, api: Api, tmp_path: Path) -> None:
    with database.hold("week/84"):
        result = run(api, database, tmp_path, "--region", "84")
    assert (result.exit_code, results(result), api.searches) == (0, {"84": "busy"}, [])


def test_a_week_without_any_news_is_a_good_week(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    run(api, database, tmp_path, "--region", "84")
    frozen_clock.shift(timedelta(days=7))
    result = run(api, database, tmp_path)
    frozen_clock.shift(timedelta(days=6))

    assert (result.exit_code, results(result)) == (0, {"84": "nothing"})
    assert results(run(api, database, tmp_path)) == {}


def test_a_held_import_is_code_3_and_waits_a_day(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    api.offers = [whole(number) for number in range(1, 21)]
    run(api, database, tmp_path, "--region", "84")
    frozen_clock.shift(timedelta(days=7))
    api.offers = api.offers[:2]
    result = run(api, database, tmp_path)

    assert (result.exit_code, results(result), week.live(database)) == (3, {"84": "held"}, 20)
    frozen_clock.shift(timedelta(hours=23))
    assert results(run(api, database, tmp_path)) == {}


def test_offers_past_their_end_are_closed(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    api.offers = [whole(1), whole(2, dateExpiration="2026-11-25T10:00:00+01:00")]
    run(api, database, tmp_path, "--region", "84")
    frozen_clock.shift(timedelta(days=2))
    run(api, database, tmp_path)

    assert week.live(database) == 1


def test_doctor_names_a_region_that_had_no_good_week(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    run(api, database, tmp_path, "--region", "84")
    frozen_clock.shift(timedelta(days=8))
    with database.read() as session:
        assert standing.old_regions(session, clock.now(), findings.OLD_IMPORT) == []
    frozen_clock.shift(timedelta(seconds=1))
    api.faults = [Fault.BROKEN] * 8
    run(api, database, tmp_path)
    result = CliRunner().invoke(cli, ["doctor"], env=week.environment(api, database, tmp_path))

    assert "Sans import réussi depuis plus de 8 jours : 84" in plain(result.stdout)


def test_the_people_of_the_region_are_ranked_at_once(database: Database, api: Api, tmp_path: Path) -> None:
    load_places(database)
    youth = weeks.young(database)
    run(api, database, tmp_path, "--region", "84")
    ranking = weeks.kept(database, youth)

    assert ranking is not None
    assert len(ranking.offers) == 2


def test_the_hour_asks_for_a_region_that_is_due_once(
    database: Database, api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    load_places(database)
    settings = week.settings(api, database, tmp_path)
    with database.write() as session:
        session.add(RegionWeek(region="84", result="published", sentence="", tried_at=clock.now()))
    frozen_clock.shift(timedelta(days=7))
    for _ in range(2):
        with database.write() as session:
            weekly.ask(session, settings)

    with database.read() as session:
        assert tasks.backlog(session).waiting == 1


def test_a_job_no_longer_due_does_nothing(database: Database, api: Api, tmp_path: Path) -> None:
    run(api, database, tmp_path, "--region", "84")
    asked = len(api.searches)
    weekly.import_region(database, week.settings(api, database, tmp_path), region="84")

    assert len(api.searches) == asked
    assert week.imports(database) == ["84"]
