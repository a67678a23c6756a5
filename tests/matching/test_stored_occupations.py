"""What the title of an offer stands for is stored with it: predicted before the turn-over, used by the index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy import select

from clicnjob.db import Database
from clicnjob.matching import jobs, services
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.ranking import rank_all
from clicnjob.matching.values import OfferRow
from clicnjob.occupations import services as occupations
from clicnjob.occupations.official import Official
from clicnjob.occupations.predicting import predictions
from clicnjob.occupations.queries import lexicon
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers import services as offers
from clicnjob.offers.models import Offer
from clicnjob.offers.prepared import Prepared
from clicnjob.weekly import before_turn_over
from tests.matching.made import TODAY, offer, person, unique_rows
from tests.offers.made import NOW, bring_in, record

NEWER = "2026-11-22T07:30:00.000Z"


def week(database: Database, folder: Path, *records: dict[str, Any]) -> None:
    bring_in(database, folder, records, before_turn_over=before_turn_over)


def said(database: Database) -> list[tuple[str, str]]:
    """The likeliest code of each offer, in order, and the version of the lexicon that says so."""
    with database.read() as session:
        found = session.scalars(select(Offer).order_by(Offer.source_id)).all()
    return [(one.occupations[0][0] if one.occupations else "", one.occupations_version) for one in found]


def version(database: Database) -> str:
    with database.read() as session:
        return lexicon(session).version


def load(database: Database, title: str, code: str) -> None:
    with database.write() as session:
        occupations.load(session, Official({(title, code)}, {}))


def read_again(database: Database) -> tuple[int, int]:
    counts = services.read_again(database, now=NOW, tell=lambda what, done, total: None)
    return counts["predicted"], counts["other_occupations"]


def test_an_import_stores_what_a_title_stands_for(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, record(1, intitule="Soudeur"), record(2, intitule="Xyzzy", appellationlibelle="Xyzzy"))

    assert said(database) == [("H2913", Lexicon.shipped().version), ("", Lexicon.shipped().version)]


def test_no_more_than_three_codes_are_stored_with_their_shares() -> None:
    found = predictions(Lexicon.shipped(), ["Employé polyvalent"])["Employé polyvalent"]

    assert 1 <= len(found) <= 3
    assert all(0 < share <= 1 and round(share, 4) == share for _, share in found)


def test_titles_an_import_teaches_count_for_its_own_offers(database: Database, tmp_path: Path) -> None:
    taught = {"intitule": "Zingoteur de fluxons", "romeCode": "H2913"}
    records = [record(number, **taught, entreprise={"nom": f"Société {number}"}) for number in (1, 2, 3)]
    week(database, tmp_path, *records)

    assert said(database) == [("H2913", version(database))] * 3
    assert version(database) != Lexicon.shipped().version


def test_two_imports_that_teach_the_same_do_not_trip(database: Database, tmp_path: Path) -> None:
    row = {"title": "zingoteur", "code": "H2913", "employer_digest": "00ff"}
    for _ in range(2):
        with database.write() as session:
            occupations.keep(session, [row])

    with database.read() as session:
        assert len(occupations.queries.sightings(session, ["zingoteur"])["zingoteur", "H2913"]) == 1


def test_an_offer_that_did_not_change_keeps_what_was_predicted(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, record(1, intitule="Fluxonneur"))
    before = said(database)
    load(database, "Fluxonneur", "F1703")
    week(database, tmp_path, record(1, intitule="Fluxonneur", dateActualisation=NEWER))

    assert said(database) == before != [("F1703", version(database))]


def test_another_title_is_predicted_anew(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, record(1, intitule="Soudeur"))
    week(database, tmp_path, record(1, intitule="Plombier", dateActualisation=NEWER))

    assert [code for code, _ in said(database)] == ["F1603"]


def test_after_a_load_of_occupations_they_are_predicted_again_once(database: Database, tmp_path: Path) -> None:
    week(database, tmp_path, record(1, intitule="Fluxonneur"), record(2, intitule="Soudeur"))
    load(database, "Fluxonneur", "F1703")

    assert read_again(database) == (2, 1)
    assert said(database) == [("F1703", version(database)), ("H2913", version(database))]
    assert read_again(database) == (0, 0)


def test_offers_nobody_predicted_wait_for_a_reading(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, intitule="Soudeur")])
    assert said(database) == [("", "")]

    assert read_again(database) == (1, 1)
    assert said(database) == [("H2913", version(database))]


def test_a_title_that_was_not_foreseen_waits_too(database: Database, tmp_path: Path) -> None:
    def blind(*_: Any) -> Prepared:
        return Prepared({}, "ff00")

    bring_in(database, tmp_path, [record(1)], before_turn_over=blind)

    assert said(database) == [("", "")]


def test_the_lock_is_free_while_occupations_are_predicted(embedded: Database, tmp_path: Path) -> None:
    def prepared(*given: Any) -> Prepared:
        with embedded.write() as session:
            offers.expire(session, now=NOW)
        return before_turn_over(*given)

    bring_in(embedded, tmp_path, [record(1)], before_turn_over=prepared)

    assert len(said(embedded)) == 1


def test_the_index_takes_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "predictions", None)
    made = OfferSet.of([offer(title="Xyzzy", occupations=(("H2913", 1.0),))])

    assert rank_all(person(wishes=("soudeur",)), made, TODAY)[0].points > 0
    assert made.jobs.codes == ("H2913",)


@given(unique_rows)
def test_stored_occupations_rank_as_predicted_ones(rows: list[OfferRow]) -> None:
    known = predictions(Lexicon.shipped(), [row.title for row in rows])
    stored = OfferSet.of([replace(row, occupations=known[row.title]) for row in rows])

    assert list(rank_all(person(), stored, TODAY)) == list(rank_all(person(), OfferSet.of(rows), TODAY))
