"""The lexicon that ships with the project: occupations, what is said for them, themes (read from the data folder)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation: its ROME code (third edition), our label, employers' titles, what people say, close codes."""

    code: str
    label: str
    titles: tuple[str, ...]
    said: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A wish that names a world and no job, and the occupations it may lead to."""

    said: tuple[str, ...]
    codes: tuple[str, ...]


@cache
def occupations() -> tuple[Occupation, ...]:
    """Every occupation of the shipped lexicon, in the order of the files."""
    return tuple(
        Occupation(code, row["label"], _listed(row, "titles"), _listed(row, "said"), tuple(row.get("near", "").split()))
        for file in sorted(DATA.glob("occupations_*.toml"))
        for code, row in _read(file).items()
    )


@cache
def themes() -> tuple[Theme, ...]:
    """Every theme."""
    return tuple(
        Theme(_listed(row, "said"), tuple(row["codes"].split())) for row in _read(DATA / "themes.toml").values()
    )


def texts() -> Iterator[str]:
    """Everything the files say of occupations: labels, titles, what people say, themes."""
    for one in occupations():
        yield from (one.label, *one.titles, *one.said)
    for theme in themes():
        yield from theme.said


@cache
def contents() -> bytes:
    """All the files, end to end: what a version of the lexicon is made of."""
    return b"".join(file.read_bytes() for file in sorted(DATA.glob("*.toml")))


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _listed(row: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_parts(row.get(name, "")))


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(";") if part.strip())
