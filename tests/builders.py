"""Builders: functions that make one valid thing, with whatever a test needs to say about it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from clicnjob import clock
from clicnjob.accounts import services
from clicnjob.accounts.models import Site, Structure, User
from clicnjob.accounts.roles import IMPORTERS, Role
from clicnjob.places import services as places
from clicnjob.places.gazetteer import Commune, Departement, Gazetteer, Region

PASSWORD = "citron bleu tambour lune"
_numbers = count(1)

_REGIONS = (("32", "Hauts-de-France"), ("27", "Bourgogne-Franche-Comté"), ("11", "Île-de-France"), ("04", "La Réunion"))
_DEPARTEMENTS = (
    ("62", "Pas-de-Calais", "32"),
    ("71", "Saône-et-Loire", "27"),
    ("93", "Seine-Saint-Denis", "11"),
    ("974", "La Réunion", "04"),
)
# Code, name, département, region, inhabitants, position, postcodes: figures of the official file.
_COMMUNES = (
    ("62498", "Lens", "62", "32", 32920, 50.434146, 2.822847, ("62300",)),
    ("62510", "Liévin", "62", "32", 30063, 50.422375, 2.772247, ("62800",)),
    ("62041", "Arras", "62", "32", 42875, 50.289548, 2.765900, ("62000",)),
    ("71253", "Lans", "71", "27", 952, 46.764493, 4.930929, ("71380",)),
    ("93066", "Saint-Denis", "93", "11", 149077, 48.935510, 2.369370, ("93200", "93210")),
    ("97411", "Saint-Denis", "974", "04", 155634, -20.942392, 55.446875, ("97400",)),
)


def structure(session: Session, name: str | None = None, **values: Any) -> Structure:
    """A mission locale."""
    name = name or f"Mission locale {next(_numbers)}"
    return services.create_structure(session, **{"name": name, "zone": "Europe/Paris", "now": clock.now(), **values})


def user(session: Session, role: Role = Role.COUNSELLOR, **values: Any) -> User:
    """An account with the password PASSWORD; in a new structure when its role asks for one."""
    if role not in IMPORTERS and "structure" not in values:
        values["structure"] = structure(session)
    if role == Role.OPERATOR:
        values.setdefault("regions", [code for code, _ in (*_REGIONS, ("52", ""), ("84", ""), ("76", ""), ("75", ""))])
    defaults: dict[str, Any] = {
        "username": f"{role}.{next(_numbers)}",
        "first_name": "Camille",
        "last_name": "Verdier",
        "password": PASSWORD,
        "now": clock.now(),
    }
    return services.create_user(session, role=role, **{**defaults, **values})


def youth(session: Session, **values: Any) -> User:
    """A young person of nineteen."""
    return user(session, Role.YOUTH, **{"birth_date": date(2007, 3, 14), **values})


def communes(session: Session) -> None:
    """Six communes, two of which bear the same name."""
    gazetteer = Gazetteer.of(
        (Region(*one) for one in _REGIONS),
        (Departement(*one) for one in _DEPARTEMENTS),
        (Commune(*one[:-1], postcodes=one[-1]) for one in _COMMUNES),
    )
    places.load(session, gazetteer, source="tests", now=clock.now())


def site(session: Session, **values: Any) -> Site:
    """An antenna in Lens, of a new structure unless told."""
    defaults: dict[str, Any] = {
        "name": f"Antenne {next(_numbers)}",
        "kind": "antenne",
        "address": "1 rue du Puits",
        "postcode": "62300",
        "commune_code": "62498",
        "phone": "03 53 01 00 00",
        "hours": "Du lundi au vendredi, 9 h à 12 h.",
    }
    structure_of_site = values.pop("structure", None) or structure(session)
    return services.create_site(session, structure=structure_of_site, **{**defaults, **values})
