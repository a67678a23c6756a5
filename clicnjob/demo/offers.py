"""Invented offers in the France Travail shape: any number of them, or two weekly files a Monday apart."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from clicnjob.demo.catalogue import Catalogue, catalogue
from clicnjob.demo.conditions import draw
from clicnjob.demo.faults import spoil
from clicnjob.demo.records import Record, dated, offer_id, record
from clicnjob.demo.towns import Town, Towns

PAGE = 150
WEEK = 2000
OLDEST_DAYS = 75
REPOSTED = 0.04
KEPT, REWORDED, RAISED, REFRESHED = 0.6, 0.04, 0.03, 0.2
NEVER_DRAWN = 5_000_000
REWORDINGS = (
    "Nouvelle date : prise de poste en début de mois.",
    "Mise à jour : deux postes sont encore ouverts.",
    "Précision : une visite de l'entreprise est possible.",
)


def generate(count: int, seed: int, date: date, communes: Iterable[Town]) -> Iterator[Record]:
    """`count` distinct offers as seen on `date`, spread over the communes; the same arguments give the same records."""
    towns, source = Towns(communes), catalogue()
    return (_offer(source, towns, seed, index, date, OLDEST_DAYS) for index in range(count))


def weeks(seed: int, date: date, communes: Iterable[Town], size: int = WEEK) -> tuple[list[Record], list[Record]]:
    """Two complete weekly files: the Monday before `date`'s Monday, and that Monday.

    Of the first, six offers in ten come back in the second, some changed; new ones fill the place of the rest.
    """
    towns, source = Towns(communes), catalogue()
    monday = monday_of(date)
    before = monday - timedelta(days=7)
    first = [_offer(source, towns, seed, index, before, OLDEST_DAYS) for index in range(size)]
    rng = random.Random(f"{seed}/week")
    kept = [_carried(rng, offer, monday) for offer in first if rng.random() < KEPT]
    fresh = [_offer(source, towns, seed, size + index, monday, 6) for index in range(size - len(kept))]
    second = [*kept, *fresh]
    rng.shuffle(second)
    return _as_delivered(first), _as_delivered(second)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def pages(offers: Sequence[Record]) -> list[bytes]:
    """The offers as the pages of the API, 150 each: one JSON document a page."""
    return [
        json.dumps({"resultats": offers[start : start + PAGE]}, ensure_ascii=False).encode()
        for start in range(0, len(offers), PAGE)
    ]


def _offer(source: Catalogue, towns: Towns, seed: int, index: int, day: date, oldest: int) -> Record:
    """One offer; a few repeat the text of the one before under another id, as real files do."""
    own = random.Random(f"{seed}/{index}")
    repeats = index > 0 and own.random() < REPOSTED
    rng = random.Random(f"{seed}/text/{index - 1 if repeats else index}")
    facts = draw(rng, source, towns)
    fields = record(rng, source, facts, offer_id(index, facts.partner))
    return spoil(rng, dated(own, fields, day, 0, oldest))


def _carried(rng: random.Random, offer: Record, day: date) -> Record:
    """An offer a week later: mostly the same, sometimes refreshed, reworded or better paid."""
    share = rng.random()
    refreshed = {**offer, "dateActualisation": f"{day - timedelta(days=rng.randint(0, 4))}T06:30:00.000Z"}
    if share < REWORDED:
        return {**refreshed, "description": f"{offer['description']}\n{rng.choice(REWORDINGS)}"}
    if share < REWORDED + RAISED:
        return {**refreshed, "salaire": {"libelle": f"Horaire de {rng.randint(1230, 1390) / 100:.2f} Euros"}}
    return refreshed if share < REWORDED + RAISED + REFRESHED else offer


def _as_delivered(offers: list[Record]) -> list[Record]:
    """A file as it arrives: one offer repeated where two pages overlap, and one that nobody can use."""
    overlap = offers[PAGE - 1 : PAGE]
    empty = {**offers[-1], "id": offer_id(NEVER_DRAWN, partner=False), "intitule": "", "description": ""}
    return [*offers[:PAGE], *overlap, *offers[PAGE:], empty]
