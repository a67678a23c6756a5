"""The invented offers of `bench_data`, and what a counsellor says of each for each invented person.

The order follows from what an offer asks and what a person has, as written by hand; the ranking is never asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import distance_km

FOLDER = Path(__file__).parent / "bench_data"
LEVELS = {"none": 2, "cap": 3, "bac": 4, "bac+2": 5, "bac+3": 6}
# Up to this many times the limit an offer is a step away; further, it is out of reach.
A_STEP = 2.0
# Who has this many months has the experience that is only wished.
FIRST_MONTHS = 6

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: its family, the words it is made of (rows of the variants), its record as France Travail has it."""

    id: str
    family: str
    words: tuple[Row, ...]
    record: Row


@dataclass(frozen=True, slots=True)
class Verdict:
    """3 to propose at once, 2 good, 1 one thing missing (`gap`), 0 no."""

    grade: int
    gap: str = ""


def table(name: str) -> dict[str, Any]:
    """One file of `bench_data`."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def offers(given: Row) -> list[Offer]:
    """The offers of all the families, in order; an id is the family and a number from 1."""
    return [
        _offer(given, name, number, line)
        for name, family in given["families"].items()
        for number, line in enumerate(family["offers"], 1)
    ]


def _offer(given: Row, name: str, number: int, line: str) -> Offer:
    family = given["families"][name]
    own_title, _, said = line.rpartition(" | ")
    words = tuple(given["variants"][word] for word in said.split())
    facts: dict[str, Any] = {"place": "own", "rome": family["rome"], "type": "CDI", "exige": None}
    for word in reversed(words):
        facts.update(word)
    record = {
        "id": f"{name}-{number}",
        "intitule": own_title or family["titles"][number % len(family["titles"])],
        "description": " ".join([family["duties"], *(word["prose"][number % len(word["prose"])] for word in words)]),
        "dateCreation": "2026-11-16T08:00:00Z",
        "romeCode": facts["rome"] or None,
        "typeContrat": facts["type"],
        "experienceExige": facts["exige"],
        "lieuTravail": {"commune": given["towns"][family["town"]][facts["place"]]},
    }
    return Offer(f"{name}-{number}", name, words, record)


def verdicts(person: Row, given: Row, known: Sequence[Offer], catalogue: Catalogue) -> dict[str, Verdict]:
    """What a counsellor says of every offer; those of jobs close to the one that is wished are a matter of taste."""
    close = given["families"][person["family"]]["close"]
    return {one.id: _verdict(person, one, catalogue) for one in known if one.family not in close}


def _verdict(person: Row, offer: Offer, catalogue: Catalogue) -> Verdict:
    if offer.family != person["family"]:
        return Verdict(0)
    housed = any(word.get("housed") for word in offer.words) and person.get("ready_if_housed", False)
    far = 0.0 if housed else _limits(person, offer, catalogue)
    gaps = [*_missing(person, offer), *(["distance"] if far > 1 else [])]
    if far > A_STEP or len(gaps) > 1 or "never" in gaps:
        return Verdict(0)
    if gaps:
        return Verdict(1, gaps[0])
    beginner = person["months"] < FIRST_MONTHS and any(word.get("lesser") for word in offer.words)
    return Verdict(2 if housed or beginner else 3)


def _limits(person: Row, offer: Offer, catalogue: Catalogue) -> float:
    """How many times this person's limit the offer is away."""
    home, there = person["commune_insee"], offer.record["lieuTravail"]["commune"]
    return float(distance_km(*_position(home, catalogue), *_position(there, catalogue))) / float(person["max_km"])


def _position(code: str, catalogue: Catalogue) -> tuple[float, float]:
    commune = catalogue.listed(code)
    assert commune, code
    return commune.latitude, commune.longitude


# What each thing asked is compared with; an offer for the self-employed is never a job with a wage.
_LACKS: Mapping[str, Callable[[Row, Row], bool]] = {
    "experience": lambda person, word: person["months"] < word["months"],
    "licence": lambda person, word: word["licence"] not in person["licence"],
    "diploma": lambda person, word: LEVELS[person["level"]] < word["level"],
    "hours": lambda person, word: bool(person.get(word["time"])) or person["hours"] == word["time"],
    "contract": lambda person, word: word["contract"] not in person["contracts"],
    "age": lambda person, word: person["age"] < word["age"],
    "never": lambda person, word: True,
}


def _missing(person: Row, offer: Offer) -> Iterator[str]:
    """What the offer asks in so many words and the person has not."""
    asked = [word for word in offer.words if "asks" in word]
    if not any("type" in word for word in asked):
        asked.append({"asks": "contract", "contract": "CDI"})
    return (word["asks"] for word in asked if _LACKS[word["asks"]](person, word))


def relations(said: Mapping[str, Verdict], family: str) -> Iterator[tuple[str, str]]:
    """« A before B » among the offers of one family, by grade."""
    own = {one: verdict.grade for one, verdict in said.items() if one.rpartition("-")[0] == family}
    return ((better, worse) for better in own for worse in own if own[better] > own[worse])


def false_friends(said: Mapping[str, Verdict], family: str) -> Iterator[tuple[str, str]]:
    """The same of every good offer of the family and every offer of another job."""
    good = [one for one, verdict in said.items() if verdict.grade > 1]
    return ((better, worse) for better in good for worse in said if worse.rpartition("-")[0] != family)
