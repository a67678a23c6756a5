"""What a program read in the text of an offer, on the offer's page."""

from __future__ import annotations

from pathlib import Path

from clicnjob.db import Database
from tests import builders
from tests.offers import made
from tests.page import PageClient


def offer_of(client: PageClient, database: Database, tmp_path: Path, description: str) -> None:
    """An offer with this text, before the eyes of a counsellor."""
    made.bring_in(database, tmp_path, [made.record(description=description)])
    with database.write() as session:
        user = builders.user(session)
    client.sign_in(user)


def test_the_page_lists_what_was_read_and_quotes_it(client: PageClient, database: Database, tmp_path: Path) -> None:
    offer_of(client, database, tmp_path, "Vous servez en salle.\nLe permis B est exigé pour venir.")

    page = client.get("/offres/1")

    assert "Lu dans l'annonce" in page.text
    assert "permis B demandé" in page.text
    assert made.plain(page.text).count("« Le permis B est exigé pour venir »") == 1


def test_a_text_that_states_nothing_has_no_such_part(client: PageClient, database: Database, tmp_path: Path) -> None:
    offer_of(client, database, tmp_path, "Vous servez en salle.")

    assert "Lu dans l'annonce" not in client.get("/offres/1").text
