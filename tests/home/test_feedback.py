"""What a person says of an offer, as pages: kept, set aside for a reason, taken back; and what each changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from clicnjob.accounts.models import User
from clicnjob.db import Database
from clicnjob.home.opinions import REASONS
from clicnjob.matching.models import OfferFeedback
from clicnjob.matching.values import Why
from clicnjob.profiles.values import Avoided, Contract, Hours, Limit
from tests import builders
from tests.home.test_offers import WAITER, companion_of, offers, young
from tests.offers import made
from tests.page import PageClient
from tests.profiles.made import values

REFUSE = "/offres/1/pas-pour-moi"


def said(database: Database) -> list[OfferFeedback]:
    with database.read() as session:
        return list(session.scalars(select(OfferFeedback).order_by(OfferFeedback.id)))


def test_not_for_me_is_a_page_of_reasons_each_of_which_sends(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    young(client, database)

    page = client.get(REFUSE)

    assert "Pourquoi ce n'est pas pour toi" in page.h1
    assert [e.get("value") for e in page.find("button", name="raison")] == [reason.slug for reason in REASONS]


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.slug)
def test_an_offer_set_aside_leaves_the_list_and_can_be_taken_back_at_once(
    client: PageClient, database: Database, tmp_path: Path, reason: object
) -> None:
    offers(database, tmp_path, 3)
    young(client, database)

    sent = client.post(REFUSE, {"raison": reason.slug})  # type: ignore[attr-defined]
    after = client.get(sent.location)

    assert sent.status == 303
    assert "/offres/1" not in after.links()
    assert "1 offre, rien n'est perdu" in after.text.replace("\u00a0", " ")
    undo = next(e for e in after.find("button") if e.text.strip() == "Annuler").get("formaction")
    assert "/offres/1" in client.post(undo, follow=True).links()
    assert said(database) == []


def test_what_was_set_aside_is_read_over_and_taken_back_later(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    young(client, database)
    client.post(REFUSE, {"raison": "trop-loin"})

    page = client.get("/mes-offres/ecartees")
    undo = page.find("article")[0], next(e for e in page.find("button") if "Annuler" in e.text).get("formaction")

    assert "Trop loin, dit aujourd'hui." in undo[0].text
    assert "Rien d'écarté" in client.post(undo[1], follow=True).text


def test_an_offer_that_is_kept_says_so_and_is_found_again(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    young(client, database)

    page = client.post("/offres/1/garder", follow=True)

    assert [e.get("formaction") for e in page.find("button", aria_pressed="true")] == ["/offres/1/annuler"]
    assert len(client.get("/mes-offres/gardees").find("article")) == 1
    client.post("/offres/1/annuler")
    assert client.get("/mes-offres").find("button", aria_pressed="true") == []


def test_a_reason_that_does_not_exist_is_asked_again(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    young(client, database)

    page = client.post(REFUSE, {"raison": "<script>"})

    assert page.status == 422
    assert page.title.startswith("Erreur :")
    assert said(database) == []


def test_said_twice_it_is_said_once_and_the_last_word_counts(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 1)
    young(client, database)
    client.post(REFUSE, {"raison": "trop-loin"})
    client.post(REFUSE, {"raison": "metier"})

    assert [one.why for one in said(database)] == [Why.OTHER_JOB]


def test_not_this_job_shows_as_a_row_of_the_other_offers_of_that_job(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2, intitule="Serveur en salle")
    made.bring_in(database, tmp_path, [made.record(2, intitule="Serveuse de bar")])
    young(client, database)
    before = client.get("/offres/2").text

    client.post(REFUSE, {"raison": "metier"})
    after = client.get("/offres/2").text

    assert "Ce que tu nous as dit" not in before
    assert "Ce que tu nous as dit : Tu as dit « pas ce métier »" in after.replace("\u00a0", " ")


def test_too_far_proposes_a_lower_limit_that_one_tap_accepts(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    aubenas = {"libelle": "07 - AUBENAS", "latitude": 44.70, "longitude": 4.48}
    made.bring_in(database, tmp_path, [made.record(3, lieuTravail=aubenas)])
    youth = young(client, database, replace(WAITER, limit=Limit(km=30)))

    page = client.post("/offres/3/pas-pour-moi", {"raison": "trop-loin"}, follow=True)
    button = page.find("button", name="reponse")[0]
    after = client.post("/offres/3/accepter", {"reponse": button.get("value")}, follow=True)

    assert "10 km au plus" in button.text.replace("\u00a0", " ")
    assert "C'est noté dans ton profil" in after.text
    assert values(database, youth).limit == Limit(km=10)


@pytest.mark.parametrize(
    ("record", "reason", "key", "change"),
    [
        ({"dureeTravailLibelle": "Travail de nuit"}, "horaires", "night", {"avoided": frozenset({Avoided.NIGHT})}),
        ({"dureeTravailLibelleConverti": "Temps partiel"}, "horaires", "full", {"hours": Hours.FULL}),
        ({"typeContrat": "CDD"}, "contrat", "contrat", {"contracts": frozenset({Contract.CDI})}),
    ],
)  # fmt: skip
def test_hours_and_contract_propose_the_answer_of_the_profile(
    client: PageClient,
    database: Database,
    tmp_path: Path,
    record: dict[str, object],
    reason: str,
    key: str,
    change: dict[str, object],
) -> None:
    offers(database, tmp_path, 1, **record)
    answers = replace(WAITER, avoided=frozenset(), hours=Hours.ANY, contracts=frozenset({Contract.CDI, Contract.CDD}))
    youth = young(client, database, answers)

    page = client.post(REFUSE, {"raison": reason}, follow=True)

    assert key in [e.get("value") for e in page.find("button", name="reponse")]
    client.post("/offres/1/accepter", {"reponse": key})
    assert values(database, youth) == replace(answers, **change)  # type: ignore[arg-type]


def test_an_answer_that_was_not_proposed_is_missing(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    youth = young(client, database)

    answers = [client.post("/offres/1/accepter", {"reponse": key}).status for key in ("limite", "", "<b>")]

    assert answers == [404, 404, 404]
    assert values(database, youth) == WAITER


def test_a_companion_acts_for_a_young_person_and_the_page_says_who(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    youth = young(client, database)
    companion = companion_of(client, database, youth)

    asked = companion.get(f"/jeunes/{youth.id}/offres/1/pas-pour-moi")
    companion.post(f"/jeunes/{youth.id}/offres/1/pas-pour-moi", {"raison": "horaires"})

    assert f"pas pour {youth.first_name}" in asked.h1
    assert "par Camille Verdier" in client.get("/mes-offres/ecartees").text
    assert said(database)[0].author_id not in (None, youth.id)
    companion.post(f"/jeunes/{youth.id}/offres/1/annuler")
    assert said(database) == []


@pytest.mark.parametrize("page", ["offres/1/pas-pour-moi", "offres/ecartees", "offres/gardees"])
def test_what_a_young_person_of_another_structure_said_is_missing(
    client: PageClient, database: Database, tmp_path: Path, page: str
) -> None:
    offers(database, tmp_path, 1)
    youth = young(client, database)
    companion, stranger = companion_of(client, database, youth), _stranger(client, database)

    read = [one.get(f"/jeunes/{of}/{page}") for one, of in _asked(companion, stranger, youth)]

    assert [one.status for one in read] == [200, 404, 404]
    assert read[1].text == read[2].text


@pytest.mark.parametrize("way", ["pas-pour-moi", "garder", "annuler", "accepter"])
def test_nothing_can_be_said_for_a_young_person_of_another_structure(
    client: PageClient, database: Database, tmp_path: Path, way: str
) -> None:
    offers(database, tmp_path, 1)
    youth = young(client, database)
    client.post(REFUSE, {"raison": "contrat"})
    before, stranger = said(database), _stranger(client, database)
    fields = {"raison": "metier", "reponse": "contrat"}

    sent = [stranger.post(f"/jeunes/{of}/offres/1/{way}", fields).status for of in (youth.id, "aaaaaaaaaaaa")]

    assert sent == [404, 404]
    assert [(one.why, one.author_id) for one in said(database)] == [(one.why, one.author_id) for one in before]


def test_one_young_person_s_word_changes_nobody_else_s_list(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    young(client, database)
    client.post(REFUSE, {"raison": "autre"})

    other = PageClient(client.app)
    young(other, database)

    assert "/offres/1" in other.get("/mes-offres").links()
    assert "Rien d'écarté" in other.get("/mes-offres/ecartees").text


@pytest.mark.parametrize("way", ["pas-pour-moi", "garder", "annuler", "accepter"])
def test_an_offer_that_does_not_exist_is_missing(client: PageClient, database: Database, way: str) -> None:
    made.load_places(database)
    young(client, database)

    assert client.post(f"/offres/999/{way}", {"raison": "metier"}).status == 404


def test_an_address_that_tells_of_an_offer_never_set_aside_says_nothing(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 1)
    young(client, database)

    for number in ("1", "999", "-1", "x", "9" * 40):
        assert "C'est noté" not in client.get(f"/mes-offres?ecartee={number}").text


def test_what_is_said_goes_with_the_account(database: Database, client: PageClient, tmp_path: Path) -> None:
    offers(database, tmp_path, 1)
    youth = young(client, database)
    client.post(REFUSE, {"raison": "autre"})

    with database.write() as session:
        session.delete(session.get_one(User, youth.id))

    assert said(database) == []


def _stranger(client: PageClient, database: Database) -> PageClient:
    stranger = PageClient(client.app)
    with database.write() as session:
        stranger.sign_in(builders.user(session))
    return stranger


def _asked(companion: PageClient, stranger: PageClient, youth: User) -> list[tuple[PageClient, str]]:
    return [(companion, youth.id), (stranger, youth.id), (stranger, "aaaaaaaaaaaa")]
