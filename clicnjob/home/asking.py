"""What the address of a search asks for: words, place, distance, filters, order; and the same without one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from clicnjob.matching.filtering import DISTANCES, VALUES, Facet, Filters, Place
from clicnjob.matching.searching import LONGEST_QUERY
from clicnjob.offers.areas import Area, Kind, area_of
from clicnjob.offers.contracts import LABELS as CONTRACTS
from clicnjob.places.catalogue import Catalogue
from clicnjob.text.french import NBSP

WORDS, WHERE, DISTANCE, ORDER = "q", "lieu", "km", "tri"
NEWEST = "recent"
LONGEST_PLACE = 100
# Around a commune when no distance was chosen.
USUAL_KM = 30
Arguments = dict[str, list[str]]

WORDS_OF_VALUES: dict[Facet, Mapping[str, str]] = {
    Facet.CONTRACT: {str(one): label for one, label in CONTRACTS.items()},
    Facet.HOURS: {"plein": "Temps plein", "partiel": "Temps partiel", "non-dit": "Temps non dit"},
    Facet.LEVEL: {"aucun": "Aucun exigé", "cap": "CAP, BEP", "bac": "Bac", "superieur": "Bac+2 ou plus"},
    Facet.EXPERIENCE: {
        "debutant": "Débutant accepté",
        "souhaitee": "Souhaitée",
        "exigee": "Exigée",
        "non-dit": "Non dite",
    },
    Facet.LICENCE: {"aucun": "Aucun permis", "b": "Permis B", "autre": "Autre permis"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: `place` as typed, `area` what it names (none: nothing known), `near` its position when a commune.

    `cut`: the words were longer than LONGEST_QUERY. `arguments` is the address again, made of known values only.
    """

    words: str
    cut: bool
    place: str
    area: Area | None
    near: Place | None
    filters: Filters
    newest: bool
    arguments: Arguments

    def without(self, name: str, value: str | None = None) -> Arguments:
        """The address without one value of a filter, or without a whole argument; an emptied one stays empty."""
        left = [one for one in self.arguments.get(name, []) if value is not None and one != value]
        return {**self.arguments, name: left or ([""] if name in (WHERE, DISTANCE) else [])}


def asked(given: MultiDict[str, str], catalogue: Catalogue, home: str = "") -> Asked:
    """The search of an address; without a place in it, from `home` (a commune's label). Unknown values are left out."""
    typed = "".join(sign for sign in given.get(WORDS, "") if sign.isprintable()).strip()
    place = "".join(sign for sign in given.get(WHERE, home) if sign.isprintable())[:LONGEST_PLACE].strip()
    area = area_of(place, catalogue)
    near = _near(area, catalogue)
    chosen = {facet: _chosen(given, facet, catalogue) for facet in Facet}
    km = _km(given.get(DISTANCE)) if near else None
    newest = given.get(ORDER) == NEWEST
    return Asked(
        words=typed[:LONGEST_QUERY],
        cut=len(typed) > LONGEST_QUERY,
        place=place,
        area=area,
        near=near,
        filters=Filters({facet: values for facet, values in _within(chosen, area, catalogue).items() if values}, km),
        newest=newest,
        arguments={
            WORDS: [typed[:LONGEST_QUERY]] if typed else [],
            WHERE: [place] if place or WHERE in given else [],
            DISTANCE: [str(km or "")] if DISTANCE in given else [],
            ORDER: [NEWEST] if newest else [],
            **{str(facet): sorted(values) for facet, values in chosen.items()},
        },
    )


def word_of(facet: Facet, value: str, catalogue: Catalogue) -> str:
    """A value of a facet as it is read."""
    if facet == Facet.DEPARTEMENT:
        return f"{catalogue.departements[value].name} ({value})" if value in catalogue.departements else value
    return WORDS_OF_VALUES[facet][value]


def distance_words(km: int) -> str:
    """« à moins de 10 km »."""
    return f"à moins de {km}{NBSP}km"


def _chosen(given: MultiDict[str, str], facet: Facet, catalogue: Catalogue) -> frozenset[str]:
    known = VALUES.get(facet, tuple(catalogue.departements))
    return frozenset(given.getlist(str(facet))) & frozenset(known)


def _within(
    chosen: Mapping[Facet, frozenset[str]], area: Area | None, catalogue: Catalogue
) -> dict[Facet, frozenset[str]]:
    """A département or a region typed as a place is a filter, unless départements were chosen."""
    kind = area.kind if area else None
    if area is None or chosen[Facet.DEPARTEMENT] or kind not in (Kind.DEPARTEMENT, Kind.REGION):
        return dict(chosen)
    of_region = (code for code, one in catalogue.departements.items() if one.region_code == area.code)
    codes = frozenset({area.code} if kind == Kind.DEPARTEMENT else of_region)
    return {**chosen, Facet.DEPARTEMENT: codes}


def _near(area: Area | None, catalogue: Catalogue) -> Place | None:
    commune = catalogue.listed(area.code) if area and area.kind == Kind.COMMUNE else None
    if commune is None:
        return None
    return Place(commune.latitude, commune.longitude, commune.departement_code, commune.label)


def _km(text: str | None) -> int | None:
    if text is None:
        return USUAL_KM
    return int(text) if text in map(str, DISTANCES) else None
