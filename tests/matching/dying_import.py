"""An import in a process of its own, which ends itself in the turn-over (arguments: database address, folder, file)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from clicnjob import weekly
from clicnjob.db import Database
from clicnjob.offers.importing import import_offers
from clicnjob.offers.models import OfferImport
from clicnjob.offers.orders import Wish
from clicnjob.offers.parts import Part
from clicnjob.offers.prepared import Prepared
from clicnjob.offers.sources.reading import GivenFile


def dying(session: Session, part: Part, written: Collection[str]) -> Prepared:
    """What an import prepares; once its indexes are made, the power is cut."""
    prepared = weekly.before_turn_over(session, part, written)

    def turn_over(session: Session, done: OfferImport, touched: Collection[str]) -> None:
        assert prepared.turn_over
        prepared.turn_over(session, done, touched)
        os.kill(os.getpid(), signal.SIGKILL)

    return replace(prepared, turn_over=turn_over)


if __name__ == "__main__":
    url, folder, file = sys.argv[1:]
    import_offers(
        Database(url, Path(folder)),
        [GivenFile(Path(file), "semaine.json")],
        region="84",
        complete=True,
        most_mb=10,
        wish=Wish.ANYWAY,
        before_turn_over=dying,
    )
