"""A fact read in the words of an offer: what it is, how strongly it is said, and where it stands in the text (pure)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

LONGEST_EXCERPT = 120


class Kind(StrEnum):
    """What a fact is about; the words beside each name are the values it takes."""

    EXPERIENCE = "experience"  # months: « 0 » (beginners welcome), « 24 »; empty when no duration is named
    DIPLOMA = "diploma"  # national level « 2 » to « 8 »; empty when the name gives none
    LICENCE = "licence"  # code: « B », « C », « CE », « D », « AM »…
    CERTIFICATE = "certificate"  # caces, fimo, carte_pro, ssiap, habilitation, bafa, bnssa, haccp, permis_cotier…
    HOURS = "hours"  # night, weekend, split, rotating, early, late, full_time, part_time
    CLOCK = "clock"  # to the minute: « 18:00-23:30 », « -24:00 » (until), « 04:00- » (since)
    AGE = "age"  # the youngest age in years: « 18 »
    CONTRACT = "contract"  # a word of offers.contracts.Contract
    SEASON = "season"  # « 2026-12/2027-04 » or empty
    START = "start"  # when the work begins: « now », « 2027-01-05 », « 01-05 », « 2027-01 » or « 01 »
    HOUSING = "housing"  # housed
    REACH = "reach"  # car (own vehicle), remote (no public transport), shuttle


class Need(StrEnum):
    """Whether an offer asks for it, would like it, or offers it."""

    REQUIRED = "required"
    WISHED = "wished"
    STATED = "stated"


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One fact. `confidence` is 0 to 1, `detail` names it in French (« CACES 1 et 3 »), `excerpt` quotes the text."""

    kind: Kind
    value: str
    need: Need
    confidence: float
    excerpt: str
    detail: str = ""
