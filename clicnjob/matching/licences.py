"""Driving licences a person may use: those held or being taken, with those they cover."""

from __future__ import annotations

from collections.abc import Iterable

from clicnjob.profiles.values import LicenceState, ProfileValues

# Who holds the first may drive what the others allow (code de la route, R221-4 ff.).
COVERS = {
    "B": ("AM", "B1"), "BE": ("B",), "A1": ("AM",), "A2": ("A1",), "A": ("A2",),
    "C1": ("B",), "C": ("C1",), "CE": ("C", "BE"), "D1": ("B",), "D": ("D1",), "DE": ("D", "BE"),
}  # fmt: skip


def held(answers: ProfileValues) -> set[str]:
    """The licences in the pocket, with those they cover."""
    return _covered(name for name, state in (answers.licences or {}).items() if state == LicenceState.HAVE)


def held_soon(answers: ProfileValues) -> set[str]:
    """The licences held or being taken, with those they cover."""
    return _covered(answers.licences or {})


def _covered(names: Iterable[str]) -> set[str]:
    waiting, covered = [str(name) for name in names], set[str]()
    while waiting:
        name = waiting.pop()
        covered.add(name)
        waiting += COVERS.get(name, ())
    return covered
