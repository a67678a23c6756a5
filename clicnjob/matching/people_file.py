"""People given as lines of JSON: the bare profile object that `clicnjob matching rank` reads (pure)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clicnjob.matching.values import Person
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

CONTRACTS = {
    "CDI": (Contract.CDI,),
    "CDD": (Contract.CDD,),
    "MIS": (Contract.INTERIM,),
    "SAI": (Contract.SEASONAL,),
    "alternance": (Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION),
}


class Given(NamedTuple):
    """A person with the id it is called by in the file, as it was written."""

    id: Any
    person: Person


class BadLine(NamedTuple):
    """A line that is no person: its number from 1, and what is wrong, in French."""

    line: int
    fault: str


def people(lines: Iterable[str], catalogue: Catalogue) -> Iterator[Given | BadLine]:
    """The people of the lines, in order; blank lines are passed over. A field left out is not said; others are ignored.

    A line may also hold the profile under « profile ».
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield person_of(json.loads(line), catalogue)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield BadLine(number, _fault(error))


def person_of(given: Any, catalogue: Catalogue) -> Given:
    """One person. Raises ValueError, KeyError, TypeError or AttributeError for what cannot be read."""
    profile = given.get("profile", given)
    commune = catalogue.listed(str(profile.get("commune_insee")))
    age = profile.get("age")
    person = Person(
        _answers(profile),
        age=None if age is None else int(age),
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
        departement_code=commune.departement_code if commune else None,
    )
    return Given(profile["id"], person)


def _answers(profile: Mapping[str, Any]) -> ProfileValues:
    avoided = {Avoided.NIGHT: profile.get("no_night"), Avoided.WEEKEND: profile.get("no_weekend")}
    modes, licences, contracts = (profile.get(name) for name in ("transport", "licence", "contracts"))
    limit = profile.get("max_km")
    return ProfileValues(
        wishes=tuple(map(_text, profile.get("wishes") or ())),
        modes=None if modes is None else frozenset(map(Mode, modes)),
        limit=Limit(km=max(1, round(float(limit)))) if limit else None,
        level=Level(profile["level"]) if profile.get("level") else None,
        licences=None if licences is None else dict.fromkeys(map(Licence, licences), LicenceState.HAVE),
        experience=_experience(profile.get("experience")),
        contracts=None if contracts is None else frozenset(kind for name in contracts for kind in CONTRACTS[name]),
        hours=Hours(profile["hours"]) if profile.get("hours") else None,
        avoided=None if set(avoided.values()) == {None} else frozenset(time for time, no in avoided.items() if no),
        ready_if_housed=_yes_or_no(profile.get("ready_if_housed")),
        languages=tuple(map(_text, profile.get("languages") or ())) or None,
    )


def _yes_or_no(given: Any) -> bool | None:
    return given if isinstance(given, bool) else None


def _experience(given: Any) -> tuple[Experience, ...] | None:
    if given is None:
        return None
    return tuple(Experience(_text(one["job"]), max(0, round(float(one.get("months") or 0)))) for one in given)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"un texte est attendu, pas {value!r:.40}")
    return value


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "ce n'est pas un objet JSON"
    return f"le champ {error} manque ou n'est pas connu" if isinstance(error, KeyError) else f"{error}"[:200]
