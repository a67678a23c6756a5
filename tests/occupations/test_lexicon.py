"""The shipped lexicon: every code has a name, and its facts agree with the official files where those are at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from clicnjob.occupations import lexicon_files, official
from clicnjob.occupations.understanding import Lexicon
from clicnjob.text.tokens import stems

SHARED = os.environ.get("CLICNJOB_SHARED", "")
DATA = Path(SHARED) / "data"
THIRD, NAMES = DATA / "rome_v347_appellation.csv.gz", DATA / "rome_v347_code_rome.csv.gz"
FOURTH = DATA / "unix_referentiel_code_rome_v460_utf8.csv"
with_official_files = pytest.mark.skipif(not SHARED, reason="official files: name their folder in CLICNJOB_SHARED")


def test_each_code_stands_once_with_a_label_titles_and_close_occupations_that_exist() -> None:
    every = lexicon_files.occupations()
    codes = {one.code for one in every}

    assert len(codes) == len(every) == 532
    assert [one.code for one in every if not (one.label and one.titles and re.fullmatch(r"[A-N]\d{4}", one.code))] == []
    assert [(one.code, near) for one in every for near in one.near if near not in codes - {one.code}] == []
    assert [code for theme in lexicon_files.themes() for code in theme.codes if code not in codes] == []


def test_our_labels_are_short_and_each_its_own() -> None:
    labels = [one.label for one in lexicon_files.occupations()]

    assert len(set(labels)) == len(labels)
    assert [label for label in labels if len(label) > 70] == []


def test_every_label_of_ours_is_understood() -> None:
    lexicon = Lexicon.shipped()
    lost = [
        one.code
        for one in lexicon_files.occupations()
        if one.code not in {found.code for found in lexicon.understand(one.label)}
    ]

    assert lost == []


def test_whatever_is_understood_there_are_three_to_choose_from() -> None:
    lexicon = Lexicon.shipped()
    few = [
        title
        for one in lexicon_files.occupations()
        for title in one.titles[:1]
        if len({found.code for found in lexicon.understand(title)}) < 3
    ]

    assert few == []


@with_official_files
def test_our_codes_are_the_codes_of_the_third_edition() -> None:
    known = {code for _, code in official.read([THIRD]).titles}

    assert {one.code for one in lexicon_files.occupations()} == known


@with_official_files
def test_our_labels_are_in_our_own_words() -> None:
    names = {title.lower() for title, _ in official.read([NAMES]).titles}

    assert [
        one.label for one in lexicon_files.occupations() if len(one.label) > 25 and one.label.lower() in names
    ] == []


@with_official_files
def test_most_titles_of_ours_that_are_official_stand_where_the_official_files_put_them() -> None:
    files = official.read([THIRD, FOURTH])
    codes: dict[frozenset[str], set[str]] = {}
    for title, code in files.titles:
        codes.setdefault(frozenset(stems(title)), set()).add(files.parents.get(code, code))
    ours = [
        (one.code, codes.get(frozenset(stems(title)))) for one in lexicon_files.occupations() for title in one.titles
    ]
    known = [code in where for code, where in ours if where]

    assert len(known) > 1000
    assert sum(known) / len(known) > 0.9
