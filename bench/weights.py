"""Who gains and who loses when a weight of the ranking changes, on the invented people and offers of the tests.

Run: python -m bench.weights [--set job=45 --set travel=15 …]

Without a change, the figure of each person; with one, those whose figure moves, and the means. The figure is the
NDCG@10 of the ranking against the grades a counsellor would give. Weights need not add up to 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any, Self

import click

from bench import grading
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.people_file import person_of
from clicnjob.matching.ranking import Ranking, rank_all
from clicnjob.matching.rows import offer_row
from clicnjob.matching.values import Criterion, Person
from clicnjob.matching.weights import WEIGHTS
from clicnjob.offers.parsing import draft_of
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue
from tests.matching import invented
from tests.matching.invented import Verdict

# The offers are of the week before.
TODAY = date(2026, 11, 24)
# Scores are sorted as sixteen bits of hundredths.
MOST = 300
MOVED = 0.0005


@dataclass(frozen=True, eq=False)
class Bench:
    """The invented people by id, the family each wishes for, what a counsellor said of the offers, and the offers."""

    people: Mapping[str, Person]
    families: Mapping[str, str]
    said: Mapping[str, Mapping[str, Verdict]]
    offers: OfferSet

    @classmethod
    def read(cls) -> Self:
        """From the files of the tests."""
        catalogue = Catalogue(sources.read().gazetteer)
        given, people = invented.table("families.toml"), invented.table("people.toml")["people"]
        known = invented.offers(given)
        drafts = {one.id: draft_of(one.record, one.record["description"], catalogue) for one in known}
        return cls(
            people={one["id"]: person_of(one, catalogue).person for one in people},
            families={one["id"]: one["family"] for one in people},
            said={one["id"]: invented.verdicts(one, given, known, catalogue) for one in people},
            offers=OfferSet.of([offer_row(name, draft) for name, draft in drafts.items()]),
        )

    def rankings(self) -> dict[str, Ranking]:
        """Every offer ranked for each person, by the weights there are now."""
        return {name: rank_all(person, self.offers, TODAY) for name, person in self.people.items()}

    def ndcg(self, rankings: Mapping[str, Ranking]) -> dict[str, float]:
        """The figure of each person, 0 to 1."""
        return {name: self._ndcg(name, ranking) for name, ranking in rankings.items()}

    def _ndcg(self, name: str, ranking: Ranking) -> float:
        grades = {offer: verdict.grade for offer, verdict in self.said[name].items()}
        return grading.ndcg([grades[str(offer)] for offer in ranking.every_id if offer in grades])


@contextmanager
def weighing(changes: Mapping[Criterion, int]) -> Iterator[None]:
    """The ranking with other weights, until the block ends."""
    before = dict(WEIGHTS)
    WEIGHTS.update(changes)
    try:
        yield
    finally:
        WEIGHTS.update(before)


def moves(before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """A line for each person whose figure moves, those who gain most first, then the counts and the means."""
    moved = {name: after[name] - before[name] for name in before if abs(after[name] - before[name]) >= MOVED}
    ordered = sorted(moved, key=lambda name: (-moved[name], name))
    gaining = sum(change > 0 for change in moved.values())
    return [
        *(
            f"{'gains' if moved[name] > 0 else 'loses'}  {name:10} {before[name]:.3f} -> {after[name]:.3f}"
            for name in ordered
        ),
        f"{gaining} gain, {len(moved) - gaining} lose, {len(before) - len(moved)} as before",
        f"mean   {fmean(before.values()):.4f} -> {fmean(after.values()):.4f}",
    ]


def changes_of(context: Any, parameter: Any, given: Sequence[str]) -> dict[Criterion, int]:
    """« job=45 », « travel=15 »… as weights. Raises BadParameter for what is none."""
    try:
        changes = {Criterion(name): int(points) for name, _, points in (one.partition("=") for one in given)}
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected for instance job=45") from None
    if changes.keys() - WEIGHTS.keys() or min(changes.values(), default=0) < 0:
        raise click.BadParameter(f"a weight is one of {', '.join(WEIGHTS)}, and is not negative")
    if sum({**WEIGHTS, **changes}.values()) > MOST:
        raise click.BadParameter(f"the weights add up to {MOST} at most")
    return changes


@click.command()
@click.option("--set", "changes", multiple=True, callback=changes_of, help="criterion=points, as often as needed.")
def main(changes: dict[Criterion, int]) -> None:
    """Print who gains and who loses with these weights; without any, where each person stands."""
    bench = Bench.read()
    before = bench.ndcg(bench.rankings())
    if not changes:
        for name, figure in sorted(before.items(), key=lambda one: one[1]):
            click.echo(f"{name:10} {figure:.3f}")
        click.echo(f"mean       {fmean(before.values()):.4f}   ({len(before)} people, {len(bench.offers.ids)} offers)")
        return
    with weighing(changes):
        after = bench.ndcg(bench.rankings())
    click.echo("\n".join(moves(before, after)))


if __name__ == "__main__":
    main()
