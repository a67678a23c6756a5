"""What the law says of a person at a post: rules as dated data, ages to the day, an answer for each offer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.values import Answer, LegalNotice

FILE = Path(__file__).parent / "data" / "law.toml"
MAJORITY = 18
AGE_NOT_KNOWN = "Pour ce poste, la loi demande un âge. Dis ta date de naissance."
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules: the facts an offer must state, the ages it is for, the answer and where it is written."""

    code: str
    facts: tuple[str, ...]
    since: date
    answer: Answer
    article: str
    link: str
    sentence: str
    at_least: int = 0
    below: int | None = None

    def fits(self, age: int) -> bool:
        """Whether somebody of this age is under the rule."""
        return self.at_least <= age and (self.below is None or age < self.below)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that touches this person, and the offers it is about."""

    rule: Rule
    offers: Mask
    age_known: bool = True

    @property
    def answer(self) -> Answer:
        """The rule's answer; without an age, it is to be checked."""
        return self.rule.answer if self.age_known else Answer.CHECK

    @property
    def forbids(self) -> bool:
        """Whether the rule hides these offers."""
        return self.answer == Answer.FORBIDDEN

    @property
    def notice(self) -> LegalNotice:
        """What the page says."""
        sentence = self.rule.sentence if self.age_known else AGE_NOT_KNOWN
        return LegalNotice(self.rule.code, self.answer, sentence, self.rule.article, self.rule.link)


def age_on(birth: date, day: date) -> int:
    """Whole years on a day. Born on 29 February: the birthday of a common year is 1 March, the later day protects."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (not had_birthday)


def findings(age: int | None, facts: Mapping[str, Mask], today: date) -> list[Finding]:
    """The rules that touch somebody of this age among offers whose stated facts are given, one mask a fact.

    Without an age, what would be ruled for a minor is to be checked; the least age to work is not asked.
    """
    in_force = [rule for rule in rules() if rule.since <= today]
    if age is None:
        return _decided([rule for rule in in_force if rule.below == MAJORITY], facts, age_known=False)
    return _decided([rule for rule in in_force if rule.fits(age)], facts, age_known=True)


def _decided(known: list[Rule], facts: Mapping[str, Mask], *, age_known: bool) -> list[Finding]:
    """For each code the first rule whose facts an offer states decides for it."""
    undecided: dict[str, Mask] = {}
    found = []
    for rule in known:
        left = undecided.get(rule.code, np.ones_like(facts["night"]))
        hit = np.logical_and.reduce([left, *(facts[fact] for fact in rule.facts)])
        undecided[rule.code] = left & ~hit
        if hit.any():
            found.append(Finding(rule, hit, age_known))
    return found


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order that decides."""
    return tuple(_rule(row) for row in _file()["rule"])


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(**{**row, "facts": tuple(row["facts"]), "answer": Answer(row["answer"])})


@cache
def titles_that_state() -> dict[str, tuple[frozenset[str], ...]]:
    """For each fact, the groups of stems that state it when a title holds one of them whole."""
    stated: dict[str, list[list[str]]] = _file()["titles"]
    return {fact: tuple(frozenset(group) for group in groups) for fact, groups in stated.items()}


@cache
def youngest_for_licence() -> dict[str, int]:
    """The age from which each driving licence can be held."""
    return dict(_file()["licences"])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
