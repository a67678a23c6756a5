"""Offers held for their wording: kept out of the live ones, asked about once, asked again when the text changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clicnjob.db import Database
from clicnjob.offers.checking import Verdict
from clicnjob.offers.models import Offer, OfferCheck, OfferClosed, OfferImport
from clicnjob.offers.states import Closing
from tests.offers.made import NOW, SAME_EMPLOYER, bring_in, record

YOUNG = "Vous servez en salle. Nous cherchons une personne de moins de 30 ans."
LAWFUL = "Vous servez en salle. Débutant accepté."


def week(database: Database, folder: Path, *texts: str | None, day: int = 20, **values: Any) -> OfferImport:
    """A complete week of offers with these texts, updated that day; none stands for an offer that is gone."""
    values = {"entreprise": SAME_EMPLOYER, "dateActualisation": f"2026-11-{day}T08:00:00Z", **values}
    records = [record(number, description=text, **values) for number, text in enumerate(texts, 1) if text]
    return bring_in(database, folder, records, complete=True)


def states(database: Database) -> list[str | None]:
    """Why each offer is closed, in order; none for those that are live."""
    with database.read() as session:
        return list(session.scalars(select(Offer.close_reason).order_by(Offer.source_id)))


def decide(database: Database, verdict: Verdict) -> None:
    """A person decides of every text that waits."""
    with database.write() as session:
        for check in session.scalars(select(OfferCheck).where(OfferCheck.verdict.is_(None))):
            check.verdict, check.decided_at = verdict, NOW


def test_an_offer_whose_wording_is_doubtful_waits_and_the_others_are_live(database: Database, tmp_path: Path) -> None:
    done = week(database, tmp_path, YOUNG, LAWFUL)

    assert states(database) == [Closing.TO_CHECK, None]
    assert (done.new, done.to_check, done.refused) == (2, 1, 0)


def test_what_it_is_held_for_is_written_down_with_its_words(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)

    with database.read() as session:
        check = session.scalars(select(OfferCheck)).one()
        assert [one["code"] for one in check.concerns] == ["age"]
        assert "moins de 30 ans" in check.concerns[0]["excerpt"]


@pytest.mark.parametrize(("verdict", "state"), [(Verdict.PUBLISHED, None), (Verdict.REFUSED, Closing.REFUSED)])
def test_a_text_that_was_decided_is_not_asked_about_again_even_under_another_number(
    database: Database, tmp_path: Path, verdict: Verdict, state: Closing | None
) -> None:
    week(database, tmp_path, YOUNG)
    decide(database, verdict)

    done = week(database, tmp_path, None, YOUNG, day=21)

    assert states(database)[-1] == state
    assert done.to_check == 0


def test_a_new_wage_on_a_text_that_was_decided_asks_nothing(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)
    decide(database, Verdict.PUBLISHED)

    week(database, tmp_path, YOUNG, day=21, salaire={"libelle": "Horaire de 14.00 Euros"})

    assert states(database) == [None]


def test_a_changed_text_is_asked_about_again(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)
    decide(database, Verdict.PUBLISHED)

    done = week(database, tmp_path, f"{YOUNG} Femme uniquement.", day=21)

    assert states(database) == [Closing.TO_CHECK]
    assert done.to_check == 1


def test_a_live_offer_whose_text_becomes_doubtful_is_told_to_be_closed(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, LAWFUL)
    done = week(database, tmp_path, YOUNG, day=21)

    with database.read() as session:
        closed = session.scalars(select(OfferClosed)).one()
        assert (closed.reason, closed.import_id) == (Closing.TO_CHECK, done.id)


def test_an_offer_that_never_was_live_is_not_told_to_be_closed(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)

    with database.read() as session:
        assert session.scalars(select(OfferClosed)).all() == []


def test_a_corrected_text_is_live_at_the_next_import(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)
    week(database, tmp_path, LAWFUL, day=21)

    assert states(database) == [None]


def test_the_same_offer_again_keeps_one_question(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG)
    done = week(database, tmp_path, YOUNG, LAWFUL)

    with database.read() as session:
        assert len(session.scalars(select(OfferCheck)).all()) == 1
    assert (states(database), done.withheld) == ([Closing.TO_CHECK, None], 1)


def test_an_offer_that_left_its_source_no_longer_waits(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, YOUNG, LAWFUL)
    done = week(database, tmp_path, None, LAWFUL, day=21)

    assert states(database) == [Closing.ABSENT, None]
    assert done.closed == 0
