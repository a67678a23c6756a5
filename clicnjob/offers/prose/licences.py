"""Driving licences and certificates a text asks for, and how one gets to the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clicnjob.offers.facts import Fact, Kind, Need
from clicnjob.offers.prose.clauses import Clause, fact, need_of

_CODES = r"(am|a1|a2|b1|be|eb|b96|ce|ec|c1|de|ed|b|c|d)"
_PERMIT = re.compile(
    rf"permis (?:de conduire )?(?:de )?(?:categories? )?[\"'(« ]*{_CODES}\b(?:\s*(?:,|et|ou|/|\+|-)\s*(?:permis )?{_CODES}\b)?"
)
_BARE = re.compile(
    r"permis(?: de conduire)?(?: est| et| vl)?(?: \w+){0,2} (?:obligatoire|exige|indispensable|imperatif|necessaire|requis|valide)|titulaire du permis(?: de conduire)?\b|permis vl\b"
)
_HEAVY = re.compile(r"permis (pl|spl|poids lourds?|super lourds?)\b")
_ALIASES = {"eb": "BE", "ec": "CE", "ed": "DE", "b96": "BE"}
_NO_PERMIT = re.compile(
    r"sans permis|permis (?:b )?(?:non|pas)|pas de permis|permis de construire|permis de feu|ont permis|a permis"
)
_CERTIFICATES = tuple(
    (name, re.compile(pattern), detail)
    for name, pattern, detail in (
        ("caces", r"\bcaces\b", "CACES"),
        ("fimo", r"\bfimo\b|\bfco\b", "FIMO ou FCO"),
        ("carte_pro", r"carte pro(?:fessionnelle)?\b|\bcqp aps\b|\btitre aps\b", "carte professionnelle"),
        ("ssiap", r"\bssiap\b", "SSIAP"),
        (
            "habilitation",
            r"habilitations? electri|\bh0b0\b|\bb[12]v\b|\bbr\b habil|habilitations? br\b",
            "habilitation électrique",
        ),
        ("bafa", r"\bbafa\b", "BAFA"),
        ("bnssa", r"\bbnssa\b", "BNSSA"),
        ("taxi", r"carte (?:professionnelle )?(?:de )?(?:taxi|vtc)\b", "carte de taxi ou de VTC"),
        ("aipr", r"\baipr\b", "AIPR"),
        ("permis_cotier", r"permis (?:cotier|bateau|hauturier)", "permis bateau"),
    )
)
# What the house pays or teaches is no condition.
_TAUGHT = re.compile(
    r"form(?:ons|ation|e)\b.{0,40}(?:caces|ssiap|fimo|bafa|habilit)|passer|finance|possibilite d|prise en charge|pourrez|permettr"
)
_CAR = re.compile(
    r"vehicule (?:personnel |individuel )?(?:est )?(?:fortement )?(?:obligatoire|indispensable|exige|necessaire|requis|imperatif|souhaite)"
    r"|(?:etre|vous etes|personne) vehicule|\bvehiculee?\b|vehicule obligatoire|moyen de (?:locomotion|transport) (?:personnel|obligatoire|indispensable|exige)"
    r"|(?:avoir|possed\w+|disposer d') ?(?:un |d'un )?vehicule personnel"
)
_LENT = re.compile(r"vehicule (?:de service|de societe|de fonction|fourni|mis a)|mise? a disposition")
_REMOTE = re.compile(
    r"(?:non|pas|mal|peu) (?:\w+ )?desservi|pas de transports? en commun|hors (?:des )?transports|inaccessible en (?:bus|transports)"
)
_SHUTTLE = re.compile(r"\bnavette\b|ramassage (?:du personnel|assure)|covoiturage (?:possible|organise)")


def read(clause: Clause) -> Iterator[Fact]:
    """The facts of one clause about licences, certificates and the way there."""
    plain = clause.plain
    if "permis" in plain and not _NO_PERMIT.search(plain):
        yield from _licences(clause)
    yield from _certificates(clause)
    if "vehicul" in plain or "moyen de" in plain:
        yield from _car(clause)
    if "transport" in plain or "desservi" in plain or "navette" in plain or "ramassage" in plain:
        yield from _reach(clause)


def _licences(clause: Clause) -> Iterator[Fact]:
    need, sure = need_of(clause.plain)
    if need is None:
        return
    found = _PERMIT.search(clause.plain)
    if found:
        either = re.search(rf"{_CODES}\s*ou\s*(?:permis )?{_CODES}\b", found[0])
        for code in [found[1]] if either else filter(None, found.groups()):
            yield fact(Kind.LICENCE, _ALIASES.get(code, code.upper()), need, sure, clause, found.start())
    elif heavy := _HEAVY.search(clause.plain):
        code = "CE" if heavy[1].startswith("s") else "C"
        yield fact(Kind.LICENCE, code, need, sure, clause, heavy.start())
    elif bare := _BARE.search(clause.plain):
        yield fact(Kind.LICENCE, "B", need, sure - 0.1, clause, bare.start())


def _certificates(clause: Clause) -> Iterator[Fact]:
    for name, pattern, detail in _CERTIFICATES:
        found = pattern.search(clause.plain)
        if found and not _TAUGHT.search(clause.plain):
            need, sure = need_of(clause.plain)
            if need:
                yield fact(Kind.CERTIFICATE, name, need, sure, clause, found.start(), detail)


def _car(clause: Clause) -> Iterator[Fact]:
    found = _CAR.search(clause.plain)
    if found and not _LENT.search(clause.plain):
        need, sure = need_of(clause.plain)
        if need:
            yield fact(Kind.REACH, "car", need, sure, clause, found.start())


def _reach(clause: Clause) -> Iterator[Fact]:
    for value, pattern in (("remote", _REMOTE), ("shuttle", _SHUTTLE)):
        found = pattern.search(clause.plain)
        if found:
            yield fact(Kind.REACH, value, Need.STATED, 0.75, clause, found.start())
