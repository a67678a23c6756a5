"""Coming in by user name, staying in, going out: by the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from tests import builders
from tests.builders import PASSWORD
from tests.page import PageClient


def account(database: Database, role: Role = Role.YOUTH, **values: object) -> User:
    with database.write() as session:
        return builders.user(session, role, **values)


def try_in(client: PageClient, username: str, password: str = PASSWORD, **values: str):  # type: ignore[no-untyped-def]
    return client.post("/connexion", {"username": username, "password": password, **values})


def test_a_name_and_a_password_open_the_door(client: PageClient, database: Database) -> None:
    user = account(database)

    page = try_in(client, user.username)

    assert (page.status, page.location) == (303, "/")
    assert client.get("/mon-compte").status == 200


@pytest.mark.parametrize("typed", ["INES.M.12", " ines.m.12 ", "Inès.M.12", "ines m 12"])
def test_the_name_is_read_as_hands_write_it(client: PageClient, database: Database, typed: str) -> None:
    account(database, username="ines.m.12")

    assert try_in(client, typed).status == 303


def test_unknown_wrong_and_ended_are_answered_alike(client: PageClient, database: Database) -> None:
    user = account(database)
    ended = account(database)
    with database.write() as session:
        session.get_one(User, ended.id).ended_at = user.created_at

    answers = [
        try_in(client, "nobody.at.all"),
        try_in(client, user.username, "a wrong password"),
        try_in(client, ended.username),
    ]

    assert {page.status for page in answers} == {422}
    assert (
        len(
            {
                page.text.replace(name, "")
                for page, name in zip(answers, ["nobody.at.all", user.username, ended.username], strict=True)
            }
        )
        == 1
    )


def test_an_eleventh_try_must_wait_even_with_the_right_password(client: PageClient, database: Database) -> None:
    user = account(database)
    for _ in range(10):
        try_in(client, user.username, "a wrong password")

    page = try_in(client, user.username)

    assert page.status == 429
    assert 0 < int(page.response.headers["Retry-After"]) <= 31


def test_after_the_wait_the_right_password_opens_and_forgets(
    client: PageClient, database: Database, frozen_clock: time_machine.Traveller
) -> None:
    user = account(database)
    for _ in range(10):
        try_in(client, user.username, "a wrong password")
    frozen_clock.shift(31)

    assert try_in(client, user.username).status == 303


def test_an_unknown_name_waits_as_a_known_one(client: PageClient) -> None:
    codes = [try_in(client, "nobody.at.all").status for _ in range(11)]

    assert codes == [422] * 10 + [429]


def test_a_workshop_behind_one_address_is_not_held_up_by_a_few_mistakes(client: PageClient, database: Database) -> None:
    users = [account(database) for _ in range(15)]
    for user in users[:6]:
        for _ in range(3):
            try_in(client, user.username, "a wrong password")

    assert [try_in(PageClient(client.app), user.username).status for user in users] == [303] * 15


@pytest.mark.parametrize("away", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example"])
def test_signing_in_never_leads_to_another_site(client: PageClient, database: Database, away: str) -> None:
    user = account(database)

    page = client.post(f"/connexion?suite={away}", {"username": user.username, "password": PASSWORD})

    assert page.location == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked(client: PageClient, database: Database) -> None:
    user = account(database)
    asked = client.get("/mon-compte").location

    page = client.post(asked, {"username": user.username, "password": PASSWORD})

    assert page.location == "/mon-compte"


def test_going_out_ends_the_session(client: PageClient, database: Database) -> None:
    client.sign_in(account(database))

    client.post("/deconnexion")

    assert client.get("/mon-compte").status == 302


def test_signing_out_everywhere_ends_the_other_devices(client: PageClient, database: Database) -> None:
    user = account(database)
    other = PageClient(client.app)
    client.sign_in(user)
    other.sign_in(user)

    client.post("/mon-compte/deconnexion-partout")

    assert other.get("/mon-compte").status == 302


def test_a_new_password_ends_the_other_devices_and_keeps_this_one(client: PageClient, database: Database) -> None:
    user = account(database)
    other = PageClient(client.app)
    client.sign_in(user)
    other.sign_in(user)

    client.post("/mon-compte/mot-de-passe", {"password": "un nuage sur la colline"})

    assert (client.get("/mon-compte").status, other.get("/mon-compte").status) == (200, 302)
    assert try_in(PageClient(client.app), user.username, "un nuage sur la colline").status == 303


@pytest.mark.parametrize(
    ("role", "own_phone", "stays", "ends"),
    [
        (Role.YOUTH, "y", timedelta(days=29), timedelta(days=30)),
        (Role.YOUTH, "", timedelta(minutes=29), timedelta(minutes=30)),
        (Role.COUNSELLOR, "y", timedelta(minutes=59), timedelta(hours=1)),
    ],
)
def test_a_silent_session_ends(
    client: PageClient,
    database: Database,
    frozen_clock: time_machine.Traveller,
    role: Role,
    own_phone: str,
    stays: timedelta,
    ends: timedelta,
) -> None:
    user = account(database, role)
    fields = {"own_phone": own_phone} if own_phone else {}
    for wait, status in ((stays, 200), (ends, 302)):
        fresh = PageClient(client.app)
        try_in(fresh, user.username, **fields)
        frozen_clock.shift(wait)
        assert fresh.get("/mon-compte").status == status


def test_a_professional_signs_in_again_after_twelve_hours_even_when_busy(
    client: PageClient, database: Database, frozen_clock: time_machine.Traveller
) -> None:
    try_in(client, account(database, Role.COUNSELLOR).username)
    for _ in range(23):
        frozen_clock.shift(timedelta(minutes=30))
        assert client.get("/mon-compte").status == 200
    frozen_clock.shift(timedelta(minutes=31))

    assert client.get("/mon-compte").status == 302


@pytest.mark.parametrize("role", [Role.YOUTH, Role.ADMIN])
def test_one_s_own_account_is_one_click_away(client: PageClient, database: Database, role: Role) -> None:
    client.sign_in(account(database, role))

    assert "/mon-compte" in client.get("/accessibilite").links()
