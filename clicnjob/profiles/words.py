"""The French words of a profile: the label of each choice, and each answer as a short sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

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
    Question,
)
from clicnjob.text.french import listed, minutes_in_words, months_in_words, recent_day

MODES = {
    Mode.WALK: "À pied",
    Mode.BIKE: "À vélo",
    Mode.BUS: "Bus ou train",
    Mode.SCOOTER: "Scooter",
    Mode.CAR: "Voiture",
    Mode.LIFT: "On m'emmène",
}
LEVELS = {
    Level.NONE: "Pas encore de diplôme",
    Level.CAP: "CAP ou BEP",
    Level.BAC: "Bac",
    Level.BAC_2: "Bac\u00a0+2",
    Level.BAC_3: "Bac\u00a0+3 ou plus",
}
LICENCES = {
    Licence.B: "B (voiture)",
    Licence.AM: "AM (scooter)",
    Licence.A1: "A1 (125\u00a0cm³)",
    Licence.A2: "A2 (moto)",
    Licence.A: "A (moto)",
    Licence.BE: "BE (remorque)",
    Licence.C: "C (camion)",
    Licence.CE: "CE (semi-remorque)",
    Licence.D: "D (car, bus)",
}
CONTRACTS = {
    Contract.CDI: "CDI",
    Contract.CDD: "CDD",
    Contract.INTERIM: "Intérim",
    Contract.SEASONAL: "Saison",
    Contract.APPRENTICESHIP: "Apprentissage",
    Contract.PROFESSIONALISATION: "Contrat pro",
}
HOURS = {Hours.FULL: "Temps plein", Hours.PART: "Temps partiel", Hours.ANY: "Les deux me vont"}
AVOIDED = {Avoided.NIGHT: "Pas la nuit", Avoided.WEEKEND: "Pas le week-end"}
LANGUAGES = ("français", "anglais", "espagnol", "allemand", "arabe", "italien", "portugais", "turc")
HOUSED = {True: "Prêt·e à partir si logé·e", False: "Pas loin de la maison"}
_HOURS_SAID = HOURS | {Hours.ANY: "Temps plein ou partiel"}


def answer_in_words(values: ProfileValues, question: Question, *, commune: str, today: date) -> str:
    """An answer as a profile shows it, one wish or job a line; empty when there is none.

    `commune` is the label of the commune's code.
    """
    answer = getattr(values, question)
    return "" if answer is None else _WORDS.get(question, joined)(answer, commune, today)


def joined(parts: Iterable[str], *_: object) -> str:
    """« À pied, bus ou train, 30 min au plus »: parts after one another, the first with its capital."""
    first, *others = [*parts] or [""]
    return ", ".join([first, *(other if other[1:2].isupper() else other[:1].lower() + other[1:] for other in others)])


def _chosen(labels: Mapping[Any, str], none: str) -> Callable[..., str]:
    return lambda answer, *_: joined(label for value, label in labels.items() if value in answer) or none


def _limit(limit: Limit, *_: object) -> str:
    return f"{minutes_in_words(limit.minutes)} au plus" if limit.minutes else f"{limit.km}\u00a0km au plus"


def _licences(kept: Mapping[Licence, LicenceState], *_: object) -> str:
    having = [str(name) for name in LICENCES if kept.get(name) == LicenceState.HAVE]
    taking = [str(name) for name in LICENCES if kept.get(name) == LicenceState.IN_PROGRESS]
    said = [f"Permis {listed(having)}"] if having else []
    return joined([*said, *([f"Permis {listed(taking)} en cours"] if taking else [])]) or "Pas de permis"


def _experience(done: tuple[Experience, ...], *_: object) -> str:
    said = [f"{one.job} ({months_in_words(one.months)})" for one in done]
    return "\n".join(said) or "Pas encore d'expérience"


def _start(day: date, _commune: str, today: date) -> str:
    if day <= today:
        return "Tout de suite"
    near = recent_day(day, today)
    return f"À partir de {near}" if near == "demain" else near.replace("le ", "À partir du ", 1)


_WORDS: dict[Question, Callable[..., str]] = {
    Question.WISHES: lambda wishes, *_: "\n".join(wishes),
    Question.COMMUNE: lambda _code, commune, _today: commune,
    Question.MODES: _chosen(MODES, ""),
    Question.LIMIT: _limit,
    Question.LEVEL: lambda level, *_: LEVELS[level],
    Question.LICENCES: _licences,
    Question.EXPERIENCE: _experience,
    Question.CONTRACTS: _chosen(CONTRACTS, "Tous les contrats"),
    Question.HOURS: lambda hours, *_: _HOURS_SAID[hours],
    Question.AVOIDED: _chosen(AVOIDED, "Nuit et week-end possibles"),
    Question.START: _start,
    Question.READY_IF_HOUSED: lambda ready, *_: HOUSED[ready],
}
