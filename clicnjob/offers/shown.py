"""Offers and imports in the words their pages print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from clicnjob import clock
from clicnjob.offers.brakes import sentence
from clicnjob.offers.models import Offer, OfferImport, OfferRejection
from clicnjob.offers.parts import ALL_REGIONS
from clicnjob.offers.queries import RegionStatus
from clicnjob.offers.reasons import label
from clicnjob.offers.states import WAITING, State
from clicnjob.offers.undoing import Undone
from clicnjob.places.catalogue import Catalogue
from clicnjob.text.french import MONTHS, NBSP, day_in_words, number, plural

# After so many days without an import, a region's offers are old.
STALE_DAYS = 8
STATES = {
    State.PREVIEWED: "Pas encore publié",
    State.HELD: "Retenu",
    State.PUBLISHED: "Publié",
    State.ROLLED_BACK: "Annulé",
    State.ABANDONED: "Abandonné",
}
FATES = {"new": "Nouvelle", "changed": "Modifiée", "closed": "À fermer"}
EVERY_REGION = "Toutes les régions"
PRECISIONS = {"departement": "Département seul", "region": "Région seule", "unknown": "Lieu inconnu"}


def town(offer: Offer, catalogue: Catalogue) -> str:
    """The name of the commune of today, else the place as the source writes it."""
    commune = catalogue.get(offer.commune_code) if offer.commune_code else None
    return commune.name if commune else offer.place_label


def offer_row(offer: Offer, url: str, catalogue: Catalogue) -> dict[str, Any]:
    """A line of the search."""
    commune = catalogue.get(offer.commune_code) if offer.commune_code else None
    today = clock.today()
    return {
        "title": offer.title,
        "url": url,
        "employer": offer.employer or "Employeur non nommé",
        "place": commune.label if commune else offer.place_label,
        "precision": PRECISIONS.get(offer.precision, ""),
        "contract": offer.contract_name,
        "published": day_in_words(clock.local(offer.published_at).date(), today),
        "checked": day_in_words(clock.local(offer.updated_at).date(), today),
    }


def region_row(status: RegionStatus) -> dict[str, Any]:
    """Where a region stands; `stale` after eight days without an import."""
    if status.last_good is None:
        return {"name": status.name, "live": number(status.live), "last": "jamais", "stale": True}
    day, today = clock.local(status.last_good).date(), clock.today()
    return {
        "name": status.name,
        "live": number(status.live),
        "last": day_in_words(day, today),
        "stale": (today - day).days > STALE_DAYS,
        "age": plural((today - day).days, "jour"),
    }


def import_row(done: OfferImport, names: Mapping[str, str], url: str) -> dict[str, Any]:
    """A line of the history."""
    counts = {name: number(getattr(done, name)) for name in ("read", "new", "changed", "closed", "refused")}
    return {
        "day": day_in_words(clock.local(done.finished_at).date(), clock.today()),
        "hour": hour_of(done.finished_at),
        "region": region_name(done, names),
        "source": done.source,
        "url": url,
        "late": done.late,
        "state": STATES[done.state] if done.state != State.PUBLISHED else "",
        **counts,
    }


def import_page(done: OfferImport, names: Mapping[str, str], history: Sequence[OfferImport]) -> dict[str, Any]:
    """What one import did: its counts, which add up, and the imports before it."""
    day = day_in_words(clock.local(done.finished_at).date(), clock.today())
    return {
        "title": f"Import d'{day}" if day in ("hier", "aujourd'hui") else f"Import du {day}",
        "crumb": f"{region_name(done, names)}, source «{NBSP}{done.source}{NBSP}»",
        "done": done,
        "waits": done.state in WAITING,
        "state": STATES[done.state],
        "brakes": [sentence(one) for one in done.brakes],
        "samples": [{**one, "fate": FATES[one["fate"]]} for one in done.samples],
        "by": done.actor.full_name if done.actor else "la ligne de commande",
        "steps": steps_of(done),
        "changes": counts_of(
            done,
            ("new", "nouvelles"),
            ("changed", "modifiées"),
            ("unchanged", "inchangées"),
            ("reopened", "rouvertes"),
            ("closed", "fermées"),
        ),
        "asides": counts_of(
            done,
            ("other_region", "d'une autre région"),
            ("duplicate", "en double"),
            ("older", "plus anciennes que les nôtres"),
            ("expired", "expirées"),
        ),
        "sum": sum_of(done),
        "regions": [
            {"word": names.get(code, code), "value": number(count)} for code, count in sorted(done.regions.items())
        ],
        "chart": chart_of(history),
    }


def steps_of(done: OfferImport) -> list[dict[str, str]]:
    """The steps of the import flow."""
    files = plural(len(done.files), "Fichier reçu", "fichiers reçus") if len(done.files) > 1 else "Fichier reçu"
    return [
        {"label": f"{files}, {hour_of(done.started_at)}", "state": "done"},
        {"label": f"Lu, {plural(done.read, 'offre')}", "state": "done"},
        *_ends_of(done),
    ]


def _ends_of(done: OfferImport) -> list[dict[str, str]]:
    """The last steps: what the brakes said, and what became of the import."""
    checked = {"label": "Contrôle : retenu" if done.brakes else "Contrôlé", "state": "held" if done.brakes else "done"}
    if done.state == State.PUBLISHED and done.late:
        return [checked, {"label": "Fichier plus ancien", "state": "held"}]
    label = "Publication" if done.state in WAITING else STATES[done.state]
    return [checked, {"label": label, "state": "done" if done.state == State.PUBLISHED else "wait"}]


def undone_rows(foreseen: Undone) -> list[dict[str, str]]:
    """What going back would change, in figures with their words."""
    words = ("rouvertes", "fermées", "remises comme avant")
    return [{"value": number(count), "word": word} for count, word in zip(foreseen, words, strict=True)]


def sum_of(done: OfferImport) -> str:
    """« 1 318 lues = 1 255 gardées + 43 mises de côté + 20 refusées »."""
    parts = (
        plural(done.kept, "gardée"),
        plural(done.set_aside, "mise de côté", "mises de côté"),
        plural(done.refused, "refusée"),
    )
    return f"{plural(done.read, 'lue')} = {' + '.join(parts)}"


def counts_of(done: OfferImport, *names: tuple[str, str]) -> list[dict[str, str]]:
    """Figures with their words."""
    return [{"value": number(getattr(done, name)), "word": word} for name, word in names]


def reason_rows(done: OfferImport, examples: Mapping[str, OfferRejection]) -> list[dict[str, Any]]:
    """Refusals by reason, each with an example."""
    return [
        {"label": label(code), "count": number(count), "example": examples.get(code)}
        for code, count in done.reasons.items()
    ]


def chart_of(history: Sequence[OfferImport]) -> dict[str, Any] | None:
    """Offers kept by each import of this source and region; nothing to draw for the first."""
    if len(history) < 2:
        return None
    days = [clock.local(one.finished_at).date() for one in history]
    before, now = history[-2].kept, history[-1].kept
    return {
        "title": f"{plural(now, 'offre gardée', 'offres gardées')} : {change_of(before, now)}",
        "labels": [f"{day.day} {MONTHS[day.month - 1]}" for day in days],
        "series": [{"name": "Offres gardées", "values": [one.kept for one in history]}],
    }


def region_name(done: OfferImport, names: Mapping[str, str]) -> str:
    """For which region an import was made."""
    return EVERY_REGION if done.region == ALL_REGIONS else names.get(done.region, done.region)


def change_of(before: int, now: int) -> str:
    """« 27 % de moins qu'à l'import d'avant »."""
    share = round(abs(now - before) / before * 100) if before else 0
    if not share:
        return "autant qu'à l'import d'avant"
    return f"{share}{NBSP}% de {'plus' if now > before else 'moins'} qu'à l'import d'avant"


def hour_of(instant: datetime) -> str:
    """« 6 h 02 », Paris time."""
    local = clock.local(instant)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02}"
