"""What a search that finds little or nothing leads to: close jobs, further away, without filters, without words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from clicnjob.home import asking
from clicnjob.home.asking import DISTANCE, ORDER, WHERE, WORDS, Arguments, Asked
from clicnjob.matching.filtering import DISTANCES
from clicnjob.matching.searching import Found
from clicnjob.text.normalise import fold

# A list that is shorter than this says where there is more.
FEW = 5
MOST_JOBS = 4
# What one search would answer: the search as the page reads it, and what it finds.
Ask = Callable[[Arguments], tuple[Asked, Found]]


@dataclass(frozen=True, slots=True)
class Step:
    """A search to try: its words, how many offers it gives, its address."""

    label: str
    count: int
    arguments: Arguments


def next_steps(asked: Asked, found: Found, jobs: Iterable[str], ask: Ask) -> list[Step]:
    """The searches that give more than this one, when it gives little; each as its address would answer it.

    `jobs`: occupations close to what was typed, the closest first.
    """
    if len(found) >= FEW:
        return []
    wider = _given(_wider(asked, found), ask, more_than=len(found))
    return [*_given(_of_jobs(asked, jobs), ask, more_than=0, most=MOST_JOBS), *wider]


def _given(
    candidates: Iterable[tuple[str, Arguments]], ask: Ask, *, more_than: int, most: int | None = None
) -> list[Step]:
    steps: list[Step] = []
    for label, arguments in candidates:
        _, answer = ask(arguments)
        if len(answer) > more_than and not answer.widened:
            steps.append(Step(label, len(answer), arguments))
        if len(steps) == most:
            break
    return steps


def _of_jobs(asked: Asked, jobs: Iterable[str]) -> Iterator[tuple[str, Arguments]]:
    return ((job, {**asked.arguments, WORDS: [job]}) for job in jobs if fold(job) != fold(asked.words))


def _wider(asked: Asked, found: Found) -> Iterator[tuple[str, Arguments]]:
    """From the nearest to the widest."""
    kept = {name: values for name, values in asked.arguments.items() if name in (WORDS, WHERE, DISTANCE, ORDER)}
    where = f"{asking.distance_words(asked.filters.km)} de {asked.near.name}" if asked.near and asked.filters.km else ""
    if len(found):
        further = [km for km in DISTANCES if asked.filters.km and km > asked.filters.km]
        more = next((km for km in further if found.distances.get(km, 0) > len(found)), None)
        if more and asked.near:
            label = f"Plus loin, {asking.distance_words(more)} de {asked.near.name}"
            yield label, {**asked.arguments, DISTANCE: [str(more)]}
        if asked.filters.chosen:
            yield "Sans filtre", kept
        yield "Partout en France", {WORDS: asked.arguments[WORDS], WHERE: [""]}
        return
    if where:
        yield f"Toutes les offres {where}", {**kept, WORDS: []}
    yield "Toutes les offres de France", {WHERE: [""]}
