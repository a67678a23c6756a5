"""The week's ranking: asked for by an import, done once, cut without harm, and the same list as the page's."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, update

from clicnjob import clock, tasks
from clicnjob.accounts.models import User
from clicnjob.console import Context
from clicnjob.db import Database
from clicnjob.matching import queries, services, week
from clicnjob.matching.commands import matching_group
from clicnjob.matching.models import OfferFeedback
from clicnjob.matching.values import Why
from clicnjob.matching.week import Counts, rank_week
from clicnjob.offers.models import Offer
from clicnjob.profiles.models import Profile
from clicnjob.profiles.values import ProfileValues
from config import Settings
from tests.conftest import NOW
from tests.matching.weeks import MONDAY, WAITER, bring_in, everything, kept, young
from tests.offers import made
from tests.profiles.made import answered


class CutError(Exception):
    """The power goes."""


def ranked(database: Database, regions: list[str] | None = None) -> Counts:
    return rank_week(database, regions, now=clock.now())


def two_weeks(database: Database, folder: Path, before: range, after: range) -> None:
    """Two imports a week apart, each followed by its ranking."""
    bring_in(database, folder, before, weeks_ago=1)
    ranked(database)
    bring_in(database, folder, after)
    ranked(database)


def test_what_was_not_there_the_week_before_is_new(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)

    two_weeks(database, tmp_path, range(1, 6), range(4, 10))

    row = kept(database, youth)
    assert row is not None
    assert (sorted(row.offers), sorted(row.before or ()), sorted(row.fresh)) == (
        [4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9],
    )
    assert row.imported_at == MONDAY


def test_the_first_time_nothing_is_new(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)

    bring_in(database, tmp_path, range(1, 6))

    assert ranked(database) == Counts(people=1, ranked=1, with_new=0)
    row = kept(database, youth)
    assert row is not None
    assert (len(row.offers), row.before, row.fresh) == (5, None, [])


def test_a_second_import_of_the_week_hides_nothing_of_the_first(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 4), range(3, 6))

    bring_in(database, tmp_path, range(3, 7), weeks_ago=-2 / 7)
    ranked(database)

    row = kept(database, youth)
    assert row is not None
    assert (sorted(row.before or ()), sorted(row.fresh)) == ([1, 2, 3], [4, 5, 6])


def test_an_offer_published_again_under_another_number_is_not_new(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    same = {"description": "Vous servez en salle, toujours le même texte.", "entreprise": made.SAME_EMPLOYER}

    bring_in(database, tmp_path, [1], weeks_ago=1, **same)
    ranked(database)
    bring_in(database, tmp_path, [2], **same)
    ranked(database)

    row = kept(database, youth)
    assert row is not None
    assert (row.offers, row.before, row.fresh) == ([2], [1], [])


def test_an_import_asks_for_its_region_and_the_jobs_rank_its_people_once(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    made.load_places(database)
    youth, elsewhere = young(database), young(database, WAITER)
    with database.write() as session:
        session.execute(update(Profile).where(Profile.youth_id == elsewhere.id).values(commune_code="23096"))
    bring_in(database, tmp_path, range(1, 4))
    with database.read() as session:
        assert tasks.backlog(session).waiting == 2

    done = tasks.run_due(database, settings)
    rows = everything(database)
    with database.write() as session:
        week.ask(session, {made.AUVERGNE_RHONE_ALPES})
    tasks.run_due(database, settings)

    assert done == tasks.Counters(done=2)
    assert [row[0] for row in rows] == [youth.id]
    assert everything(database) == rows


def test_an_import_that_changes_nothing_asks_for_nothing(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    bring_in(database, tmp_path, range(1, 4))
    tasks.run_due(database, settings)

    bring_in(database, tmp_path, range(1, 4))

    with database.read() as session:
        assert tasks.backlog(session).waiting == 0


def test_who_told_no_commune_is_ranked_with_any_region(database: Database, settings: Settings, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    with database.write() as session:
        session.execute(update(Profile).where(Profile.youth_id == youth.id).values(commune_code=None))
    bring_in(database, tmp_path, range(1, 4))

    tasks.run_due(database, settings)

    assert kept(database, youth) is not None


def test_what_was_set_aside_is_not_ranked(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    bring_in(database, tmp_path, range(1, 6))
    with database.write() as session:
        user = session.merge(youth)
        services.say(session, youth=user, author=user, offer_id=3, why=Why.DONE, now=clock.now())

    ranked(database)

    row = kept(database, youth)
    assert row is not None
    assert sorted(row.offers) == [1, 2, 4, 5]


def test_only_who_has_a_wish_and_an_account_is_ranked(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    ended, wishless = young(database), young(database, WAITER)
    with database.write() as session:
        session.execute(update(User).where(User.id == ended.id).values(ended_at=clock.now()))
        profile = queries.profile(session, wishless)
        assert profile
        profile.wishes.clear()
    bring_in(database, tmp_path, range(1, 3))

    assert ranked(database) == Counts()
    assert everything(database) == []


def test_the_same_offers_and_the_same_answers_are_not_ranked_again(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    young(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 4), range(2, 6))
    rows = everything(database)

    again = ranked(database)
    with database.write() as session:
        answered(session, session.merge(youth), ProfileValues(wishes=("cuisinier",)), now=NOW)
    after_an_answer = ranked(database)

    assert again == Counts(people=2, ranked=0, with_new=2)
    assert after_an_answer.ranked == 1
    assert [row for row in everything(database) if row[0] != youth.id] == [row for row in rows if row[0] != youth.id]


def test_a_run_that_is_cut_leaves_whole_rankings_and_the_next_ends_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.load_places(database)
    for _ in range(5):
        young(database)
    bring_in(database, tmp_path, range(1, 4))
    monkeypatch.setattr(week, "PEOPLE_AT_ONCE", 2)

    def cut(done: int, total: int) -> None:
        assert total == 5
        if done >= 4:
            raise CutError

    with pytest.raises(CutError):
        rank_week(database, None, now=clock.now(), tell=cut)
    written = everything(database)
    ended = ranked(database)

    assert len(written) == 4
    assert ended == Counts(people=5, ranked=1, with_new=0)
    assert [row for row in everything(database) if row[0] in {one[0] for one in written}] == written


def test_who_is_erased_while_being_ranked_is_not_written(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth, stays = young(database), young(database)
    bring_in(database, tmp_path, range(1, 4))
    standings = [week.Standing(one.id, [1, 2], "digest", MONDAY) for one in (youth, stays)]
    erase(database, youth)

    with database.write() as session:
        week.keep(session, standings, {}, now=NOW)

    assert [row[0] for row in everything(database)] == [stays.id]


def test_erasing_a_person_erases_the_ranking(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    bring_in(database, tmp_path, range(1, 4))
    ranked(database)

    erase(database, youth)

    assert everything(database) == []


def erase(database: Database, youth: User) -> None:
    with database.write() as session:
        session.execute(delete(User).where(User.id == youth.id))


def test_of_two_runs_the_one_that_read_the_later_import_stays(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    bring_in(database, tmp_path, range(1, 4))
    ranked(database)
    rows = everything(database)
    late = week.Standing(youth.id, [1], "digest", MONDAY - timedelta(days=1))

    with database.write() as session:
        week.keep(session, [late], {}, now=NOW)

    assert everything(database) == rows


def test_counts_of_a_house_leave_out_what_closed_and_what_was_set_aside(database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 3), range(2, 7))
    with database.write() as session:
        session.execute(update(Offer).where(Offer.id == 3).values(closed_at=clock.now(), close_reason="expired"))
        said = {"title": "", "at": clock.now(), "youth_id": youth.id}
        session.add(OfferFeedback(offer_id=4, why=Why.OTHER, **said))
        session.add(OfferFeedback(offer_id=5, why=None, **said))

    with database.read() as session:
        news = queries.news_in_house(session, session.get_one(User, youth.id))

    assert (news.counts, news.since) == ({youth.id: 2}, MONDAY)


def run(database: Database, settings: Settings, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(matching_group, ["week", *arguments], obj=Context(settings, database))
    return result.exit_code, result.stdout, result.stderr


def test_the_command_ranks_a_region_at_once_and_counts(database: Database, settings: Settings, tmp_path: Path) -> None:
    made.load_places(database)
    young(database)
    bring_in(database, tmp_path, range(1, 4))

    elsewhere = run(database, settings, "--region", "76", "--json")
    code, stdout, stderr = run(database, settings, "--region", "84", "--json")

    assert json.loads(elsewhere[1])["people"] == 0
    counts = json.loads(stdout)
    assert counts.pop("seconds") >= 0
    assert (code, counts) == (0, {"people": 1, "ranked": 1, "with_new": 0})
    assert made.plain(stderr) == "1 jeune sur 1.\n"


def test_a_region_that_does_not_exist_is_refused_with_the_codes_there_are(
    database: Database, settings: Settings
) -> None:
    made.load_places(database)

    code, stdout, stderr = run(database, settings, "--region", "Bretagne")

    assert (code, stdout) == (2, "")
    assert "84 (Auvergne-Rhône-Alpes)" in stderr
