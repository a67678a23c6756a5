"""Ingredients are taken out for the time of a run only, and titles are never taught by their own employer."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench import ablation
from bench.graded import Material
from bench.grading import Judged
from bench.understood import Titled, across, hits, seen_with_several, titled
from clicnjob.matching import jobs
from clicnjob.occupations.understanding import Lexicon, Understood
from clicnjob.offers.facts import Fact, Kind, Need
from tests.matching import made


def test_what_was_replaced_comes_back_even_after_a_fault() -> None:
    before = jobs.NEAR
    with pytest.raises(ValueError, match="near is 0"), ablation.replaced([(jobs, "NEAR", 0)]):
        raise ValueError(f"near is {jobs.NEAR}")

    assert before == jobs.NEAR


def test_taking_the_facts_out_loses_the_gap_they_named() -> None:
    needs = Fact(Kind.LICENCE, "B", Need.REQUIRED, 1.0, "permis B exigé")
    rows = (made.offer(facts=(needs,)), made.offer())
    named, other = (str(row.id) for row in rows)
    judged = Judged({named: 1, other: 3}, {named: "licence"})
    graded = Material({"p": made.person(licences={})}, {"p": judged}, rows, ())

    found = ablation.table(graded, made.TODAY)

    assert found["nothing"][3] == 1.0
    assert found["facts read in the words of an offer"][3] == 0.0


def test_a_hit_counts_first_and_among_three() -> None:
    answers = {"a": "XYZ", "b": "YXZ", "c": "YZWX"}
    read = lambda text: [Understood(code, "", 0.5) for code in answers[text]]  # noqa: E731

    assert hits(read, [(text, ("X",)) for text in answers]) == (3.0, 1 / 3, 2 / 3)


def test_a_pair_is_taught_by_three_employers_and_by_one_thrice_not() -> None:
    alone = [Titled("Zorglubeur", "G1803", "one")] * 3
    several = [Titled("Blipeur", "G1803", name) for name in ("one", "two", "three")]

    assert seen_with_several([*alone, *several]) == [("Blipeur", "G1803")]


def test_an_employer_does_not_teach_its_own_half() -> None:
    titles = [Titled("Zorglubeur", "G1803", "only one employer")] * 4

    assert across(Lexicon.shipped(), [*titles, Titled("Serveur", "G1803", "z")])[1] < 1


def test_titles_without_a_declared_code_are_not_asked(tmp_path: Path) -> None:
    offers = [{"id": "1", "intitule": "Serveur", "romeCode": "G1803"}, {"id": "2", "intitule": "Serveur"}]
    file = tmp_path / "offers.ndjson.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, offers)).encode()))

    assert titled(file) == [Titled("Serveur", "G1803", "1")]
