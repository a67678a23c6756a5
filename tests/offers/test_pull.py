"""Pulling a region from the API: everything it holds, whatever it answers on the way."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import stamina
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from clicnjob import clock
from clicnjob.offers.errors import (
    PullAway,
    PullDenied,
    PullNotConfigured,
    PullNotPublic,
    PullRefused,
    PullRunning,
    PullTooLong,
)
from clicnjob.offers.sources import pull, pull_api
from clicnjob.offers.sources.pull_queries import SHORTEST, Place, Query, spans, windows
from config import Settings
from tests.offers import pull_server
from tests.offers.pull_server import SECRET, Api, Fault, Held, held, second

AREAS = {"07": ["07186", "07010"], "26": ["26362", "26198"], "42": ["42218"]}


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """Pauses between tries are none, their number is what it is."""
    with stamina.set_testing(True, attempts=50, cap=True):
        yield


@pytest.fixture
def api() -> Iterator[Api]:
    with pull_server.running(cap=6, page=2) as api:
        yield api


def settings_for(api: Api, folder: Path, **changes: str) -> Settings:
    values = {"CLICNJOB_ENV": "test", "CLICNJOB_SECRET_KEY": "x" * 40, "CLICNJOB_DATA_DIR": str(folder)}
    return Settings.from_env({**values, **api.environment, **changes})


def pull_of(api: Api, folder: Path, **changes: str) -> AbstractContextManager[pull.Pulled]:
    return pull.pulled(settings_for(api, folder, **changes), "84", AREAS, clock.now(), lambda *_: None)


def pulled(api: Api, folder: Path, **changes: str) -> tuple[list[str], pull.Pulled]:
    """The identifiers a pull brings, sorted, and the pull."""
    with pull_of(api, folder, **changes) as brought:
        lines = brought.file.path.read_text().splitlines()
        assert len(lines) == brought.offers
        return sorted(json.loads(line)["id"] for line in lines), brought


def ids(offers: list[Held]) -> list[str]:
    return sorted(one.record["id"] for one in offers if one.region == "84")


places = st.sampled_from(
    [
        {"departement": "07", "commune": "07186"},
        {"departement": "07", "commune": "07010"},
        {"departement": "26", "commune": "26362"},
        {"departement": "42", "commune": "42218"},
        {"departement": "07"},
        {},
        {"region": "76", "departement": "31", "commune": "31555"},
    ]
)
# A few half seconds hold most, as when a partner's feed arrives; others are spread over years.
moments = st.one_of(st.integers(0, 6).map(lambda half: half / 2), st.integers(-600_000_000, 1_900_000))
crowds = st.lists(st.tuples(places, moments, st.integers(1, 9)), max_size=12)
troubles = st.lists(st.sampled_from([None, None, *Fault]).filter(lambda fault: fault is not Fault.MOVED), max_size=40)


def as_offers(crowds: list[tuple[dict[str, str], float, int]]) -> list[Held]:
    spread = [(where, moment) for where, moment, count in crowds for _ in range(count)]
    return [held(number, second(moment), **where) for number, (where, moment) in enumerate(spread)]


def at_once(offers: list[Held], first: datetime) -> list[Held]:
    """Those of the shortest window there is: two seconds side by side."""
    return [one for one in offers if first <= one.created <= first + SHORTEST]


def within_reach(offers: list[Held], cap: int) -> bool:
    """Whether dates and communes are enough to reach every offer."""
    crowds = (at_once(offers, one.created) for one in offers)
    return all(
        len(crowd) <= cap or all(one.commune and len(of_commune(crowd, one)) <= cap for one in crowd)
        for crowd in crowds
    )


def of_commune(offers: list[Held], other: Held) -> list[Held]:
    return [one for one in offers if one.commune == other.commune]


def pulled_in_the_end(api: Api, folder: Path) -> tuple[list[str], pull.Pulled]:
    """A pull that gives up is asked for again, and goes on."""
    while True:
        try:
            return pulled(api, folder)
        except (PullAway, PullDenied):
            assert api.faults or api.statuses[-1] in (401, 429, 500)


@settings(max_examples=40)
@given(crowds.map(as_offers), troubles, st.integers(2, 9), st.integers(1, 4))
def test_what_is_pulled_is_what_the_server_holds(
    offers: list[Held], faults: list[Fault | None], cap: int, page: int
) -> None:
    running = pull_server.running(offers=offers, faults=faults, cap=cap, page=page)
    with running as api, tempfile.TemporaryDirectory() as folder:
        found, brought = pulled_in_the_end(api, Path(folder))

    here = [one for one in offers if one.region == "84"]
    assert 400 not in api.statuses
    assert brought.missing or found == ids(offers)
    assert set(found) <= set(ids(offers))
    assert not (brought.missing and within_reach(here, cap))


def test_a_second_that_holds_too_much_is_asked_by_place(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({"departement": "07", "commune": code}, 0, 5) for code in AREAS["07"]])

    assert pulled(api, tmp_path)[0] == ids(api.offers)
    assert {"departement", "commune"} <= {name for asked in api.searches for name in asked}
    assert all(asked["distance"] == "0" for asked in api.searches if "commune" in asked)


def test_no_fraction_of_a_second_falls_between_two_windows(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, half + 0.5, 1) for half in range(40)])

    assert pulled(api, tmp_path)[0] == ids(api.offers)


def test_what_is_out_of_reach_is_counted(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({"departement": "07", "commune": "07186"}, 0, 9)])
    found, brought = pulled(api, tmp_path)

    assert (len(found), brought.missing) == (6, 3)


def test_a_small_region_is_one_query(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, 0, 5)])

    assert pulled(api, tmp_path)[0] == ids(api.offers)
    assert [asked["range"] for asked in api.searches] == ["0-1", "2-3", "4-5"]


def test_an_offer_that_goes_away_meanwhile_hides_no_other(api: Api, tmp_path: Path) -> None:
    """Ranks move by one: the first of the second page is now the last of the first."""
    api.offers = as_offers([({}, 0, 4)])
    staying = ids(api.offers[:3])
    first_page = json.dumps({"resultats": [one.record for one in api.found({"region": "84"})[:2]]}).encode()
    api.before = [(206, {"Content-Range": "offres 0-1/4"}, first_page)]
    del api.offers[3]

    assert set(staying) <= set(pulled(api, tmp_path)[0])


def test_a_busy_server_is_left_alone_as_long_as_it_asks(api: Api, tmp_path: Path) -> None:
    api.offers, api.faults, api.retry_after = as_offers([({}, 0, 1)]), [Fault.BUSY], "1"
    stamina.set_testing(False)

    assert pulled(api, tmp_path)[0] == ids(api.offers)
    assert api.moments[1] - api.moments[0] >= 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("Tue, 24 Nov 2026 08:00:30 GMT", 30.0), ("Tue, 24 Nov 2026 07:00:00 GMT", 0.0), ("soon", None)],
)
def test_how_long_to_wait_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert pull_api.retry_after(header) == seconds


def test_a_pause_longer_than_the_pull_may_last_ends_it(api: Api, tmp_path: Path) -> None:
    api.faults, api.retry_after = [Fault.BUSY], "100000"
    with pytest.raises(PullTooLong):
        pulled(api, tmp_path)


def test_a_pull_has_an_end(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api.offers = as_offers([({}, 0, 5)])
    monkeypatch.setattr(pull_api, "MOST_REQUESTS", 3)
    with pytest.raises(PullTooLong):
        pulled(api, tmp_path)
    assert len(api.searches) == 2  # the third is the one for the token


def test_the_last_request_allowed_is_used(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api.offers = as_offers([({}, 0, 2)])
    monkeypatch.setattr(pull_api, "MOST_REQUESTS", 2)
    assert pulled(api, tmp_path)[0] == ids(api.offers)


def test_a_pull_ends_after_its_longest_time(api: Api, tmp_path: Path) -> None:
    asked = pull_api.Api(settings_for(api, tmp_path).pull, longest=timedelta())
    with asked, pytest.raises(PullTooLong):
        asked.ask(Query(Place.REGION, "84"), 0, 1)
    assert api.moments == []


def test_a_token_serves_until_it_ends(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, 0, 5)])
    pulled(api, tmp_path)
    assert len(api.tokens) == 1


def test_a_token_about_to_end_is_renewed_before(api: Api, tmp_path: Path) -> None:
    api.offers, api.token_seconds = as_offers([({}, 0, 5)]), 10
    pulled(api, tmp_path)
    assert (len(api.tokens), 401 in api.statuses) == (3, False)


def test_a_wrong_secret_is_said_at_once(api: Api, tmp_path: Path) -> None:
    with pytest.raises(PullDenied):
        pulled(api, tmp_path, CLICNJOB_PULL_CLIENT_SECRET="another")
    assert len(api.statuses) == 1


def test_without_identifiers_nothing_is_asked(api: Api, tmp_path: Path) -> None:
    with pytest.raises(PullNotConfigured):
        pulled(api, tmp_path, CLICNJOB_PULL_CLIENT_SECRET="")
    assert api.statuses == []


def test_a_redirection_is_not_followed(api: Api, tmp_path: Path) -> None:
    api.faults = [Fault.MOVED]
    with pytest.raises(PullRefused) as refusal:
        pulled(api, tmp_path)
    assert "302" in refusal.value.message
    assert len(api.moments) == 1


def test_a_query_the_server_refuses_is_not_tried_again(api: Api, tmp_path: Path) -> None:
    with pytest.raises(PullRefused):
        pulled(api, tmp_path, CLICNJOB_PULL_PAGE="5")
    assert api.statuses == [200, 400]


def test_a_server_that_stays_broken_is_given_up(api: Api, tmp_path: Path) -> None:
    api.faults = [Fault.BROKEN] * 20
    with pytest.raises(PullAway):
        pulled(api, tmp_path)
    assert len(api.moments) == pull_api.ATTEMPTS


@pytest.mark.parametrize("address", ["10.1.2.3", "192.168.0.9", "169.254.169.254", "::1"])
def test_a_name_that_leads_inside_is_not_asked(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 443))])
    with pytest.raises(PullNotPublic):
        pulled(api, tmp_path, CLICNJOB_PULL_URL="https://api.exemple.example/search")


def test_nothing_secret_is_logged(api: Api, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    api.offers, api.faults = as_offers([({}, 0, 5)]), [Fault.EXPIRED, Fault.CUT, Fault.BROKEN]
    with caplog.at_level(logging.DEBUG):
        pulled(api, tmp_path)

    assert caplog.records
    assert SECRET not in caplog.text
    assert "bearer-" not in caplog.text
    assert SECRET not in repr(settings_for(api, tmp_path))


def test_a_pull_cut_in_the_middle_goes_on_where_it_stopped(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, day * 86_400, 4) for day in range(10)])
    api.faults = [None] * 40 + [Fault.BROKEN] * pull_api.ATTEMPTS
    with pytest.raises(PullAway):
        pulled(api, tmp_path)
    before = list(api.searches)

    assert pulled(api, tmp_path)[0] == ids(api.offers)
    again = [asked for asked in api.searches[len(before) :] if asked in before]
    assert len(before) == 40
    assert len(again) <= 3  # the pages of the query that was cut


def test_half_a_line_left_by_a_killed_pull_is_read_again(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, day * 86_400, 4) for day in range(10)])
    api.faults = [None] * 40 + [Fault.BROKEN] * pull_api.ATTEMPTS
    with pytest.raises(PullAway):
        pulled(api, tmp_path)
    for name in ("offers.ndjson", "journal.ndjson"):
        with (tmp_path / "pull" / "84" / name).open("ab") as file:
            file.write(b'{"id": "00000')

    assert pulled(api, tmp_path)[0] == ids(api.offers)


@settings(max_examples=12)
@given(st.floats(0, 1), st.binary(max_size=30))
def test_a_pull_killed_anywhere_goes_on_to_the_same_end(part: float, unsaid: bytes) -> None:
    """What a kill leaves: a journal up to some byte, and offers the journal does not speak of yet."""
    offers = as_offers([({}, day * 86_400, 4) for day in range(5)])
    with pull_server.running(offers=offers, cap=6, page=3) as api, tempfile.TemporaryDirectory() as folder:
        with pytest.raises(InterruptedError), pull_of(api, Path(folder)):
            raise InterruptedError
        kept = Path(folder) / "pull" / "84"
        whole = (kept / "journal.ndjson").read_bytes()
        (kept / "journal.ndjson").write_bytes(whole[: round(part * len(whole))])
        with (kept / "offers.ndjson").open("ab") as file:
            file.write(unsaid)

        assert pulled(api, Path(folder))[0] == ids(offers)


def test_a_pull_left_yesterday_starts_again(api: Api, tmp_path: Path, frozen_clock: time_machine.Traveller) -> None:
    api.offers = as_offers([({}, 0, 4)])
    with pytest.raises(InterruptedError), pull_of(api, tmp_path):
        raise InterruptedError
    del api.offers[0]
    frozen_clock.shift(timedelta(hours=13))

    assert pulled(api, tmp_path)[0] == ids(api.offers)


def test_a_pull_that_is_not_used_is_kept_and_costs_nothing_again(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, 0, 4)])
    with pytest.raises(InterruptedError), pull_of(api, tmp_path):
        raise InterruptedError
    asked = len(api.moments)

    assert pulled(api, tmp_path)[0] == ids(api.offers)
    assert len(api.moments) == asked


def test_a_pull_that_was_used_leaves_nothing(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, 0, 4)])
    pulled(api, tmp_path)
    assert [path.name for path in (tmp_path / "pull" / "84").iterdir()] == ["lock"]


def test_two_pulls_of_one_region_do_not_mix(api: Api, tmp_path: Path) -> None:
    with pull_of(api, tmp_path), pytest.raises(PullRunning):
        pulled(api, tmp_path)


def test_progress_is_told_up_to_the_whole(api: Api, tmp_path: Path) -> None:
    api.offers = as_offers([({}, day * 86_400, 4) for day in range(4)])
    told: list[tuple[int, int]] = []
    with pull.pulled(settings_for(api, tmp_path), "84", AREAS, clock.now(), lambda *heard: told.append(heard)):
        pass

    assert told[-1] == (16, 16)
    assert told == sorted(told)


@given(st.integers(0, 40), st.integers(1, 12), st.integers(1, 12))
def test_ranges_cover_what_can_be_reached_once(total: int, cap: int, page: int) -> None:
    ranks = [rank for first, last in spans(total, cap, page) for rank in range(first, last + 1)]
    assert ranks[: min(total, cap)] == list(range(min(total, cap)))
    assert max(ranks, default=0) < cap
    assert len(ranks) == len(set(ranks))


@given(st.integers(0, 10**6), st.integers(2, 10**6))
def test_windows_leave_no_moment_between_them(start: int, length: int) -> None:
    query = Query(Place.REGION, "84", second(start), second(start + length))
    one, two = windows(query, second(0))
    assert (one.since, one.until, two.until) == (query.since, two.since, query.until)
    assert query.since < one.until < query.until
