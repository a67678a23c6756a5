"""What a reason given for an offer could change in the profile: small answers to accept in one tap (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from clicnjob.matching.conditions import Conditions
from clicnjob.matching.crowd import limit_of, transport
from clicnjob.matching.values import Why
from clicnjob.offers.contracts import LABELS
from clicnjob.places.travel import fastest
from clicnjob.profiles.values import Avoided, Contract, Hours, Limit, ProfileValues, Question
from clicnjob.text.french import NBSP, minutes_in_words

# Limits are said in round figures.
ROUND = 5
AVOIDED = {Avoided.NIGHT: "Pas de travail la nuit", Avoided.WEEKEND: "Pas de travail le week-end"}
HOURS = {
    Hours.FULL: ("part_time", "full_time", "Seulement du temps plein"),
    Hours.PART: ("full_time", "part_time", "Seulement du temps partiel"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer the profile could take: the word that names it in a form, its button, its question and the values."""

    key: str
    label: str
    question: Question
    values: ProfileValues


def suggestions(why: Why, answers: ProfileValues, asked: Conditions, km: float | None) -> tuple[Suggestion, ...]:
    """What this reason, given for an offer of these conditions at this distance, could change; often nothing.

    An answer that would change nothing, or that would leave no contract, is not suggested.
    """
    makers = {
        Why.TOO_FAR: _nearer(answers, km),
        Why.HOURS: _hours(answers, asked),
        Why.CONTRACT: _without(answers, asked),
    }
    return tuple(makers.get(why, ()))


def _nearer(answers: ProfileValues, km: float | None) -> Iterator[Suggestion]:
    """A limit in round figures just below this offer, in the unit of the limit there is."""
    if km is None:
        return
    limit = limit_of(answers)
    if limit.minutes is not None:
        nearer = _round_below(float(fastest(transport(answers), km)[1]))
        lower, words = Limit(minutes=max(nearer, ROUND)), minutes_in_words(nearer)
    else:
        nearer = _round_below(km)
        lower, words = Limit(km=max(nearer, ROUND)), f"{nearer}{NBSP}km"
    if ROUND <= nearer < (limit.minutes or limit.km or 0):
        yield Suggestion("limite", f"{words} au plus", Question.LIMIT, replace(answers, limit=lower))


def _round_below(value: float) -> int:
    return ROUND * (ceil(value / ROUND) - 1)


def _hours(answers: ProfileValues, asked: Conditions) -> Iterator[Suggestion]:
    avoided = answers.avoided or frozenset()
    for time, label in AVOIDED.items():
        if time in asked.times and time not in avoided:
            values = replace(answers, avoided=avoided | {time})
            yield Suggestion(str(time), label, Question.AVOIDED, values)
    for wanted, (offered, other, label) in HOURS.items():
        if offered in asked.times and other not in asked.times and answers.hours != wanted:
            yield Suggestion(str(wanted), label, Question.HOURS, replace(answers, hours=wanted))


def _without(answers: ProfileValues, asked: Conditions) -> Iterator[Suggestion]:
    wanted = frozenset(answers.contracts or Contract)
    refused = next((one for one in wanted if str(one) == str(asked.contract)), None)
    if refused is not None and len(wanted) > 1:
        values = replace(answers, contracts=wanted - {refused})
        yield Suggestion("contrat", f"Tout sauf {LABELS[asked.contract]}", Question.CONTRACTS, values)
