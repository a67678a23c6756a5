"""What is wrong in real weekly files, put on purpose into a few invented offers."""

from __future__ import annotations

import random
from collections.abc import Callable

from clicnjob.demo.records import Record

# Percent of offers touched by each fault, as seen in real files or rarer.
SHARES = {
    "entities": 2.0,
    "hard_spaces": 8.0,
    "swapped": 0.4,
    "absurd_pay": 0.2,
    "no_code": 1.0,
    "odd_posts": 0.3,
    "hidden_study": 4.0,
}
STUDY_SENTENCE = " Le poste est proposé en contrat d'apprentissage."


def spoil(rng: random.Random, record: Record) -> Record:
    """The record, with a fault in a small share of cases."""
    for name, share in SHARES.items():
        if rng.random() * 100 < share:
            record = FAULTS[name](record)
    return record


def _entities(record: Record) -> Record:
    """HTML entities left in the text by a careless export."""
    text = (
        record["description"]
        .replace("&", "&amp;")
        .replace("€", "&euro;")
        .replace("'", "&#39;")
        .replace(" :", "&nbsp;:")
    )
    return {**record, "description": text}


def _hard_spaces(record: Record) -> Record:
    return {**record, "description": record["description"].replace(" :", "\u00a0:").replace(" €", "\u00a0€")}


def _swapped(record: Record) -> Record:
    """Latitude and longitude exchanged, as one partner does."""
    place = record["lieuTravail"]
    if "latitude" not in place:
        return record
    return {**record, "lieuTravail": {**place, "latitude": place["longitude"], "longitude": place["latitude"]}}


def _absurd_pay(record: Record) -> Record:
    return {**record, "salaire": {"libelle": "Horaire de 2000,00 Euros"}}


def _no_code(record: Record) -> Record:
    return {
        name: value for name, value in record.items() if name not in ("romeCode", "romeLibelle", "appellationlibelle")
    }


def _odd_posts(record: Record) -> Record:
    return {**record, "nombrePostes": 0}


def _hidden_study(record: Record) -> Record:
    """An apprenticeship filed as an ordinary permanent contract, told in the text only."""
    if not record["alternance"]:
        return record
    filed = {"typeContrat": "CDI", "typeContratLibelle": "CDI", "natureContrat": "Contrat travail", "alternance": False}
    return {**record, **filed, "description": record["description"] + STUDY_SENTENCE}


FAULTS: dict[str, Callable[[Record], Record]] = {
    "entities": _entities,
    "hard_spaces": _hard_spaces,
    "swapped": _swapped,
    "absurd_pay": _absurd_pay,
    "no_code": _no_code,
    "odd_posts": _odd_posts,
    "hidden_study": _hidden_study,
}
