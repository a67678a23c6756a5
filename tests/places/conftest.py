"""The real places, read once a worker."""

from __future__ import annotations

import pytest

from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue


@pytest.fixture(scope="session")
def france() -> Catalogue:
    """Every place of the installed package and of the project's own additions."""
    return Catalogue(sources.read().gazetteer)
