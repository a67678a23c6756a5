"""Search over the live offers, for everybody signed in."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from clicnjob import clock
from clicnjob.accounts.roles import ALL, IMPORTERS, Role
from clicnjob.accounts.views import me
from clicnjob.home import asking
from clicnjob.home.asking import Asked
from clicnjob.home.views import bp
from clicnjob.matching import queries as matching
from clicnjob.matching.searched import searched
from clicnjob.matching.searching import LABELS, Facet, Found, search
from clicnjob.offers import queries as offers
from clicnjob.offers import shown
from clicnjob.offers.models import Offer
from clicnjob.places import queries as places
from clicnjob.places.catalogue import Catalogue
from clicnjob.places.distance import short_distance_km
from clicnjob.profiles.queries import values_of
from clicnjob.text.french import number, plural
from clicnjob.web import db
from clicnjob.web.pagination import page_of

# Départements are many: the fullest ones are offered.
MOST_VALUES = 8


@bp.get("/offres", roles=ALL)
def search_offers() -> ResponseReturnValue:
    """Live offers by words, place and filters."""
    catalogue = places.catalogue(db())
    asked = asking.asked(request.args, catalogue, _home(catalogue))
    live, index = searched(db())
    found = search(live, index, asked.words, asked.filters, asked.near, clock.today(), newest=asked.newest)
    ids = _referred(asked.words) or [int(live.ids[row]) for row in found.rows]
    page = page_of(ids)
    known = offers.offers_by_id(db(), page.rows)
    return render_template(
        "home/search.html",
        asked=asked,
        found=found,
        page=page,
        total=plural(len(ids), "offre"),
        rows=[_row(known[one], asked, catalogue) for one in page.rows if one in known],
        facets=_facets(found, asked, catalogue),
        chips=_chips(asked, catalogue),
        distances=[{"km": km, "count": number(count)} for km, count in found.distances.items()],
        any_live=bool(live.live.any()),
    )


def _home(catalogue: Catalogue) -> str:
    """Where a young person lives, as a place to search from."""
    if me().role != Role.YOUTH:
        return ""
    code = values_of(matching.profile(db(), me())).commune_code
    commune = catalogue.listed(code) if code else None
    return commune.label if commune else ""


def _referred(words: str) -> list[int]:
    """Who runs the imports may look for an offer by its source's identifier."""
    looks_so = " " not in words and any(sign.isdigit() for sign in words)
    return offers.by_reference(db(), words) if looks_so and me().role in IMPORTERS else []


def _row(offer: Offer, asked: Asked, catalogue: Catalogue) -> dict[str, Any]:
    row = shown.offer_row(offer, url_for("home.offer", offer_id=offer.id), catalogue)
    if asked.near and offer.latitude is not None and offer.longitude is not None:
        km = short_distance_km(asked.near.latitude, asked.near.longitude, offer.latitude, offer.longitude)
        row["km"] = number(round(km))
    return row


def _facets(found: Found, asked: Asked, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each facet with its values that would give something, and those already chosen."""
    return [
        {"name": str(facet), "label": LABELS[facet], "values": _values(found, asked, facet, catalogue)}
        for facet in Facet
    ]


def _values(found: Found, asked: Asked, facet: Facet, catalogue: Catalogue) -> list[dict[str, Any]]:
    counts, chosen = found.counts[facet], asked.arguments[str(facet)]
    names = asking.WORDS_OF_VALUES.get(facet) or sorted(counts, key=lambda code: (-counts[code], code))[:MOST_VALUES]
    return [
        {
            "value": name,
            "label": asking.word_of(facet, name, catalogue),
            "count": number(counts.get(name, 0)),
            "chosen": name in chosen,
        }
        for name in dict.fromkeys((*names, *chosen))
        if name in counts or name in chosen
    ]


def _chips(asked: Asked, catalogue: Catalogue) -> list[dict[str, str]]:
    """What narrows the list, each with the address of the list without it."""
    chips = [
        (asking.word_of(facet, value, catalogue), asked.without(str(facet), value))
        for facet in Facet
        for value in asked.arguments[str(facet)]
    ]
    if asked.near and asked.filters.km is not None:
        words = asking.distance_words(asked.filters.km)
        chips.insert(0, (f"{words[:1].upper()}{words[1:]} de {asked.near.name}", asked.without(asking.DISTANCE)))
    elif asked.area and asked.area.kind:
        chips.insert(0, (asked.area.name, asked.without(asking.WHERE)))
    return [{"label": label, "url": _address(arguments)} for label, arguments in chips]


def _address(arguments: asking.Arguments) -> str:
    values: dict[str, Any] = dict(arguments)
    return url_for("home.search_offers", **values)
