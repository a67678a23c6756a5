"""The offers the ranking works on: one immutable column a fact, and their job titles indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.jobs import JobIndex
from clicnjob.matching.law import titles_that_state
from clicnjob.matching.values import OfferId, OfferRow
from clicnjob.offers.contracts import Contract
from clicnjob.text.normalise import fold

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]
Mask = NDArray[np.bool_]
Licences = tuple[str, ...]

CONTRACTS = tuple(Contract)
NEEDS = ("D", "S", "E")
UNKNOWN = -1
_NIGHT = ("nuit",)
_WEEKEND = ("samedi", "dimanche", "week end", "weekend")
_NIGHT_SECTOR_CODES = ("D1102", "D1104", "G16", "G17", "G18", "L1")
_TRAINING = (Contract.APPRENTICESHIP, Contract.PROFESSIONALISATION)


@dataclass(frozen=True, eq=False)
class OfferSet:
    """Columns in the order of the ids, whatever the order of the rows; UNKNOWN (-1) or NaN where the offer is silent.

    `contract` and `need` are places in CONTRACTS and NEEDS, `part_time` is 0 or 1, `level` 0 to 8, `months` of
    experience, `updated` a day number (date.toordinal), `licence` a place among the distinct `licence_sets`
    (required, wished). Positions are degrees. `facts` holds what a legal rule may ask. Ids are of one kind.
    """

    ids: tuple[OfferId, ...]
    jobs: JobIndex
    contract: Integers
    part_time: Integers
    night: Mask
    weekend: Mask
    need: Integers
    months: Integers
    level: Integers
    level_required: Mask
    licence: Integers
    licence_sets: tuple[tuple[Licences, Licences], ...]
    updated: Integers
    latitude: Floats
    longitude: Floats
    departement: NDArray[np.str_]
    facts: Mapping[str, Mask]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def self_employed(self) -> Mask:
        """Offers that are no wage: folded apart."""
        return np.asarray(self.contract == CONTRACTS.index(Contract.SELF_EMPLOYED))

    @classmethod
    def of(cls, rows: Iterable[OfferRow]) -> OfferSet:
        """The columns of these rows. A position that is no number is none; an id given twice keeps its first row."""
        kept = sorted({row.id: row for row in reversed(list(rows))}.values(), key=lambda row: row.id)
        jobs = JobIndex([row.title for row in kept], [row.appellation for row in kept], [row.rome_code for row in kept])
        hours = [fold(row.hours_text) for row in kept]
        contract = _integers(kept, lambda row: CONTRACTS.index(row.contract))
        licence_sets = tuple(sorted({_asked(row) for row in kept}))
        night = _says(hours, _NIGHT) | jobs.holding(titles_that_state()["night"])
        latitude, longitude = (_degrees([getattr(row, name) for row in kept]) for name in ("latitude", "longitude"))
        return cls(
            ids=tuple(row.id for row in kept),
            jobs=jobs,
            contract=contract,
            part_time=_integers(kept, lambda row: row.part_time),
            night=night,
            weekend=_says(hours, _WEEKEND),
            need=_integers(kept, lambda row: _need(row.experience_required)),
            months=_integers(kept, lambda row: row.experience_months),
            level=_integers(kept, lambda row: row.level),
            level_required=np.array([row.level_required for row in kept], dtype=bool),
            licence=np.array([licence_sets.index(_asked(row)) for row in kept], dtype=np.int32),
            licence_sets=licence_sets,
            updated=_integers(kept, lambda row: row.updated_on and row.updated_on.toordinal()),
            latitude=np.where(np.isnan(longitude), np.nan, latitude),
            longitude=np.where(np.isnan(latitude), np.nan, longitude),
            departement=np.array([row.departement_code or "" for row in kept], dtype=np.str_),
            facts=_facts(jobs, contract, night, [row.rome_code or "" for row in kept]),
        )


def _facts(jobs: JobIndex, contract: Integers, night: Mask, codes: Sequence[str]) -> dict[str, Mask]:
    stated = {fact: jobs.holding(groups) for fact, groups in titles_that_state().items()}
    sector = np.array([code.startswith(_NIGHT_SECTOR_CODES) for code in codes], dtype=bool)
    return {
        **stated,
        "night": night,
        "night_sector": stated["night_sector"] | sector,
        "training": np.isin(contract, [CONTRACTS.index(one) for one in _TRAINING]),
        "apprenticeship": np.asarray(contract == CONTRACTS.index(Contract.APPRENTICESHIP)),
        "seasonal": np.asarray(contract == CONTRACTS.index(Contract.SEASONAL)),
    }


def _integers(rows: Sequence[OfferRow], of: Callable[[OfferRow], Any]) -> Integers:
    values = [of(row) for row in rows]
    return np.array([UNKNOWN if value is None else int(value) for value in values], dtype=np.int32)


def _asked(row: OfferRow) -> tuple[Licences, Licences]:
    return row.licences, row.licences_wished


def _need(code: str | None) -> int | None:
    return NEEDS.index(code) if code in NEEDS else None


def _degrees(values: Sequence[float | None]) -> Floats:
    column = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.where(np.isfinite(column), column, np.nan)


def _says(texts: Sequence[str], said: Sequence[str]) -> Mask:
    known = {text: any(word in text for word in said) for text in set(texts)}
    return np.array([known[text] for text in texts], dtype=bool)
