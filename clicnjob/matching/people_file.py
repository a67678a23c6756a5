"""People given as lines of JSON: the bare profile object that `clicnjob matching rank` reads (pure)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

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

Word = TypeVar("Word", bound=StrEnum)
CONTRACTS = {
    "CDI": (Contract.CDI,),
    "CDD": (Contract.CDD,),
    "MIS": (Contract.INTERIM,),
    "SAI": (Contract.SEASONAL,),
    "alternance": (Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION),
}


class Unreadable(ValueError):
    """What is wrong with a value, in French."""


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
            except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
                yield BadLine(number, _fault(error))


def person_of(given: Any, catalogue: Catalogue) -> Given:
    """One person. Raises Unreadable, or what Python raises, for what cannot be read."""
    profile = given.get("profile", given)
    commune = catalogue.listed(str(profile.get("commune_insee")))
    age = profile.get("age")
    person = Person(
        _answers(profile),
        age=None if age is None else _whole(age),
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
        departement_code=commune.departement_code if commune else None,
    )
    return Given(profile["id"], person)


def _answers(profile: Mapping[str, Any]) -> ProfileValues:
    avoided = {Avoided.NIGHT: profile.get("no_night"), Avoided.WEEKEND: profile.get("no_weekend")}
    modes, licences, contracts = (
        None if profile.get(name) is None else _listed(profile[name]) for name in ("transport", "licence", "contracts")
    )
    limit = profile.get("max_km")
    return ProfileValues(
        wishes=tuple(map(_text, _listed(profile.get("wishes")))),
        modes=None if modes is None else frozenset(_known(Mode, one) for one in modes),
        limit=Limit(km=max(1, _whole(limit))) if limit else None,
        level=_known(Level, profile["level"]) if profile.get("level") else None,
        licences=None
        if licences is None
        else dict.fromkeys((_known(Licence, one) for one in licences), LicenceState.HAVE),
        experience=_experience(profile.get("experience")),
        contracts=None if contracts is None else frozenset(kind for name in contracts for kind in CONTRACTS[name]),
        hours=_known(Hours, profile["hours"]) if profile.get("hours") else None,
        avoided=None if set(avoided.values()) == {None} else frozenset(time for time, no in avoided.items() if no),
        ready_if_housed=_yes_or_no(profile.get("ready_if_housed")),
        languages=tuple(map(_text, _listed(profile.get("languages")))) or None,
    )


def _yes_or_no(given: Any) -> bool | None:
    return given if isinstance(given, bool) else None


def _experience(given: Any) -> tuple[Experience, ...] | None:
    if given is None:
        return None
    return tuple(Experience(_text(one["job"]), max(0, _whole(one.get("months") or 0))) for one in _listed(given))


def _listed(given: Any) -> Sequence[Any]:
    """A list, empty when nothing is given."""
    if given is not None and not isinstance(given, list):
        raise Unreadable(f"une liste est attendue, pas {given!r:.40}")
    return given or ()


def _whole(given: Any) -> int:
    try:
        return round(float(given))
    except (ValueError, TypeError, OverflowError) as error:
        raise Unreadable(f"un nombre est attendu, pas {given!r:.40}") from error


def _known(kind: type[Word], given: Any) -> Word:
    try:
        return kind(given)
    except ValueError as error:
        raise Unreadable(f"« {given!s:.40} » n'est pas connu ; attendu : {', '.join(kind)}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"un texte est attendu, pas {value!r:.40}")
    return value


def _fault(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, KeyError):
        return f"le champ {error} manque ou n'est pas connu"
    return "un objet JSON est attendu, avec id et ce que la personne a dit"
