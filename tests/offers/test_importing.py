"""Imports turned over in the database, on both engines: what is added, changed, closed, left alone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from clicnjob import clock
from clicnjob.db import Base, Database
from clicnjob.errors import Refusal
from clicnjob.offers import errors, queries, services, writing
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import Offer, OfferClosed, OfferImport
from clicnjob.offers.reasons import Fault
from clicnjob.offers.states import Closing
from clicnjob.places.errors import PlacesNotLoaded
from tests.offers.made import (
    AUVERGNE_RHONE_ALPES,
    GUERET,
    NOUVELLE_AQUITAINE,
    NOWHERE,
    OCCITANIE,
    Record,
    bring_in,
    file,
    lines,
    load_places,
    outcomes,
    page,
    plain,
    record,
)

COUNTS = (
    "new",
    "changed",
    "unchanged",
    "reopened",
    "withheld",
    "older",
    "other_region",
    "expired",
    "duplicate",
    "refused",
    "closed",
)
LATER = "2026-11-23T08:00:00Z"


def counts(done: OfferImport) -> dict[str, int]:
    """The counts that are not zero."""
    return {name: getattr(done, name) for name in COUNTS if getattr(done, name)}


def live(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Offer.source_id).where(Offer.closed_at.is_(None))))


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of the tables an import writes."""
    with database.read() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name.startswith("offer")]
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}


def offer(database: Database, number: int) -> Offer:
    with database.read() as session:
        found = session.scalars(select(Offer.id).where(Offer.source_id == f"9{number:06d}")).one()
        return queries.offer(session, found)


def ids(*numbers: int) -> set[str]:
    return {f"9{number:06d}" for number in numbers}


def test_offers_come_in_with_everything_they_say(database: Database, tmp_path: Path) -> None:
    done = bring_in(database, tmp_path, [record(1, permis=[{"libelle": "B - Véhicule léger", "exigence": "E"}])])
    found = offer(database, 1)

    assert counts(done) == {"new": 1}
    assert (found.title, found.licences, found.region_code) == ("Serveur / Serveuse en restauration", ["B"], "84")
    assert found.description.startswith("Vous accueillez les clients")
    assert found.updated_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    assert found.import_id == done.id


def test_the_counts_add_up_to_what_was_read(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2), record(3)])
    again = [record(1), record(2, intitule="Serveur"), record(4), record(4), record(5, lieuTravail=GUERET)]
    again += [record(6, intitule=""), record(7, dateExpiration="2026-11-01"), record(3, dateActualisation="2026-11-18")]
    done = bring_in(database, tmp_path, [*again, 12])

    assert counts(done) == {
        "new": 1, "changed": 1, "unchanged": 1, "older": 1,
        "other_region": 1, "expired": 1, "duplicate": 1, "refused": 2,
    }  # fmt: skip
    assert done.kept + done.set_aside + done.refused == done.read == 9


def test_the_same_file_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    week = [record(1), record(2)]
    first = bring_in(database, tmp_path, week, complete=True)
    before = everything(database)
    (again,) = outcomes(database, tmp_path, week[::-1], complete=True)

    assert (again.nothing, again.done.id) == (True, first.id)
    assert {name: count for name, count in again.counts.items() if count} == {"read": 2, "unchanged": 2}
    assert everything(database) == before


def test_the_same_offers_said_complete_are_one_more_import(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    bring_in(database, tmp_path, [record(1)])
    (again,) = outcomes(database, tmp_path, [record(1)], complete=True)

    assert (again.nothing, again.counts["closed"]) == (False, 1)


def test_a_changed_offer_is_written_anew_under_its_address(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    before = offer(database, 1)
    done = bring_in(database, tmp_path, [record(1, description="Le poste a changé.", dateActualisation=LATER)])
    after = offer(database, 1)

    assert counts(done) == {"changed": 1}
    assert (after.id, after.description) == (before.id, "Le poste a changé.")
    assert after.first_seen_at == before.first_seen_at


def test_a_confirmed_offer_is_fresher_and_not_changed(
    database: Database, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    bring_in(database, tmp_path, [record(1)])
    frozen_clock.shift(3600)
    done = bring_in(database, tmp_path, [record(1, dateActualisation=LATER)])
    found = offer(database, 1)

    assert counts(done) == {"unchanged": 1}
    assert found.updated_at == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert found.last_seen_at > found.first_seen_at


def test_offers_that_vanished_are_closed_by_a_complete_file(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    done = bring_in(database, tmp_path, [record(1)], complete=True)

    assert counts(done) == {"unchanged": 1, "closed": 1}
    assert offer(database, 2).close_reason == "absent"
    assert offer(database, 2).closed_at == done.finished_at


def test_offers_that_vanished_stay_when_the_file_is_not_complete(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    bring_in(database, tmp_path, [record(1)])

    assert live(database) == ids(1, 2)


def test_a_complete_file_closes_nothing_of_another_source(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)], source="autre-source")
    bring_in(database, tmp_path, [record(2)], complete=True)

    assert live(database) == ids(1, 2)


def test_a_complete_file_closes_nothing_of_another_region(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, lieuTravail=GUERET)], region=NOUVELLE_AQUITAINE)
    bring_in(database, tmp_path, [record(2)], complete=True)

    assert live(database) == ids(1, 2)


def test_a_complete_file_of_all_regions_closes_in_those_it_holds(database: Database, tmp_path: Path) -> None:
    outcomes(database, tmp_path, [record(1), record(2), record(3, lieuTravail=GUERET)], region="all")
    done = bring_in(database, tmp_path, [record(1)], region="all", complete=True)

    assert counts(done) == {"unchanged": 1, "closed": 1}
    assert live(database) == ids(1, 3)


def test_the_same_identifier_at_two_sources_is_two_offers(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    done = bring_in(database, tmp_path, [record(1)], source="autre-source")

    assert counts(done) == {"new": 1}


def test_a_refused_record_does_not_make_its_offer_vanish(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    done = bring_in(database, tmp_path, [record(1), record(2, intitule="")], complete=True)

    assert counts(done) == {"unchanged": 1, "refused": 1}
    assert live(database) == ids(1, 2)


def test_an_offer_that_moved_to_another_region_is_closed_here_and_opened_there(
    database: Database, tmp_path: Path
) -> None:
    moved = record(1, lieuTravail=GUERET, dateActualisation=LATER)
    bring_in(database, tmp_path, [record(1), record(2)])
    done = bring_in(database, tmp_path, [moved, record(2)], complete=True)
    assert counts(done) == {"unchanged": 1, "other_region": 1, "closed": 1}

    done = bring_in(database, tmp_path, [moved], region=NOUVELLE_AQUITAINE)
    assert counts(done) == {"reopened": 1}
    assert offer(database, 1).region_code == NOUVELLE_AQUITAINE


def test_a_file_of_another_region_keeps_nothing_and_closes_nothing(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)])
    done = bring_in(database, tmp_path, [record(2, lieuTravail=GUERET)], complete=True)

    assert counts(done) == {"other_region": 1}
    assert live(database) == ids(1)


def test_an_offer_without_a_known_place_has_no_region_and_follows_its_file(database: Database, tmp_path: Path) -> None:
    done = bring_in(database, tmp_path, [record(1, lieuTravail=NOWHERE), record(2)])
    assert done.regions == {"": 1, "84": 1}
    assert offer(database, 1).region_code is None

    bring_in(database, tmp_path, [record(3, lieuTravail=GUERET)], region=NOUVELLE_AQUITAINE, complete=True)
    assert live(database) == ids(1, 2, 3)

    bring_in(database, tmp_path, [record(2)], complete=True)
    assert live(database) == ids(2, 3)


def test_with_all_regions_an_offer_without_a_known_place_is_in_none(database: Database, tmp_path: Path) -> None:
    both = [record(1, lieuTravail=NOWHERE), record(2, lieuTravail=GUERET)]
    found = [one.done for one in outcomes(database, tmp_path, both, region="all")]
    assert [(done.region, done.asked, done.regions) for done in found] == [
        ("", "all", {"": 1}),
        ("75", "all", {"75": 1}),
    ]

    bring_in(database, tmp_path, [record(2, lieuTravail=GUERET)], region="all", complete=True)
    assert live(database) == ids(1, 2)

    bring_in(database, tmp_path, [record(3, lieuTravail=NOWHERE)], region="all", complete=True)
    assert live(database) == ids(2, 3)


def test_an_offer_that_comes_back_in_a_newer_file_is_open_again(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    bring_in(database, tmp_path, [record(1)], complete=True)
    done = bring_in(database, tmp_path, [record(1), record(2, dateActualisation=LATER)], complete=True)
    found = offer(database, 2)

    assert counts(done) == {"unchanged": 1, "reopened": 1}
    assert (found.closed_at, found.close_reason) == (None, None)


def close_by_a_person(database: Database, reason: Closing, *numbers: int) -> None:
    found = [offer(database, number).id for number in numbers]
    with database.write() as session:
        writing.close(session, found, reason, clock.now())


@pytest.mark.parametrize("reason", [Closing.TO_CHECK, Closing.REFUSED, Closing.REPORTED])
def test_what_a_person_closed_stays_closed_until_its_words_change(
    database: Database, tmp_path: Path, reason: Closing
) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    close_by_a_person(database, reason, 1, 2)
    confirmed = record(1, dateActualisation=LATER)
    reworded = record(2, description="Le poste a changé.", dateActualisation=LATER)
    done = bring_in(database, tmp_path, [confirmed, reworded], complete=True)

    assert counts(done) == {"withheld": 1, "reopened": 1}
    assert (live(database), offer(database, 1).close_reason) == (ids(2), reason)


def test_an_offer_that_stops_being_live_leaves_a_row_that_says_so(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1), record(2)])
    done = bring_in(database, tmp_path, [record(1)], complete=True)
    close_by_a_person(database, Closing.REPORTED, 1)
    with database.read() as session:
        told = session.scalars(select(OfferClosed).order_by(OfferClosed.id)).all()

    assert [(one.offer_id, one.import_id, one.reason, one.closed_at) for one in told] == [
        (offer(database, 2).id, done.id, "absent", done.finished_at),
        (offer(database, 1).id, None, "reported", clock.now()),
    ]


def test_an_old_file_that_comes_late_revives_nothing_and_closes_nothing(database: Database, tmp_path: Path) -> None:
    first, second = [record(1), record(2)], [record(1), record(3)]
    bring_in(database, tmp_path, first, complete=True)
    bring_in(database, tmp_path, second, complete=True)
    done = bring_in(database, tmp_path, first[::-1], complete=True)

    assert done.late
    assert counts(done) == {"unchanged": 1, "older": 1}
    assert live(database) == ids(1, 3)


def test_a_late_file_never_seen_is_known_by_its_older_offers(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1, intitule="Cuisinier", dateActualisation=LATER)], complete=True)
    done = bring_in(database, tmp_path, [record(1), record(2)], complete=True)

    assert (done.late, counts(done)) == (True, {"older": 2})
    assert offer(database, 1).title == "Cuisinier"


def test_a_late_file_is_known_by_its_date(database: Database, tmp_path: Path) -> None:
    bring_in(database, tmp_path, [record(1)], complete=True, file_date=date(2026, 11, 23))
    done = bring_in(database, tmp_path, [record(2)], complete=True, file_date=date(2026, 11, 16))

    assert (done.late, live(database)) == (True, ids(1))


WEEKS: list[list[Record]] = [
    [record(number) for number in (1, 2, 3, 4)],
    [record(1), record(2, intitule="Commis", dateActualisation="2026-11-21"), record(5)],
    [
        record(2, intitule="Commis", dateActualisation="2026-11-21"),
        record(3, dateActualisation="2026-11-22"),
        record(6),
    ],
]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_weeks_in_any_order_end_with_the_last_week(database: Database, tmp_path: Path, order: tuple[int, ...]) -> None:
    for week in order:
        day = date(2026, 11, 9 + week * 7)
        bring_in(database, tmp_path, WEEKS[week], complete=True, file_date=day)

    assert live(database) == ids(2, 3, 6)
    assert offer(database, 2).title == "Commis"


def test_records_in_any_order_and_twice_give_the_same_content(database: Database, tmp_path: Path) -> None:
    week: list[Any] = [record(number, intitule=f"Poste {number % 7}") for number in range(1, 60)]
    week += [record(number, description="Un autre texte.", dateActualisation=LATER) for number in range(1, 20)]
    week += [record(number, description="Un troisième texte.", dateActualisation=LATER) for number in range(1, 9)]
    digests = set()
    for seed in range(3):
        random.Random(seed).shuffle(week)
        bring_in(database, tmp_path, week, source=f"source-{seed}", complete=True)
        bring_in(database, tmp_path, week[::-1], source=f"source-{seed}", complete=True)
        with database.read() as session:
            columns = (Offer.source_id, Offer.content_digest, Offer.updated_at)
            statement = select(*columns).where(Offer.source == f"source-{seed}").order_by(Offer.source_id)
            digests.add(tuple(session.execute(statement).all()))

    assert len(digests) == 1


def test_all_files_of_a_call_are_one_import(database: Database, tmp_path: Path) -> None:
    load_places(database)
    given = [
        file(tmp_path, page([record(1), record(2)]), "1.json"),
        file(tmp_path, page([record(2), record(3)]), "2.json.gz"),
        file(tmp_path, page([]), "3.json"),
    ]
    (outcome,) = import_offers(database, given, region=AUVERGNE_RHONE_ALPES, complete=True, most_mb=10)
    done = outcome.done

    assert counts(done) == {"new": 3, "duplicate": 1}
    assert [one["name"] for one in done.files] == ["1.json", "2.json.gz", "3.json"]
    assert len(done.files[0]["sha256"]) == 64


UNREADABLE = {
    "cut": (page([record(3), record(4)])[:-9], errors.CutFile),
    "empty": (b"", errors.EmptyFile),
    "without any offer": (page([]), errors.NoOffer),
    "without any good offer": (lines([record(3, intitule=""), 7]), errors.NoUsableOffer),
}


@pytest.mark.parametrize(("content", "refusal"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_used_changes_nothing(
    database: Database, tmp_path: Path, content: bytes, refusal: type[Refusal]
) -> None:
    bring_in(database, tmp_path, [record(1), record(2)], complete=True)
    with pytest.raises(refusal):
        import_offers(database, [file(tmp_path, content)], region=AUVERGNE_RHONE_ALPES, complete=True, most_mb=10)

    assert live(database) == ids(1, 2)
    with database.read() as session:
        assert len(session.scalars(queries.imports(None)).all()) == 1


def test_one_unreadable_file_among_others_changes_nothing(database: Database, tmp_path: Path) -> None:
    load_places(database)
    given = [file(tmp_path, page([record(1)]), "bon.json"), file(tmp_path, page([record(2)])[:-1], "coupé.json")]
    with pytest.raises(errors.CutFile, match=r"coupé\.json"):
        import_offers(database, given, region=AUVERGNE_RHONE_ALPES, complete=True, most_mb=10)

    assert live(database) == set()


def test_refusals_are_written_with_their_line(database: Database, tmp_path: Path) -> None:
    done = bring_in(database, tmp_path, [record(1), record(2, intitule=""), 7, record(3, dateCreation="2030-01-01")])
    with database.read() as session:
        found = queries.rejections(session, done.id)

    assert [(one.line, one.code, one.source_id) for one in found] == [
        (2, Fault.NO_TITLE, "9000002"),
        (3, Fault.NOT_AN_OFFER, ""),
        (4, Fault.FUTURE_DATE, "9000003"),
    ]
    assert done.reasons == {"no_title": 1, "not_an_offer": 1, "future_date": 1}
    assert plain(found[0].message) == "Le champ « intitule » est vide."


def test_an_offer_whose_stated_end_has_passed_is_closed(
    database: Database, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    bring_in(database, tmp_path, [record(1, dateExpiration="2026-11-24T12:00:00+01:00"), record(2)])
    with database.write() as session:
        assert services.expire(session, now=datetime(2026, 11, 24, 10, 59, tzinfo=UTC)) == 0
        assert services.expire(session, now=datetime(2026, 11, 24, 11, 0, tzinfo=UTC)) == 1

    assert offer(database, 1).close_reason == "expired"
    assert live(database) == ids(2)


def test_an_unknown_region_is_refused_with_the_list(database: Database, tmp_path: Path) -> None:
    with pytest.raises(errors.UnknownRegion, match=r"«\s99\s» .* 84 \(Auvergne-Rhône-Alpes\)"):
        bring_in(database, tmp_path, [record()], region="99")


@pytest.mark.parametrize("name", ["", "Deux mots", "a" * 41, "../x"])
def test_a_source_has_a_plain_name(database: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.UnknownSource):
        bring_in(database, tmp_path, [record()], source=name)


def test_places_come_first(database: Database, tmp_path: Path) -> None:
    with pytest.raises(PlacesNotLoaded):
        import_offers(database, [file(tmp_path, lines([record()]))], region=OCCITANIE, complete=False, most_mb=10)
