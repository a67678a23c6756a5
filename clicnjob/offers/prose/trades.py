"""What the law asks for the trade a title names, even where the text is silent: diplomas, licences, cards."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clicnjob.offers.facts import LONGEST_EXCERPT, Fact, Kind, Need
from clicnjob.offers.prose.clauses import plain_of

FILE = Path(__file__).parent / "data" / "regulated.toml"
CONFIDENCE = 0.7
# Who stands in, learns, or works beside the trade does not practise it.
_NOT_PRACTISED = re.compile(
    r"faisant[ -]fonction|\bff\b|\bffas\b|apprenti|alternan|eleve|etudiant|stagiaire|formation|formateur|en contrat pro"
)
_BESIDE = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:secretaire|assistante?(?! (?:dentaire|de service social|social)|\W{1,3}(?:e\W|assistante))|hotesse|hote|receptionniste|vendeu|commercial|charge|conseill(?!er\w* en economie)|delegue|visiteu|recrut|agent d'accueil|agent administratif|employe|manager|directeu|responsable|aide[ -](?:ambulancier|prepara|opticien|veterinaire|dentaire))"
)


class Trade(NamedTuple):
    """A trade by the words of its title, and what the law asks for it."""

    title: re.Pattern[str]
    kind: Kind
    value: str
    detail: str


def asked(title: str) -> Iterator[Fact]:
    """What the law asks for the trade a title names; nothing for a trade open to all."""
    plain = plain_of(title)
    if _NOT_PRACTISED.search(plain) or _BESIDE.search(plain):
        return
    kinds = set()
    for trade in _trades():
        if trade.kind not in kinds and trade.title.search(plain):
            kinds.add(trade.kind)
            yield Fact(trade.kind, trade.value, Need.REQUIRED, CONFIDENCE, title[:LONGEST_EXCERPT], trade.detail)


@cache
def _trades() -> tuple[Trade, ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return (
        *(Trade(re.compile(row["title"]), Kind.DIPLOMA, str(row["level"]), row["diploma"]) for row in rows["trade"]),
        *(Trade(re.compile(row["title"]), Kind.LICENCE, row["licence"], "") for row in rows["driver"]),
        *(Trade(re.compile(row["title"]), Kind.CERTIFICATE, row["card"], row["name"]) for row in rows["card"]),
    )
