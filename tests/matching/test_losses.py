"""What an order loses is split by cause, and the parts add up to the loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import graded, losses
from bench.graded import Material
from bench.grading import Judged
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.values import OfferRow
from clicnjob.occupations.understanding import Lexicon
from clicnjob.offers.facts import Fact, Kind, Need
from tests.matching import made
from tests.places import small

CACES = Fact(Kind.CERTIFICATE, "aipr", Need.REQUIRED, 0.9, "AIPR exigée")
LICENCE = Fact(Kind.LICENCE, "B", Need.REQUIRED, 0.9, "permis B exigé")


def lost(*offers: tuple[OfferRow, int], gaps: dict[int, str] | None = None) -> dict[str, tuple[float, ...]]:
    rows = tuple(row for row, _ in offers)
    named = {str(rows[place].id): gap for place, gap in (gaps or {}).items()}
    judged = Judged({str(row.id): grade for row, grade in offers}, named)
    codes = {"p": frozenset({"G1803"})}
    return losses.table(Material({"p": made.person(licences={})}, {"p": judged}, rows, (), codes), made.TODAY)


def test_a_right_order_loses_nothing() -> None:
    assert lost((made.offer(), 3), (made.offer(title="Maçon", rome_code="F1703"), 1))[losses.ALL][:2] == (0, 0)


def test_the_parts_add_up_to_what_is_measured() -> None:
    offers = [(made.offer(), grade) for grade in (0, 2, 1, 0, 3, 0)]
    rows = tuple(row for row, _ in offers)
    judged = {"p": Judged({str(row.id): grade for row, grade in offers}, {})}
    graded = Material({"p": made.person()}, judged, rows, ())
    ndcg, _, bad, *_ = graded.measured(OfferSet.of(rows, Lexicon.shipped()), made.TODAY)

    found = losses.table(graded, made.TODAY)

    assert found[losses.ALL][:2] == pytest.approx((1 - ndcg, bad))
    assert ndcg < 1


@pytest.mark.parametrize(
    ("wrong", "grade", "gap", "cause"),
    [
        (made.offer(), 0, None, losses.SAME_CODE),
        (made.offer(rome_code="N1103"), 0, None, losses.OTHER_CODE),
        (made.offer(facts=(CACES,)), 0, None, losses.CERTIFICATE),
        (made.offer(facts=(LICENCE,)), 0, None, f"{losses.OUTWEIGHED}licence"),
        (made.offer(facts=(LICENCE,)), 1, "licence", f"{losses.OUTWEIGHED}licence"),
        (made.offer(), 1, "experience", f"{losses.UNREAD}experience"),
    ],
)
def test_an_offer_too_high_has_the_cause_of_the_first_rule(
    wrong: OfferRow, grade: int, gap: str | None, cause: str
) -> None:
    found = lost((wrong, grade), (made.offer(title="Maçon", rome_code="F1703"), 3), gaps={0: gap} if gap else None)

    assert found[cause][0] == pytest.approx(found[losses.MISCODED][0])


def test_of_the_first_ten_what_a_perfect_order_shows_too_is_supply() -> None:
    found = lost((made.offer(), 0), (made.offer(title="Maçon", rome_code="F1703"), 2))

    assert found[losses.SUPPLY][1] == 0.1


def test_two_good_ones_are_told_apart_from_the_rest() -> None:
    found = lost((made.offer(), 2), (made.offer(title="Maçon", rome_code="F1703"), 3))

    assert found[losses.FINER][0] == found[losses.ALL][0] > 0


def test_without_data_the_table_is_skipped_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BENCH_DATA", raising=False)

    assert losses.main() == 0
    assert "skipped" in capsys.readouterr().out


def test_other_people_are_read_beside_the_same_offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "others.jsonl"
    profile = {"id": "x", "wishes": ["maçon"], "gold_wish_rome": {"maçon": ["F1703"]}}
    file.write_text(json.dumps({"profile": profile, "judgments": {"1": 3}}) + "\n")
    known = Material({}, {}, (made.offer(),), ())

    monkeypatch.delenv(graded.OTHERS, raising=False)
    assert graded.with_others(known, small.catalogue()) is None

    monkeypatch.setenv(graded.OTHERS, str(file))
    found = graded.with_others(known, small.catalogue())
    assert found is not None
    assert (found.rows, found.codes, found.judged["x"].grades) == (known.rows, {"x": {"F1703"}}, {"1": 3})
