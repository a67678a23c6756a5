"""Parameters are chosen by the people who are not left out, and only when they gain enough."""

from __future__ import annotations

import pytest

from bench import crossed
from bench.crossed import LEAST_GAIN, PARAMETERS, SHIPPED, Figures, Setting, Tried, tuned
from bench.graded import Material
from bench.grading import Judged
from clicnjob.matching.weights import WEIGHTS
from tests.matching import made

JOB, TRAVEL = 0, 1


class Told(Tried):
    """Each person gains what is told of the values of two parameters; nothing is ranked."""

    def __init__(self, gains: dict[str, tuple[float, float]]) -> None:
        self.gains = gains

    def figures(self, setting: Setting) -> dict[str, Figures]:
        moved = [setting[place] != SHIPPED[place] for place in (JOB, TRAVEL)]
        return {
            name: (0.5 + sum(gain for gain, yes in zip(gains, moved, strict=True) if yes), 0.0, 0.0)
            for name, gains in self.gains.items()
        }


def test_every_parameter_has_other_values_than_the_shipped_one() -> None:
    assert all(one.shipped not in one.others for one in PARAMETERS)
    assert len(PARAMETERS) == len({one.name for one in PARAMETERS})


def test_each_parameter_is_kept_that_gains_enough_beside_those_chosen_before() -> None:
    chosen = tuned(Told({"p": (LEAST_GAIN * 2, LEAST_GAIN * 2)}), ["p"], LEAST_GAIN)

    assert [place for place, value in enumerate(chosen) if value != SHIPPED[place]] == [JOB, TRAVEL]


@pytest.mark.parametrize("gain", [LEAST_GAIN / 2, 0.0, -0.1])
def test_what_gains_too_little_stays_as_it_is(gain: float) -> None:
    assert tuned(Told({"p": (gain, gain)}), ["p"], LEAST_GAIN) == SHIPPED


def test_any_gain_is_taken_when_no_least_is_asked() -> None:
    assert tuned(Told({"p": (LEAST_GAIN / 2, 0.0)}), ["p"])[JOB] != SHIPPED[JOB]


def test_people_left_out_choose_nothing() -> None:
    tried = Told({"p": (0.1, 0.0), "left out": (-0.5, 0.0)})

    assert tuned(tried, ["p"]) != SHIPPED
    assert tuned(tried, ["p", "left out"]) == SHIPPED


def test_a_setting_is_measured_with_its_values_and_the_product_is_left_as_it_was() -> None:
    good, other = made.offer(), made.offer(title="Barman", rome_code="F1703", km=1)
    judged = {"p": Judged({str(good.id): 3, str(other.id): 0}, {})}
    tried = Tried(Material({"p": made.person()}, judged, (good, other), ()), made.TODAY)
    before = dict(WEIGHTS)
    place = [one.name for one in PARAMETERS].index("OTHER_JOB")

    assert tried.mean(SHIPPED, ["p"]) == (1.0, 1.0, 0.1)
    # Another job keeps more than all its points, and is nearer: it stands first.
    assert tried.mean((*SHIPPED[:place], 3.0, *SHIPPED[place + 1 :]), ["p"])[0] < 1.0
    assert before == WEIGHTS


def test_without_data_the_table_is_skipped_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BENCH_DATA", raising=False)

    assert crossed.main() == 0
    assert "skipped" in capsys.readouterr().out
