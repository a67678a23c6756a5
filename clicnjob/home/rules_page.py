"""The rules of the ranking as everybody may read them: weights, brakes and law, taken from where they are applied."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clicnjob.home.lists import GAPS
from clicnjob.matching import law, weights
from clicnjob.matching.explaining import SOMEWHAT, VERY_WELL, WELL
from clicnjob.matching.law import Rule
from clicnjob.matching.values import Answer, Criterion
from clicnjob.matching.weights import LABELS, WEIGHTS
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers.prose.reading import READER_VERSION
from clicnjob.text.french import NBSP, number

# What each criterion looks at, in words for everybody.
SAYS = {
    Criterion.JOB: "Le métier ressemble à tes envies.",
    Criterion.TRAVEL: "Le temps pour y aller, avec ton moyen de transport.",
    Criterion.EXPERIENCE: "Ce que l'offre demande, et ce que tu as déjà fait.",
    Criterion.CONTRACT: "Un contrat que tu as choisi.",
    Criterion.HOURS: "Les jours et les heures que tu veux.",
    Criterion.LEVEL: "Le diplôme demandé, ou la carte qui ouvre le métier.",
    Criterion.LICENCE: "Le permis demandé, ou le CACES, ou la FIMO.",
    Criterion.START: "Le jour où ça commence, et le jour où tu es libre.",
    Criterion.FRESHNESS: "Une offre vérifiée il y a peu.",
    Criterion.EXPOSURE: "Un employeur qui a peu d'offres ici : les gros remplissent déjà les listes.",
}
# What each answer of a rule does to an offer.
DOES = {
    Answer.FORBIDDEN: "L'offre n'est pas montrée. On dit combien, et quelle règle.",
    Answer.DEROGATION: "L'offre est montrée. Il faut une autorisation : vois avec ton conseiller.",
    Answer.CHECK: "L'offre est montrée, avec une chose à vérifier.",
    Answer.ALLOWED: "L'offre est montrée, et on dit pourquoi c'est permis.",
}
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a name, what it means, a figure."""

    name: str
    says: str
    figure: str


def criteria() -> list[Line]:
    """What earns points, in the order of an offer's page."""
    return [Line(LABELS[one], SAYS[one], str(points)) for one, points in WEIGHTS.items()]


def brakes() -> list[Line]:
    """What takes points back: what is left of 100."""
    return [
        Line(LABELS[Criterion.OTHER_JOB], "Le métier n'est pas une de tes envies.", _at_most(weights.OTHER_JOB)),
        Line(
            LABELS[Criterion.TOO_FAR],
            f"Rien jusqu'à {number(weights.ALMOST)} fois ta limite. Ici, à deux fois ta limite.",
            _left(weights.TWICE_TOO_FAR),
        ),
        Line(
            f"{LABELS[Criterion.TOO_FAR]}, lieu inconnu", "Le lieu n'est pas précisé.", _left(weights.UNKNOWN_ELSEWHERE)
        ),
        Line(
            LABELS[Criterion.MISSING],
            "Une chose demandée que tu n'as pas encore. Chaque chose compte.",
            _left(weights.AFTER_A_GAP),
        ),
        Line(
            f"{LABELS[Criterion.FEEDBACK]} : pas ce métier",
            "Tu as écarté une offre du même métier.",
            _left(weights.REFUSED_JOB),
        ),
        Line(
            f"{LABELS[Criterion.FEEDBACK]} : trop loin",
            "Tu as écarté une offre aussi loin. Plus c'est loin, plus ça descend.",
            _left(weights.AS_FAR),
        ),
    ]


def verdicts() -> list[tuple[str, int]]:
    """The words of a verdict, and the points from which they are said."""
    return [("Ça colle très bien", VERY_WELL), ("Ça colle bien", WELL), ("Ça colle un peu", SOMEWHAT)]


def near_misses() -> list[tuple[str, str]]:
    """The things that may be missing, with a line on each."""
    return [(kind.title, kind.line) for kind in GAPS.values()]


def rules_by_answer(today: date) -> list[tuple[Answer, str, Sequence[Rule]]]:
    """The legal rules in force, the gravest answers first, with what each answer does."""
    in_force = [rule for rule in law.rules() if rule.in_force(today)]
    found = [(answer, says, [rule for rule in in_force if rule.answer == answer]) for answer, says in DOES.items()]
    return [group for group in found if group[2]]


def fingerprint() -> str:
    """A few signs that change whenever a rule, a weight, or what reads the words does."""
    figures = {name: value for name, value in vars(weights).items() if isinstance(value, int | float)}
    told = f"{sorted(WEIGHTS.items())} {sorted(figures.items())} {READER_VERSION} {Lexicon.shipped().version}"
    return hashlib.blake2b(told.encode() + law.FILE.read_bytes(), digest_size=DIGITS).hexdigest()


def _left(share: float) -> str:
    return f"{round(100 * share)}{NBSP}sur{NBSP}100"


def _at_most(share: float) -> str:
    return f"{_left(share)} au plus"
