"""The bench of the text engine: what it reads, writes and measures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from bench.grams import GramTitles
from bench.titles import main, reciprocal_rank

CORPUS = "c1\tsoudeuse\nc2\tserveur de bar\nc3\tpeintre en bâtiment\n"


def given(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return str(file)


@pytest.mark.parametrize("name", ["corpus.tsv", "corpus.tsv.gz"])
def test_each_query_gets_every_id_best_first(tmp_path: Path, name: str) -> None:
    queries = given(tmp_path, "queries.tsv", "q1\tPeintre\nq2\tSoudeur / Soudeuse\n")
    done = CliRunner().invoke(main, ["--corpus", given(tmp_path, name, CORPUS), "--queries", queries])
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert [(line["id"], line["ids"][0], len(line["ids"])) for line in lines] == [("q1", "c3", 3), ("q2", "c1", 3)]


def test_annotations_say_how_well_each_engine_ranks(tmp_path: Path) -> None:
    files = ["--corpus", given(tmp_path, "c", CORPUS), "--queries", given(tmp_path, "q", "q1\tSoudeur\nq2\tGarçon\n")]
    done = CliRunner().invoke(main, [*files, "--baselines", given(tmp_path, "a", "q1\t0\tc1\t1\n")])

    rows = {line[:24].strip(): line[24:].split()[0] for line in done.stderr.splitlines()[1:]}
    assert rows["this engine"] == "1.0000"
    assert list(rows)[1:] == ["char 2-4 gram tf-idf", "ratio", "token_set_ratio", "WRatio"]


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    bad = given(tmp_path, "bad.tsv", "c1\tsoudeuse\nserveur\n")
    done = CliRunner().invoke(main, ["--corpus", bad, "--queries", bad])

    assert done.exit_code == 2
    assert "bad.tsv, line 2" in done.stderr


def test_the_first_right_title_counts_and_ties_stand_in_order() -> None:
    scores = np.array([0.2, 0.9, 0.5, 0.5], dtype=np.float32)

    assert reciprocal_rank(scores, [3, 0]) == pytest.approx(1 / 3)
    assert reciprocal_rank(scores, [1]) == 1
    assert reciprocal_rank(scores, []) == 0


def test_runs_of_letters_find_a_title_by_half_a_word() -> None:
    likeness = GramTitles(["horlogerie", "boulangerie", "peintre"]).likeness("horloger")

    assert likeness.argmax() == 0
    assert GramTitles(["horloger"]).likeness("horloger")[0] == pytest.approx(1)
