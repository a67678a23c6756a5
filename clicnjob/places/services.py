"""Changes of the places: loads an edition into the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Table, delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clicnjob.db import Base
from clicnjob.places import models, queries
from clicnjob.places.gazetteer import Commune, Gazetteer, Kind
from clicnjob.text.normalise import fold

T = TypeVar("T")
Row = dict[str, Any]
Progress = Callable[[int], None]

BATCH = 2000
COLUMNS = [field.name for field in fields(Commune) if field.name != "postcodes"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load found and did. `kept` are communes that the new edition no longer lists, left as they were."""

    regions: int
    departements: int
    communes: int
    arrondissements: int
    former_communes: int
    postcodes: int
    added: int
    changed: int
    unchanged: int
    kept: int
    digest: str


def load(
    session: Session, gazetteer: Gazetteer, *, source: str, now: datetime, progress: Progress = lambda count: None
) -> Loaded:
    """Bring the tables to this edition. Rows are added or changed, never removed: people and offers point to them.

    `progress` is called with the number of communes done since the last call.
    """
    before = {commune.code: commune for commune in queries.gazetteer(session).communes}
    fresh = [commune for commune in gazetteer.communes if commune != before.get(commune.code)]
    _upsert(session, models.Region, [asdict(region) for region in gazetteer.regions])
    _upsert(session, models.Departement, [asdict(departement) for departement in gazetteer.departements])
    progress(len(gazetteer.communes) - len(fresh))
    _put_communes(session, fresh, progress)
    after = queries.gazetteer(session)
    session.execute(delete(models.PlaceEdition))
    session.add(models.PlaceEdition(digest=after.digest(), source=source, loaded_at=now))
    added = sum(commune.code not in before for commune in fresh)
    return _counted(gazetteer, added=added, changed=len(fresh) - added, after=after)


def _put_communes(session: Session, communes: Sequence[Commune], progress: Progress) -> None:
    # A row may point to another commune: those of today first.
    for batch in _batches(sorted(communes, key=lambda commune: commune.kind is not Kind.COMMUNE)):
        _upsert(session, models.Commune, [_row(commune) for commune in batch])
        codes = [commune.code for commune in batch]
        session.execute(delete(models.CommunePostcode).where(models.CommunePostcode.commune_code.in_(codes)))
        pairs = [{"commune_code": one.code, "postcode": postcode} for one in batch for postcode in one.postcodes]
        if pairs:
            session.execute(insert(_table(models.CommunePostcode)), pairs)
        progress(len(batch))


def _row(commune: Commune) -> Row:
    row = {column: getattr(commune, column) for column in COLUMNS}
    return {**row, "sort_key": fold(commune.name)}


def _upsert(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Add these rows, or change the ones whose code is known, on either engine."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    for batch in _batches(rows):
        statement = dialect.insert(_table(model))
        changes = {name: statement.excluded[name] for name in batch[0] if name != "code"}
        session.execute(statement.on_conflict_do_update(index_elements=["code"], set_=changes), batch)


def _table(model: type[Base]) -> Table:
    # The table itself: going through the class costs a third more time for rows that nobody reads back.
    return Base.metadata.tables[model.__tablename__]


def _batches(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def _counted(gazetteer: Gazetteer, *, added: int, changed: int, after: Gazetteer) -> Loaded:
    kinds = [commune.kind for commune in gazetteer.communes]
    return Loaded(
        regions=len(gazetteer.regions),
        departements=len(gazetteer.departements),
        communes=kinds.count(Kind.COMMUNE),
        arrondissements=kinds.count(Kind.ARRONDISSEMENT),
        former_communes=kinds.count(Kind.FORMER),
        postcodes=len({postcode for commune in gazetteer.communes for postcode in commune.postcodes}),
        added=added,
        changed=changed,
        unchanged=len(kinds) - added - changed,
        kept=len(after.communes) - len(kinds),
        digest=after.digest(),
    )
