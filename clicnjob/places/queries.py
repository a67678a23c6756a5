"""Reads of the places: the edition loaded, its values, and the catalogue that every page of a process shares."""

from __future__ import annotations

import threading
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob.places import models
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.errors import PlacesNotLoaded
from clicnjob.places.gazetteer import Commune, Departement, Gazetteer, Region
from clicnjob.places.models import PlaceEdition
from clicnjob.text.normalise import fold

_shared: dict[str, Catalogue] = {}
_building = threading.Lock()


def edition(session: Session) -> PlaceEdition | None:
    """The edition the tables hold; None before the first load."""
    return session.scalar(select(PlaceEdition))


def catalogue(session: Session) -> Catalogue:
    """The catalogue of the edition loaded: built once a process (about a second), then one small statement.

    Raises PlacesNotLoaded before the first load.
    """
    digest = session.scalar(select(PlaceEdition.digest))
    if digest is None:
        raise PlacesNotLoaded
    with _building:
        if digest not in _shared:
            _shared.clear()
            _shared[digest] = Catalogue(gazetteer(session))
        return _shared[digest]


def region_names(session: Session) -> dict[str, str]:
    """The names of the regions by code, in the order of names."""
    regions = sorted(session.scalars(select(models.Region)), key=lambda region: fold(region.name))
    return {region.code: region.name for region in regions}


def gazetteer(session: Session) -> Gazetteer:
    """Everything the tables hold, as plain values."""
    postcodes: dict[str, list[str]] = defaultdict(list)
    for code, postcode in session.execute(select(models.CommunePostcode.commune_code, models.CommunePostcode.postcode)):
        postcodes[code].append(postcode)
    regions = session.execute(select(models.Region.code, models.Region.name))
    departements = session.execute(
        select(models.Departement.code, models.Departement.name, models.Departement.region_code)
    )
    columns = [column for column in models.Commune.__table__.c if column.key != "sort_key"]
    communes = session.execute(select(*columns)).mappings()
    return Gazetteer.of(
        (Region(*row) for row in regions),
        (Departement(*row) for row in departements),
        (Commune(**row, postcodes=tuple(sorted(postcodes[row["code"]]))) for row in communes),
    )
