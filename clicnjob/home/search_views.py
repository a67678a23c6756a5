"""Search over the live offers, for everybody signed in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from clicnjob import clock
from clicnjob.accounts.roles import ALL, IMPORTERS, Role
from clicnjob.accounts.views import me
from clicnjob.home import asking
from clicnjob.home.asking import Asked
from clicnjob.home.cards import copies_in_words
from clicnjob.home.next_steps import FEW, Ask, next_steps
from clicnjob.home.views import bp
from clicnjob.matching import queries as matching
from clicnjob.matching.filtering import LABELS, Facet
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.searched import searched
from clicnjob.matching.searching import Found, search
from clicnjob.occupations.queries import lexicon
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
# Towns of one offer that are named on its line.
MOST_TOWNS = 5


@bp.get("/offres", roles=ALL)
def search_offers() -> ResponseReturnValue:
    """Live offers by words, place and filters."""
    catalogue = places.catalogue(db())
    home = _home(catalogue)
    live, index = searched(db())

    def ask(given: MultiDict[str, str]) -> tuple[Asked, Found]:
        asked = asking.asked(given, catalogue, home)
        order = {"newest": asked.newest}
        return asked, search(live, index, asked.words, asked.filters, asked.near, clock.today(), **order)

    asked, found = ask(request.args)
    ids = _referred(asked.words) or [int(live.ids[row]) for row in found.rows]
    page = page_of(ids)
    copies = {one: _copies(live, found, one) for one in page.rows}
    known = offers.offers_by_id(db(), {*page.rows, *(one for some in copies.values() for one in some)})
    there = [one for one in page.rows if one in known]
    return render_template(
        "home/search.html",
        asked=asked,
        found=found,
        page=page,
        total=plural(len(ids), "offre"),
        rows=[{**_row(known[one], asked, catalogue), **_also(one, copies[one], known, catalogue)} for one in there],
        facets=_facets(found, asked, catalogue),
        chips=_chips(asked, catalogue),
        distances=[{"km": km, "count": number(count)} for km, count in found.distances.items()],
        any_live=bool(live.live.any()),
        ways=_ways(asked, found, lambda arguments: ask(MultiDict(arguments))) if len(ids) < FEW else [],
    )


def _home(catalogue: Catalogue) -> str:
    """Where a young person lives, as a place to search from."""
    if me().role != Role.YOUTH:
        return ""
    code = values_of(matching.profile(db(), me())).commune_code
    commune = catalogue.listed(code) if code else None
    return commune.label if commune else ""


def _copies(live: OfferSet, found: Found, offer_id: int) -> list[int]:
    """The offers found of the same text, title and employer."""
    row = bisect_left(live.ids, offer_id)
    return [int(live.ids[one]) for one in found.copies(row)] if row in found.every else []


def _ways(asked: Asked, found: Found, ask: Ask) -> list[dict[str, str]]:
    """What to try when little is found, with how many offers each gives."""
    # « Plongeur, aide de cuisine »: the first name is searched for.
    jobs = [one.label.partition(",")[0] for one in lexicon(db()).understand(asked.words)] if asked.words else []
    return [
        {"label": one.label, "count": plural(one.count, "offre"), "url": _address(one.arguments)}
        for one in next_steps(asked, found, jobs, ask)
    ]


def _referred(words: str) -> list[int]:
    """Who runs the imports may look for an offer by its source's identifier."""
    looks_so = " " not in words and any(sign.isdigit() for sign in words)
    return offers.by_reference(db(), words) if looks_so and me().role in IMPORTERS else []


def _also(offer_id: int, copies: Sequence[int], known: Mapping[int, Offer], catalogue: Catalogue) -> dict[str, Any]:
    """The other towns of an offer published in several, one copy each; how many copies when there is no other town."""
    own = shown.town(known[offer_id], catalogue)
    towns = {shown.town(known[one], catalogue): one for one in reversed(copies) if one in known}
    others = sorted((name, one) for name, one in towns.items() if name != own)
    return {
        "also": [{"name": name, "url": url_for("home.offer", offer_id=one)} for name, one in others[:MOST_TOWNS]],
        "more_towns": plural(len(others) - MOST_TOWNS, "autre lieu", "autres lieux") if others[MOST_TOWNS:] else "",
        "copies": "" if others else copies_in_words(len(copies)),
    }


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
