"""The facts read in an offer's text, in the plain words its page prints (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from clicnjob.offers.contracts import LABELS, Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.starts import start_in_words
from clicnjob.text.french import MONTHS, NBSP, plural

# A fact the reader doubts is left to the person who reads the offer.
SURE = 0.55
WORDS = {
    Kind.EXPERIENCE: "Expérience",
    Kind.DIPLOMA: "Diplôme",
    Kind.LICENCE: "Permis",
    Kind.CERTIFICATE: "Certificat",
    Kind.HOURS: "Horaires",
    Kind.CLOCK: "Heures",
    Kind.AGE: "Âge",
    Kind.CONTRACT: "Contrat",
    Kind.SEASON: "Saison",
    Kind.START: "Début",
    Kind.HOUSING: "Logement",
    Kind.REACH: "Pour venir",
}
_LEVELS = {"2": "brevet", "3": "CAP ou BEP", "4": "bac", "5": "bac+2", "6": "bac+3", "7": "bac+5"}
_HOURS = {
    "night": "la nuit",
    "weekend": "le week-end ou un jour férié",
    "weekdays": "du lundi au vendredi",
    "split": "une coupure dans la journée",
    "rotating": "des horaires qui changent",
    "early": "tôt le matin",
    "late": "le soir",
    "full_time": "temps plein",
    "part_time": "temps partiel",
}
_OF_VOWEL = "d'"
_REACH = {"remote": "pas de transport en commun", "shuttle": "une navette"}


class Told(NamedTuple):
    """A row: what it is about, what is said, and the words of the offer that say it."""

    word: str
    value: str
    excerpt: str


def told(facts: Iterable[Fact]) -> list[Told]:
    """The facts worth a row, in the order of WORDS; those of one kind in the order of the text."""
    sure = [fact for fact in facts if fact.confidence >= SURE]
    return [
        Told(word, value_of(fact), fact.excerpt) for kind, word in WORDS.items() for fact in sure if fact.kind == kind
    ]


def value_of(fact: Fact) -> str:
    """What a fact says, without the words of the offer: « 2 ans demandés », « permis B souhaité »."""
    match fact.kind:
        case Kind.EXPERIENCE:
            return _experience(fact)
        case Kind.DIPLOMA:
            return _asked(fact.detail or _LEVELS.get(fact.value, "diplôme"), fact.need)
        case Kind.LICENCE:
            return _asked(f"permis {fact.value}", fact.need)
        case Kind.CERTIFICATE:
            return _asked(fact.detail or fact.value, fact.need)
        case Kind.HOURS:
            return _HOURS.get(fact.value, fact.value)
        case Kind.CLOCK:
            return _clock(fact.value)
        case Kind.AGE:
            return f"{fact.value}{NBSP}ans au moins"
        case Kind.CONTRACT:
            return LABELS[Contract(fact.value)].lower()
        case Kind.SEASON:
            return _season(fact.value)
        case Kind.START:
            return fact.detail or start_in_words(fact.value)
        case Kind.HOUSING:
            return "logement proposé"
        case Kind.REACH:
            return _REACH.get(fact.value) or _asked("véhicule personnel", fact.need)


def _clock(value: str) -> str:
    """« de 18 h à 23 h 30 », « jusqu'à minuit », « à partir de 4 h »."""
    first, _, last = value.partition("-")
    if not first:
        return f"jusqu'à {_time(last)}"
    return f"de {_time(first)} à {_time(last)}" if last else f"à partir de {_time(first)}"


def _time(clock: str) -> str:
    hours, minutes = map(int, clock.split(":"))
    if not minutes and hours in (0, 24):
        return "minuit"
    return f"{hours}{NBSP}h{f'{NBSP}{minutes:02}' if minutes else ''}"


def _asked(what: str, need: Need, ending: str = "") -> str:
    return f"{what} {'souhaité' if need == Need.WISHED else 'demandé'}{ending}"


def _experience(fact: Fact) -> str:
    if fact.value == "0":
        return "débutants acceptés"
    if not fact.value:
        return _asked("expérience", fact.need, "e")
    months = int(fact.value)
    years = months % 12 == 0
    return _asked(
        plural(months // 12, "an") if years else f"{months}{NBSP}mois", fact.need, "s" if months != 12 else ""
    )


def _season(value: str) -> str:
    """« 06/09 » is « de juin à septembre »; « 2026-12/2027-04 » has its years."""
    first, _, last = value.partition("/")
    if not last:
        return "saison"
    month = _month(first)
    return f"{_OF_VOWEL if month[0] in 'ao' else 'de '}{month} à {_month(last)}"


def _month(value: str) -> str:
    year, _, month = value.rpartition("-")
    return f"{MONTHS[int(month) - 1]} {year}".strip()
