"""What each ingredient of the ranking is worth: the same people and offers, one ingredient taken out at a time.

Nothing in the product switches an ingredient off: columns, figures and files are replaced here for the time of a run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from unittest.mock import patch

import numpy as np

from bench.graded import Material, learned
from clicnjob.matching import jobs, judging, scoring, travel
from clicnjob.matching.offer_set import OfferSet
from clicnjob.matching.values import OfferRow
from clicnjob.matching.weights import LABELS, WEIGHTS
from clicnjob.occupations import lexicon_files
from clicnjob.occupations.understanding import Lexicon
from clicnjob.text import vocabulary

# Nothing is as like as this: no word is read for another.
NEVER = 2.0
Replaced = tuple[Any, str, Any]


@dataclass(frozen=True)
class Without:
    """What is replaced to take an ingredient out: attributes of modules, the rows, or the titles learned from them."""

    attributes: tuple[Replaced, ...] = ()
    rows: Callable[[OfferRow], OfferRow] = lambda row: row
    learning: bool = True


def ingredients() -> dict[str, Without]:
    """Every ingredient by its name, first the whole."""
    return {
        "nothing": Without(),
        "facts read in the words of an offer": Without(rows=lambda row: replace(row, facts=())),
        "fields of an offer, words alone": Without(rows=without_fields),
        "occupations (words of titles alone)": Without(((jobs, "_shares", lambda *_: {}), *_mute())),
        "occupations of our lexicon (codes of offers)": Without(_mute()),
        "what people say (slang, short forms)": Without(_unsaid()),
        "titles learned from the offers": Without(learning=False),
        "misspelled words read": Without(((vocabulary, "LEAST", NEVER), (vocabulary, "SLIP", NEVER))),
        "close occupations": Without(((jobs, "NEAR", 0.0),)),
        "posts of management held back": Without(((jobs, "DAMPED", 1.0),)),
        **{f"points of « {LABELS[one]} »": Without(((scoring, "WEIGHTS", {**WEIGHTS, one: 0}),)) for one in WEIGHTS},
        "brake on another job": Without(((judging, "_kept_by_job", lambda fit, _: np.ones(len(fit))),)),
        "brake on the distance": Without(_no_distance()),
        "brake on what is missing": Without(((judging, "AFTER_A_GAP", 1.0),)),
    }


def table(graded: Material, today: date) -> dict[str, tuple[float, ...]]:
    """The measures without each ingredient, in the order of `grading.NAMES`, with the shipped lexicon."""
    found = {}
    for name, without in ingredients().items():
        rows = [without.rows(row) for row in graded.rows]
        with replaced(without.attributes), own_lexicon() as lexicon:
            offers = OfferSet.of(rows, learned(lexicon, rows) if without.learning else lexicon)
            found[name] = graded.measured(offers, today)
        print(f"without {name}: {' '.join(f'{one:.3f}' for one in found[name])}", file=sys.stderr, flush=True)
    return found


@contextmanager
def replaced(attributes: Iterable[Replaced]) -> Iterator[None]:
    """These attributes have these values inside, their own again after."""
    with ExitStack() as stack:
        for owner, name, value in attributes:
            stack.enter_context(patch.object(owner, name, value))
        yield


@contextmanager
def own_lexicon() -> Iterator[Lexicon]:
    """The shipped lexicon made anew, which remembers nothing of other runs; the next one is made anew as well."""
    remembered: Any = Lexicon.shipped
    remembered.cache_clear()
    try:
        yield Lexicon.shipped()
    finally:
        remembered.cache_clear()


def without_fields(row: OfferRow) -> OfferRow:
    """The same offer, what its fields ask for blank but for its contract, which has no blank."""
    asks_nothing = replace(row, experience_required=None, experience_months=None, level=None, level_required=False)
    return replace(asks_nothing, licences=(), licences_wished=(), hours_text="", part_time=None)


def _mute() -> tuple[Replaced, ...]:
    return (Lexicon, "understand", lambda *_: ()), (Lexicon, "codes_of_title", lambda *_: ())


def _unsaid() -> tuple[Replaced, ...]:
    silent = tuple(replace(one, said=()) for one in lexicon_files.occupations())
    return ((lexicon_files, "occupations", lambda: silent),)


def _no_distance() -> tuple[Replaced, ...]:
    return (travel, "kept", lambda used: np.ones(len(used))), (travel, "UNKNOWN_ELSEWHERE", 1.0)
