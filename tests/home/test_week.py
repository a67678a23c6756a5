"""What is new since the last import, as pages: for a young person, and for who accompanies several."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import update

from clicnjob import clock
from clicnjob.accounts.models import User
from clicnjob.db import Database
from clicnjob.matching.week import rank_week
from tests import builders
from tests.matching.weeks import WAITER, bring_in, everything, young
from tests.offers import made
from tests.page import Page, PageClient
from tests.profiles.made import begin, full

NEW = "/mes-offres/nouvelles"
SINCE = "Depuis l'import du lundi 23 novembre : "


def two_weeks(database: Database, folder: Path, before: range, after: range) -> None:
    """Two imports a week apart, each followed by its ranking."""
    bring_in(database, folder, before, weeks_ago=1)
    rank_week(database, None, now=clock.now())
    bring_in(database, folder, after)
    rank_week(database, None, now=clock.now())


def companion_of(client: PageClient, database: Database, youth: User) -> PageClient:
    with database.write() as session:
        user = builders.user(session, structure=session.get_one(User, youth.id).structure)
    client.sign_in(user)
    return client


def text(page: Page) -> str:
    return made.plain(page.text)


def cells(page: Page) -> list[str]:
    """Each row's name, and its cell of new offers."""
    rows = [made.plain(row.text) for row in page.find("tr")[1:]]
    return [
        " ".join(re.findall(r"Verdier|Noé|Zoé|\d+ nouvelles?|Aucune|Au prochain import|Pas encore$", row))
        for row in rows
    ]


def test_the_list_says_how_many_are_new_and_leads_to_them(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    client.sign_in(young(database))
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))

    page = client.get("/mes-offres")
    listed = client.get(NEW)

    assert "5 nouvelles offres pour toi Depuis le lundi 23 novembre" in text(page)
    assert NEW in page.links()
    assert len(listed.find("article")) == 5


def test_what_is_set_aside_or_closed_is_counted_no_more_and_comes_back_with_its_word(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    client.sign_in(young(database))
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))
    bring_in(database, tmp_path, range(2, 8), weeks_ago=-1 / 7)

    client.post("/offres/5/pas-pour-moi", {"raison": "deja"})
    after = text(client.get("/mes-offres"))
    client.post("/offres/5/annuler")

    assert "3 nouvelles offres pour toi" in after
    assert "4 nouvelles offres pour toi" in text(client.get("/mes-offres"))


def test_one_new_offer_is_said_in_the_singular_and_none_is_not_said(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    client.sign_in(young(database))
    two_weeks(database, tmp_path, range(1, 4), range(1, 5))

    assert "1 nouvelle offre pour toi" in text(client.get("/mes-offres"))
    client.post("/offres/4/pas-pour-moi", {"raison": "deja"})
    assert "nouvelle" not in text(client.get("/mes-offres"))
    assert "Rien ici cette semaine" in text(client.get(NEW))


def test_a_changed_answer_counts_at_once_and_reading_writes_nothing(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    client.sign_in(youth)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))
    rows = everything(database)

    begin(database, youth, values=full(wishes=("couvreur",), commune_code="07186"))
    page = client.get("/mes-offres")

    assert "nouvelles offres" not in text(page)
    assert everything(database) == rows


def test_a_companion_reads_the_same_count_in_the_words_of_a_companion(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))

    page = companion_of(client, database, youth).get(f"/jeunes/{youth.id}/offres")

    assert "5 nouvelles offres pour Camille" in text(page)
    assert f"/jeunes/{youth.id}/offres/nouvelles" in page.links()


def test_the_desk_counts_the_own_young_people_only(client: PageClient, database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database)
    with database.read() as session:
        here = session.get_one(User, youth.id).structure
    young(database, structure=here)
    young(database)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))

    page = companion_of(client, database, youth).get("/jeunes")

    assert f"{SINCE}2 de vos jeunes ont de nouvelles offres." in text(page)
    assert cells(page) == ["Verdier 5 nouvelles", "Verdier 5 nouvelles"]


def test_who_has_the_most_new_offers_comes_first_and_who_has_none_is_left_out(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    with database.write() as session:
        here = session.get_one(User, youth.id).structure
        builders.youth(session, structure=here, last_name="Abed")
    few = young(database, structure=here)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))
    with database.write() as session:
        session.execute(update(User).where(User.id == few.id).values(first_name="Noé"))
        session.execute(update(User).where(User.id == youth.id).values(first_name="Zoé"))
    client.sign_in(few)
    client.post("/offres/5/pas-pour-moi", {"raison": "deja"})

    page = companion_of(client, database, youth).get("/jeunes?voir=nouvelles")

    assert cells(page) == ["Zoé Verdier 5 nouvelles", "Noé Verdier 4 nouvelles"]
    assert page.find("a", aria_current="true")[0].text.split() == ["Nouvelles", "offres", "2"]


def test_the_page_of_new_offers_past_the_last_is_missing(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))

    assert companion_of(client, database, youth).get("/jeunes?voir=nouvelles&page=2").status == 404


def test_before_there_are_two_weeks_the_desk_says_when_and_offers_no_choice(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    bring_in(database, tmp_path, range(1, 4))
    rank_week(database, None, now=clock.now())

    page = companion_of(client, database, youth).get("/jeunes")

    assert "import du" not in text(page)
    assert cells(page) == ["Verdier Au prochain import"]
    assert "/jeunes?voir=nouvelles" not in page.links()


def test_without_a_new_offer_the_desk_says_so_and_leads_back(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.load_places(database)
    youth = young(database)
    two_weeks(database, tmp_path, range(1, 4), range(1, 3))
    companion = companion_of(client, database, youth)

    page, empty = companion.get("/jeunes"), companion.get("/jeunes?voir=nouvelles")

    assert f"{SINCE}aucun de vos jeunes n'a de nouvelles offres." in text(page)
    assert cells(page) == ["Verdier Aucune"]
    assert "Pas de nouvelle offre depuis le dernier import" in text(empty)


def test_one_person_is_said_in_the_singular(client: PageClient, database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(database, WAITER)
    two_weeks(database, tmp_path, range(1, 4), range(2, 9))

    page = companion_of(client, database, youth).get("/jeunes")

    assert f"{SINCE}1 de vos jeunes a de nouvelles offres." in text(page)
