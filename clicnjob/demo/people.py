"""The invented people of the demonstration: structures with their sites and staff, and the young people near them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from clicnjob.demo.answers import Filled, Words, answers, kept
from clicnjob.demo.catalogue import DATA
from clicnjob.demo.towns import Town
from clicnjob.places.distance import short_distance_km
from clicnjob.profiles.values import ProfileValues
from clicnjob.text.normalise import fold

Name = tuple[str, str]

# Young people live in the commune of a site or close by.
NEIGHBOURHOOD_KM = 8
# Weights by age: three in four are under 21 in missions locales.
AGES = {16: 8, 17: 14, 18: 19, 19: 19, 20: 15, 21: 7, 22: 6, 23: 5, 24: 4, 25: 3}
FILLED: dict[Filled, int] = {"full": 76, "part": 18, "empty": 6}


class SiteText(msgspec.Struct, frozen=True):
    """A place where a structure receives people; `commune` is an INSEE code."""

    name: str
    kind: str
    address: str
    commune: str
    phone: str
    hours: str


class StructureText(msgspec.Struct, frozen=True):
    """A mission locale: how many young people it accompanies here, who works there, where."""

    name: str
    youths: int
    manager: Name
    counsellors: tuple[Name, ...]
    sites: tuple[SiteText, ...]


class Structures(msgspec.Struct, frozen=True):
    """Every structure of the demonstration."""

    structures: tuple[StructureText, ...]


class Young(msgspec.Struct, frozen=True):
    """An invented young person; `counsellor` is the place of the referent in the structure's list."""

    username: str
    first_name: str
    last_name: str
    birth_date: date
    counsellor: int
    filled: Filled
    values: ProfileValues


def structures() -> tuple[StructureText, ...]:
    """The three structures, as written in the data file."""
    return msgspec.toml.decode((DATA / "structures.toml").read_bytes(), type=Structures).structures


def youths(seed: int, day: date, structure: StructureText, towns: Sequence[Town]) -> list[Young]:
    """The young people of a structure on a day, living near its sites; the same arguments give the same people."""
    words = msgspec.toml.decode((DATA / "people.toml").read_bytes(), type=Words)
    homes = neighbourhood(structure, towns)
    taken: set[str] = set()
    people = []
    for number in range(structure.youths):
        rng = random.Random(f"{seed}/{structure.name}/{number}")
        people.append(_young(rng, words, day, homes, number % len(structure.counsellors), taken))
    return people


def neighbourhood(structure: StructureText, towns: Iterable[Town]) -> list[Town]:
    """The communes within eight kilometres of one of the structure's sites, in the order of their codes."""
    known = sorted(towns, key=lambda town: town.code)
    sites = [town for town in known if town.code in {site.commune for site in structure.sites}]
    return [town for town in known if any(_km(town, site) <= NEIGHBOURHOOD_KM for site in sites)]


def _km(one: Town, other: Town) -> float:
    return short_distance_km(one.lat, one.lon, other.lat, other.lon)


def born(day: date, age: int, days: int) -> date:
    """A birth date that makes someone `age` on a day, `days` (under 365) after the birthday or a little more."""
    moment = day - timedelta(days=days)
    # The 28th stands for the last days of a month, so that the date exists in every year.
    return moment.replace(year=moment.year - age, day=min(moment.day, 28))


def _young(
    rng: random.Random, words: Words, day: date, homes: Sequence[Town], counsellor: int, taken: set[str]
) -> Young:
    girl = rng.random() < 0.5
    first_name, last_name = rng.choice(words.girls if girl else words.boys), rng.choice(words.surnames)
    age = rng.choices(list(AGES), list(AGES.values()))[0]
    filled = rng.choices(list(FILLED), list(FILLED.values()))[0]
    home = rng.choices(homes, [town.population for town in homes])[0]
    values = answers(rng, words, day=day, age=age, girl=girl, home=home.code)
    return Young(
        username=_username(rng, first_name, last_name, taken),
        first_name=first_name,
        last_name=last_name,
        birth_date=born(day, age, rng.randrange(364)),
        counsellor=counsellor,
        filled=filled,
        values=kept(rng, values, filled),
    )


def _username(rng: random.Random, first_name: str, last_name: str, taken: set[str]) -> str:
    stem = ".".join(fold(f"{first_name} {last_name[:1]}").split())
    while (name := f"{stem}.{rng.randrange(1000, 10_000)}") in taken:
        pass
    taken.add(name)
    return name
