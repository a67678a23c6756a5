"""The words of the bottom bar and of the top bar, by role; a room that is not there yet has no word."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from clicnjob.accounts.roles import COMPANIONS, IMPORTERS, YOUTH, Role
from clicnjob.web import current_user


@dataclass(frozen=True, slots=True)
class Item:
    """A word of a bar: where it leads, its drawing, who sees it, and the endpoints it stands for."""

    label: str
    endpoint: str
    icon: str
    roles: frozenset[Role]


ITEMS = (
    Item("Offres", "home.shortlist", "offers", YOUTH),
    Item("Mon profil", "profiles.mine", "me", YOUTH),
    Item("Mes jeunes", "home.portfolio", "people", COMPANIONS),
    Item("Offres", "home.search_offers", "offers", COMPANIONS | IMPORTERS),
    Item("Imports", "offers.imports", "import", IMPORTERS),
    Item("Structures", "structures.index", "house", frozenset({Role.ADMIN})),
)


def items() -> list[dict[str, object]]:
    """The items of who is signed in, for the templates."""
    here = request.endpoint or ""
    return [
        {
            "label": item.label,
            "url": url_for(item.endpoint),
            "icon": item.icon,
            "current": here == item.endpoint,
            "count": 0,
        }
        for item in ITEMS
        if current_user.role in item.roles and item.endpoint in current_app.view_functions
    ]


FOOT = (
    ("Comment ça marche", "home.how_it_works"),
    ("Ta mission locale", "home.local_structure"),
    ("Données personnelles", "home.privacy"),
    ("Accessibilité", "home.accessibility"),
)


def context() -> dict[str, object]:
    """What the frame of every page wants (see templates/base.html)."""
    account = current_user.account
    own = (("Mon compte", "accounts.my_account"),) if account else ()
    return {
        "nav": items(),
        "me": account,
        "sign_out_url": url_for("accounts.sign_out") if account else None,
        "foot": [{"label": label, "url": url_for(endpoint)} for label, endpoint in (*own, *FOOT)],
    }


def init_app(app: Flask) -> None:
    """Give every template the bars, the foot, and who is signed in."""
    app.context_processor(context)
