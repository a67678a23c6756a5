"""The demonstration made once, by its command, in a folder that was empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result

from clicnjob.console import Context
from clicnjob.db import Database
from clicnjob.demo.commands import demo
from config import Settings
from tests.conftest import NOW, SECRET


@dataclass
class Demonstration:
    """The settings it was made under, its database, what the command printed, and its JSON answer."""

    settings: Settings
    database: Database
    result: Result

    @property
    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.result.stdout)
        return answer


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """For tests that read it, or run it again to see that nothing changes."""
    settings = settings_for(tmp_path_factory.mktemp("demonstration"))
    database = Database(settings.database_url)
    with time_machine.travel(NOW, tick=False):
        result = run(settings, database, "--json")
    yield Demonstration(settings, database, result)
    database.close()


def settings_for(folder: Path) -> Settings:
    return Settings.from_env({"CLICNJOB_DATA_DIR": str(folder), "CLICNJOB_SECRET_KEY": SECRET})


def run(settings: Settings, database: Database, *arguments: str) -> Result:
    return CliRunner().invoke(demo, arguments, obj=Context(settings, database))
