"""The facts of one invented offer, drawn from the habits of its trade; words come later."""

from __future__ import annotations

import random
from typing import Literal

import msgspec

from clicnjob.demo.catalogue import Catalogue, Certificate, Diploma, Trade
from clicnjob.demo.towns import Town, Towns

Demand = Literal["E", "S"]
Precision = Literal["commune", "no_point", "department", "region", "country"]

# Shares seen in weekly files of the national service (percent of offers).
PRECISIONS: dict[Precision, float] = {"commune": 91, "no_point": 3, "department": 4, "region": 1, "country": 1}
MONTHS = {
    "CDI": (0,),
    "CDD": (1, 2, 3, 3, 4, 6, 6, 6, 9, 12),
    "MIS": (1, 1, 2, 3, 3, 6, 18),
    "SAI": (2, 3, 4, 5, 6),
    "ALT": (12, 12, 18, 24, 24),
    "LIB": (0,),
    "INS": (4, 6, 6, 12),
}
FULL_TIME = (35, 35, 35, 35, 35, 35, 37, 39, 39)
PART_TIME = (8, 10, 12, 15, 18, 20, 20, 24, 24, 25, 28, 30)
INSERTION_HOURS = 26
EXPERIENCED: tuple[Literal["E", "S"], ...] = ("E", "E", "S")
EXPERIENCE_MONTHS = (6, 12, 12, 24, 24, 36)
DAY_TIMES = frozenset({"early", "evening", "shifts", "split"})
EMPLOYERS_IN_TOWN = 4000
SMALL_TOWN = 8000


class Told(msgspec.Struct, frozen=True):
    """Where a demand can be read: in its field, in the text, or in both."""

    demand: Demand
    in_field: bool
    in_text: bool


class Conditions(msgspec.Struct, frozen=True):
    """One offer as facts. Months are 0 where the contract has no end; hours are by week; pay multiplies the SMIC."""

    trade: Trade
    town: Town
    precision: Precision
    kind: str
    employer: str
    named: bool
    contract: str
    months: int
    hours: int
    schedule: tuple[str, ...]
    experience: Literal["D", "E", "S"]
    experience_months: int
    licence: Told | None
    diploma: tuple[Diploma, Told] | None
    certificate: tuple[Certificate, Demand] | None
    adult: bool
    travel: bool
    transport: Literal["none", "served"] | None
    pay: float
    posts: int
    partner: bool


def draw(rng: random.Random, catalogue: Catalogue, towns: Towns) -> Conditions:
    """One offer's facts; the same generator state gives the same facts."""
    trade = rng.choices(catalogue.trades, cum_weights=catalogue.weights)[0]
    town = towns.draw(rng, trade.rural)
    contracts, weights = trade.contract_draw
    contract = rng.choices(contracts, cum_weights=weights)[0]
    kind = _kind(rng, trade, contract)
    beginner = contract in ("ALT", "INS") or rng.random() < trade.beginner
    return Conditions(
        trade=trade,
        town=town,
        precision=rng.choices(list(PRECISIONS), list(PRECISIONS.values()))[0],
        kind=kind,
        employer=_employer(rng, catalogue, kind, town),
        named=rng.random() < 0.77,
        contract=contract,
        months=rng.choice(MONTHS[contract]),
        hours=_hours(rng, trade, contract),
        schedule=_schedule(rng, trade),
        experience="D" if beginner else rng.choice(EXPERIENCED),
        experience_months=rng.choice(EXPERIENCE_MONTHS),
        licence=_licence(rng, trade, contract),
        diploma=_diploma(rng, trade, contract),
        certificate=_certificate(rng, trade, contract),
        adult=contract != "ALT" and rng.random() < trade.adult,
        travel=rng.random() < trade.travel,
        transport=_transport(rng, town),
        pay=_pay(rng, trade, beginner),
        posts=rng.choice((1,) * 17 + (2, 3, 5)),
        partner=rng.random() < 0.4,
    )


def _kind(rng: random.Random, trade: Trade, contract: str) -> str:
    if contract == "MIS":
        return "temp"
    if contract == "INS":
        return "insertion"
    return rng.choice([kind for kind in trade.kinds if kind != "insertion"])


def _employer(rng: random.Random, catalogue: Catalogue, kind: str, town: Town) -> str:
    """A town has a fixed set of employers of a kind, so that some of them publish several offers."""
    number = rng.randrange(1 + town.population // EMPLOYERS_IN_TOWN)
    return catalogue.employers.name(kind, random.Random(f"{kind}/{town.code}/{number}").randrange(10_000))


def _hours(rng: random.Random, trade: Trade, contract: str) -> int:
    if contract == "INS":
        return INSERTION_HOURS
    if contract not in ("ALT", "MIS") and rng.random() < trade.part_time:
        return rng.choice(PART_TIME)
    return 35 if contract == "ALT" else rng.choice(FULL_TIME)


def _schedule(rng: random.Random, trade: Trade) -> tuple[str, ...]:
    """The times of work; a night post has no early morning, no evening and no shifts."""
    times = tuple(name for name, share in trade.schedule.items() if rng.random() < share)
    return tuple(name for name in times if name not in DAY_TIMES) if "night" in times else times


def _told(rng: random.Random, demand: Demand) -> Told:
    """Three offers in five that demand something say it in the text only, as seen in real files."""
    share = rng.random()
    return Told(demand=demand, in_field=share < 0.4, in_text=share > 0.12)


def _licence(rng: random.Random, trade: Trade, contract: str) -> Told | None:
    share = rng.random() * (2.0 if contract == "ALT" else 1.0)
    if share < trade.licence:
        return _told(rng, "E")
    return _told(rng, "S") if share < trade.licence + trade.licence_liked else None


def _diploma(rng: random.Random, trade: Trade, contract: str) -> tuple[Diploma, Told] | None:
    """The diploma asked for; in an apprenticeship it is the one prepared, so nearly always named."""
    for diploma in trade.diplomas:
        if rng.random() < (0.8 if contract == "ALT" else diploma.share):
            demand: Demand = "E" if contract != "ALT" and rng.random() < diploma.required else "S"
            return diploma, _told(rng, demand)
    return None


def _certificate(rng: random.Random, trade: Trade, contract: str) -> tuple[Certificate, Demand] | None:
    for certificate in trade.certificates if contract not in ("ALT", "INS") else ():
        if rng.random() < certificate.share:
            return certificate, "E" if rng.random() < certificate.required else "S"
    return None


def _transport(rng: random.Random, town: Town) -> Literal["none", "served"] | None:
    share = rng.random()
    if share < (0.1 if town.population < SMALL_TOWN else 0.03):
        return "none"
    return "served" if share > 0.93 and town.population >= SMALL_TOWN else None


def _pay(rng: random.Random, trade: Trade, beginner: bool) -> float:
    low, high = trade.pay
    if beginner and rng.random() < 0.5:
        return low
    return rng.uniform(low, high)
