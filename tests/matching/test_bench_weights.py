"""The bench of the weights: who gains and who loses when one of them changes."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench.weights import main, moves, weighing
from clicnjob.matching.values import Criterion
from clicnjob.matching.weights import WEIGHTS


def test_the_weights_are_changed_for_the_run_only() -> None:
    before = dict(WEIGHTS)
    with weighing({Criterion.JOB: 45}):
        during = dict(WEIGHTS)
    assert during == {**before, Criterion.JOB: 45}
    assert before == WEIGHTS


def test_those_who_gain_come_first_and_who_stays_is_counted() -> None:
    before = {"lina": 0.5, "tom": 0.8, "zoe": 1.0, "ivan": 0.25}
    after = {"lina": 0.625, "tom": 0.75, "zoe": 1.0, "ivan": 0.5}
    assert moves(before, after) == [
        "gains  ivan       0.250 -> 0.500",
        "gains  lina       0.500 -> 0.625",
        "loses  tom        0.800 -> 0.750",
        "2 gain, 1 lose, 1 as before",
        "mean   0.6375 -> 0.7188",
    ]


def test_a_ranking_that_forgets_the_job_loses_people() -> None:
    result = CliRunner().invoke(main, ["--set", "job=0"])
    before, after = result.output.split()[-3::2]
    assert result.exit_code == 0
    assert "\nloses  manon " in result.output
    assert float(after) < float(before)


@pytest.mark.parametrize("given", ["job=many", "salary=10", "job=-1", "job=900", "feedback=3"])
def test_what_is_no_weight_is_refused(given: str) -> None:
    result = CliRunner().invoke(main, ["--set", given])
    assert result.exit_code == 2
    assert "Invalid value for '--set'" in result.output
