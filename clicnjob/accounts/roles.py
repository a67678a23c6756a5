"""The roles, and the sets of roles that pages ask for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person is here for; one role an account."""

    YOUTH = "youth"
    COUNSELLOR = "counsellor"
    MANAGER = "manager"
    OPERATOR = "operator"
    ADMIN = "admin"


LABELS = {
    Role.YOUTH: "Jeune",
    Role.COUNSELLOR: "Conseiller",
    Role.MANAGER: "Responsable",
    Role.OPERATOR: "Opérateur des imports",
    Role.ADMIN: "Administrateur",
}
ALL = frozenset(Role)
YOUTH = frozenset({Role.YOUTH})
# Those who accompany young people, each within the own structure.
COMPANIONS = frozenset({Role.COUNSELLOR, Role.MANAGER})
STAFF = ALL - YOUTH
IMPORTERS = frozenset({Role.OPERATOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
