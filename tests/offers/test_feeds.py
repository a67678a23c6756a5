"""Partner feeds: an invented sample of every format gives its offer under the names of the France Travail API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clicnjob.offers.draft import Rejected
from clicnjob.offers.sources import formats, mapping
from clicnjob.offers.sources.reading import GivenFile

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
