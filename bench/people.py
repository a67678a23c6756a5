"""People and offers read from files for the benches, as the ranking takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from clicnjob import clock
from clicnjob.matching.rows import offer_row
from clicnjob.matching.values import OfferRow, Person
from clicnjob.offers.draft import Draft, Rejected
from clicnjob.offers.parsing import parse
from clicnjob.offers.sources import france_travail
from clicnjob.offers.sources.reading import GivenFile, opened
from clicnjob.places.catalogue import Catalogue
from clicnjob.profiles.values import (
    Avoided,
    Contract,
    Experience,
    Hours,
    Level,
    Licence,
    LicenceState,
    Limit,
    Mode,
    ProfileValues,
)

MOST_BYTES = 500_000_000
CONTRACTS = {
    "CDI": (Contract.CDI,),
    "CDD": (Contract.CDD,),
    "MIS": (Contract.INTERIM,),
    "SAI": (Contract.SEASONAL,),
    "alternance": (Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION),
}


def offers(file: Path, catalogue: Catalogue) -> Iterator[OfferRow]:
    """The sound offers of a file in a shape that imports take, with the source's identifiers."""
    given, now = GivenFile(file, file.name), clock.now()
    with opened(given, MOST_BYTES) as text:
        for record in france_travail.read(text, partial(opened, given, MOST_BYTES)):
            draft = record if isinstance(record, Rejected) else parse(record.value, record.line, catalogue, now)
            if isinstance(draft, Draft):
                yield offer_row(draft.source_id, draft)


def people(file: Path, catalogue: Catalogue) -> dict[str, Person]:
    """People by id, one JSON object a line: the object itself, or the one under « profile »."""
    with opened(GivenFile(file, file.name), MOST_BYTES) as text:
        lines = b"".join(iter(text.read, b"")).splitlines()
    read = (json.loads(line) for line in lines if line.strip())
    profiles = [line.get("profile", line) for line in read]
    return {str(profile["id"]): _person(profile, catalogue) for profile in profiles}


def _person(profile: Mapping[str, Any], catalogue: Catalogue) -> Person:
    commune = catalogue.listed(str(profile.get("commune_insee")))
    return Person(
        _answers(profile),
        age=profile.get("age"),
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
        departement_code=commune.departement_code if commune else None,
    )


def _answers(profile: Mapping[str, Any]) -> ProfileValues:
    avoided = {Avoided.NIGHT: profile.get("no_night"), Avoided.WEEKEND: profile.get("no_weekend")}
    return ProfileValues(
        wishes=tuple(profile.get("wishes", ())),
        modes=frozenset(map(Mode, profile["transport"])) if "transport" in profile else None,
        limit=Limit(km=profile["max_km"]) if profile.get("max_km") else None,
        level=Level(profile["level"]) if profile.get("level") else None,
        licences=dict.fromkeys(map(Licence, profile["licence"]), LicenceState.HAVE) if "licence" in profile else None,
        experience=tuple(Experience(one["job"], one["months"]) for one in profile.get("experience", ())),
        contracts=frozenset(kind for name in profile.get("contracts", ()) for kind in CONTRACTS[name]),
        hours=Hours(profile["hours"]) if profile.get("hours") else None,
        avoided=frozenset(time for time, no in avoided.items() if no),
    )
