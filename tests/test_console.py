"""What a command tells of its progress: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import io
import re

import pytest

from clicnjob.console import counting
from tests.offers.made import plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_some_lines_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    with counting() as tell:
        for done in range(1000, 12_001, 1000):
            tell("84", done, 12_000)

    assert plain(capsys.readouterr().err).splitlines() == [
        "84 : 5 000 sur 12 000",
        "84 : 10 000 sur 12 000",
        "84 : 12 000 sur 12 000",
    ]


def test_on_a_terminal_each_name_has_its_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with counting() as tell:
        tell("84", 3, 6)
        tell("84", 6, 6)
        tell("32", 1, 2)

    bars = re.findall(r"(\d+)  \[.*?(\d+)%", terminal.getvalue())
    assert bars[0][0] == "84"
    assert ("84", "100") in bars
    assert bars[-1] == ("32", "50")
