"""Changes of the offers: one import turned over, offers whose stated end has passed closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from clicnjob.offers import copies, holding, queries, writing
from clicnjob.offers.checking import Checked
from clicnjob.offers.comparing import Fate, Known, fates, is_late, regions_to_close
from clicnjob.offers.models import Offer, OfferApart, OfferImport, OfferIndex, OfferRejection, SourceColumns
from clicnjob.offers.parsing import copy_key
from clicnjob.offers.prepared import NOTHING, Prepared, Shares
from clicnjob.offers.prose.reading import READER_VERSION, facts_in
from clicnjob.offers.reasons import Aside
from clicnjob.offers.sources.columns import Columns
from clicnjob.offers.staging import ALL_REGIONS, Staged
from clicnjob.offers.states import Closing, State
from clicnjob.offers.writing import Stamp

Fates = dict[Fate, list[str]]


def publish(
    session: Session,
    staged: Staged,
    *,
    source: str,
    region: str,
    complete: bool,
    file_date: date,
    started_at: datetime,
    now: datetime,
    actor_id: str | None = None,
    prepared: Prepared = NOTHING,
) -> OfferImport:
    """Turn the offers of a source over to what was staged, and write the import down.

    `region` is an INSEE code or « all ». With `complete`, live offers of the same source and region that the files no
    longer hold are closed; for « all », only those of regions the files hold. A refused record with an identifier is
    no absence, and files that keep nothing close nothing. `prepared` is what higher rooms made of these offers.
    """
    _one_at_a_time(session, source)
    known = queries.known(session, source, list(staged.kept))
    before = queries.before(session, source, region, staged.digest)
    late = is_late(staged.kept, known, before, file_date)
    found = fates(staged.kept, known, late=late, complete_before=before.complete)
    done = OfferImport(
        source=source,
        region=region,
        asked=region,
        state=State.PUBLISHED,
        brakes=[],
        measures={},
        samples=[],
        complete=complete,
        late=late,
        file_date=file_date,
        actor_id=actor_id,
        started_at=started_at,
        finished_at=now,
        **_contents(staged, found),
    )
    session.add(done)
    session.flush()
    filed_under = None if region == ALL_REGIONS else region
    checked = _checked(staged, found, prepared)
    held = holding.closings(session, checked)
    stamp = Stamp(source, done.id, filed_under, now, prepared, held)
    _write(session, staged, found, known, stamp)
    holding.keep(session, {source_id: checked[source_id] for source_id in held}, stamp, known)
    done.to_check = sum(closing == Closing.TO_CHECK for closing in held.values())
    if complete and not late:
        done.closed = _close_vanished(session, staged, done, now)
    _write_refusals(session, staged, done.id)
    session.flush()
    touched = _touched(staged, found, known, done)
    copies.keep_in_step(session, touched)
    if prepared.turn_over:
        prepared.turn_over(session, done, touched)
    else:
        _forget_indexes(session, touched, now)
    return done


def to_write(session: Session, staged: Staged, source: str) -> list[str]:
    """The identifiers of staged offers that are new, say something else than ours, or open a closed one again."""
    known = queries.known(session, source, list(staged.kept))
    return [
        source_id
        for source_id, entry in staged.kept.items()
        if source_id not in known
        or known[source_id].digest != entry.digest
        or (known[source_id].closed and not known[source_id].withheld)
    ]


def expire(session: Session, *, now: datetime) -> int:
    """Close live offers whose stated end has passed; how many."""
    ended = session.scalars(select(Offer.id).where(Offer.closed_at.is_(None), Offer.expires_at <= now)).all()
    writing.close(session, ended, Closing.EXPIRED, now)
    return len(ended)


def read_texts(session: Session, ids: Sequence[int]) -> int:
    """Read the texts of these offers with this version of the reader; how many state other facts than before."""
    changed = 0
    for offer in queries.with_texts(session, ids):
        facts = msgspec.to_builtins(facts_in(offer.title, offer.description))
        changed += facts != offer.facts
        offer.facts, offer.facts_version = facts, READER_VERSION
        offer.copy_key = copy_key(offer.title, offer.employer, offer.description)
    return changed


def predict_again(session: Session, ids: Sequence[int], said: Mapping[str, Shares], version: str) -> int:
    """Store what these titles stand for, as the lexicon of this version says; how many offers it changes."""
    changed = 0
    for offer in session.scalars(select(Offer).where(Offer.id.in_(ids), Offer.title.in_(said))):
        changed += said[offer.title] != tuple(map(tuple, offer.occupations))
        offer.occupations, offer.occupations_version = said[offer.title], version
    return changed


def remember_columns(
    session: Session, *, source: str, region: str, columns: Columns, now: datetime, actor_id: str | None = None
) -> None:
    """From now on the tables of this source for this region are read so."""
    found = session.get(SourceColumns, (source, region)) or SourceColumns(source=source, region=region)
    found.columns = msgspec.to_builtins(columns)
    found.changed_at, found.actor_id = now, actor_id
    session.add(found)


def take_apart(session: Session, offer: Offer, *, actor_id: str, now: datetime) -> None:
    """Take an offer off the card of its copies, for good."""
    session.merge(OfferApart(offer_id=offer.id, actor_id=actor_id, at=now))
    _compare_again(session, offer, now)


def put_back(session: Session, offer: Offer, *, now: datetime) -> None:
    """Let an offer that was taken apart be compared with the others again."""
    session.execute(delete(OfferApart).where(OfferApart.offer_id == offer.id))
    _compare_again(session, offer, now)


def hold_index(session: Session, region: str) -> None:
    """Whoever makes the index of a region waits here for whoever is making it, and sees what they wrote."""
    _lock(session, f"offer_index/{region}")


def name_index(session: Session, region: str, name: str | None, now: datetime) -> None:
    """Say which index a region has from now on, or that it has none. `hold_index` comes first."""
    session.execute(delete(OfferIndex).where(OfferIndex.region == region))
    _, newest = queries.import_count(session)
    if name:
        values = {"region": region, "name": name, "import_id": newest, "made_at": now}
        session.execute(insert(OfferIndex).values(values))


def _compare_again(session: Session, offer: Offer, now: datetime) -> None:
    session.flush()
    region = offer.region_code or ""
    copies.keep_in_step(session, [region])
    _forget_indexes(session, [region], now)


def _forget_indexes(session: Session, regions: Iterable[str], now: datetime) -> None:
    for region in sorted(regions):
        hold_index(session, region)
        name_index(session, region, None, now)


def _one_at_a_time(session: Session, source: str) -> None:
    """Two imports of one source wait for each other."""
    _lock(session, f"offers/{source}")


def _lock(session: Session, name: str) -> None:
    """Hold a name until the transaction ends. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))


def _contents(staged: Staged, found: Fates) -> dict[str, Any]:
    """What the files held, and the counts that add up."""
    return {
        "files": [msgspec.structs.asdict(file) for file in staged.files],
        "digest": staged.digest,
        "regions": _regions(staged, found),
        "reasons": dict(staged.refused.most_common()),
        **_counts(staged, found),
    }


def _counts(staged: Staged, found: Fates) -> dict[str, int]:
    asides = {str(aside): staged.aside[aside] for aside in Aside if aside != Aside.OLDER}
    fates_counted = {str(fate): len(ids) for fate, ids in found.items()}
    return {"read": staged.read, "refused": staged.refused.total(), "closed": 0, **asides, **fates_counted}


def _regions(staged: Staged, found: Fates) -> dict[str, int]:
    """How many offers each region received; the empty code stands for no known place."""
    received = (source_id for fate, ids in found.items() if fate != Fate.OLDER for source_id in ids)
    return dict(sorted(Counter(staged.kept[source_id].region or "" for source_id in received).items()))


def _touched(staged: Staged, found: Fates, known: dict[str, Known], done: OfferImport) -> set[str]:
    """The regions whose live offers may be others than before: where offers are now, and where they were."""
    written = [*found[Fate.NEW], *found[Fate.CHANGED], *found[Fate.REOPENED]]
    written += [one for one in found[Fate.UNCHANGED] if _is_newer(staged, known, one)]
    here = {staged.kept[one].region or "" for one in written}
    there = {known[one].region or "" for one in found[Fate.CHANGED]}
    present = {entry.region for entry in staged.kept.values()}
    closed = regions_to_close(done.region, present, ALL_REGIONS) if done.closed else ()
    return {*here, *there, *(region or "" for region in closed), *([""] if done.closed else [])}


def _write(session: Session, staged: Staged, found: Fates, known: dict[str, Known], stamp: Stamp) -> None:
    writing.insert_new(session, staged.drafts(found[Fate.NEW]), stamp)
    ids = {source_id: ours.id for source_id, ours in known.items()}
    writing.update_changed(session, staged.drafts(found[Fate.CHANGED] + found[Fate.REOPENED]), ids, stamp)
    again = [
        ids[one] for one in found[Fate.CHANGED] + found[Fate.REOPENED] if known[one].digest != staged.kept[one].digest
    ]
    writing.forget_reports(session, again)
    unchanged = found[Fate.UNCHANGED] + found[Fate.WITHHELD]
    writing.mark_seen(session, (ids[source_id] for source_id in unchanged), stamp)
    newer = ((ids[one], staged.kept[one].updated_at) for one in unchanged if _is_newer(staged, known, one))
    writing.refresh(session, newer)


def _checked(staged: Staged, found: Fates, prepared: Prepared) -> dict[str, Checked]:
    """What the offers about to be written should be held for; those that were not foreseen are read now."""
    written = [*found[Fate.NEW], *found[Fate.CHANGED], *found[Fate.REOPENED]]
    unread = [source_id for source_id in written if source_id not in prepared.checked]
    checked = {**prepared.checked, **holding.read(staged, unread)}
    return {source_id: checked[source_id] for source_id in written}


def _is_newer(staged: Staged, known: dict[str, Known], source_id: str) -> bool:
    return staged.kept[source_id].updated_at > known[source_id].updated_at


def _close_vanished(session: Session, staged: Staged, done: OfferImport, now: datetime) -> int:
    if not staged.kept:
        return 0
    present = {entry.region for entry in staged.kept.values()}
    regions = regions_to_close(done.region, present, ALL_REGIONS)
    live = queries.live_ids(session, done.source, regions)
    vanished = [offer_id for source_id, offer_id in live.items() if not staged.holds(source_id)]
    writing.close(session, vanished, Closing.ABSENT, now, done.id)
    waiting = queries.waiting_ids(session, done.source, regions)
    writing.stop_waiting(session, (waiting[one] for one in waiting if not staged.holds(one)), now)
    return len(vanished)


def _write_refusals(session: Session, staged: Staged, import_id: int) -> None:
    rows: Iterable[writing.Row] = (
        {"import_id": import_id, "file": refused.file, **msgspec.structs.asdict(refused.rejected)}
        for refused in staged.refusals
    )
    for chunk in writing.chunks(rows):
        session.execute(insert(OfferRejection), chunk)
