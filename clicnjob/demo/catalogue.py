"""What offers are made of: trades, kinds of employers and sentences, read from the data files beside this module."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

import msgspec

DATA = Path(__file__).parent / "data"


class Diploma(msgspec.Struct, frozen=True):
    """A diploma some offers of a trade mention: `share` of offers name it, `required` of those demand it."""

    level: str
    domain: str
    text: str
    share: float
    required: float
    code: str | None = None


class Certificate(msgspec.Struct, frozen=True):
    """A licence other than B or a professional card, with its article; told in prose only."""

    text: str
    share: float
    required: float


class Habits(msgspec.Struct, frozen=True):
    """How offers of a trade usually are: weights of contracts, shares between 0 and 1, pay in multiples of the SMIC."""

    contracts: dict[str, float]
    schedule: dict[str, float]
    pay: tuple[float, float]
    beginner: float
    part_time: float
    licence: float
    licence_liked: float
    adult: float
    travel: float = 0.0
    worker: bool = False


class Trade(Habits, frozen=True, kw_only=True, dict=True):
    """One occupation: ROME v3 code and labels, the titles employers write, tasks in the infinitive, sentences."""

    rome: str
    label: str
    formal: str
    titles: tuple[str, ...]
    kinds: tuple[str, ...]
    weight: int
    tasks: tuple[str, ...]
    qualities: tuple[str, ...]
    rural: bool = False
    diplomas: tuple[Diploma, ...] = ()
    certificates: tuple[Certificate, ...] = ()

    @cached_property
    def contract_draw(self) -> tuple[list[str], list[float]]:
        """The contracts and their cumulated weights."""
        return list(self.contracts), list(accumulate(self.contracts.values()))


class Kind(msgspec.Struct, frozen=True):
    """A kind of employer: activity code and label, patterns of invented names, sentences that open an offer."""

    naf: str
    sector: str
    patterns: tuple[str, ...]
    openings: tuple[str, ...]


class Employers(msgspec.Struct, frozen=True):
    """All kinds of employers and the invented surnames their names are made with."""

    surnames: tuple[str, ...]
    kinds: dict[str, Kind]

    def name(self, kind: str, number: int) -> str:
        """The invented name of an employer: one number gives one name, neighbouring numbers differ in surname."""
        patterns = self.kinds[kind].patterns
        surname = self.surnames[number % len(self.surnames)]
        return patterns[number // len(self.surnames) % len(patterns)].format(nom=surname)


class Quality(msgspec.Struct, frozen=True):
    """A personal quality as the national service files it: label and description."""

    libelle: str
    description: str


class Phrases(msgspec.Struct, frozen=True):
    """Sentences shared by all trades, by the fact they tell."""

    hidden_openings: tuple[str, ...]
    alternance_openings: tuple[str, ...]
    task_intros: tuple[str, ...]
    task_sentences: tuple[str, ...]
    bullets: tuple[str, ...]
    schedule: dict[str, tuple[str, ...]]
    licence: dict[str, tuple[str, ...]]
    transport: dict[str, tuple[str, ...]]
    experience: dict[str, tuple[str, ...]]
    diploma: dict[str, tuple[str, ...]]
    certificate: dict[str, tuple[str, ...]]
    age: dict[str, tuple[str, ...]]
    contract: dict[str, tuple[str, ...]]
    pay: dict[str, tuple[str, ...]]
    extras: dict[str, tuple[str, ...]]
    qualities: tuple[Quality, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """Everything an offer is composed from."""

    trades: tuple[Trade, ...]
    weights: tuple[float, ...]
    employers: Employers
    phrases: Phrases

    @classmethod
    def load(cls) -> Self:
        """Read and check the data files; a missing or unknown word is an error that names its file."""
        trades = tuple(trade for path in sorted((DATA / "trades").glob("*.toml")) for trade in _family(path))
        return cls(
            trades=trades,
            weights=tuple(accumulate(trade.weight for trade in trades)),
            employers=msgspec.toml.decode((DATA / "employers.toml").read_bytes(), type=Employers),
            phrases=msgspec.toml.decode((DATA / "phrases.toml").read_bytes(), type=Phrases),
        )


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue, read once."""
    return Catalogue.load()


def _family(path: Path) -> list[Trade]:
    """The trades of one file; what a trade leaves out is taken from its family."""
    content: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
    return [msgspec.convert({**content["family"], **trade}, Trade) for trade in content["trade"]]
