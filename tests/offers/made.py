"""Invented records of the France Travail shape, the files that hold them, and imports of those."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clicnjob.db import Database
from clicnjob.offers.deciding import Outcome
from clicnjob.offers.draft import Draft, Rejected
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import OfferImport
from clicnjob.offers.orders import Wish
from clicnjob.offers.parsing import parse
from clicnjob.offers.sources.reading import GivenFile
from tests.places import small

Record = dict[str, Any]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PRIVAS = {"libelle": "07 - PRIVAS", "commune": "07186", "codePostal": "07000", "latitude": 44.735, "longitude": 4.599}
GUERET = {"libelle": "23 - Guéret", "commune": "23096", "codePostal": "23000", "latitude": 46.171, "longitude": 1.871}
NOWHERE = {"libelle": "France"}
SAME_EMPLOYER = {"nom": "Le Châtaignier Bleu"}
AUVERGNE_RHONE_ALPES, NOUVELLE_AQUITAINE, OCCITANIE = "84", "75", "76"


def record(number: int = 1, **changes: Any) -> Record:
    """One sound offer, each number of another employer; a change of None takes the field away."""
    fields: Record = {
        "id": f"9{number:06d}",
        "intitule": "Serveur / Serveuse en restauration (H/F)",
        "description": "Vous accueillez les clients et servez en salle.\nDeux soirs par semaine.",
        "dateCreation": "2026-11-16T07:30:00.000Z",
        "dateActualisation": "2026-11-20T07:30:00.000Z",
        "lieuTravail": PRIVAS,
        "romeCode": "G1803",
        "romeLibelle": "Serveur / Serveuse en restauration",
        "appellationlibelle": "Serveur / Serveuse en restauration",
        "entreprise": SAME_EMPLOYER if number == 1 else {"nom": f"{SAME_EMPLOYER['nom']} {number}"},
        "typeContrat": "CDI",
        "typeContratLibelle": "CDI",
        "natureContrat": "Contrat travail",
        "experienceExige": "D",
        "experienceLibelle": "Débutant accepté",
        "salaire": {"libelle": "Horaire de 12.40 Euros sur 12.0 mois"},
        "dureeTravailLibelle": "35H/semaine Travail le soir",
        "dureeTravailLibelleConverti": "Temps plein",
        "alternance": False,
        "nombrePostes": 1,
        "origineOffre": {"origine": "1", "urlOrigine": f"https://offres.exemple.fr/detail/9{number:06d}"},
    }
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


def parsed(raw: object) -> Draft | Rejected:
    """A record washed, with the small gazetteer, on the day of the tests."""
    return parse(raw, 1, small.catalogue(), NOW)


def draft(**changes: Any) -> Draft:
    """The draft of a sound record."""
    found = parsed(record(**changes))
    assert isinstance(found, Draft), found
    return found


def page(records: Sequence[object]) -> bytes:
    """A page of the API."""
    return json.dumps({"resultats": records, "filtresPossibles": [{"filtre": "typeContrat"}]}).encode()


def lines(records: Iterable[object]) -> bytes:
    """One offer a line."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def rows(records: Sequence[object]) -> bytes:
    """A list written one offer a line, as some exporters do."""
    return b"[\n" + b",\n".join(json.dumps(one, ensure_ascii=False).encode() for one in records) + b"\n]"


def file(folder: Path, content: bytes, name: str = "offres.json") -> GivenFile:
    """A file with this content; packed when its name says so."""
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return GivenFile(path, name)


def bring_in(
    database: Database, folder: Path, records: Sequence[object], *, region: str = AUVERGNE_RHONE_ALPES, **values: Any
) -> OfferImport:
    """Import these records, as lines, and publish whatever brake fires; the import of the first region."""
    return outcomes(database, folder, records, region=region, wish=Wish.ANYWAY, **values)[0].done


def outcomes(
    database: Database, folder: Path, records: Sequence[object], *, region: str = AUVERGNE_RHONE_ALPES, **values: Any
) -> list[Outcome]:
    """Import these records, as lines; the small gazetteer is loaded when no place is."""
    load_places(database)
    values = {"complete": False, "most_mb": 10, **values}
    return import_offers(database, [file(folder, lines(records))], region=region, **values)


def plain(sentence: str) -> str:
    """A sentence with ordinary spaces."""
    return sentence.replace("\u00a0", " ")


def load_places(database: Database) -> None:
    """The small gazetteer, once."""
    with database.write() as session:
        small.load(session)
