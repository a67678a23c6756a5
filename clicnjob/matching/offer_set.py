"""The offers the ranking works on: one immutable column a condition, and their jobs indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching import index_file
from clicnjob.matching.conditions import CERTIFICATES, TIMES, Conditions, conditions_of
from clicnjob.matching.jobs import JobIndex
from clicnjob.matching.law_facts import Bits, Stated, facts_of
from clicnjob.matching.values import OfferId, OfferRow
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers.contracts import Contract
from clicnjob.profiles.values import Licence
from clicnjob.text.normalise import fold

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]

CONTRACTS = tuple(Contract)
NEEDS = ("D", "S", "E")
LICENCES = (*map(str, Licence), "B1", "C1", "C1E", "D1", "D1E", "DE")
UNKNOWN = -1
NOBODY = 0
# Days of beginning are counted from here, in two bytes; what begins at once began before.
DAY_ZERO = date(2020, 1, 1)


def bits(names: Iterable[str], known: Sequence[str]) -> int:
    """One bit a name, at its place among the known ones; other names are left out."""
    return sum(1 << known.index(name) for name in set(names) if name in known)


def named(held: int, known: Sequence[str]) -> list[str]:
    """The names of these bits, in the known order."""
    return [name for place, name in enumerate(known) if int(held) >> place & 1]


def day_number(day: date) -> int:
    """Days after DAY_ZERO; nothing for that day and all before it."""
    return max((day - DAY_ZERO).days, 0)


@dataclass(frozen=True, eq=False)
class OfferSet:
    """Columns in the order of the ids, whatever the order of the rows; UNKNOWN (-1) or NaN where the offer is silent.

    `contract` and `need` are places in CONTRACTS and NEEDS, `level` 0 to 8, `months` of experience, `updated` a day
    number (date.toordinal). `licences`, `wished` are bits of LICENCES, `certificates` of CERTIFICATES, `times` of
    TIMES; `regulated`: the trade's own diploma is asked for. Positions are degrees, `departement` a place in
    `departements`. `facts` are bits of what a legal rule may ask. `copy` is one number for the offers of one text and
    one title, in every set; `live` is false for offers closed since. Ids are of one kind. `start` is the day the work
    begins, as `day_number` counts it. `employer` is one number for an employer, in every set, and NOBODY when none is
    named; `employer_offers` counts the offers of the same employer when the set was made.
    """

    ids: tuple[OfferId, ...]
    jobs: JobIndex
    contract: NDArray[np.int8]
    times: NDArray[np.int16]
    need: NDArray[np.int8]
    months: NDArray[np.int16]
    level: NDArray[np.int8]
    level_required: Mask
    regulated: Mask
    licences: NDArray[np.int16]
    wished: NDArray[np.int16]
    certificates: NDArray[np.int16]
    youngest: NDArray[np.int8]
    housed: Mask
    start: NDArray[np.int16]
    employer: Integers
    employer_offers: Integers
    updated: Integers
    latitude: Floats
    longitude: Floats
    departement: NDArray[np.int16]
    departements: tuple[str, ...]
    copy: NDArray[np.int64]
    live: Mask
    facts: Bits

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def self_employed(self) -> Mask:
        """Offers that are no wage: folded apart."""
        return np.asarray(self.contract == CONTRACTS.index(Contract.SELF_EMPLOYED))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as plain arrays, for ids that are numbers; the titles and the lexicon's part belong to `jobs`."""
        columns = {name: getattr(self, name) for name in _STORED}
        jobs = {f"jobs.{name}": array for name, array in self.jobs.arrays().items()}
        ids = {
            "ids": np.array(self.ids, dtype=np.min_scalar_type(max(self.ids, default=0))),
            "departements": index_file.text(self.departements),
        }
        return {**ids, **columns, **jobs}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], lexicon: Lexicon) -> OfferSet:
        """The set whose `arrays()` these are, mapped in memory or not, with the lexicon it was made with."""
        return cls(
            ids=tuple(arrays["ids"].tolist()),
            jobs=JobIndex.from_arrays(_under("jobs.", arrays), lexicon),
            departements=index_file.names(arrays["departements"]),
            employer_offers=_offers_of_each(arrays["employer"]),
            live=np.ones(len(arrays["ids"]), dtype=bool),
            **{name: arrays[name] for name in _STORED},
        )

    @classmethod
    def joined(cls, sets: Sequence[OfferSet]) -> OfferSet:
        """The offers of several sets of one lexicon, at least one, in the order of their ids; none is in two sets."""
        if len(sets) == 1:
            return sets[0]
        ids = [one for part in sets for one in part.ids]
        order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)
        departements = tuple(sorted({name for part in sets for name in part.departements}))
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(one, name) for one in sets])[order] for name in _STORED
        }
        columns["departement"] = np.concatenate([_renamed(part, departements) for part in sets])[order]
        columns["employer_offers"] = _offers_of_each(columns["employer"])
        jobs = JobIndex.joined([part.jobs for part in sets]).reordered(order)
        live = np.concatenate([one.live for one in sets])[order]
        named_ids = tuple(ids[place] for place in order.tolist())
        return cls(ids=named_ids, jobs=jobs, departements=departements, live=live, **columns)

    def without(self, closed: Collection[OfferId]) -> OfferSet:
        """The same set, these offers masked: they were closed since it was made."""
        gone = np.isin(np.array(self.ids), np.array(sorted(closed)))
        return replace(self, live=self.live & ~gone)

    def stated(self, rows: Rows) -> Stated:
        """What a legal rule may ask, of these rows."""
        return Stated(self.facts[rows])

    @classmethod
    def of(cls, rows: Iterable[OfferRow], lexicon: Lexicon | None = None) -> OfferSet:
        """The columns of these rows. A position that is no number is none; an id given twice keeps its first row."""
        kept = sorted({row.id: row for row in reversed(list(rows))}.values(), key=lambda row: row.id)
        jobs = JobIndex(
            [row.title for row in kept],
            [row.appellation for row in kept],
            [row.rome_code for row in kept],
            lexicon or Lexicon.shipped(),
            [row.occupations for row in kept],
        )
        asked = [conditions_of(row) for row in kept]
        latitude, longitude = (_degrees([getattr(row, name) for row in kept]) for name in ("latitude", "longitude"))
        departements = tuple(sorted({row.departement_code for row in kept if row.departement_code}))
        employer = _employers([row.employer for row in kept])
        return cls(
            ids=tuple(row.id for row in kept),
            jobs=jobs,
            **_columns(asked),
            employer=employer,
            employer_offers=_offers_of_each(employer),
            updated=np.array([row.updated_on.toordinal() if row.updated_on else UNKNOWN for row in kept], np.int32),
            latitude=np.where(np.isnan(longitude), np.nan, latitude),
            longitude=np.where(np.isnan(latitude), np.nan, longitude),
            departement=np.array([_place(row.departement_code, departements) for row in kept], dtype=np.int16),
            departements=departements,
            live=np.ones(len(kept), dtype=bool),
            copy=_digests([row.copy_key or str(row.id) for row in kept]),
            facts=facts_of(jobs, kept, asked),
        )


# The columns that are stored as they are; every offer of an index is live when it is made.
_STORED = (
    "contract", "times", "need", "months", "level", "level_required", "regulated", "licences", "wished",
    "certificates", "youngest", "housed", "start", "employer", "updated", "latitude", "longitude", "departement",
    "copy", "facts",
)  # fmt: skip


def _under(prefix: str, arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _columns(asked: Sequence[Conditions]) -> dict[str, Any]:
    """The columns of the conditions, by name."""

    def column(kind: type[np.generic], of: Callable[[Conditions], Any]) -> NDArray[Any]:
        values = [of(one) for one in asked]
        return np.array([UNKNOWN if value is None else value for value in values], dtype=kind)

    return {
        "contract": column(np.int8, lambda one: CONTRACTS.index(one.contract)),
        "times": column(np.int16, lambda one: bits(one.times, TIMES)),
        "need": column(np.int8, lambda one: NEEDS.index(one.need) if one.need in NEEDS else None),
        "months": column(np.int16, lambda one: one.months),
        "level": column(np.int8, lambda one: one.level),
        "level_required": column(np.bool_, lambda one: one.level_required),
        "regulated": column(np.bool_, lambda one: one.regulated),
        "licences": column(np.int16, lambda one: bits(one.licences, LICENCES)),
        "wished": column(np.int16, lambda one: bits(one.licences_wished, LICENCES)),
        "certificates": column(np.int16, lambda one: bits(one.certificates, CERTIFICATES)),
        "youngest": column(np.int8, lambda one: one.youngest),
        "housed": column(np.bool_, lambda one: one.housed),
        "start": column(np.int16, lambda one: None if one.start is None else day_number(one.start)),
    }


def _renamed(part: OfferSet, departements: Sequence[str]) -> NDArray[np.int16]:
    """The départements of a set as places among others; UNKNOWN stays so."""
    places = np.array([*(_place(name, departements) for name in part.departements), UNKNOWN], dtype=np.int16)
    return np.asarray(places[part.departement], dtype=np.int16)


def _place(name: str | None, known: Sequence[str]) -> int:
    return known.index(name) if name in known else UNKNOWN


def _digests(keys: Sequence[str]) -> NDArray[np.int64]:
    """One number a key, the same in every set; two keys of a million offers never meet by chance."""
    digests = (hashlib.blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(b"".join(digests), dtype=np.int64)


def _employers(names: Sequence[str]) -> Integers:
    """One number an employer, whatever the case and the accents of its name; two that meet by chance harm nobody."""
    folded = {name: fold(name) for name in set(names)}
    numbers = {
        name: int.from_bytes(hashlib.blake2b(words.encode(), digest_size=4).digest(), signed=True) or 1
        for name, words in folded.items()
    }
    return np.array([numbers[name] if folded[name] else NOBODY for name in names], dtype=np.int32)


def _offers_of_each(employer: Integers) -> Integers:
    """For each offer how many there are of its employer; UNKNOWN for NOBODY."""
    _, place, counts = np.unique(employer, return_inverse=True, return_counts=True)
    return np.where(employer == NOBODY, UNKNOWN, counts[place.reshape(-1)]).astype(np.int32)


def _degrees(values: Sequence[float | None]) -> Floats:
    column = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.where(np.isfinite(column), column, np.nan)
