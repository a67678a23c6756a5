"""What each partner's format calls the fields of an offer, declared in `data/feeds/*.toml`, and records renamed by it.

A field is read from a path: `a.b[0].c`; `a.@b` is an attribute of XML, `a[]` every item of a list, `a[,1]` the second
piece of a text between commas; the first of several items is taken where nothing else is said. « x | y » is y where x
is empty; a list joins what is found; « =words » and anything that is no text stands for itself (pure).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

FOLDER = Path(__file__).parent / "data" / "feeds"
TEXT = "#text"
# Fields of the France Travail API itself: one of them, and the record needs no renaming.
OWN_FIELDS = frozenset({"intitule", "romeCode", "typeContrat", "lieuTravail", "dateCreation"})

_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d*)\])?(?:\[,(\d)\])?(?:\.|$)")
_PARAGRAPHS = ("description",)
_PERIODS = {
    "hour": "Horaire", "hourly": "Horaire", "horaire": "Horaire", "heure": "Horaire",
    "month": "Mensuel", "monthly": "Mensuel", "mensuel": "Mensuel", "mois": "Mensuel",
    "year": "Annuel", "yearly": "Annuel", "annum": "Annuel", "annuel": "Annuel", "an": "Annuel",
}  # fmt: skip
Scalar = str | int | float | bool


class Pay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where pay is: two amounts and what they pay for, else in words."""

    least: str = ""
    most: str = ""
    period: str = ""
    words: str = ""


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner's format. `records` is the path of its offers from the root (XML, « | » between two), or the key
    of their list (JSON).

    `when` are the paths a record has in this format and not in its neighbours; `words` are what a field's values mean.
    """

    title: str
    kind: Literal["xml", "json"]
    fields: dict[str, Any]
    records: str = ""
    when: tuple[str, ...] = ()
    words: dict[str, dict[str, str]] = {}
    pay: Pay | None = None


class Step(NamedTuple):
    """A key, which item of its list (-1: all of them), which piece of its text."""

    name: str
    item: int | None
    piece: int | None


@cache
def feeds() -> tuple[Feed, ...]:
    """Every declared format, in the order of their files' names."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Feed) for file in files)


@cache
def list_keys() -> frozenset[str]:
    """What the list of offers may be called in a JSON document."""
    return frozenset({"resultats", "@graph", "itemListElement"} | {feed.records for feed in _json() if feed.records})


@cache
def xml_paths() -> dict[tuple[str, ...], tuple[Feed, ...]]:
    """The formats by the path of their records."""
    found: dict[tuple[str, ...], tuple[Feed, ...]] = {}
    for feed in feeds():
        if feed.kind == "xml":
            for path in feed.records.split(" | "):
                key = tuple(path.split("/"))
                found[key] = (*found.get(key, ()), feed)
    return found


@cache
def understood() -> str:
    """The formats, named for a sentence."""
    return ", ".join(["France Travail (JSON)", *(feed.title for feed in feeds())])


def canonical(value: dict[str, Any]) -> dict[str, Any] | None:
    """A record of a JSON file under the names of the France Travail API; None when its format is not known."""
    if not OWN_FIELDS.isdisjoint(value):
        return value if "lieuTravail" in value else unflattened(value)
    feed = feed_of(value, _json())
    return renamed(value, feed) if feed else None


def feed_of(value: dict[str, Any], among: Iterable[Feed]) -> Feed | None:
    """The first format whose marks the record bears."""
    return next((feed for feed in among if all(_has(value, path) for path in feed.when)), None)


def renamed(value: dict[str, Any], feed: Feed) -> dict[str, Any]:
    """The record under the names of the France Travail API; what is empty is left out."""
    record = _object(value, feed.fields, feed)
    pay = _pay(value, feed.pay) if feed.pay else ""
    return {**record, "salaire": {"libelle": pay}} if pay else record


def unflattened(value: dict[str, Any]) -> dict[str, Any]:
    """« lieuTravail.libelle » as a key becomes a key of the object « lieuTravail »."""
    found: dict[str, Any] = {}
    for key, item in value.items():
        name, _, rest = key.partition(".")
        if rest and isinstance(found.setdefault(name, {}), dict):
            found[name][rest] = item
        elif not rest:
            found[name] = item
    return found


@cache
def _json() -> tuple[Feed, ...]:
    return tuple(feed for feed in feeds() if feed.kind == "json")


def _object(value: Any, fields: dict[str, Any], feed: Feed) -> dict[str, Any]:
    found = {name: _field(value, name, source, feed) for name, source in fields.items()}
    return {name: item for name, item in found.items() if item not in (None, "", {}, [])}


def _field(value: Any, name: str, source: Any, feed: Feed) -> Any:
    if isinstance(source, dict):
        return _object(value, source, feed)
    if isinstance(source, list) and source and isinstance(source[0], dict):
        return [item for entry in source for item in _listed(value, entry, feed)]
    if isinstance(source, list):
        parts = dict.fromkeys(str(part) for part in (_read(value, path) for path in source) if part is not None)
        return _told(("\n\n" if name in _PARAGRAPHS else " - ").join(parts), feed.words.get(name))
    return _told(_read(value, source), feed.words.get(name)) if isinstance(source, str) else source


def _listed(value: Any, entry: dict[str, Any], feed: Feed) -> Iterator[dict[str, Any]]:
    """One object, or one for each item of the list that « each » names; « . » is then the item itself."""
    each = entry.get("each")
    fields = {name: source for name, source in entry.items() if name != "each"}
    paths = [path for path in fields.values() if isinstance(path, str) and not path.startswith("=")]
    for item in _items(value, each) if each else [value]:
        if any(_read(item, path) is not None for path in paths):
            yield _object(item, fields, feed)


def _items(value: Any, path: str) -> list[Any]:
    found = _follow(value, _steps(path))
    return found if isinstance(found, list) else [] if found is None else [found]


def _read(value: Any, source: str) -> Scalar | None:
    """The first of the ways that leads to something."""
    if source.startswith("="):
        return source[1:]
    if source == ".":
        return _leaf(value)
    ways = (_leaf(_follow(value, _steps(path))) for path in source.split(" | "))
    return next((found for found in ways if found is not None), None)


@cache
def _steps(path: str) -> tuple[Step, ...]:
    return tuple(
        Step(name, int(item or -1) if item is not None else None, int(piece) if piece else None)
        for name, item, piece in (found.groups() for found in _STEP.finditer(path))
    )


def _follow(value: Any, steps: tuple[Step, ...]) -> Any:
    for step in steps:
        value = _first(value)
        value = value.get(step.name) if isinstance(value, dict) else None
        if step.item is not None and step.item >= 0:
            value = _nth(value if isinstance(value, list) else [value], step.item)
        elif step.item is not None:
            value = ", ".join(str(leaf) for leaf in map(_leaf, value if isinstance(value, list) else [value]) if leaf)
        if step.piece is not None:
            value = _nth(str(_leaf(value) or "").split(","), step.piece)
    return value


def _nth(items: list[Any], rank: int) -> Any:
    return items[rank] if rank < len(items) else None


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _leaf(value: Any) -> Scalar | None:
    """A value that is no object; None for an empty one."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get(TEXT)
    if isinstance(value, str):
        return value.strip() or None
    return value if isinstance(value, int | float) else None


def _told(found: Scalar | None, words: dict[str, str] | None) -> Scalar | None:
    """What the declared words make of a value; a truth value is looked for as « true » or « false »."""
    if not words or found is None:
        return found
    key = str(found).lower() if isinstance(found, bool) else str(found)
    return words.get(key, None if isinstance(found, bool) else found)


def _has(value: Any, path: str) -> bool:
    name, _, rest = path.partition(".")
    first = _first(value)
    return isinstance(first, dict) and name in first and (not rest or _has(first[name], rest))


def _pay(value: Any, pay: Pay) -> str:
    """« Annuel de 24000 Euros à 28000 Euros » where there is an amount and what it pays for, else the words."""
    amounts = [
        str(amount) for amount in (_read(value, path) for path in (pay.least, pay.most) if path) if _counts(amount)
    ]
    period = _PERIODS.get(str(_read(value, pay.period) or "").lower()) if pay.period else None
    if amounts and period:
        return f"{period} de " + " à ".join(f"{amount} Euros" for amount in dict.fromkeys(amounts))
    return str(_read(value, pay.words) or "") if pay.words else ""


def _counts(amount: Scalar | None) -> bool:
    """Whether an amount is one: 0 stands for nothing."""
    return amount is not None and bool(str(amount).strip(" 0.,"))
