"""What the law says of a person at a post: rules as dated data, ages to the day, an answer for each offer."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.matching.values import Answer, LegalNotice
from clicnjob.text.french import NBSP, day_in_words

FILE = Path(__file__).parent / "data" / "law.toml"
# A bar that ends with a birthday this near is one step away instead of hidden.
SOON_MONTHS = 6
AGE_NOT_KNOWN = "Pour ce poste, la loi demande un âge. Dis ta date de naissance."
Mask = NDArray[np.bool_]
Facts = Mapping[str, Mask]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules: the facts an offer must state, the ages it is for, the answer and where it is written.

    In force from `valid_from` to `valid_to`, included. A `quiet` rule says nothing to who gave no age. `source` says
    where the row comes from; `checked_on` is the day somebody read it beside its article, if anybody did.
    """

    code: str
    facts: tuple[str, ...]
    valid_from: date
    answer: Answer
    article: str
    link: str
    sentence: str
    source: str
    at_least: int = 0
    below: int | None = None
    valid_to: date | None = None
    checked_on: date | None = None
    quiet: bool = False

    @property
    def asks_age(self) -> bool:
        """Whether an age decides."""
        return self.at_least > 0 or self.below is not None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fits(self, age: int) -> bool:
        """Whether somebody of this age is under the rule."""
        return self.at_least <= age and (self.below is None or age < self.below)


class Age(NamedTuple):
    """Whole years on a day, None: not known; and the next birthday when it is near enough to end a bar."""

    years: int | None
    birthday: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that touches this person, and the offers it is about.

    `until`: the bar ends that day, a birthday within SOON_MONTHS; nothing is hidden then. Without a birth date, no
    date is invented.
    """

    rule: Rule
    offers: Mask
    age_known: bool = True
    until: date | None = None

    @property
    def answer(self) -> Answer:
        """The rule's answer today; without an age, it is to be checked."""
        return self.rule.answer if self.age_known else Answer.CHECK

    @property
    def forbids(self) -> bool:
        """Whether the rule hides these offers."""
        return self.answer == Answer.FORBIDDEN and self.until is None

    @property
    def is_one_step(self) -> bool:
        """Whether these offers are one step away: an authorisation, or a birthday."""
        return self.answer == Answer.DEROGATION or self.until is not None

    @property
    def notice(self) -> LegalNotice:
        """What the page says."""
        rule = self.rule
        return LegalNotice(rule.code, self.answer, self._sentence(), rule.article, rule.link, self.until)

    def _sentence(self) -> str:
        if not self.age_known:
            return AGE_NOT_KNOWN
        if self.until is None:
            return self.rule.sentence
        day = day_in_words(self.until, date.min)
        return f"Possible à partir du {day}, le jour de tes {self.rule.below}{NBSP}ans. {self.rule.sentence}"


def age_on(birth: date, day: date) -> int:
    """Whole years on a day. Born on 29 February: the birthday of a common year is 1 March, the later day protects."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (not had_birthday)


def birthday(birth: date, years: int) -> date:
    """The day somebody reaches this age."""
    year = birth.year + years
    if (birth.month, birth.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_of(birth: date | None, years: int | None, today: date) -> Age:
    """The age that decides: from the birth date when it is known, else the years that were given, without a date."""
    if birth is None:
        return Age(years)
    now = age_on(birth, today)
    near = birthday(birth, now + 1)
    return Age(now, near if now + 1 in _ages_that_free() and near <= _months_later(today, SOON_MONTHS) else None)


def findings(age: Age, facts: Facts, today: date) -> list[Finding]:
    """The rules that touch somebody of this age among offers whose stated facts are given, one mask a fact.

    Without an age, what an age would decide is to be checked. An answer « permis » decides and is not reported.
    """
    in_force = [rule for rule in rules() if rule.in_force(today)]
    if age.years is None:
        spoken = [rule for rule in in_force if not rule.quiet]
        return [Finding(rule, hit, age_known=not rule.asks_age) for rule, hit in _decided(spoken, facts)]
    now = _decided([rule for rule in in_force if rule.fits(age.years)], facts)
    if age.birthday is None:
        return [Finding(rule, hit) for rule, hit in now]
    later = _still_forbidden(age.years + 1, age.birthday, facts)
    return [finding for rule, hit in now for finding in _until(rule, hit, later.get(rule.code), age.birthday)]


def _until(rule: Rule, hit: Mask, later: Mask | None, birthday: date) -> Iterable[Finding]:
    """A bar that is lifted on the birthday stands apart from one that remains."""
    if rule.answer != Answer.FORBIDDEN:
        return [Finding(rule, hit)]
    still = hit & later if later is not None else np.zeros_like(hit)
    found = [Finding(rule, still), Finding(rule, hit & ~still, until=birthday)]
    return [finding for finding in found if finding.offers.any()]


def _still_forbidden(years: int, birthday: date, facts: Facts) -> dict[str, Mask]:
    """By code of rule, what is forbidden once the birthday has come."""
    barred: dict[str, Mask] = {}
    for rule, hit in _decided([rule for rule in rules() if rule.in_force(birthday) and rule.fits(years)], facts):
        if rule.answer == Answer.FORBIDDEN:
            barred[rule.code] = barred[rule.code] | hit if rule.code in barred else hit
    return barred


def _decided(known: list[Rule], facts: Facts) -> list[tuple[Rule, Mask]]:
    """For each code the first rule whose facts an offer states decides for it."""
    undecided: dict[str, Mask] = {}
    found = []
    for rule in known:
        left = undecided.get(rule.code)
        stated = [facts[fact] for fact in rule.facts]
        hit = np.logical_and.reduce([np.ones_like(facts["night"]) if left is None else left, *stated])
        undecided[rule.code] = ~hit if left is None else left & ~hit
        if rule.answer != Answer.ALLOWED and hit.any():
            found.append((rule, hit))
    return found


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order that decides."""
    return tuple(_rule(row) for row in table("rule"))


@cache
def _ages_that_free() -> frozenset[int]:
    return frozenset(rule.below for rule in rules() if rule.below is not None and rule.answer == Answer.FORBIDDEN)


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(**{**row, "facts": tuple(row["facts"]), "answer": Answer(row["answer"])})


def youngest_for_licence(day: date) -> dict[str, int]:
    """The age from which each driving licence can be held, on a day."""
    rows = (row for row in table("licence") if row["valid_from"] <= day <= row.get("valid_to", date.max))
    return {row["code"]: row["age"] for row in rows}


def table(name: str) -> Any:
    """One table of the file of rules."""
    return _file()[name]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
