"""Partner feeds: an invented sample of every format gives its offer under the names of the France Travail API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clicnjob.offers.contracts import Contract
from clicnjob.offers.draft import Draft, Rejected
from clicnjob.offers.salaries import Period
from clicnjob.offers.sources import formats, mapping
from clicnjob.offers.sources.reading import GivenFile
from tests.offers.made import parsed

SAMPLES = Path(__file__).parent / "samples"
MOST = 1_000_000


def only_record(name: str) -> dict[str, Any]:
    """The one record of a sample."""
    found = list(formats.read(GivenFile(SAMPLES / name, "envoi"), MOST))
    assert len(found) == 1
    assert not isinstance(found[0], Rejected)
    return dict(found[0].value)


IDENTITIES = {
    "apec.xml": ("170000001W", "Dessinateur de ponts F/H", "Ponts & Fils"),
    "cegid.json": ("2026-82000", "CONSEILLER(E) - 07", "France Travail"),
    "clever_connect.xml": ("00000123", "MAGASINIER H/F", "Vis et Boulons"),
    "decathlon.json": ("KWYLVLYSRRKVGO001", "ALTERNANCE Vendeur de vélos (H/F)", "Roue Libre"),
    "engagement_jeunes.json": (34000001, "Agent de tri en alternance (F/H)", "Verre Clair"),
    "flattened.ndjson": ("193AAAA", "Vendeur (H/F)", "Le Petit Marché"),
    "hellowork.xml": ("68000001", "Vendeur en boulangerie H/F", "Le Fournil d'en Bas"),
    "hellowork_details.xml": ("104000002", "ALTERNANCE - Équipier·ère de restauration", "Galettes Réunies"),
    "job_posting.json": ("CUI-42", "Cuisinier H/F", "Auberge du Coiron"),
    "jobteaser.xml": ("ab3c7310-0000-4541-9a91-000000000001", "Alternance - communication - H/F", "Encre Vive"),
    "jooble.xml": ("-6366765753000000001", "Jardinier", "Roses et Ronces"),
    "kelio.xml": ("147000", "Alternance | Monteur vidéo H/F", "Images d'Ici"),
    "la_bonne_alternance.json": ("6512-A", "Ébéniste en alternance", "Atelier Tilleul"),
    "la_poste.xml": ("2026-0001", "Alternance Responsable de tournée F/H", "Courrier du Vivarais"),
    "page.html": ("SER-43", "Serveur H/F", "Auberge du Coiron"),
    "pass.rss": ("A-2026-1", "Apprenti - archives H/F", "Mairie de Privas"),
    "renamed_dump.json": ("171AAAA", "Boulanger (H/F)", None),
    "talentsoft.xml": ("2026-100001", "Alternance - Technicien de lignes F/H", "Lumière du Vivarais"),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_a_sample_of_every_format_gives_its_offer(name: str) -> None:
    record = only_record(name)

    assert (record["id"], record["intitule"], record.get("entreprise", {}).get("nom")) == IDENTITIES[name]


def test_every_sample_is_tested() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(IDENTITIES)


def test_every_declared_format_has_its_sample() -> None:
    declared = {path.stem for path in mapping.FOLDER.glob("*.toml")}

    assert declared <= {Path(name).stem for name in IDENTITIES}


def only_draft(name: str) -> Draft:
    """The one record of a sample, washed."""
    found = parsed(only_record(name))
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize("name", IDENTITIES)
def test_the_offer_of_every_sample_is_sound_and_in_ardeche(name: str) -> None:
    found = only_draft(name)

    assert found.departement_code == "07"
    assert found.published_at.year == 2026
    assert "<" not in found.description


CONTRACTS = {
    Contract.APPRENTICESHIP: [
        "apec.xml", "clever_connect.xml", "decathlon.json", "engagement_jeunes.json", "hellowork_details.xml",
        "jobteaser.xml", "kelio.xml", "la_poste.xml", "pass.rss", "talentsoft.xml",
    ],
    Contract.PROFESSIONALISATION: ["la_bonne_alternance.json"],
    Contract.CDD: ["cegid.json", "job_posting.json", "jooble.xml"],
    Contract.CDI: ["flattened.ndjson", "hellowork.xml", "renamed_dump.json"],
    Contract.OTHER: ["page.html"],
}  # fmt: skip


@pytest.mark.parametrize(("contract", "name"), [(told, name) for told, names in CONTRACTS.items() for name in names])
def test_the_contract_of_every_sample_is_understood(contract: Contract, name: str) -> None:
    assert only_draft(name).contract == contract


PAYS = {
    "apec.xml": (Period.YEAR, 18_000, 22_000),
    "clever_connect.xml": (Period.YEAR, 26_000, 30_000),
    "decathlon.json": (Period.HOUR, 12.1, 12.1),
    "hellowork_details.xml": (Period.MONTH, 710, 1823),
    "job_posting.json": (Period.HOUR, 12.5, 14),
    "jooble.xml": (Period.YEAR, 24_000, 24_000),
    "la_poste.xml": (None, None, None),
    "talentsoft.xml": (Period.MONTH, 820, 1823),
}


@pytest.mark.parametrize("name", PAYS)
def test_pay_is_read_from_amounts_or_words(name: str) -> None:
    found = only_draft(name)

    assert (found.salary_period, found.salary_least, found.salary_most) == PAYS[name]


def test_texts_of_an_offer_are_joined_in_paragraphs() -> None:
    assert only_draft("decathlon.json").description == "Vous réglez des freins.\n\nVous roulez."


def test_skills_diplomas_and_hours_are_carried_over() -> None:
    assert only_draft("decathlon.json").skills == ("mécanique", "patience")
    assert (only_draft("clever_connect.xml").level, only_draft("clever_connect.xml").level_required) == (4, False)
    assert (only_draft("la_poste.xml").level, only_draft("la_poste.xml").weekly_hours) == (5, 35.0)


def test_the_end_of_an_offer_is_carried_over() -> None:
    assert str(only_draft("job_posting.json").expires_at) == "2026-12-20 23:00:00+00:00"


def test_the_name_of_a_supervisor_goes_nowhere() -> None:
    assert "NOM PRENOM" not in str(only_record("talentsoft.xml"))


def test_companies_beside_the_offers_of_la_bonne_alternance_are_no_offers() -> None:
    assert "Sans Offre" not in str(only_record("la_bonne_alternance.json"))


def test_what_a_web_page_says_beside_its_postings_is_no_offer() -> None:
    assert only_record("page.html")["entreprise"] == {"nom": "Auberge du Coiron"}
