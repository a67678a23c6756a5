"""To whom a companion could propose an offer: the own structure only, the own portfolio first, the same points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from clicnjob.accounts.models import User
from clicnjob.accounts.roles import Role
from clicnjob.db import Database
from tests import builders
from tests.home.test_offers import NIGHT, WAITER, offers
from tests.offers import made
from tests.page import Page, PageClient
from tests.profiles.made import answered

PAGE = "/offres/1/a-qui"


def house(client: PageClient, database: Database, *names: str, own: tuple[str, ...] = (), **birth: date) -> User:
    """A counsellor who is signed in, and young people who want to be waiters; those of `own` are theirs."""
    with database.write() as session:
        counsellor = builders.user(session)
        for name in names:
            values = {"referent": counsellor} if name in own else {}
            if name in birth:
                values["birth_date"] = birth[name]
            youth = builders.youth(session, first_name=name, structure=counsellor.structure, **values)
            answered(session, youth, WAITER)
    client.sign_in(counsellor)
    return counsellor


def named(page: Page) -> list[str]:
    return [e.text.split()[0] for e in page.find("a") if "/jeunes/" in e.get("href") and "/offres/" in e.get("href")]


def test_the_offer_s_page_leads_to_whom_to_propose_it(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    house(client, database)

    assert PAGE in client.get("/offres/1").links()


def test_the_own_young_people_come_first(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    house(client, database, "Alba", "Zélie", own=("Zélie",))

    page = client.get(PAGE)

    assert named(page) == ["Zélie", "Alba"]
    assert "2 correspondent" in page.text
    assert len(page.find("ol")) == 1


def test_the_young_people_of_another_structure_are_never_named_nor_counted(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 1)
    house(PageClient(client.app), database, "Étrangère")
    house(client, database, "Alba")

    page = client.get(PAGE)

    assert named(page) == ["Alba"]
    assert "1 correspond" in page.text


def test_the_points_are_those_each_one_sees(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    house(client, database, "Alba")
    page = client.get(PAGE)
    link = next(link for link in page.links() if link.startswith("/jeunes/") and link.endswith("/offres/1"))

    shown = next(e.text for e in page.find("span", class_="of"))

    assert shown in client.get(link).text


def test_who_is_kept_away_by_the_law_is_counted_without_a_name(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 1, **NIGHT)
    with database.write() as session:
        counsellor = builders.user(session)
        minor = builders.youth(session, first_name="Maël", birth_date=date(2009, 6, 1), structure=counsellor.structure)
        answered(session, minor, replace(WAITER, wishes=("preparateur de comande",), avoided=frozenset()))
    client.sign_in(counsellor)

    page = client.get(PAGE)

    assert "Maël" not in page.text
    assert "1 jeune n'est pas montré : la loi ne permet pas ce poste" in page.text.replace("\u00a0", " ")


def test_nobody_at_all_says_what_to_do(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    house(client, database)

    assert "Personne pour cette offre" in client.get(PAGE).text


def test_many_people_cost_no_more_statements_than_few(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    house(client, database, "Alba")
    few = client.get(PAGE).statements
    house(client, database, *[f"Alba {number}" for number in range(30)])

    page = client.get(PAGE)

    assert page.statements == few
    assert "Et 10 de plus" in page.text


def test_a_closed_offer_is_proposed_to_nobody(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 2)
    made.bring_in(database, tmp_path, [made.record(1)], complete=True)
    house(client, database, "Alba")

    assert client.get("/offres/2/a-qui").status == 404


def test_a_manager_sees_the_whole_structure(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    counsellor = house(client, database, "Alba")
    with database.write() as session:
        manager = builders.user(session, Role.MANAGER, structure=session.merge(counsellor).structure)
    client.sign_in(manager)

    assert named(client.get(PAGE)) == ["Alba"]
