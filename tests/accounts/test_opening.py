"""Opening accounts: by a counsellor for a young person, by the administrator for professionals, with a code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from clicnjob.accounts.models import Structure, User
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from tests import builders
from tests.page import Page, PageClient

CODE = re.compile(r"\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b")
NEW = {"first_name": "Inès", "last_name": "M", "birth_date": "2007-05-04"}
OWN_PASSWORD = "un nuage sur la colline"


def counsellor(client: PageClient, database: Database) -> User:
    with database.write() as session:
        user = builders.user(session)
    client.sign_in(user)
    return user


def youth_of(database: Database, user: User) -> User:
    with database.write() as session:
        return builders.youth(session, structure=session.get(Structure, user.structure_id), password=None)


def code_on(page: Page) -> str:
    return CODE.search(page.text).group()  # type: ignore[union-attr]


def activate(client: PageClient, username: str, code: str, password: str = OWN_PASSWORD) -> Page:
    return client.post("/premiere-fois", {"username": username, "code": code, "password": password})


def test_a_counsellor_adds_a_young_person_to_the_own_structure(client: PageClient, database: Database) -> None:
    user = counsellor(client, database)

    page = client.post("/jeunes/nouveau", NEW)

    with database.read() as session:
        youth = session.scalars(select(User).where(User.role == Role.YOUTH)).one()
    assert page.location == f"/jeunes/{youth.id}/carte"
    assert (youth.structure_id, youth.referent_id, youth.password_hash) == (user.structure_id, user.id, None)
    assert youth.username.startswith("ines.m.")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("first_name", "", "Écrivez le prénom"),
        ("birth_date", "", "Écrivez la date de naissance"),
        ("birth_date", "2017-05-04", "donne 9 ans"),
        ("birth_date", "1987-05-04", "donne 39 ans"),
        ("email", "inès@", "prenom@exemple.fr"),
    ],
)
def test_a_wrong_form_says_what_to_write_first_and_keeps_the_rest(
    client: PageClient, database: Database, field: str, value: str, words: str
) -> None:
    counsellor(client, database)

    page = client.post("/jeunes/nouveau", {**NEW, field: value})

    assert page.status == 422
    assert page.title.startswith("Erreur :")
    assert page.text.count(words) == 2
    assert page.find("input", name="last_name")[0].get("value") == "M"


def test_the_code_opens_the_account_once(client: PageClient, database: Database) -> None:
    youth = youth_of(database, counsellor(client, database))
    code = code_on(client.post(f"/jeunes/{youth.id}/carte"))

    assert activate(PageClient(client.app), youth.username, code).status == 303
    assert activate(PageClient(client.app), youth.username, code).status == 422


@pytest.mark.parametrize("change", [str.upper, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_a_code_is_read_as_hands_copy_it(client: PageClient, database: Database, change: object) -> None:
    youth = youth_of(database, counsellor(client, database))
    code = code_on(client.post(f"/jeunes/{youth.id}/carte"))

    assert activate(PageClient(client.app), youth.username, change(code)).status == 303  # type: ignore[operator]


def test_a_new_code_replaces_the_former(client: PageClient, database: Database) -> None:
    youth = youth_of(database, counsellor(client, database))
    former, latest = (code_on(client.post(f"/jeunes/{youth.id}/carte")) for _ in range(2))

    assert activate(PageClient(client.app), youth.username, former).status == 422
    assert activate(PageClient(client.app), youth.username, latest).status == 303


def test_a_code_dies_after_21_days(
    client: PageClient, database: Database, frozen_clock: time_machine.Traveller
) -> None:
    youth = youth_of(database, counsellor(client, database))
    code = code_on(client.post(f"/jeunes/{youth.id}/carte"))
    frozen_clock.shift(timedelta(days=21))

    assert activate(PageClient(client.app), youth.username, code).status == 422


def test_trying_codes_is_throttled(client: PageClient, database: Database) -> None:
    youth = youth_of(database, counsellor(client, database))

    codes = [activate(PageClient(client.app), youth.username, "aaaa-aaaa-aaaa-aaaa").status for _ in range(11)]

    assert codes == [422] * 10 + [429]


def test_a_weak_password_leaves_the_code_unspent(client: PageClient, database: Database) -> None:
    youth = youth_of(database, counsellor(client, database))
    code = code_on(client.post(f"/jeunes/{youth.id}/carte"))
    fresh = PageClient(client.app)

    assert activate(fresh, youth.username, code, "motdepasse12345").status == 422
    assert activate(fresh, youth.username, code).status == 303


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_card_of_another_structure_answers_as_a_missing_one(
    client: PageClient, database: Database, method: str
) -> None:
    counsellor(client, database)
    with database.write() as session:
        foreign = builders.youth(session)

    answers = [getattr(client, method)(f"/jeunes/{youth_id}/carte") for youth_id in (foreign.id, "aaaaaaaaaaaa")]

    assert [page.status for page in answers] == [404, 404]
    assert answers[0].text == answers[1].text


def administrator(client: PageClient, database: Database) -> User:
    with database.write() as session:
        user = builders.user(session, Role.ADMIN)
    client.sign_in(user)
    return user


def test_the_administrator_builds_a_structure_with_its_place_and_a_counsellor(
    client: PageClient, database: Database
) -> None:
    administrator(client, database)
    with database.write() as session:
        builders.communes(session)

    home = client.post("/structures/nouvelle", {"name": "Mission locale du Val", "zone": "Europe/Paris"}).location
    site = {"name": "Antenne", "kind": "antenne", "address": "1 rue du Puits", "commune": "lens", "postcode": "62300",
            "phone": "03 53 01 00 00", "hours": "du lundi au vendredi"}  # fmt: skip
    assert client.post(f"{home}/lieux/nouveau", site).status == 303
    staff = {"role": "counsellor", "structure": home.rsplit("/", 1)[1], "username": "k.benali",
             "first_name": "Karim", "last_name": "Benali", "email": ""}  # fmt: skip
    account = client.post("/comptes/nouveau", staff).location

    code = code_on(client.post(f"{account}/code"))
    assert activate(PageClient(client.app), "k.benali", code).status == 303
    assert "Antenne" in client.get(home).text
    assert "Karim Benali" in client.get(home).text


def test_a_role_and_its_structure_go_together(client: PageClient, database: Database) -> None:
    administrator(client, database)
    with database.write() as session:
        builders.communes(session)
    staff = {
        "username": "a.b", "first_name": "A", "last_name": "B", "email": "", "structure": "0", "regions": "32",
    }  # fmt: skip

    assert client.post("/comptes/nouveau", {**staff, "role": "counsellor"}).status == 422
    assert client.post("/comptes/nouveau", {**staff, "role": "operator"}).status == 303
    assert client.post("/comptes/nouveau", {**staff, "role": "operator"}).status == 422


def test_an_operator_is_given_regions_and_they_can_change(client: PageClient, database: Database) -> None:
    administrator(client, database)
    with database.write() as session:
        builders.communes(session)
    staff = {"role": "operator", "username": "o.p", "first_name": "Odile", "last_name": "P", "structure": "0"}

    assert "Cochez au moins une région" in client.post("/comptes/nouveau", staff).text
    account = client.post("/comptes/nouveau", {**staff, "regions": ["32", "11"]}).location
    assert "Hauts-de-France" in client.get(account).text
    assert client.post(f"{account}/regions", {}).status == 422
    assert client.post(f"{account}/regions", {"regions": ["27"]}).status == 303

    with database.read() as session:
        operator = session.scalars(select(User).where(User.role == Role.OPERATOR)).one()
        assert (operator.imports("27"), operator.imports("32"), operator.imports("")) == (True, False, False)


def test_regions_are_given_to_operators_only(client: PageClient, database: Database) -> None:
    administrator(client, database)
    with database.write() as session:
        colleague = builders.user(session)

    assert client.get(f"/comptes/{colleague.id}/regions").status == 404


def test_a_closed_account_is_out_at_once(client: PageClient, database: Database) -> None:
    administrator(client, database)
    with database.write() as session:
        leaver = builders.user(session)
    at_work = PageClient(client.app)
    at_work.sign_in(leaver)

    client.post(f"/comptes/{leaver.id}/fermer")

    assert at_work.get("/mon-compte").status == 302


def test_the_administrator_opens_no_young_person(client: PageClient, database: Database) -> None:
    administrator(client, database)
    with database.write() as session:
        youth = builders.youth(session)

    assert client.get(f"/comptes/{youth.id}").status == 404
    assert client.get(f"/jeunes/{youth.id}/carte").status == 403
