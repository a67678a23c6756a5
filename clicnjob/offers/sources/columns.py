"""Which column of a table each field of an offer is read from: guessed, then applied to rows (pure)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rapidfuzz import fuzz

from clicnjob.offers.sources.cells import date_order, iso_date, place_code, plain, value_in
from clicnjob.offers.sources.column_kinds import contradicts, likeness
from clicnjob.text.normalise import fold

FILE = Path(__file__).parent / "data" / "columns.toml"
LONGEST_HEADING = 100
NEAR = 88.0
SURE = 0.8
# Kinds whose values tell by themselves, under any heading.
TELLING = frozenset(
    {"date", "rome", "postcode", "commune", "url", "contract", "place", "pay", "hours", "title", "text", "id"}
)
NEEDED = ("intitule", "description")
DATES = ("dateCreation", "dateActualisation")
LISTS = ("\n", "|", ";", ",")
SUITE = "_suite"

_HUMP = re.compile(r"(?<=[a-zé])(?=[A-Z])")
_CODED = re.compile(r"[A-Z0-9]{2,3}")


class Field(msgspec.Struct, frozen=True):
    """A field of our record that a column can give: see data/columns.toml."""

    path: str
    label: str = ""
    hint: str = ""
    kind: str = "words"
    names: tuple[str, ...] = ()


class Columns(msgspec.Struct, frozen=True):
    """The heading of each field's column, by path; the order of dates (« dmy », « mdy »); the sign that parts lists."""

    fields: dict[str, str] = {}
    dates: str = "dmy"
    lists: str = ","

    @property
    def missing(self) -> list[str]:
        """The fields without which no offer can be read, and that no column gives."""
        return [path for path in NEEDED if path not in self.fields]

    @property
    def dated(self) -> bool:
        """Whether a column gives the date of offers."""
        return any(path in self.fields for path in DATES)


class Claim(NamedTuple):
    """How well a column suits a field: the better, the greater; ties go to the first field, then the first column."""

    score: float
    field: int
    column: int


def _heading(text: str) -> str:
    """« lieuTravail.libelle », « Lieu travail libellé » and « LIEU_TRAVAIL_LIBELLE » are one."""
    return fold(_HUMP.sub(" ", text))


_DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
FIELDS = tuple(msgspec.convert(_DATA["field"], tuple[Field, ...]))
BY_PATH = {field.path: field for field in FIELDS}
_OTHER = frozenset(_DATA["other"]["names"])
_NAMES = [(_heading(field.path), *field.names) for field in FIELDS]


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The columns as their headings and some rows of values tell. A column gives one field, a field has one column."""
    values = [[row[at].strip() for row in rows if at < len(row) and plain(row[at])] for at in range(len(header))]
    taken: dict[int, int] = {}
    for claim in sorted(_claims(header, values), key=lambda one: (-one.score, one.field, one.column)):
        if claim.field not in taken and claim.column not in taken.values():
            taken[claim.field] = claim.column
    fields = {FIELDS[field].path: header[column] for field, column in sorted(taken.items())}
    return Columns(fields, _order(taken, values), _parting(taken, values))


def names_known(header: Sequence[str]) -> int:
    """How many of these cells are the heading of a field."""
    short = (_heading(cell) for cell in header if len(cell) <= LONGEST_HEADING)
    return sum(any(_named(one, names) for names in _NAMES) for one in short if one)


def _claims(header: Sequence[str], values: Sequence[Sequence[str]]) -> Iterator[Claim]:
    for column, (name, cells) in enumerate(zip(map(_heading, header), values, strict=True)):
        scores = [_believed(name, names, field, cells) for field, names in zip(FIELDS, _NAMES, strict=True)]
        if not any(scores) and name not in _OTHER:
            scores = [_looked(field, cells) for field in FIELDS]
        yield from (Claim(score, number, column) for number, score in enumerate(scores) if score)


def _believed(name: str, names: Sequence[str], field: Field, cells: Sequence[str]) -> float:
    named = _named(name, names)
    return 0 if named and contradicts(field.kind, cells) else named


def _named(name: str, names: Sequence[str]) -> float:
    """100 for the path itself, less for other names, in their order; at least 88 for one that is misspelled."""
    if name in names:
        return 100 - names.index(name) / 10
    near = max((fuzz.ratio(name, known) for known in names), default=0)
    return near - 8 if near >= NEAR and name not in _OTHER and len(name) > 4 else 0


def _looked(field: Field, cells: Sequence[str]) -> float:
    """At most 60, when the values alone tell; the longer a text, the better."""
    if not field.label or field.kind not in TELLING:
        return 0
    alike = likeness(field.kind, [plain(cell) for cell in cells])
    if alike < SURE:
        return 0
    length = sum(map(len, cells)) / len(cells)
    return 50 + alike + (min(length / 1000, 8) if field.kind == "text" else 0)


def _order(taken: Mapping[int, int], values: Sequence[Sequence[str]]) -> str:
    dates = [column for field, column in taken.items() if FIELDS[field].kind == "date"]
    return date_order([cell for column in dates for cell in values[column]])


def _parting(taken: Mapping[int, int], values: Sequence[Sequence[str]]) -> str:
    lists = [column for field, column in taken.items() if FIELDS[field].kind == "list"]
    cells = [cell for column in lists for cell in values[column] if value_in(cell) is None]
    return next((sign for sign in LISTS if any(sign in cell for cell in cells)), ",")


def record_of(cells: Mapping[str, str], columns: Columns) -> dict[str, Any]:
    """The record of one row, by heading. A cell that hides an object stands for all of it, others keep their text.

    Without a column of identifiers, one is made of the address, or else of title, employer, place and text: the same
    offer has the same in the next file.
    """
    record: dict[str, Any] = {}
    for path, heading in columns.fields.items():
        value = _value(BY_PATH[path], cells.get(heading, ""), columns)
        if value not in ("", None, []):
            _put(record, path, value)
    _join_texts(record)
    _spread_contract(record)
    if "id" not in columns.fields:
        record["id"] = identifier(record)
    return record


def identifier(record: Mapping[str, Any]) -> str:
    """The identifier of an offer whose source gives none: « x » and 24 hexadecimal digits."""
    told = [record.get("origineOffre", {}).get("urlOrigine")]
    if not told[0]:
        told = [record.get("intitule"), record.get("entreprise"), record.get("lieuTravail"), record.get("description")]
    return "x" + hashlib.blake2b(msgspec.json.encode(told, order="sorted"), digest_size=12).hexdigest()


def _value(field: Field, cell: str, columns: Columns) -> Any:
    if field.kind in ("title", "text"):
        return plain(cell)
    hidden = value_in(cell.strip())
    if hidden is not None:
        return hidden
    if field.kind == "date":
        return iso_date(cell, columns.dates)
    if field.kind in ("postcode", "commune"):
        return place_code(cell)
    if field.kind in ("list", "strings"):
        return _items(cell, columns.lists)
    return [{"niveauLibelle": plain(cell)}] if field.kind == "level" and plain(cell) else plain(cell)


def _items(cell: str, parting: str) -> list[str]:
    return [item for item in map(plain, cell.split(parting)) if item]


def _put(record: dict[str, Any], path: str, value: Any) -> None:
    """Write a value at its path; an object found in the cell of one of its fields is the whole object."""
    parent, _, name = path.rpartition(".")
    if isinstance(value, dict):
        whole = parent or name
        record[whole] = {**value, **_object(record.get(whole))}
    elif parent:
        record[parent] = {**_object(record.get(parent)), name: value}
    else:
        record[name] = _labelled(value) if BY_PATH[path].kind == "list" else value


def _object(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _labelled(value: Any) -> Any:
    return [{"libelle": one} if isinstance(one, str) else one for one in value] if isinstance(value, list) else value


def _join_texts(record: dict[str, Any]) -> None:
    """The continuation of a text goes after it, when the text itself is there."""
    suite = record.pop(SUITE, "")
    if suite and record.get("description"):
        record["description"] += f"\n\n{suite}"


def _spread_contract(record: dict[str, Any]) -> None:
    """A contract in words says its nature too, and is shown as it is written."""
    told = record.get("typeContrat")
    if isinstance(told, str) and not _CODED.fullmatch(told):
        record.setdefault("natureContrat", told)
        record.setdefault("typeContratLibelle", told)
