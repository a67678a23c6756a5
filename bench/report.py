"""Writes docs/benchmarks.md from the figures of a run, and from them only: python -m bench.report"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bench import quality, speed
from bench.grading import NAMES
from clicnjob import clock

FILE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
# Goals of the same names as the figures.
QUALITY_GOALS = (">= .85", ">= .85", "<= .26", ">= .65", ">= .85")
SPEED_GOALS = {
    "people_per_s": ">= 8000", "vs_ratio": ">= 50", "vs_token_set": ">= 400", "vs_wratio": ">= 1400",
    "p50_ms": "<= 2", "p99_ms": "<= 10", "bytes_per_offer": "<= 80", "indexed_per_s": ">= 60000, facts read before",
    "candidates_recall_top50": ">= .99",
}  # fmt: skip
TUNED = """The graded people were at hand while the ranking was built: quality is not that of people never seen, and no
cross-validation nor table of what each ingredient is worth stands here yet. Nothing was tuned on the data of speed,
which `bench/invented.py` invents with the lexicon the engine ships: it says nothing of how real wishes are read."""
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
    parts = [f"# Figures\n\nMeasured on {today}, {machine}, by `python -m bench.report`.", MEASURED, "## Quality"]
    parts.append(quality_table(quality.table(Path(folder), today)) if folder else "Not measured: no `BENCH_DATA`.")
    parts += ["## Speed", speed_table(speed.figures(offers, people, speed.SEED)), "## What was tuned on what", TUNED]
    return "\n\n".join(parts) + "\n"


def quality_table(rows: quality.Table) -> str:
    """One line a ranking, the goals first."""
    lines = [("goal", *QUALITY_GOALS), *((name, *(f"{one:.3f}" for one in row)) for name, row in rows.items())]
    return _table(("ranking", *NAMES), lines)


def speed_table(figures: dict[str, object]) -> str:
    """One line a figure, with its goal."""
    return _table(
        ("figure", "ours", "goal"), [(name, str(one), SPEED_GOALS.get(name, "")) for name, one in figures.items()]
    )


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()
