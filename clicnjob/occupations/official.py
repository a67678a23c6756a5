"""The official ROME files, third and fourth edition, in the shapes they come in: titles with codes, parents, labels."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clicnjob.occupations.errors import NoOccupation, UnreadableOccupations
from clicnjob.occupations.understanding import Lexicon

MOST_BYTES = 200_000_000
_CODE = re.compile(r"[A-N]\d{4}")
_CODES = ("code_rome", "code_rome_v460", "rome", "code rome", "coderome")
_TITLES = ("libelle_appellation_court", "libelle_appellation", "libelle_appellation_long", "libelle", "libelle_rome")


@dataclass
class Official:
    """What the files hold: (title, code) pairs and the parent of each code of the fourth edition."""

    titles: set[tuple[str, str]] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    broken: int = 0


def read(files: Iterable[Path]) -> Official:
    """Everything the files hold together. Files of other ROME tables (skills, moves) add nothing.

    Raises UnreadableOccupations, NoOccupation.
    """
    official, names = Official(), []
    for file in files:
        names.append(file.name)
        try:
            for row in _rows(file):
                _take(row, official)
        except csv.Error as error:
            raise UnreadableOccupations(name=file.name) from error
    if names and not official.titles:
        raise NoOccupation(names=", ".join(names))
    return official


def taught(lexicon: Lexicon, files: Iterable[Path]) -> Lexicon:
    """The lexicon with the titles of these files; itself without any."""
    official = read(files)
    return lexicon.with_titles(official.titles, parents=official.parents) if official.titles else lexicon


def _take(row: dict[str, str], official: Official) -> None:
    code = next((row[name] for name in _CODES if _CODE.fullmatch(row.get(name, ""))), None)
    title = next((row[name] for name in _TITLES if row.get(name)), "")
    if code is None or not title:
        return
    parent = row.get("code_rome_parent", "")
    if _CODE.fullmatch(parent):
        official.parents[code] = parent
    if "\ufffd" in title or "?" in title:
        official.broken += 1
        return
    official.titles.add((title.replace("''", "'"), code))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    text = _text(file)
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    for row in reader:
        yield {name: (value or "").strip() for name, value in row.items() if isinstance(value, str) and name}


def _text(file: Path) -> str:
    try:
        packed = file.read_bytes()
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as unpacked:
            raw = unpacked.read(MOST_BYTES) if packed[:2] == b"\x1f\x8b" else packed
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableOccupations(name=file.name) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
