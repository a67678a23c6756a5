"""The longer lists of ranked offers: their addresses, their titles, and which part of the ranking they show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from clicnjob.matching.ranking import Ranking, Selection
from clicnjob.matching.values import GapName

SHORTLIST = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: the word of its address, its title, and a line under it."""

    slug: str
    title: str
    line: str
    gap: GapName | None = None


ALL_OFFERS = Kind("toutes", "Toutes les offres", "De celle qui colle le mieux à la plus éloignée.")
NEW = Kind("nouvelles", "Les nouvelles offres", "Elles n'étaient pas dans ta liste la semaine d'avant.")
SELF_EMPLOYED = Kind("a-ton-compte", "À ton compte", "Ce n'est pas un salaire : tu factures ton travail.")
GAPS = {
    GapName.LICENCE: Kind("permis", "Le permis", "Un permis que tu n'as pas encore.", GapName.LICENCE),
    GapName.DISTANCE: Kind("trajet", "Un trajet plus long", "Plus loin que ta limite.", GapName.DISTANCE),
    GapName.EXPERIENCE: Kind("experience", "De l'expérience", "Le métier est le bon.", GapName.EXPERIENCE),
    GapName.DIPLOMA: Kind("diplome", "Un diplôme", "Une formation est demandée.", GapName.DIPLOMA),
    GapName.HOURS: Kind("horaires", "D'autres horaires", "Des heures que tu ne veux pas.", GapName.HOURS),
    GapName.CONTRACT: Kind("contrat", "Un autre contrat", "Un contrat que tu n'as pas choisi.", GapName.CONTRACT),
    GapName.AGE: Kind("age", "L'âge", "Une règle d'âge. Vois avec ton conseiller.", GapName.AGE),
}
KINDS = {kind.slug: kind for kind in (ALL_OFFERS, NEW, SELF_EMPLOYED, *GAPS.values())}


def chosen(ranking: Ranking, kind: Kind, fresh: Collection[int]) -> Selection:
    """The part of a ranking that a list shows, in the ranked order; empty when nothing goes there.

    `fresh` are the offers that are new since the last import.
    """
    if kind == NEW:
        return ranking.among_proposed(fresh)
    if kind.gap is not None:
        return ranking.near_misses.get(kind.gap) or ranking[:0]
    return ranking.self_employed if kind == SELF_EMPLOYED else ranking
