"""Which of the fields readers count on an offer fills, as bits; and how many offers of a set fill each (pure)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from clicnjob.offers.draft import Draft

# What a brake watches, by the name it has in measures: how it reads in a sentence, and whether a draft has it.
WATCHED: dict[str, tuple[str, Callable[[Draft], object]]] = {
    "employer": ("le nom de l'employeur", lambda draft: draft.employer),
    "place": ("le lieu", lambda draft: draft.place_label),
    "contract": ("le contrat", lambda draft: draft.contract_label),
    "occupation": ("le code du métier", lambda draft: draft.rome_code and not draft.rome_derived),
    "hours": ("la durée du travail", lambda draft: draft.hours_text),
    "experience": ("l'expérience demandée", lambda draft: draft.experience_text),
    "salary": ("le salaire", lambda draft: draft.salary_text),
    "link": ("le lien vers l'offre", lambda draft: draft.url or draft.apply_url),
}
LOCATED = 1 << len(WATCHED)


def presence(draft: Draft) -> int:
    """One bit a watched field, in their order, and `LOCATED` when its commune or its position is known."""
    located = draft.commune_code is not None or draft.latitude is not None
    filled = sum(1 << rank for rank, (_, has) in enumerate(WATCHED.values()) if has(draft))
    return filled + LOCATED * located


def shares(bits: Collection[int]) -> dict[str, float]:
    """For each watched field, the share of offers (0 to 1) that fill it."""
    most = max(len(bits), 1)
    return {name: round(sum(one >> rank & 1 for one in bits) / most, 4) for rank, name in enumerate(WATCHED)}


def unlocated(bits: Collection[int]) -> float:
    """The share of offers (0 to 1) whose place is known no better than a département."""
    return round(sum(not one & LOCATED for one in bits) / max(len(bits), 1), 4)
