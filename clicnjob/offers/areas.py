"""Where to look for offers: a commune, a département or a region, from what a person writes (pure)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.labels import read


class Kind(StrEnum):
    """What an area is."""

    COMMUNE = "commune"
    DEPARTEMENT = "departement"
    REGION = "region"


class Area(NamedTuple):
    """An area by its INSEE code, and its name as it is shown; without a kind, the whole country."""

    kind: Kind | None
    code: str
    name: str


EVERYWHERE = Area(None, "", "")


def area_of(text: str, catalogue: Catalogue) -> Area | None:
    """The area of « Privas », « 07000 », « 07 », « Ardèche », « auvergne rhone alpes », mistakes allowed.

    The whole country for no text and for « France », None for a text that names nothing.
    """
    if not text.strip():
        return EVERYWHERE
    found = read(text, "", catalogue)
    if found.commune:
        commune = catalogue.get(found.commune.code) or found.commune
        return Area(Kind.COMMUNE, commune.code, commune.label)
    if found.departement:
        return Area(Kind.DEPARTEMENT, found.departement, catalogue.departements[found.departement].name)
    if found.region:
        return Area(Kind.REGION, found.region, catalogue.regions[found.region].name)
    if found.understood:
        return EVERYWHERE
    near = catalogue.search(text, 1)
    today = catalogue.get(near[0].code) if near else None
    return Area(Kind.COMMUNE, today.code, today.label) if today else None
