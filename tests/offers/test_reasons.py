"""The codes of refusals: one table, and the page of the documentation that lists it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clicnjob.offers.reasons import ASIDES, FAULTS, Aside, Fault, label, sentence
from tests.offers.made import plain

PAGE = (Path(__file__).parents[2] / "docs" / "refusals.md").read_text(encoding="utf-8")
ROWS = {
    code: (name, words) for code, name, words in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
}


def test_the_documentation_lists_every_code_with_its_words() -> None:
    table = {**FAULTS, **ASIDES}

    assert {code: tuple(map(plain, words)) for code, words in table.items()} == ROWS


def test_every_code_has_words() -> None:
    assert (set(FAULTS), set(ASIDES)) == (set(Fault), set(Aside))


@pytest.mark.parametrize("code", ["", "written_by_a_newer_version"])
def test_an_unknown_code_is_shown_as_it_is(code: str) -> None:
    assert (label(code), sentence(code)) == (code, "")
