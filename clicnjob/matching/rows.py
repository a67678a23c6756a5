"""The facts of an offer as the ranking reads them, and its words as a search does, from a stored offer or a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from clicnjob.clock import local
from clicnjob.matching.searching_index import Words
from clicnjob.matching.values import OfferId, OfferRow
from clicnjob.occupations.predicting import Shares
from clicnjob.offers.contracts import Contract
from clicnjob.offers.facts import Fact
from clicnjob.places.catalogue import Catalogue


class Facts(Protocol):
    """What a draft and a stored offer have in common."""

    @property
    def title(self) -> str: ...
    @property
    def appellation(self) -> str: ...
    @property
    def rome_code(self) -> str | None: ...
    @property
    def contract(self) -> Contract: ...
    @property
    def part_time(self) -> bool | None: ...
    @property
    def hours_text(self) -> str: ...
    @property
    def experience_required(self) -> str | None: ...
    @property
    def experience_months(self) -> int | None: ...
    @property
    def level(self) -> int | None: ...
    @property
    def level_required(self) -> bool: ...
    @property
    def licences(self) -> Sequence[str]: ...
    @property
    def licences_wished(self) -> Sequence[str]: ...
    @property
    def updated_at(self) -> datetime: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def departement_code(self) -> str | None: ...
    @property
    def copy_key(self) -> str: ...
    @property
    def employer(self) -> str: ...
    @property
    def facts(self) -> Sequence[Fact | Mapping[str, Any]]: ...


class StoredFacts(Facts, Protocol):
    """What a stored offer has besides."""

    @property
    def id(self) -> int: ...
    @property
    def occupations(self) -> Sequence[Sequence[Any]]: ...
    @property
    def occupations_version(self) -> str: ...


class StoredWords(Protocol):
    """What is searched of a stored offer."""

    @property
    def title(self) -> str: ...
    @property
    def appellation(self) -> str: ...
    @property
    def rome_label(self) -> str: ...
    @property
    def employer(self) -> str: ...
    @property
    def place_label(self) -> str: ...
    @property
    def commune_code(self) -> str | None: ...
    @property
    def departement_code(self) -> str | None: ...
    @property
    def region_code(self) -> str | None: ...


def searched_words(stored: StoredWords, catalogue: Catalogue) -> Words:
    """The words of one stored offer; those of its place are its label, commune, département and region."""
    known = (
        catalogue.get(stored.commune_code or ""),
        catalogue.departements.get(stored.departement_code or ""),
        catalogue.regions.get(stored.region_code or ""),
    )
    place = " ".join([stored.place_label, *(one.name for one in known if one)])
    return Words(stored.title, stored.appellation, stored.rome_label, stored.employer, place)


def stored_row(stored: StoredFacts) -> OfferRow:
    """The row of one stored offer, with the occupations that were predicted for it."""
    known = tuple((code, share) for code, share in stored.occupations) if stored.occupations_version else None
    return offer_row(stored.id, stored, known)


def offer_row(offer_id: OfferId, facts: Facts, occupations: Shares | None = None) -> OfferRow:
    """The row of one offer. Its freshness is the day it was last confirmed: a good offer is often published again."""
    return OfferRow(
        id=offer_id,
        title=facts.title,
        appellation=facts.appellation,
        rome_code=facts.rome_code,
        contract=facts.contract,
        part_time=facts.part_time,
        hours_text=facts.hours_text,
        experience_required=facts.experience_required,
        experience_months=facts.experience_months,
        level=facts.level,
        level_required=facts.level_required,
        licences=tuple(facts.licences),
        licences_wished=tuple(facts.licences_wished),
        updated_on=local(facts.updated_at).date(),
        latitude=facts.latitude,
        longitude=facts.longitude,
        departement_code=facts.departement_code,
        facts=tuple(one if isinstance(one, Fact) else msgspec.convert(one, Fact) for one in facts.facts),
        copy_key=facts.copy_key,
        employer=facts.employer,
        occupations=occupations,
    )
