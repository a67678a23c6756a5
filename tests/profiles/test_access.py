"""Who may open a profile: its young person and companions of the same structure; to all others it is not there."""

from __future__ import annotations

from typing import Any

import pytest

from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from clicnjob.profiles.steps import STEPS
from clicnjob.profiles.values import ProfileValues
from tests import builders
from tests.page import PageClient
from tests.profiles.made import SENT, People, answers, begin, values

PAGES = ["profil", *(f"profil/{step.slug}" for step in STEPS)]


@pytest.mark.parametrize("page", PAGES)
def test_another_structure_s_young_person_answers_like_a_missing_one(
    client: PageClient, database: Database, who: People, page: str
) -> None:
    begin(database, who.ines)
    client.sign_in(who.zoe)

    foreign, missing = client.get(f"/jeunes/{who.ines.id}/{page}"), client.get(f"/jeunes/aaaaaaaaaaaa/{page}")

    assert (foreign.status, missing.status) == (404, 404)
    assert foreign.text == missing.text


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_another_structure_s_counsellor_changes_nothing(
    client: PageClient, database: Database, who: People, step: Any
) -> None:
    begin(database, who.ines, values=ProfileValues(wishes=("cuisine",)))
    client.sign_in(who.zoe)
    paths = [f"/jeunes/{youth_id}/profil/{step.slug}" for youth_id in (who.ines.id, "aaaaaaaaaaaa")]

    foreign, missing = (client.post(path, SENT[step.slug]) for path in paths)

    assert (foreign.status, missing.status) == (404, 404)
    assert foreign.text == missing.text
    assert values(database, who.ines) == ProfileValues(wishes=("cuisine",))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("reader", ["ines", "noe", "operator", "admin"])
def test_who_accompanies_nobody_is_refused_the_files(
    client: PageClient, database: Database, who: People, page: str, reader: str
) -> None:
    with database.write() as session:
        asking = getattr(who, reader, None) or builders.user(session, Role(reader))
    client.sign_in(asking)

    assert client.get(f"/jeunes/{who.ines.id}/{page}").status == 403


@pytest.mark.parametrize("reader", ["karim", "operator", "admin"])
def test_only_young_people_have_a_profile_of_their_own(
    client: PageClient, database: Database, who: People, reader: str
) -> None:
    with database.write() as session:
        asking = getattr(who, reader, None) or builders.user(session, Role(reader))
    client.sign_in(asking)

    assert [client.get(path).status for path in ("/mon-profil", "/mon-profil/envies")] == [403, 403]


def test_a_stranger_is_asked_to_sign_in(client: PageClient, who: People) -> None:
    paths = ("/mon-profil", "/mon-profil/envies", f"/jeunes/{who.ines.id}/profil")

    assert [client.get(path).location.partition("?")[0] for path in paths] == ["/connexion"] * 3
    assert client.post("/mon-profil/envies", SENT["envies"]).status == 401


def test_a_page_that_is_no_step_does_not_exist(client: PageClient, who: People) -> None:
    client.sign_in(who.ines)

    assert client.get("/mon-profil/religion").status == 404


def test_a_page_without_its_token_changes_nothing(client: PageClient, database: Database, who: People) -> None:
    client.sign_in(who.ines)

    assert client.post("/mon-profil/envies", SENT["envies"], token=False).status == 400
    assert answers(database) == 0
