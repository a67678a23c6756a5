"""Twenty offers of an import to look at before it goes live: new, changed with which fields, about to be closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from clicnjob.offers import queries
from clicnjob.offers.comparing import Fate
from clicnjob.offers.draft import Draft
from clicnjob.offers.models import Offer
from clicnjob.offers.turning import Turn

MOST, MOST_CHANGED, MOST_VANISHED = 20, 8, 5
VANISHED = "closed"
# What people call the columns that tell an offer from what it was; those that only follow from others have no name.
NAMES = {
    "title": "intitulé",
    "raw_title": "intitulé",
    "description": "texte",
    "employer": "employeur",
    "rome_code": "métier",
    "rome_label": "métier",
    "appellation": "métier",
    "contract": "contrat",
    "contract_label": "contrat",
    "part_time": "durée du travail",
    "weekly_hours": "durée du travail",
    "hours_text": "durée du travail",
    "experience_required": "expérience",
    "experience_months": "expérience",
    "experience_text": "expérience",
    "level": "diplôme",
    "level_required": "diplôme",
    "licences": "permis",
    "licences_wished": "permis",
    "skills": "compétences",
    "languages": "langues",
    "salary_text": "salaire",
    "salary_period": "salaire",
    "salary_least": "salaire",
    "salary_most": "salaire",
    "positions": "nombre de postes",
    "url": "lien",
    "apply_url": "lien",
    "published_at": "date de parution",
    "expires_at": "date de fin",
    "place_label": "lieu",
    "commune_code": "lieu",
    "latitude": "lieu",
    "longitude": "lieu",
}


def samples(session: Session, turn: Turn) -> list[dict[str, Any]]:
    """Rows of fate, title, place, and the names of the fields that changed; the first by identifier of each fate."""
    changed = sorted(turn.found[Fate.CHANGED])[:MOST_CHANGED]
    vanished = sorted(turn.vanished)[:MOST_VANISHED]
    new = sorted(turn.found[Fate.NEW])[: MOST - len(changed) - len(vanished)]
    return [*_new(turn, new), *_changed(session, turn, changed), *_closed(session, turn, vanished)]


def changed_fields(draft: Draft, ours: Offer) -> list[str]:
    """The names of what an offer says otherwise, each once, in the order of `NAMES`."""
    said = (NAMES[name] for name in NAMES if not _same(getattr(draft, name), getattr(ours, name)))
    return list(dict.fromkeys(said))


def _same(theirs: object, ours: object) -> bool:
    return _plain(theirs) == _plain(ours)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, (list, tuple)) else value


def _new(turn: Turn, source_ids: Iterable[str]) -> list[dict[str, Any]]:
    return [_row(Fate.NEW, draft.title, draft.place_label) for draft, _ in turn.part.drafts(source_ids)]


def _changed(session: Session, turn: Turn, source_ids: Iterable[str]) -> list[dict[str, Any]]:
    drafts = [draft for draft, _ in turn.part.drafts(source_ids)]
    ours = {offer.source_id: offer for offer in queries.with_texts(session, [_id(turn, one) for one in drafts])}
    return [
        _row(Fate.CHANGED, draft.title, draft.place_label, changed_fields(draft, ours[draft.source_id]))
        for draft in drafts
    ]


def _closed(session: Session, turn: Turn, source_ids: Iterable[str]) -> list[dict[str, Any]]:
    found = queries.offers_by_id(session, [turn.vanished[one] for one in source_ids])
    return [_row(VANISHED, one.title, one.place_label) for _, one in sorted(found.items())]


def _id(turn: Turn, draft: Draft) -> int:
    return turn.known[draft.source_id].id


def _row(fate: str, title: str, place: str, fields: Iterable[str] = ()) -> dict[str, Any]:
    return {"fate": str(fate), "title": title, "place": place, "fields": list(fields)}
