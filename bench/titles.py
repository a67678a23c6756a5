"""The text engine alone: a corpus of job titles ranked for each query title.

Run: python -m bench.titles --corpus FILE --queries FILE [--baselines ANNOTATIONS] [--most N]

Corpus and queries are lines « id, tab, text », packed (.gz) or not. One JSON object a query goes to standard output:
{"id", "ids": [every id of the corpus, best first]}. With annotations (lines « query id, 0, corpus id, 1 ») the mean
reciprocal rank of the first relevant title goes to the standard error, for our engine and for the baselines: over all
queries, and over each half of them by the parity of the sha256 of their ids (weights were chosen on the even half).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from bench.grams import GramTitles
from clicnjob.text.likeness import LikeTitles

Rows = list[tuple[str, str]]
Judge = Callable[[str], NDArray[np.float32]]
SCORERS: dict[str, Callable[..., float]] = {
    "ratio": fuzz.ratio,
    "token_set_ratio": fuzz.token_set_ratio,
    "WRatio": fuzz.WRatio,
}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--corpus", "corpus_file", type=_FILE, required=True)
@click.option("--queries", "queries_file", type=_FILE, required=True)
@click.option("--baselines", "annotations_file", type=_FILE, help="Which titles answer which queries.")
@click.option("--most", type=click.IntRange(min=1), help="Write only that many ids a query.")
def main(corpus_file: Path, queries_file: Path, annotations_file: Path | None, most: int | None) -> None:
    """Rank the corpus for each query; with annotations, say how well, beside the baselines."""
    corpus, queries = titles_in(corpus_file), titles_in(queries_file)
    engine = LikeTitles([text for _, text in corpus])
    for query_id, text in queries:
        ids = [corpus[place][0] for place in engine.ranked(text)[:most]]
        sys.stdout.write(json.dumps({"id": query_id, "ids": ids}) + "\n")
    if annotations_file:
        print_means(corpus, queries, relevant_in(annotations_file), engine.likeness)


def lines_of(file: Path) -> Iterator[list[str]]:
    """The fields of each line that is not blank."""
    opened: Any = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                yield line.rstrip("\r\n").split("\t")


def titles_in(file: Path) -> Rows:
    """(id, text) of each line; a line without a tab is refused."""
    rows = []
    for place, fields in enumerate(lines_of(file), 1):
        if len(fields) < 2:
            raise click.UsageError(f"{file.name}, line {place}: an id, a tab and a text are expected.")
        rows.append((fields[0], fields[1]))
    return rows


def relevant_in(file: Path) -> dict[str, set[str]]:
    """The ids that answer each query."""
    found: dict[str, set[str]] = {}
    for query_id, _, corpus_id, relevance in lines_of(file):
        if relevance != "0":
            found.setdefault(query_id, set()).add(corpus_id)
    return found


def print_means(corpus: Rows, queries: Rows, relevant: dict[str, set[str]], ours: Judge) -> None:
    """One line a ranker: its mean reciprocal rank over all judged queries, then over each half."""
    places = {corpus_id: place for place, (corpus_id, _) in enumerate(corpus)}
    judged = [(query_id, text) for query_id, text in queries if relevant.get(query_id)]
    right = [[places[one] for one in relevant[query_id] if one in places] for query_id, _ in judged]
    odd = np.array([int(hashlib.sha256(query_id.encode()).hexdigest(), 16) % 2 == 1 for query_id, _ in judged])
    texts = [text for _, text in corpus]
    judges = {"this engine": ours, "char 2-4 gram tf-idf": GramTitles(texts).likeness, **_scorers(texts)}
    print(f"{'mean reciprocal rank':24} {'all':>6} {'even':>6} {'odd':>6}", file=sys.stderr)
    for name, judge in judges.items():
        ranks = np.array([reciprocal_rank(judge(text), rows) for (_, text), rows in zip(judged, right, strict=True)])
        parts = (ranks, ranks[~odd], ranks[odd])
        means = (f"{part.mean():6.4f}" if len(part) else f"{'-':>6}" for part in parts)
        print(f"{name:24} " + " ".join(means), file=sys.stderr)


def _scorers(texts: Sequence[str]) -> dict[str, Judge]:
    plain = [utils.default_process(text) for text in texts]

    def judge(scorer: Callable[..., float]) -> Judge:
        return lambda text: process.cdist([utils.default_process(text)], plain, scorer=scorer, dtype=np.float32)[0]

    return {name: judge(scorer) for name, scorer in SCORERS.items()}


def reciprocal_rank(scores: NDArray[np.float32], right: Iterable[int]) -> float:
    """One over the place of the first right row, equal scores standing in the order of the corpus; 0 without one."""
    order = np.argsort(-scores, kind="stable")
    found = np.flatnonzero(np.isin(order, list(right)))
    return 1 / (int(found[0]) + 1) if len(found) else 0.0


if __name__ == "__main__":
    main()
