"""Reads the place an offer gives in words, as far as they go: « 26 - BOURG LES VALENCE », « 75 - Paris (Dept.) »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clicnjob.places.catalogue import Catalogue
from clicnjob.places.gazetteer import Commune
from clicnjob.places.naming import key_of, words_of

LONGEST = 200
NATIONWIDE = frozenset({"france", "france entiere", "toute la france", "france metropolitaine", "national"})
WHOLE_DEPARTEMENT = frozenset({"dept", "departement"})
# Words that lead abroad. Suisse is also a village of Moselle: here it needs its code.
ABROAD = {"etranger", "frontalier", "allemagne", "belgique", "espagne", "italie", "luxembourg", "monaco", "suisse"}
# A name that is both a town and another area: the area, unless the town is one that people name alone (Vienne).
LARGE_TOWN = 10_000

_ALTERNATIVES = re.compile(r"\s+ou\s+|\s*[/;]\s*", re.IGNORECASE)
_PARTS = re.compile(r"[(),|:]|\s[-–—]\s")
_POSTCODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label says: a commune, or an area, or the whole country; `understood` is False for words not known."""

    commune: Commune | None = None
    departement: str | None = None
    region: str | None = None
    understood: bool = True


NOWHERE = Reading(understood=False)
ANYWHERE = Reading()


def read(label: str, postcode: str, catalogue: Catalogue) -> Reading:
    """What a label and a postcode say together, never more: several communes give the area they share, if any."""
    alternatives = [part for part in _ALTERNATIVES.split(label[:LONGEST]) if part.strip()]
    if len(alternatives) > 1:
        return _shared([_read_one(part, "", catalogue) for part in alternatives])
    return _read_one(label[:LONGEST], postcode, catalogue)


def _shared(readings: Sequence[Reading]) -> Reading:
    departements = {reading.departement for reading in readings}
    regions = {reading.region for reading in readings}
    region = regions.pop() if len(regions) == 1 else None
    departement = departements.pop() if len(departements) == 1 else None
    return Reading(None, departement, region) if region else NOWHERE


def _read_one(label: str, postcode: str, catalogue: Catalogue) -> Reading:
    parts = [words for words in map(words_of, _PARTS.split(label)) if words]
    if any(words[0] in ABROAD for words in parts):
        return NOWHERE
    whole = any(words[0] in WHOLE_DEPARTEMENT for words in parts)
    codes, names = _sorted_out(parts, catalogue)
    postcode = next((code for code in codes if _POSTCODE.fullmatch(code)), postcode)
    departement = next((code for code in codes if code in catalogue.departements), None)
    if postcode and not whole:
        found = _of_postcode(postcode, names, catalogue)
        if found:
            return _at(found)
        departement = departement or _departement_of(postcode, catalogue)
    if departement:
        return _within(departement, () if whole else names, catalogue)
    return _by_name(names, whole, catalogue)


def _sorted_out(parts: Iterable[list[str]], catalogue: Catalogue) -> tuple[list[str], list[str]]:
    """Codes of départements and postcodes on one side, keys of names on the other."""
    codes, names = [], []
    for at, words in enumerate(parts):
        # A spreadsheet drops the zero of 07; further on, a single figure is something else.
        code = words[0].upper().zfill(1 if at else 2)
        if _POSTCODE.fullmatch(code) or (len(words) == 1 and code in catalogue.departements):
            codes.append(code)
            words = words[1:]
        key = key_of(words)
        if key and key not in NATIONWIDE | WHOLE_DEPARTEMENT:
            names.append(key)
    return codes, names


def _of_postcode(postcode: str, names: Sequence[str], catalogue: Catalogue) -> Commune | None:
    """The commune of this postcode that is named, or the only one there is."""
    there = catalogue.by_postcode(postcode)
    for name in names:
        for departement in {one.departement_code for one in there}:
            named = catalogue.names.commune(name, departement)
            if named and (named in there or catalogue.get(named.code) in there):
                return named
    return there[0] if len(there) == 1 else None


def _departement_of(postcode: str, catalogue: Catalogue) -> str | None:
    """The département a postcode begins with: Corsica's split at 202, overseas has three digits."""
    start = postcode[:3]
    if start[:2] == "20":
        return "2A" if start in ("200", "201") else "2B"
    code = start if start[:2] in ("97", "98") else start[:2]
    return code if code in catalogue.departements else None


def _within(departement: str, names: Sequence[str], catalogue: Catalogue) -> Reading:
    """The commune of this département that is named; without it the département, which is said in any case."""
    found = next((one for name in names if (one := catalogue.names.commune(name, departement))), None)
    return _at(found) if found else Reading(None, departement, catalogue.departements[departement].region_code)


def _by_name(names: Sequence[str], whole: bool, catalogue: Catalogue) -> Reading:
    if not names:
        return ANYWHERE
    if len(names) > 1:
        codes = [code for name in names if (code := catalogue.names.departement(name))]
        readings = [_within(code, () if whole else names, catalogue) for code in codes]
        if readings:
            return next((reading for reading in readings if reading.commune), readings[0])
    alone = (_alone(name, whole, catalogue) for name in names)
    return next((reading for reading in alone if reading.understood), NOWHERE)


def _alone(name: str, whole: bool, catalogue: Catalogue) -> Reading:
    commune = None if whole else catalogue.names.commune(name)
    area = _area(name, catalogue)
    if commune is None or area is None:
        return _at(commune) if commune else area or NOWHERE
    if area.departement in (None, commune.departement_code) and area.region == commune.region_code:
        return _at(commune)
    return NOWHERE if commune.population >= LARGE_TOWN else area


def _area(name: str, catalogue: Catalogue) -> Reading | None:
    departement = catalogue.names.departement(name)
    if departement:
        return Reading(None, departement, catalogue.departements[departement].region_code)
    region = catalogue.names.region(name)
    return Reading(None, None, region) if region else None


def _at(commune: Commune) -> Reading:
    return Reading(commune, commune.departement_code, commune.region_code)
