"""What an offer really asks for: its fields and the facts read in its words, weighed together.

A field is one witness: a text that says « deux ans exigés » outweighs a field that says beginners are welcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from clicnjob.matching.values import OfferRow
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.starts import AT_ONCE, first_day
from clicnjob.text.normalise import fold

# Below this confidence a fact is left to the reader of the offer.
SURE = 0.55
A_FEW_WEEKS = 2
# Certificates that open a whole trade, in the order of their bits; new ones come last. What is read besides (haccp,
# secours, certiphyto, adr) is learned in one to five days, most often at the employer's cost: it is shown, not counted.
CERTIFICATES = (
    "caces", "fimo", "carte_pro", "ssiap", "habilitation", "bafa", "bnssa", "taxi", "aipr", "permis_cotier", "bafd",
)  # fmt: skip
_MARKS = {"night": ("nuit",), "weekend": ("samedi", "dimanche", "week end", "weekend")}
TIMES = ("night", "weekend", "split", "rotating", "early", "late", "full_time", "part_time")


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of one offer. `need` is D (beginners welcome), S (wished), E (required) or None: nothing said.

    `months` of experience and the national `level` are None when nothing names them; `regulated` tells a diploma of
    the trade itself, which no general level stands for; `times` are words of TIMES; `start` is the day the work begins,
    AT_ONCE or None.
    """

    need: str | None
    months: int | None
    level: int | None
    level_required: bool
    regulated: bool
    licences: frozenset[str]
    licences_wished: frozenset[str]
    certificates: frozenset[str]
    times: frozenset[str]
    contract: Contract
    youngest: int | None
    housed: bool
    start: date | None


def conditions_of(row: OfferRow) -> Conditions:
    """The conditions of an offer from its fields and from the facts of its text."""
    facts = [fact for fact in row.facts if fact.confidence >= SURE]
    need, months = _experience(row, facts)
    level, required = _level(row, facts)
    licences = _values(facts, Kind.LICENCE, Need.REQUIRED) | set(row.licences)
    return Conditions(
        need=need,
        months=months,
        level=level,
        level_required=required,
        regulated=any(fact.detail and fact.need == Need.REQUIRED for fact in facts if fact.kind == Kind.DIPLOMA),
        licences=frozenset(licences),
        licences_wished=frozenset((_values(facts, Kind.LICENCE, Need.WISHED) | set(row.licences_wished)) - licences),
        certificates=frozenset(_values(facts, Kind.CERTIFICATE, Need.REQUIRED)),
        times=_times(row, facts),
        contract=_contract(row, facts),
        youngest=max((int(age) for age in _values(facts, Kind.AGE)), default=None),
        housed=bool(_values(facts, Kind.HOUSING)),
        start=_start(row, facts),
    )


def _values(facts: Iterable[Fact], kind: Kind, need: Need | None = None) -> set[str]:
    return {fact.value for fact in facts if fact.kind == kind and need in (None, fact.need)}


def _experience(row: OfferRow, facts: list[Fact]) -> tuple[str | None, int | None]:
    """What is required in words wins; words that welcome beginners soften a field; else the field stands."""
    said = [fact for fact in facts if fact.kind == Kind.EXPERIENCE]
    required = [_months(fact) for fact in said if fact.need == Need.REQUIRED and fact.value != "0"]
    welcome = any(fact.value == "0" for fact in said)
    if required and not welcome:
        own = row.experience_months if row.experience_required == "E" else None
        months = max((months for months in (*required, own) if months), default=None)
        return _unless_short("E", months)
    if welcome:
        return ("D", 0) if row.experience_required != "E" else ("S", row.experience_months)
    if row.experience_required is None and any(fact.need == Need.WISHED for fact in said):
        return "S", max((_months(fact) or 0 for fact in said if fact.need == Need.WISHED), default=0) or None
    return _unless_short(row.experience_required, row.experience_months)


def _unless_short(need: str | None, months: int | None) -> tuple[str | None, int | None]:
    """A few weeks asked for are a wish: they are made up for on the spot."""
    return ("S", months) if need == "E" and months is not None and months <= A_FEW_WEEKS else (need, months)


def _months(fact: Fact) -> int | None:
    return int(fact.value) if fact.value.isdigit() else None


def _level(row: OfferRow, facts: list[Fact]) -> tuple[int | None, bool]:
    """The diploma required in words or by the field; among alternatives, the lowest is enough."""
    required = [int(level) for level in _values(facts, Kind.DIPLOMA, Need.REQUIRED) if level.isdigit()]
    if required:
        return max(min(required), (row.level or 0) if row.level_required else 0), True
    if row.level is not None:
        return row.level, row.level_required
    wished = [int(level) for level in _values(facts, Kind.DIPLOMA) if level.isdigit()]
    return (min(wished), False) if wished else (None, False)


def _start(row: OfferRow, facts: list[Fact]) -> date | None:
    """A day that is named before « dès que possible », the first of several; else the first month of the season."""
    for kind in (Kind.START, Kind.SEASON):
        days = {day for value in _values(facts, kind) if (day := first_day(value, row.updated_on))}
        if days:
            return min(days - {AT_ONCE}, default=AT_ONCE)
    return None


def _times(row: OfferRow, facts: list[Fact]) -> frozenset[str]:
    times = (_values(facts, Kind.HOURS) & set(TIMES)) | _named(row.hours_text)
    if row.part_time is not None:
        times -= {"full_time", "part_time"}
        times.add("part_time" if row.part_time else "full_time")
    return frozenset(times)


@lru_cache(maxsize=20_000)
def _named(hours_text: str) -> frozenset[str]:
    words = fold(hours_text)
    return frozenset(time for time, marks in _MARKS.items() if any(mark in words for mark in marks))


# What an employer files as CDI or CDD for want of a better word, the first that is said; what ends is no CDI.
_CORRECTING = (
    Contract.SELF_EMPLOYED, Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION, Contract.INTEGRATION,
    Contract.SUBSIDISED, Contract.CIVIC_SERVICE, Contract.SEASONAL,
)  # fmt: skip
_ENDING = frozenset({Contract.INTEGRATION, Contract.CIVIC_SERVICE})


def _contract(row: OfferRow, facts: list[Fact]) -> Contract:
    """The text corrects a field that files every contract as CDI or CDD."""
    if row.contract not in (Contract.CDI, Contract.CDD, Contract.OTHER):
        return row.contract
    said = _values(facts, Kind.CONTRACT) & set(map(str, Contract))
    if row.contract == Contract.CDI:
        said -= _ENDING
    return next((told for told in _CORRECTING if told in said), row.contract)
