"""Texts that wait for a person, and what readers report: the words, and what becomes of an offer (pure)."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import NamedTuple, Protocol

from clicnjob.offers.contracts import Contract
from clicnjob.offers.lawful.concern import Concern
from clicnjob.offers.lawful_wording import concerns
from clicnjob.offers.states import Closing

# One person may be wrong, or cross; two see the same thing.
ENOUGH_REPORTS = 2


class Verdict(StrEnum):
    """What a person decides of a text that was held."""

    PUBLISHED = "published"
    REFUSED = "refused"


class ReportKind(StrEnum):
    """What a reader says of an offer."""

    FALSE = "false"
    MONEY = "money"
    FILLED = "filled"
    DISCRIMINATORY = "discriminatory"


# The words of a report, as the reader says it.
REPORTS = {
    ReportKind.MONEY: "On me demande de l'argent",
    ReportKind.FALSE: "L'offre est fausse",
    ReportKind.FILLED: "Le poste est déjà pris",
    ReportKind.DISCRIMINATORY: "L'offre écarte des gens (âge, sexe, origine…)",
}


class Words(Protocol):
    """What is read of an offer, a draft or a stored one."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def contract(self) -> Contract: ...
    @property
    def employer(self) -> str: ...


class Checked(NamedTuple):
    """A text that was read: its name, and what it should be held for."""

    text_digest: str
    concerns: tuple[Concern, ...]


def check(offer: Words) -> Checked:
    """Read the wording of an offer."""
    found = concerns(offer.title, offer.description, offer.contract, offer.employer)
    return Checked(text_digest(offer), found)


def text_digest(offer: Words) -> str:
    """The same for offers of one title, text, contract and employer: 32 hexadecimal digits."""
    words = "\0".join((offer.title, offer.description, str(offer.contract), offer.employer))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def closing_of(checked: Checked, verdict: Verdict | None) -> Closing | None:
    """What keeps an offer from being live: a person has to read it, or has refused this very text."""
    if not checked.concerns or verdict == Verdict.PUBLISHED:
        return None
    return Closing.REFUSED if verdict == Verdict.REFUSED else Closing.TO_CHECK
