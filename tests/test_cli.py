"""The command itself, as a process: what it says before a database is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("words", [["offers", "status"], ["admin", "create", "--username", "a.b", "--password-stdin"]])
def test_a_database_without_schema_is_named_instead_of_a_stack_trace(tmp_path: Path, words: list[str]) -> None:
    environment = {**os.environ, "CLICNJOB_DATA_DIR": str(tmp_path), "CLICNJOB_DATABASE_URL": ""}
    typed = "\n\ncitron bleu tambour lune\n"

    done = subprocess.run(
        [sys.executable, "-m", "clicnjob", *words],
        env=environment, input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "clicnjob db upgrade" in done.stderr
    assert "Traceback" not in done.stderr
