"""What an offer asks for: experience, diploma, driving licences, skills, languages (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clicnjob.offers.wording import clean_line

MOST_MONTHS = 20 * 12
MOST_SKILLS = 40

_DURATION = re.compile(r"(\d{1,3})\s*(ans?|années?|mois)\b", re.IGNORECASE)
# Level of the national framework (1 to 8) by France Travail's label; 0 stands for no diploma.
_LEVELS = (
    ("aucun", 0), ("primaire", 0), ("3ème", 2), ("brevet", 2), ("2nd", 2), ("cap", 3), ("bep", 3),
    ("bac+5", 7), ("bac+4", 6), ("bac+3", 6), ("bac+2", 5), ("bac", 4),
)  # fmt: skip
_LICENCES = frozenset(["AM", "A1", "A2", "A", "B", "B1", "BE", "C", "C1", "C1E", "CE", "D", "D1", "D1E", "DE"])
# Older writings of the trailer licences, and the towing mention that stands for BE.
_LICENCE_ALIASES = {"EB": "BE", "EC": "CE", "ED": "DE", "E(B)": "BE", "E(C)": "CE", "E(D)": "DE"}
_LICENCE = re.compile(
    r"^(?:permis\s+)?([A-Z]{1,2}\d?E?|E\([BCD]\))(?=\W|$)(?:\s*mention\b.*=\s*(EB|BE))?", re.IGNORECASE
)
REQUIRED = "E"
# Nobody is kept out: said so, or years counted from none.
_FROM_NONE = re.compile(r"\W*0\s*(?:an)?\s*(?:-|à)\s*\d")
_BEGINNERS = re.compile(
    r"débutant|(?:aucune|sans|pas d['’])\s*expérience|tous niveaux|indifférent|non exigée?", re.IGNORECASE
)

Item = Mapping[str, object]


class Experience(NamedTuple):
    """`need` is D (beginners welcome), S (wished), E (required) or None; `months` is what the words name, if any."""

    need: str | None
    months: int | None


class Level(NamedTuple):
    """The lowest diploma level that is enough, and whether it is required; None when the offer names none."""

    level: int | None
    required: bool


def experience_of(code: str, words: str) -> Experience:
    """From the code D, S or E, and words such as « 2 An(s) », « 24 Mois », « Débutant accepté (3 ans) ».

    Without the code, the words tell: « débutant », « souhaitée », a duration. Months over twenty years are a mistake.
    """
    found = _DURATION.search(words.replace("(s)", "s"))
    months = int(found[1]) * (1 if found[2].lower() == "mois" else 12) if found else None
    if (months is not None and months > MOST_MONTHS) or _FROM_NONE.match(words):
        months = None
    return Experience(code if code in ("D", "S", "E") else _need(words.lower(), months), months)


def level_of(formations: Iterable[Item]) -> Level:
    """The lowest level among required diplomas, else among wished ones: offers list alternatives."""
    levels: dict[bool, list[int]] = {True: [], False: []}
    for formation in formations:
        level = _level(clean_line(formation.get("niveauLibelle")).lower())
        if level is not None:
            levels[is_required(formation)].append(level)
    return Level(min(levels[True] or levels[False], default=None), bool(levels[True]))


def licences_of(items: Iterable[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of required and of wished driving licences (AM, B, BE, C1…), sorted, each once; the rest is left out."""
    codes: dict[bool, set[str]] = {True: set(), False: set()}
    for item in items:
        code = licence_code(clean_line(item.get("code")) or clean_line(item.get("libelle")))
        if code:
            codes[is_required(item)].add(code)
    return tuple(sorted(codes[True])), tuple(sorted(codes[False] - codes[True]))


def licence_code(words: str) -> str | None:
    """The licence at the start of « B - Véhicule léger », « EC - Poids lourd + remorque », « permis B »."""
    found = _LICENCE.match(words)
    if not found:
        return None
    code = (found[2] or found[1]).upper()
    code = _LICENCE_ALIASES.get(code, code)
    return code if code in _LICENCES else None


def labels_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The labels of a list of skills or languages, sorted, each once."""
    labels = {clean_line(item.get("libelle")) for item in items} - {""}
    return tuple(sorted(labels)[:MOST_SKILLS])


def is_required(item: Item) -> bool:
    """Whether the source says « exigé »; what says nothing is required."""
    return clean_line(item.get("exigence")).upper() in ("", REQUIRED)


def _need(words: str, months: int | None) -> str | None:
    if _BEGINNERS.search(words) or _FROM_NONE.match(words):
        return "D"
    if "souhait" in words:
        return "S"
    return "E" if months or "exig" in words else None


def _level(words: str) -> int | None:
    words = words.replace("bac + ", "bac+").replace("bac +", "bac+")
    named = [level for name, level in _LEVELS if name in words]
    # « Bac+3, Bac+4 ou équivalents » names one level; the entry « bac » is in all of them and comes last.
    return named[0] if named else None
