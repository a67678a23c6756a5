"""Diplomas: the level a text asks for, and what the law asks for a trade even where the text is silent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, fact, need_of, plain_of

FILE = Path(__file__).parent / "data" / "regulated.toml"
# National levels (decree 2019-14): CAP 3, bac 4, bac+2 5, bac+3 and 4 6, bac+5 7.
_LEVELS = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (r"\bbac\s?\+\s?5|\bmaster\b|ingenieur|grande ecole|\bbac\s?\+\s?4/5", "7"),
        (r"\bbac\s?\+\s?[34]\b|\blicence\b(?! iv)|\bbut\b(?= )|bachelor", "6"),
        (r"\bbac\s?\+\s?2|\bbts\b|\bdut\b|\bdeug\b", "5"),
        (r"\bbac\b(?!\s?\+)|baccalaureat|bac pro|\bbp\b|brevet professionnel|\bbpjeps\b|niveau (?:4|iv)\b", "4"),
        (r"\bcap\b|\bbep\b|\bbepa\b|\bcapa\b|niveau (?:3|v)\b|titre professionnel", "3"),
    )
)
_STATE = re.compile(r"diplome d'etat|\bdeas\b|\bdeaes\b|\bdeap\b|\bdeavs\b|\bdeamp\b|\bcap aepe\b|cap petite enfance")
_STATE_LEVELS = {"deaes": "3", "deavs": "3", "deamp": "3", "cap aepe": "3", "cap petite enfance": "3"}
_CUE = re.compile(
    r"diplom|titulaire|niveau|formation|qualification|issu|profil|exig|obligatoire|requis|possed|avez|minimum"
)
# A diploma to be prepared is no condition.
_PREPARED = re.compile(
    r"prepar|en vue|obtenir|apprenti|alternance|vise|contrat pro|inscri|formation sur \d|eligible|allant du"
)
_EITHER = re.compile(r"\bou\b[^.]{0,40}experience|experience[^.]{0,60}\bou\b|et/ou|ou disposez")


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about diplomas."""
    plain = clause.plain
    state = _STATE.search(plain)
    named = [(found, level) for pattern, level in _LEVELS if (found := pattern.search(plain))]
    if (not named and not state) or _PREPARED.search(plain):
        return
    need, sure = need_of(plain, default=Need.REQUIRED if _CUE.search(plain) else None)
    if need is None:
        return
    if _EITHER.search(plain):
        need = Need.WISHED
    if state:
        yield fact(Kind.DIPLOMA, _STATE_LEVELS.get(state[0], "4"), need, sure, clause, state.start(), "diplôme d'État")
    elif named:
        # Among levels named together the lowest is enough.
        found, level = named[-1]
        yield fact(Kind.DIPLOMA, level, need, sure - (0.1 if "formation" in plain else 0), clause, found.start())


def regulated(title: str) -> Fact | None:
    """What the law asks for the trade a title names; None for a trade open to all, or for who stands in."""
    plain = plain_of(title)
    if re.search(r"faisant fonction|apprenti|alternan|eleve|formation|\bff\b", plain):
        return None
    for pattern, level, name in _regulated():
        if pattern.search(plain):
            return Fact(Kind.DIPLOMA, level, Need.REQUIRED, 0.7, title[:120], name)
    return None


@cache
def _regulated() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["trade"]
    return tuple((re.compile(row["title"]), str(row["level"]), row["diploma"]) for row in rows)
