"""Certificates and cards a text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clicnjob.offers.facts import Fact, Kind
from clicnjob.offers.prose.clauses import Clause, Rule, fact, need_of


class Certificate(NamedTuple):
    """A certificate: its value, its French name, and how texts write it."""

    value: str
    name: str
    pattern: re.Pattern[str]


_CERTIFICATES = tuple(
    Certificate(value, name, re.compile(pattern))
    for value, name, pattern in (
        ("caces", "CACES", r"\bcaces\b"),
        ("fimo", "FIMO ou FCO", r"\bf[iy]mo\b|\bfco\b"),
        ("carte_pro", "carte professionnelle d'agent de sécurité",
         r"carte pro(?:fessionnelle)?\b(?! (?:de |d')?(?:taxi|vtc|immobili|identite|transaction|btp|bancaire))|\bcqp[ /-]?aps\b|\btitre aps\b|\bcnaps\b"),
        ("ssiap", "SSIAP", r"\bssiap\b"),
        ("habilitation", "habilitation électrique",
         r"habilitations? (?:\w+ ){0,2}electri|\b[bh]0\s?[vb/ -]?[bh]?0?v?\b|\bb[12]v\b|habilitations? (?:h0|b[0-2rc]|br)\b"),
        ("bafa", "BAFA", r"\bbafa\b"),
        ("bafd", "BAFD", r"\bbafd\b"),
        ("bnssa", "BNSSA", r"\bbnssa\b"),
        ("taxi", "carte de taxi ou de VTC", r"carte (?:professionnelle )?(?:de )?(?:conducteur de )?(?:taxi|vtc)\b"),
        ("aipr", "AIPR", r"\baipr\b"),
        ("permis_cotier", "permis bateau", r"permis (?:cotier|bateau|hauturier|mer|fluvial|plaisance)"),
        ("haccp", "formation HACCP", r"(?:formation|attestation|certificat|diplome|titulaire|habilitation)s?(?: \w+){0,3} haccp\b|\bhaccp (?:exige|obligatoire)"),
        ("secours", "PSC1 ou SST", r"\bpsc\s?[1i]\b|\bsst\b|premiers secours"),
        ("certiphyto", "Certiphyto ou Certibiocide", r"certi[ -]?(?:phyto|biocide)"),
        ("adr", "formation ADR", r"\badr\b(?=.{0,30}(?:base|citerne|exig|obligatoire|souhait|plus|jour))|\bpermis adr\b|formation adr\b"),
    )
)  # fmt: skip
SIGNS = (
    "caces", "fimo", "fymo", "fco", "carte pro", "aps", "cnaps", "ssiap", "habilitation", "b0", "b1v", "b2v", "h0", "baf", "bnssa",
    "taxi", "vtc", "aipr", "permis ", "haccp", "psc", "sst", "premiers secours", "certi", " adr",
)  # fmt: skip
# What the house pays or teaches is no condition; no more are the duties of who teaches or keeps the register.
_TAUGHT = re.compile(
    r"(?:formations?|forme[sz]?|formons|former)\b.{0,40}(?:caces|ssiap|fimo|bafa|habilit|sst)|\bpasser|financ|possibilite d|prise en charge|pourrez|permettr|formateur|former le|offert|propos|renouvellement d"
)
_ASKED = re.compile(r"exig|obligatoire|imperati|indispensable|necessaire|requis|titulaire|posse?d|souhait|\bplus\b")
_CATEGORIES = re.compile(
    r"caces\W{0,3}((?:(?:r\s?\d{3}[a-z]?|categories?|cat|n|et|ou|[1-9][ab]?|[abef])\b[\s.,/&()°®:-]*)+)"
)
_CATEGORY = re.compile(r"r\s?\d{3}[a-z]?|\b[1-9][ab]?\b")


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about certificates."""
    for one in _CERTIFICATES:
        found = one.pattern.search(clause.plain)
        if found and (not _TAUGHT.search(clause.plain) or _ASKED.search(clause.plain)):
            need, sure = need_of(clause.plain, found.start(), found.end())
            if need:
                yield fact(Kind.CERTIFICATE, one.value, need, sure, clause, found.start(), _name(one, clause.plain))


def _name(one: Certificate, plain: str) -> str:
    """The name with the categories named: « CACES R489, 1B, 3 »."""
    listed = _CATEGORIES.search(plain) if one.value == "caces" else None
    codes = [code.replace(" ", "").upper() for code in _CATEGORY.findall(listed[1])] if listed else []
    return f"{one.name} {', '.join(dict.fromkeys(codes))}".strip()


RULES = (Rule(SIGNS, read),)
