"""Writes docs/benchmarks.md from the figures of a run, and from them only: python -m bench.report"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from bench import ablation, crossed, losses, million, quality, search, speed, stated, turnover, understood
from bench.graded import Material, material, with_others
from bench.grading import NAMES
from clicnjob import clock
from clicnjob.places import sources
from clicnjob.places.catalogue import Catalogue

FILE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
# Goals of the same names as the figures.
QUALITY_GOALS = (">= .85", ">= .85", "<= .26", ">= .65", ">= .85")
SPEED_GOALS = {
    "people_per_s": ">= 8000", "vs_ratio": ">= 50", "vs_token_set": ">= 400", "vs_wratio": ">= 1400",
    "p50_ms": "<= 2", "p99_ms": "<= 10", "bytes_per_offer": "<= 80",
    "indexed_per_s": ">= 60000, facts and occupations known", "candidates_recall_top50": ">= .99",
}  # fmt: skip
MILLION_GOALS = {"computed_min_on_4": f"<= {million.MOST_MINUTES}"}
LIVE_ELSEWHERE, BROUGHT_IN = 60_000, 20_000
ABLATION = """The 28 people the parameters were set on, the same offers, the shipped lexicon, one ingredient taken out
at a time and nothing else set again. Near misses do not depend on points. An ingredient whose line is no lower than the
first earned nothing with these people."""
UNDERSTOOD = """Wishes are those of the graded people; titles those of the offers whose employer declared a code. « And
other employers »: with the titles that at least three employers of the other half declare alike."""
MEASURED = """Speed counts the processor seconds of one process, not those of a clock; its baselines judge titles alone,
over the titles of all the offers. In quality each baseline has the same other criteria as we do. The goals of
speed are for 80,000 offers and 100,000 people; how many were taken is in the table."""


@click.command()
@click.option("--offers", default=80_000, show_default=True, type=click.IntRange(min=1))
@click.option("--people", default=100_000, show_default=True, type=click.IntRange(min=1))
def main(offers: int, people: int) -> None:
    """Run quality and speed, print the page and write it."""
    page = text(clock.today(), os.environ.get("BENCH_DATA"), offers, people)
    FILE.write_text(page, encoding="utf-8")
    print(page)


def text(today: date, folder: str | None, offers: int, people: int) -> str:
    """The whole page."""
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}"
    head = f"# Figures\n\nMeasured on {today}, {machine}, by `python -m bench.report`."
    judged = quality_parts(Path(folder), today) if folder else ["## Quality", "Not measured: no `BENCH_DATA`."]
    fast = [
        "## Speed",
        speed_table(speed.figures(offers, people, speed.SEED, speed.RECALLED_WELL), SPEED_GOALS),
        stated.RECALL,
    ]
    shards = million.figures(million.SHARD, million.SHARD)
    fast += ["## A million", stated.MILLION, speed_table(shards, MILLION_GOALS)]
    fast += ["## Imports", stated.IMPORTS, imports_table(turnover.figures(LIVE_ELSEWHERE, BROUGHT_IN))]
    reached = (*stated.GOALS, million.goal(shards))
    fast += ["## Search", stated.SEARCH, speed_table(search.figures(offers, search.SEED), {})]
    goals = ["## Goals", _table(("measure", "goal", "best baseline", "ours", "met"), reached), stated.NOTES]
    heads = ("idea", "28 people", "21 others", "49 people left out", "kept")
    tuned = [
        "## Ideas tried",
        stated.ABOUT_IDEAS,
        _table(heads, stated.IDEAS),
        "## What was tuned on what",
        stated.TUNED,
    ]
    return "\n\n".join([head, MEASURED, *judged, *fast, *goals, *tuned]) + "\n"


def quality_parts(folder: Path, today: date) -> list[str]:
    """Quality beside the baselines, what is lost, what each ingredient is worth, and how occupations are found."""
    catalogue = Catalogue(sources.read().gazetteer)
    graded = material(folder, catalogue)
    others = with_others(graded, catalogue)
    judged = {"goal": QUALITY_GOALS, **_written(quality.table(graded, today))}
    parts = _written(ablation.table(graded, today))
    apart = crossed.table(graded, others, today)
    found = {name: (f"{count:.0f}", *shares) for name, (count, *shares) in understood.table(folder).items()}
    return [
        *("## Quality", _table(("ranking", *NAMES), _lines(judged))),
        *("## People left out", crossed.ABOUT, _table(("people", *crossed.NAMES), _lines(_written(apart)))),
        *("## Losses by cause", losses.RULES, *_losses(graded, others, today), stated.READ_BY_EYE),
        *("## What each ingredient is worth", ABLATION, _table(("taken out", *NAMES), _lines(parts))),
        *("## Occupations found", UNDERSTOOD, _table(("question", *understood.NAMES), _lines(_written(found)))),
    ]


def _losses(graded: Material, others: Material | None, today: date) -> list[str]:
    """A table for each set of people; counts without decimals."""
    tables = []
    for one in filter(None, (graded, others)):
        rows = {
            cause: (f"{lost:.4f}", f"{bad:.4f}", f"{offers:.0f}", f"{people:.0f}")
            for cause, (lost, bad, offers, people) in losses.table(one, today).items()
        }
        tables.append(_table((f"cause, {len(one.people)} people", *losses.NAMES), _lines(rows)))
    return tables


def _written(rows: Mapping[str, Sequence[float | str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(one if isinstance(one, str) else f"{one:.3f}" for one in row) for name, row in rows.items()}


def _lines(rows: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    return [(name, *row) for name, row in rows.items()]


def speed_table(figures: Mapping[str, object], goals: Mapping[str, str]) -> str:
    """One line a figure, with its goal."""
    return _table(("figure", "ours", "goal"), [(name, str(one), goals.get(name, "")) for name, one in figures.items()])


def imports_table(figures: dict[str, object]) -> str:
    """One line a figure, beside that of the index there was."""
    lines = [(name, str(stated.BEFORE_REGIONS.get(name, "")), str(one)) for name, one in figures.items()]
    return _table(("figure", "one index for all", "one index a region"), lines)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()
