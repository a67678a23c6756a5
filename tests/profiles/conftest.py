"""Fixtures of the profiles."""

from __future__ import annotations

import pytest

from clicnjob.db import Database
from tests.profiles.made import People, people


@pytest.fixture
def who(database: Database) -> People:
    with database.write() as session:
        return people(session)
