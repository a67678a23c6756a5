"""The ranked offers as pages: what a young person and a companion see, reach, and cannot see."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clicnjob.accounts.models import User
from clicnjob.db import Database
from clicnjob.home.rules_page import fingerprint
from clicnjob.matching import weights
from clicnjob.matching.law import rules
from clicnjob.matching.weights import WEIGHTS
from clicnjob.profiles.values import Contract, Limit, ProfileValues
from tests import builders
from tests.offers import made
from tests.page import Page, PageClient
from tests.profiles.made import FULL, answered

WAITER = replace(
    FULL,
    wishes=("serveuze", "cuisine"),
    commune_code="07186",
    limit=Limit(minutes=30),
    contracts=frozenset({Contract.CDI}),
)
BRAKES = (
    (weights.OTHER_JOB, " au plus"),
    (weights.TWICE_TOO_FAR, ""),
    (weights.UNKNOWN_ELSEWHERE, ""),
    (weights.AFTER_A_GAP, ""),
    (weights.REFUSED_JOB, ""),
    (weights.AS_FAR, ""),
)
NIGHT = {
    "intitule": "Préparateur de commandes",
    "appellationlibelle": "Préparateur / Préparatrice de commandes",
    "romeCode": "N1103",
    "dureeTravailLibelle": "35H/semaine Travail de nuit",
}


def offers(database: Database, folder: Path, count: int = 8, **changes: object) -> None:
    """Offers that differ by their text: none is a copy of another."""
    words = [f"Vous servez en salle avec {number} collègues." for number in range(1, count + 1)]
    records = [made.record(number, **{"description": text, **changes}) for number, text in enumerate(words, 1)]
    made.bring_in(database, folder, records)


def young(client: PageClient, database: Database, values: ProfileValues | None = WAITER) -> User:
    with database.write() as session:
        user = builders.youth(session)
        if values:
            answered(session, user, values)
    client.sign_in(user)
    return user


def companion_of(client: PageClient, database: Database, youth: User) -> PageClient:
    with database.write() as session:
        user = builders.user(session, structure=session.merge(youth).structure)
    other = PageClient(client.app)
    other.sign_in(user)
    return other


def points(page: Page) -> tuple[int, list[int]]:
    """The total that is shown, and the points of each row."""
    items = [e for e in page.find("li") if re.search(r"sur\s+\d+\s*$|−\d+\s*$", e.text)]
    values = [int(re.findall(r"[−\d]+", e.text)[-2 if "sur" in e.text else -1].replace("−", "-")) for e in items]
    return values[-1], values[:-1]


def test_the_five_best_offers_come_first_with_their_reasons(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path)
    young(client, database)

    page = client.get("/mes-offres")

    assert len(page.find("article")) == 5
    assert "Tes 5 offres" in page.h1.replace("\u00a0", " ")
    assert "C'est ta première envie" in page.text
    assert "Voir les 8 offres" in page.text


def test_the_reasons_of_an_offer_add_up_to_its_total(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, experienceExige="E", experienceLibelle="2 An(s)", typeContrat="CDD")
    young(client, database)
    link = next(link for link in client.get("/mes-offres/toutes").links() if re.fullmatch(r"/offres/\d+", link))

    total, rows = points(client.get(link))

    assert len(rows) > 8
    assert sum(rows) == total


def test_the_page_of_an_offer_names_the_gap_and_the_next_step(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, typeContrat="CDD")
    young(client, database)

    page = client.get("/offres/1")

    assert "Ce qui manque" in page.text
    assert "Prochain pas" in page.text


def test_an_offer_one_step_away_is_reached_by_its_gap(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, typeContrat="CDD")
    young(client, database)
    link = next(link for link in client.get("/mes-offres").links() if link == "/mes-offres/contrat")

    assert len(client.get(link).find("article")) == 8


def test_a_profile_without_wish_is_asked_for_one(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path)
    young(client, database, None)

    page = client.get("/mes-offres")

    assert page.find("article") == []
    assert "/mon-profil" in page.links()


def test_no_offer_at_all_says_what_to_do(client: PageClient, database: Database) -> None:
    made.load_places(database)
    young(client, database)

    assert "Pas encore d'offre" in client.get("/mes-offres").text


def test_every_offer_is_reached_page_by_page(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 45)
    young(client, database)

    found = [len(client.get(f"/mes-offres/toutes?page={number}").find("article")) for number in (1, 2, 3)]

    assert found == [20, 20, 5]
    assert client.get("/mes-offres/toutes?page=4").status == 404


@pytest.mark.parametrize("kind", ["ailleurs", "TOUTES"])
def test_a_list_that_does_not_exist_is_missing(client: PageClient, database: Database, kind: str) -> None:
    made.load_places(database)
    young(client, database)

    assert client.get(f"/mes-offres/{kind}").status == 404


def test_a_list_weighs_and_asks_the_same_for_ten_and_for_many(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 20)
    young(client, database)
    client.get("/mes-offres/toutes")
    few = client.get("/mes-offres/toutes")
    offers(database, tmp_path, 300)
    client.get("/mes-offres/toutes")
    many = client.get("/mes-offres/toutes")

    assert many.statements == few.statements
    assert abs(many.weight - few.weight) < few.weight / 10


def test_self_employment_is_folded_apart_and_counted(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 3, typeContrat="LIB", intitule="Serveur")
    young(client, database)

    assert "À ton compte 3 offres à part, pas un salaire" in client.get("/mes-offres").text
    assert len(client.get("/mes-offres/a-ton-compte").find("article")) == 3


def test_an_offer_published_twice_is_one_card_that_leads_to_the_other(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    made.bring_in(database, tmp_path, [made.record(1), made.record(2, entreprise=made.SAME_EMPLOYER)])
    young(client, database)

    page = client.get("/mes-offres")

    assert len(page.find("article")) == 1
    assert "Aussi publiée : 1 annonce de plus" in page.text.replace("\u00a0", " ")
    assert "/offres/2" in client.get("/offres/1", most_statements=13).links()


def test_only_the_law_hides_an_offer_and_it_says_which(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path, 2, **NIGHT)
    with database.write() as session:
        minor = builders.youth(session, birth_date=date(2009, 6, 1))
        answered(session, minor, replace(WAITER, wishes=("preparateur de comande",), avoided=frozenset()))
    client.sign_in(minor)

    page = client.get("/mes-offres")

    assert page.find("article") == []
    assert "2 offres ne sont pas montrées" in page.text
    assert [
        e
        for e in page.find("a")
        if e.text.startswith("Code du travail, article") and e.get("href").startswith("https://")
    ]


def test_a_closed_offer_says_so_and_cannot_be_applied_for(
    client: PageClient, database: Database, tmp_path: Path
) -> None:
    offers(database, tmp_path, 2)
    made.bring_in(database, tmp_path, [made.record(1)], complete=True)
    young(client, database)

    page = client.get("/offres/2")

    assert "Offre fermée" in page.text
    assert "Je postule" not in page.text
    assert "/offres/2" not in client.get("/mes-offres/toutes").links()


def test_an_unknown_offer_is_missing(client: PageClient, database: Database) -> None:
    made.load_places(database)
    young(client, database)

    assert client.get("/offres/999").status == 404


def test_a_companion_sees_the_same_five_offers(client: PageClient, database: Database, tmp_path: Path) -> None:
    offers(database, tmp_path)
    youth = young(client, database)
    companion = companion_of(client, database, youth)

    hers = [e.text for e in client.get("/mes-offres").find("h2") if "Serv" in e.text]
    seen = [e.text for e in companion.get(f"/jeunes/{youth.id}/offres").find("h3") if "Serv" in e.text]

    assert hers == seen != []


@pytest.mark.parametrize("page", ["offres", "offres/toutes", "offres/1", "profil"])
def test_a_young_person_of_another_structure_is_missing(
    client: PageClient, database: Database, tmp_path: Path, page: str
) -> None:
    offers(database, tmp_path)
    youth = young(client, database)
    companion = companion_of(client, database, youth)
    stranger = PageClient(client.app)
    with database.write() as session:
        stranger.sign_in(builders.user(session))

    answers = [one.get(f"/jeunes/{youth_id}/{page}") for one, youth_id in
               ((companion, youth.id), (stranger, youth.id), (stranger, "aaaaaaaaaaaa"))]  # fmt: skip

    assert [one.status for one in answers] == [200, 404, 404]
    assert answers[1].text == answers[2].text


def test_the_desk_lists_the_own_young_people_only(client: PageClient, database: Database, tmp_path: Path) -> None:
    made.load_places(database)
    youth = young(client, database)
    with database.write() as session:
        builders.youth(session, first_name="Étrangère")

    page = companion_of(client, database, youth).get("/jeunes")

    assert youth.full_name in page.text
    assert "Étrangère" not in page.text


def test_an_empty_desk_says_what_to_do(client: PageClient, database: Database) -> None:
    with database.write() as session:
        client.sign_in(builders.user(session))

    page = client.get("/jeunes")

    assert "Pas encore de jeune ici" in page.text
    assert "/jeunes/nouveau" in page.links()


def test_the_page_on_the_ranking_shows_the_weights_that_are_used(client: PageClient) -> None:
    page = client.get("/comment-ca-marche")
    shown = [int(cell.text) for cell in page.find("td") if cell.text.strip().isdigit()]

    assert shown == list(WEIGHTS.values())
    assert sum(shown) == 100


def test_the_page_on_the_ranking_tells_every_brake_the_law_and_how_to_ask(client: PageClient) -> None:
    page = client.get("/comment-ca-marche")
    left = [cell.text.replace("\u00a0", " ") for cell in page.find("td") if "sur" in cell.text and "100" in cell.text]

    assert left == [f"{round(100 * share)} sur 100{most}" for share, most in BRAKES]
    assert {rule.link for rule in rules()} <= set(page.links())
    assert all(words in page.text for words in ("L311-3-1", "CADA", "sexe", f"version {fingerprint()}"))


def test_the_version_of_the_rules_changes_with_a_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(weights, "AS_FAR", weights.AS_FAR / 2)

    assert fingerprint() != before
