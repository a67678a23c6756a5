"""Towns of the demonstration: one commune as the generators need it, drawn by population and put into words."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import accumulate

import msgspec

from clicnjob.text.normalise import fold

# Jobs are more concentrated than people; farms are not.
JOBS_EXPONENT = 1.1
FARMS_EXPONENT = 0.4
LARGEST_FARM_TOWN = 10_000
SHORT_FORMS = {"SAINT": "ST", "SAINTE": "STE"}
VOWELS = frozenset("AEIOUYÀÂÉÈÊËÎÏÔÛÜŒH")


class Town(msgspec.Struct, frozen=True):
    """A commune: INSEE codes, one postcode, people living there, degrees north and east of its centre."""

    code: str
    name: str
    postcode: str
    department: str
    department_name: str
    region_name: str
    population: int
    lat: float
    lon: float


class Towns:
    """The towns of a region, drawn as jobs are spread over them; the order they are given in does not matter."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self.all = sorted(towns, key=lambda town: town.code)
        self._jobs = list(accumulate(town.population**JOBS_EXPONENT for town in self.all))
        self._farms = list(accumulate(_farm_weight(town) for town in self.all))

    def draw(self, rng: random.Random, rural: bool) -> Town:
        """One town, the big ones more often; for a rural trade the villages count nearly as much."""
        return rng.choices(self.all, cum_weights=self._farms if rural else self._jobs)[0]


def _farm_weight(town: Town) -> float:
    return town.population**FARMS_EXPONENT if town.population < LARGEST_FARM_TOWN else 1.0


def at(name: str) -> str:
    """« à Lens », « au Quesnoy », « aux Attaques »."""
    article, rest = _article(name)
    return {"Le": f"au {rest}", "Les": f"aux {rest}"}.get(article, f"à {name}")


def of(name: str) -> str:
    """« de Lens », « d'Amiens », « du Quesnoy », « des Attaques »."""
    article, rest = _article(name)
    plain = f"d'{name}" if name[0].upper() in VOWELS else f"de {name}"
    return {"Le": f"du {rest}", "Les": f"des {rest}"}.get(article, plain)


def capital_label(town: Town) -> str:
    """The town as older exports write it: « 62 - ST OMER », capitals without accents or hyphens."""
    words = fold(town.name).upper().split()
    return f"{town.department} - {' '.join(SHORT_FORMS.get(word, word) for word in words)}"


def _article(name: str) -> tuple[str, str]:
    first, _, rest = name.partition(" ")
    return (first, rest) if first in ("Le", "Les") and rest else ("", name)
