"""Offers given as a file of any format, every one of them kept: a ranking refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clicnjob import clock
from clicnjob.matching.rows import offer_row
from clicnjob.matching.values import OfferRow
from clicnjob.offers.draft import Rejected
from clicnjob.offers.parsing import draft_of
from clicnjob.offers.sources import formats
from clicnjob.offers.sources.reading import MEGA, GivenFile
from clicnjob.offers.wording import clean_text
from clicnjob.places.catalogue import Catalogue

MOST_BYTES = 4096 * MEGA
LONGEST_DESCRIPTION = 30_000


def offers(file: Path, catalogue: Catalogue) -> Iterator[OfferRow]:
    """The offers of a file an import would read, by the ids they carry; what has no id cannot be named.

    Raises the refusals of a file that cannot be read. An offer an import would refuse (no title, no text, no date) is
    here with what it says.
    """
    given = GivenFile(file, file.name)
    today = clock.now().isoformat()
    for record in formats.read(given, MOST_BYTES):
        if isinstance(record, Rejected) or record.value.get("id") is None:
            continue
        raw = record.value
        dated = raw if raw.get("dateCreation") or raw.get("dateActualisation") else {**raw, "dateCreation": today}
        draft = draft_of(dated, clean_text(raw.get("description"))[:LONGEST_DESCRIPTION], catalogue)
        yield offer_row(str(raw["id"]), draft)
