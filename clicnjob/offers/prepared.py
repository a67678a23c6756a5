"""What higher rooms make of staged offers while nothing is locked, and what they do at the turn-over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from clicnjob.offers.checking import Checked
from clicnjob.offers.models import OfferImport
from clicnjob.offers.parts import Part

Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """`occupations`: by title, the codes it stands for with their shares, as the lexicon of this `version` says.

    `checked`: by identifier, what the wording of the offer should be held for.
    `turn_over` is given the import and the regions whose live offers may be others than before. It sees the offers as
    they will be, before anybody else does, and makes the indexes; without it those regions have none.
    """

    occupations: Mapping[str, Shares] = field(default_factory=dict)
    version: str = ""
    turn_over: Callable[[Session, OfferImport, Collection[str]], None] | None = None
    checked: Mapping[str, Checked] = field(default_factory=dict)

    def said_of(self, title: str) -> dict[str, object]:
        """The columns of an offer with this title; one that was not foreseen waits for `matching reindex`."""
        said = self.occupations.get(title)
        return {"occupations": said or (), "occupations_version": "" if said is None else self.version}


# A session for reading, what was staged for a region, the identifiers that will be written anew.
BeforeTurnOver = Callable[[Session, Part, Collection[str]], Prepared]
NOTHING = Prepared()
