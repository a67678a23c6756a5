"""How a ranked offer is shown: the words of its card and of its page, from values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from clicnjob import clock
from clicnjob.home.lists import GAPS
from clicnjob.matching.values import GapName, Ranked, Reason, State
from clicnjob.offers.contracts import LABELS as CONTRACTS
from clicnjob.offers.models import Offer
from clicnjob.profiles.values import Mode
from clicnjob.text.french import day_in_words, minutes_in_words, number, plural, recent_day

NBSP = "\u00a0"
MARKS = {State.OK: "ok", State.GAP: "gap", State.NO: "no", State.UNKNOWN: "gap"}
TRAVEL = {
    Mode.WALK: ("walk", "à pied"),
    Mode.BIKE: ("bike", "à vélo"),
    Mode.BUS: ("bus", "en bus"),
    Mode.SCOOTER: ("scooter", "en scooter"),
    Mode.CAR: ("car", "en voiture"),
    Mode.LIFT: ("car", "si on t'emmène"),
}
MOST_REASONS = 3
NEW_DAYS = 2


class Links(Protocol):
    """The addresses of what can be done with an offer."""

    def offer_url(self, offer_id: int) -> str: ...
    def refuse_url(self, offer_id: int) -> str: ...
    def keep_url(self, offer_id: int, *, kept: bool) -> str: ...


def cards(
    ranked: Sequence[Ranked], offers: Mapping[int, Offer], links: Links, kept: Collection[int], today: date
) -> list[dict[str, Any]]:
    """The cards of ranked offers, in their order; an offer closed meanwhile leaves the list."""
    known = [(one, offers[int(one.offer_id)]) for one in ranked if int(one.offer_id) in offers]
    return [
        {**card(one, offer, today), **ways(offer.id, links, kept=offer.id in kept)}
        for one, offer in known
        if offer.closed_at is None
    ]


def elsewhere(copy: Offer, today: date) -> dict[str, Any]:
    """An announce of the same job: which source it is of, since when, where, and the way to it."""
    return {
        "id": copy.id,
        "label": copy.source.replace("-", " ").capitalize(),
        "where": where(copy),
        "since": recent_day(clock.local(copy.published_at).date(), today),
        "url": copy.apply_url or copy.url,
    }


def ways(offer_id: int, links: Links, *, kept: bool) -> dict[str, Any]:
    """What can be done with an offer: read it, keep it, say no."""
    return {
        "id": offer_id,
        "url": links.offer_url(offer_id),
        "keep_url": links.keep_url(offer_id, kept=kept),
        "dismiss_url": links.refuse_url(offer_id),
        "kept": kept,
    }


def card(ranked: Ranked, offer: Offer, today: date) -> dict[str, Any]:
    """What a card says of an offer in five seconds (see components/offer_card.html)."""
    return {
        "title": offer.title,
        "doubtful": offer.doubtful,
        "where": where(offer),
        "verdict": ranked.verdict,
        "tone": tone(ranked),
        "rows": bar(ranked.criteria),
        "received": f"Reçue {recent_day(received_on(offer), today)}",
        "is_new": (today - received_on(offer)).days < NEW_DAYS,
        "travel": travel(ranked),
        "contract": {"value": CONTRACTS[offer.contract], "word": hours(offer)},
        "points": first_reasons(ranked),
        "copies": copies_in_words(len(ranked.copies)),
    }


def copies_in_words(count: int) -> str:
    """« Aussi publiée : 2 annonces de plus »; nothing without a copy."""
    return f"Aussi publiée{NBSP}: {plural(count, 'annonce')} de plus" if count else ""


def near_misses(found: Mapping[GapName, Sequence[Ranked]]) -> list[dict[str, Any]]:
    """The offers that lack one thing, by that thing: how many, and the next step of the first of them."""
    return [
        {"kind": GAPS[gap], "count": plural(len(some), "offre"), "step": some[0].gaps[0].next_step}
        for gap, some in found.items()
    ]


def first_reasons(ranked: Ranked) -> list[dict[str, str]]:
    """Two or three sentences: what fits by weight, then the one thing that is missing."""
    fits = [one for one in ranked.criteria if one.state == State.OK]
    fits.sort(key=lambda one: -one.earned)
    points = [{"mark": "ok", "sentence": one.sentence} for one in fits]
    missing = [{"mark": "no" if len(ranked.gaps) > 1 else "gap", "sentence": gap.sentence} for gap in ranked.gaps[:1]]
    return points[: MOST_REASONS - len(missing)] + missing


def tone(ranked: Ranked) -> str:
    """The colour of the verdict: amber when something is missing."""
    return "gap" if ranked.gaps or ranked.brakes else "ok"


def bar(criteria: Collection[Reason]) -> list[dict[str, Any]]:
    """The cells of the reasons bar."""
    return [{"weight": one.maximum, "points": one.earned, "mark": MARKS[one.state]} for one in criteria]


def rows(ranked: Ranked) -> list[dict[str, Any]]:
    """One row a criterion, then what takes points back: they add up to the total that is shown."""
    return [
        {
            "name": one.label,
            "sentence": one.sentence,
            "mark": MARKS[one.state],
            "points": one.earned,
            "weight": one.maximum,
        }
        for one in ranked.reasons
    ]


def travel(ranked: Ranked) -> dict[str, str] | None:
    """« 18 min en bus », « 12 km » without a transport, nothing when a place is not known."""
    if ranked.mode is not None and ranked.minutes is not None:
        icon, word = TRAVEL[ranked.mode]
        return {"icon": icon, "value": minutes_in_words(ranked.minutes), "word": word}
    if ranked.km is not None:
        return {"icon": "pin", "value": f"{number(round(ranked.km))}{NBSP}km", "word": "à vol d'oiseau"}
    return None


def where(offer: Offer) -> str:
    """Who hires, and the town as people write it: « Au Puits Doré, Lens (62) »."""
    head, _, town = offer.place_label.partition(" - ")
    place = f"{town.title()} ({head})" if town and head.isalnum() else offer.place_label
    return ", ".join(part for part in (offer.employer, place) if part)


def hours(offer: Offer) -> str:
    """« 30 h », or part time when the hours are not said."""
    if offer.weekly_hours:
        return f"{number(offer.weekly_hours)}{NBSP}h"
    return "temps partiel" if offer.part_time else ""


def received_on(offer: Offer) -> date:
    """The day the offer came to us."""
    return clock.local(offer.first_seen_at).date()


def fact_rows(offer: Offer) -> list[dict[str, str]]:
    """The facts of an offer in two columns (see components/facts.html); only what the offer says."""
    facts = (
        ("Contrat", offer.contract_label or CONTRACTS[offer.contract]),
        ("Horaires", offer.hours_text or hours(offer)),
        ("Salaire", offer.salary_text),
        ("Expérience", offer.experience_text),
        ("Permis", ", ".join(offer.licences)),
        ("Permis en plus", ", ".join(offer.licences_wished)),
        ("Métier", offer.appellation or offer.rome_label),
        ("Postes", str(offer.positions) if (offer.positions or 0) > 1 else ""),
        ("Langues", ", ".join(offer.languages)),
    )
    return [{"word": word, "value": value} for word, value in facts if value]


def tiles(offer: Offer, ranked: Ranked | None, today: date) -> list[dict[str, str]]:
    """The three facts that open an offer's page: travel, contract, received."""
    way = travel(ranked) if ranked else None
    received = recent_day(received_on(offer), today)
    first = way or {"icon": "pin", "value": where(offer).rsplit(", ", 1)[-1], "word": "le lieu"}
    return [
        first,
        {"icon": "contract", "value": CONTRACTS[offer.contract], "word": hours(offer) or "le contrat"},
        {"icon": "clock", "value": received[:1].upper() + received[1:], "word": "reçue"},
    ]


def dates(offer: Offer, today: date) -> tuple[str, str]:
    """When the source published the offer, and when an import last saw it."""
    published, seen = (clock.local(moment).date() for moment in (offer.published_at, offer.last_seen_at))
    return day_in_words(published, today), day_in_words(seen, today)


def monday_in_words(today: date) -> str:
    """The week of a list: « lundi 23 novembre »."""
    return _whole_day(today - timedelta(days=today.weekday()))


def day_of(moment: datetime) -> str:
    """The day of an instant by its name and number, were it today: « lundi 23 novembre »."""
    return _whole_day(clock.local(moment).date())


def _whole_day(day: date) -> str:
    # Another day of the same year: neither « hier » nor a year is said.
    return day_in_words(day, date(day.year, 1 if day.month > 6 else 12, 31))
