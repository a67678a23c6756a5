"""Offers held for their wording at the turn-over: read before, kept out of the live ones, written down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from clicnjob.offers import writing
from clicnjob.offers.checking import Checked, Verdict, check, closing_of, text_digest
from clicnjob.offers.comparing import Known
from clicnjob.offers.models import OfferCheck
from clicnjob.offers.parts import Part
from clicnjob.offers.states import Closing
from clicnjob.offers.writing import Stamp


def read(part: Part, source_ids: Iterable[str]) -> dict[str, Checked]:
    """The wording of these staged offers, each text once. It takes a millisecond a text: nothing is locked."""
    texts: dict[str, Checked] = {}
    found = {}
    for draft, _ in part.drafts(source_ids):
        digest = text_digest(draft)
        if digest not in texts:
            texts[digest] = check(draft)
        found[draft.source_id] = texts[digest]
    return found


def closings(session: Session, checked: Mapping[str, Checked]) -> dict[str, Closing]:
    """The offers that may not be live, and why; a text a person has decided of is not asked about again."""
    doubtful = {source_id: one for source_id, one in checked.items() if one.concerns}
    verdicts = _verdicts(session, {one.text_digest for one in doubtful.values()})
    found = {source_id: closing_of(one, verdicts.get(one.text_digest)) for source_id, one in doubtful.items()}
    return {source_id: closing for source_id, closing in found.items() if closing}


def keep(session: Session, held: Mapping[str, Checked], stamp: Stamp, known: Mapping[str, Known]) -> None:
    """Write down what these offers are held for, once a text, and that those that were live no longer are."""
    ids = writing.ids_of(session, stamp.source, list(held))
    there = _there(session, list(ids.values()))
    rows: Iterable[writing.Row] = (
        {
            "offer_id": ids[source_id],
            "text_digest": one.text_digest,
            "concerns": msgspec.to_builtins(one.concerns),
            "found_at": stamp.now,
        }
        for source_id, one in held.items()
        if (ids[source_id], one.text_digest) not in there
    )
    for chunk in writing.chunks(rows):
        session.execute(insert(OfferCheck), chunk)
    were_live = {ids[one]: stamp.held[one] for one in held if one in known and not known[one].closed}
    writing.tell_closed(session, were_live, stamp.now, stamp.import_id)


def _verdicts(session: Session, digests: Collection[str]) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    columns = (OfferCheck.text_digest, OfferCheck.verdict)
    for chunk in writing.chunks(digests):
        decided = (OfferCheck.text_digest.in_(chunk), OfferCheck.verdict.is_not(None))
        rows = session.execute(select(*columns).where(*decided).order_by(OfferCheck.decided_at))
        found.update((row.text_digest, row.verdict) for row in rows if row.verdict)
    return found


def _there(session: Session, ids: Collection[int]) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    columns = (OfferCheck.offer_id, OfferCheck.text_digest)
    for chunk in writing.chunks(ids):
        rows = session.execute(select(*columns).where(OfferCheck.offer_id.in_(chunk)))
        found.update((row.offer_id, row.text_digest) for row in rows)
    return found
