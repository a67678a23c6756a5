"""What people call a job in everyday speech, and the titles employers write for it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from clicnjob.text.tokens import stems, wish_stems

Stems = tuple[str, ...]

FILE = Path(__file__).parent / "data" / "everyday_names.toml"
LONGEST_NAME = 4
MOST_TITLES = 8


@cache
def everyday_names() -> dict[Stems, tuple[Stems, ...]]:
    """The stems of each everyday name -> the stems of the titles it stands for, in the order of the file."""
    names: dict[Stems, dict[Stems, None]] = {}
    for family in tomllib.loads(FILE.read_text(encoding="utf-8")).values():
        for title, said in family.items():
            for name in said:
                names.setdefault(wish_stems(name), {})[stems(title)] = None
    return {name: tuple(titles) for name, titles in names.items() if name}


@cache
def everyday_words() -> frozenset[str]:
    """Every stem used in an everyday name: a misspelled one is recognised even when no offer holds it."""
    return frozenset(word for name in everyday_names() for word in name)


def other_titles(wish: Sequence[str]) -> list[Stems]:
    """The wish again with an everyday name replaced by each title it stands for; the longest name wins."""
    for size in range(min(LONGEST_NAME, len(wish)), 0, -1):
        found = [
            (*wish[:start], *title, *wish[start + size :])
            for start in range(len(wish) - size + 1)
            for title in everyday_names().get(tuple(wish[start : start + size]), ())
        ]
        if found:
            return [tuple(dict.fromkeys(other)) for other in found[:MOST_TITLES]]
    return []
