"""Exact names of places, for reading the labels of offers: a name that fits several communes gives none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from clicnjob.places.gazetteer import Commune, Gazetteer, Kind
from clicnjob.places.naming import FORMER_REGIONS, bare, key_of, words_of

Key = TypeVar("Key", str, tuple[str, str])


class Names:
    """Communes, départements and regions by the key of their name (see `naming.key_of`).

    A name of today hides the same name without its article, and both hide a former name.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        named = [list(layer) for layer in _layers(gazetteer.communes)]
        self._local = _unique([((one.departement_code, key), one) for key, one in layer] for layer in named)
        self._national = _unique(named)
        self._departements = {_area_key(one.name): one.code for one in gazetteer.departements}
        self._regions = FORMER_REGIONS | {_area_key(one.name): one.code for one in gazetteer.regions}

    def commune(self, key: str, departement: str | None = None) -> Commune | None:
        """The only commune of this name, in a département or in the country; arrondissements and former ones too."""
        if departement is None:
            return self._national.get(key)
        return self._local.get((departement, key)) or self._local.get((departement, bare(key)))

    def departement(self, key: str) -> str | None:
        """The code of a département by its name."""
        return self._departements.get(bare(key))

    def region(self, key: str) -> str | None:
        """The code of a region by its name of today or until 2015."""
        return self._regions.get(bare(key))


def _layers(communes: Iterable[Commune]) -> Iterator[Iterable[tuple[str, Commune]]]:
    current = [(key_of(words_of(one.name)), one) for one in communes if one.kind is not Kind.FORMER]
    former = [(key_of(words_of(one.name)), one) for one in communes if one.kind is Kind.FORMER]
    former += [(key_of(words_of(one.former_name)), one) for one in communes if one.former_name]
    yield current
    yield ((bare(key), one) for key, one in current)
    yield former
    yield ((bare(key), one) for key, one in former)


def _unique(layers: Iterable[Iterable[tuple[Key, Commune]]]) -> Mapping[Key, Commune | None]:
    """What each key means in the first layer that knows it; None when it means several communes there."""
    known: dict[Key, Commune | None] = {}
    for layer in layers:
        fresh: dict[Key, Commune | None] = {}
        for key, commune in layer:
            fresh[key] = commune if fresh.get(key, commune) == commune else None
        known = fresh | known
    return known


def _area_key(name: str) -> str:
    return bare(" ".join(words_of(name)))
