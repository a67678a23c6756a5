"""One region turned over to what its files hold: compared under the region's lock, then written with what it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import insert
from sqlalchemy.orm import Session

from clicnjob.offers import brakes, copies, holding, images, presence, queries, services, writing
from clicnjob.offers.brakes import Fired, Measures
from clicnjob.offers.checking import Checked
from clicnjob.offers.comparing import Fate, Known, fates, is_late
from clicnjob.offers.models import OfferImport, OfferRejection
from clicnjob.offers.orders import Order
from clicnjob.offers.parts import ALL_REGIONS, Part, regions_received
from clicnjob.offers.prepared import Prepared
from clicnjob.offers.reasons import Aside
from clicnjob.offers.states import Closing
from clicnjob.offers.writing import Stamp

# How many published imports of a source and region can be taken back, the last first.
IMAGES_KEPT = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """What a part would change: the fate of each offer, the live offers it no longer holds (row ids by the source's
    identifiers), and the brakes that fire."""

    part: Part
    order: Order
    known: Mapping[str, Known]
    late: bool
    found: Mapping[Fate, list[str]]
    vanished: Mapping[str, int]
    measures: Measures
    fired: list[Fired]

    def ids(self, *of: Fate) -> list[int]:
        """The rows of the offers of these fates."""
        return [self.known[source_id].id for fate in of for source_id in self.found[fate]]


def compare(session: Session, part: Part, order: Order) -> Turn:
    """What a part would change now. Nothing is written."""
    known = queries.known(session, order.source, list(part.kept))
    before = queries.before(session, order.source, part.region, part.digest)
    late = is_late(part.kept, known, before, order.file_date)
    found = fates(part.kept, known, late=late, complete_before=before.complete)
    vanished = _vanished(session, part, order) if order.complete and not late else {}
    measures, last = measured(part), queries.last_published(session, order.source, part.region)
    fired = brakes.fired(measures, measures_of(last) if last else None)
    return Turn(part, order, known, late, found, vanished, measures, fired)


def contents(turn: Turn, samples: list[dict[str, Any]]) -> dict[str, Any]:
    """The columns of an import that say what it holds, and what it changes."""
    part = turn.part
    received = (one for fate, ids in turn.found.items() if fate != Fate.OLDER for one in ids)
    return {
        "files": [msgspec.structs.asdict(file) for file in part.files],
        "digest": part.digest,
        "late": turn.late,
        "regions": regions_received(part, received),
        "reasons": dict(part.refused.most_common()),
        "brakes": msgspec.to_builtins(turn.fired),
        "measures": msgspec.to_builtins(turn.measures),
        "samples": samples,
        **counts(turn),
    }


def go_live(session: Session, turn: Turn, done: OfferImport, now: datetime, prepared: Prepared) -> None:
    """Write the offers of a part, keep what they were, close those that vanished, and make the indexes that change."""
    filed_under = None if turn.order.asked == ALL_REGIONS else turn.order.asked
    checked = _checked(turn, prepared)
    held = holding.closings(session, checked)
    stamp = Stamp(turn.order.source, done.id, filed_under, now, prepared, held)
    images.keep(session, done.id, images.of_written(session, turn.ids(Fate.CHANGED, Fate.REOPENED), done.id))
    images.keep(session, done.id, images.of_seen(session, turn.ids(Fate.UNCHANGED, Fate.WITHHELD), done.id))
    images.keep(session, done.id, images.of_closed(session, turn.vanished.values()))
    _write(session, turn, stamp)
    holding.keep(session, {source_id: checked[source_id] for source_id in held}, stamp, turn.known)
    done.to_check = sum(closing == Closing.TO_CHECK for closing in held.values())
    writing.close(session, turn.vanished.values(), Closing.ABSENT, now, done.id)
    _stop_waiting(session, turn, now)
    _forget_old_images(session, done)
    session.flush()
    touched = _touched(turn)
    copies.keep_in_step(session, touched)
    if prepared.turn_over:
        prepared.turn_over(session, done, touched)
    else:
        services.forget_indexes(session, touched, now)


def write_refusals(session: Session, part: Part, import_id: int) -> None:
    """The records refused, each with its file and line."""
    rows = (
        {"import_id": import_id, "file": refused.file, **msgspec.structs.asdict(refused.rejected)}
        for refused in part.refusals
    )
    for chunk in writing.chunks(rows):
        session.execute(insert(OfferRejection), chunk)


def measured(part: Part) -> Measures:
    """What the brakes compare."""
    bits = [entry.fields for entry in part.kept.values()]
    staged, refused = part.staged, part.refused.total()
    return Measures(
        volume=len(bits),
        faults=refused,
        records=part.records,
        all_faults=staged.refused.total(),
        all_records=len(staged.kept) + staged.refused.total(),
        unlocated=presence.unlocated(bits),
        fields=presence.shares(bits),
    )


def measures_of(done: OfferImport) -> Measures:
    """Those of a past import; before version 0.3 only the volume was kept, in the counts."""
    return msgspec.convert(done.measures, Measures) if done.measures else Measures(done.kept + done.older)


def counts(turn: Turn) -> dict[str, int]:
    """By name: what was read, what became of each record, and the offers closed besides."""
    fates_counted = {str(fate): len(ids) for fate, ids in turn.found.items()}
    return {**_asides(turn.part), **fates_counted, "closed": len(turn.vanished)}


def nothing_changed(part: Part) -> dict[str, int]:
    """The counts of a part that is live already."""
    return {**_asides(part), **dict.fromkeys(map(str, Fate), 0), str(Fate.UNCHANGED): len(part.kept), "closed": 0}


def _asides(part: Part) -> dict[str, int]:
    asides = {str(aside): part.aside[aside] for aside in Aside if aside != Aside.OLDER}
    return {"read": part.read, "refused": part.refused.total(), **asides}


def to_write(session: Session, part: Part, source: str) -> list[str]:
    """The identifiers of offers that are new, say something else than ours, or open a closed one again."""
    known = queries.known(session, source, list(part.kept))
    return [source_id for source_id, entry in part.kept.items() if _says_more(entry.digest, known.get(source_id))]


def _says_more(digest: str, ours: Known | None) -> bool:
    return ours is None or ours.digest != digest or (ours.closed and not ours.withheld)


def _vanished(session: Session, part: Part, order: Order) -> dict[str, int]:
    """Live offers of the same source and region the files do not speak of; files that keep nothing close nothing."""
    if not part.kept:
        return {}
    live = queries.live_ids(session, order.source, part.region or None)
    return {source_id: offer_id for source_id, offer_id in live.items() if source_id not in part.heard}


def _write(session: Session, turn: Turn, stamp: Stamp) -> None:
    part, found = turn.part, turn.found
    new = writing.insert_new(session, part.drafts(found[Fate.NEW]), stamp)
    images.keep(session, stamp.import_id, images.of_new(new, stamp.import_id))
    ids = {source_id: ours.id for source_id, ours in turn.known.items()}
    writing.update_changed(session, part.drafts(found[Fate.CHANGED] + found[Fate.REOPENED]), ids, stamp)
    again = [*found[Fate.CHANGED], *found[Fate.REOPENED]]
    reworded = (ids[one] for one in again if turn.known[one].digest != part.kept[one].digest)
    writing.forget_reports(session, reworded)
    seen = found[Fate.UNCHANGED] + found[Fate.WITHHELD]
    writing.mark_seen(session, (ids[source_id] for source_id in seen), stamp)
    newer = ((ids[one], part.kept[one].updated_at) for one in seen if _is_newer(turn, one))
    writing.refresh(session, newer)


def _checked(turn: Turn, prepared: Prepared) -> dict[str, Checked]:
    """What the offers about to be written should be held for; those that were not foreseen are read now."""
    written = [*turn.found[Fate.NEW], *turn.found[Fate.CHANGED], *turn.found[Fate.REOPENED]]
    unread = [source_id for source_id in written if source_id not in prepared.checked]
    checked = {**prepared.checked, **holding.read(turn.part, unread)}
    return {source_id: checked[source_id] for source_id in written}


def _stop_waiting(session: Session, turn: Turn, now: datetime) -> None:
    """Offers that wait for a person and that a complete file no longer holds wait no more."""
    if turn.order.complete and not turn.late and turn.part.kept:
        waiting = queries.waiting_ids(session, turn.order.source, turn.part.region or None)
        writing.stop_waiting(session, (waiting[one] for one in waiting if one not in turn.part.heard), now)


def _is_newer(turn: Turn, source_id: str) -> bool:
    return turn.part.kept[source_id].updated_at > turn.known[source_id].updated_at


def _touched(turn: Turn) -> set[str]:
    """The regions whose live offers may be others than before: where offers are now, and where they were."""
    found, kept = turn.found, turn.part.kept
    written = [*found[Fate.NEW], *found[Fate.CHANGED], *found[Fate.REOPENED]]
    written += [one for one in found[Fate.UNCHANGED] if _is_newer(turn, one)]
    here = {kept[one].region or "" for one in written}
    there = {turn.known[one].region or "" for one in found[Fate.CHANGED]}
    return {*here, *there, *((turn.part.region, "") if turn.vanished else ())}


def _forget_old_images(session: Session, done: OfferImport) -> None:
    """What goes further back than one can go back; the import in hand is the newest."""
    past = queries.published_ids(session, done.source, done.region)
    images.forget(session, [one for one in past if one != done.id][IMAGES_KEPT - 1 :])
