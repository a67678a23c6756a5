"""How often the occupation of a wish or of a title is the first named, or among the first three.

Wishes are those of graded people that name their codes. Titles are those of real offers with the code their employer
declared; what is learned of titles comes from the employers of the other half, so that no employer teaches its own.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.graded import gold, offers_file, official_files
from clicnjob.occupations import official
from clicnjob.occupations.queries import EMPLOYERS
from clicnjob.occupations.understanding import LEARNED, Lexicon, Understood
from clicnjob.text.normalise import fold

NAMES = ("questions", "first", "among three")
Table = dict[str, tuple[float, ...]]
Read = Callable[[str], Sequence[Understood]]


class Titled(NamedTuple):
    """A title, the code declared for it, and its employer; an offer that names none is its own."""

    title: str
    code: str
    employer: str


def table(folder: Path) -> Table:
    """Each question with each lexicon, in the order of NAMES."""
    files = official_files(folder)
    lexicons = {"shipped lexicon": Lexicon.shipped()}
    if files:
        lexicons["official files"] = official.taught(Lexicon.shipped(), files)
    parents = official.read(files).parents
    wishes = [said for line in gold(folder) for said in line["profile"].get("gold_wish_rome", {}).items()]
    titles = [one._replace(code=parents.get(one.code, one.code)) for one in titled(offers_file(folder))]
    found: Table = {}
    for name, lexicon in lexicons.items():
        if wishes:
            found[f"wishes, {name}"] = hits(lexicon.understand, wishes)
        found[f"titles, {name}"] = hits(lexicon.codes_of_title, _asked(titles))
        found[f"titles, {name} and other employers"] = across(lexicon, titles)
    return found


def hits(read: Read, asked: Iterable[tuple[str, Collection[str]]]) -> tuple[float, ...]:
    """How many were asked, and the shares whose right code is the first, or among the first three."""
    answers = [([one.code for one in read(text)], right) for text, right in asked]
    shares = (sum(any(code in right for code in codes[:most]) for codes, right in answers) for most in (1, 3))
    return (float(len(answers)), *(count / len(answers) for count in shares))


def across(lexicon: Lexicon, titles: Sequence[Titled]) -> tuple[float, ...]:
    """The same over the titles of each half of the employers, with what the other half's taught."""
    halves = [[one for one in titles if _is_odd(one.employer) is odd] for odd in (False, True)]
    found = [
        hits(lexicon.with_titles(seen_with_several(teaching), trust=LEARNED).codes_of_title, _asked(asked))
        for asked, teaching in (halves, halves[::-1])
    ]
    total = sum(count for count, *_ in found)
    means = (sum(row[0] * row[place] for row in found) / total for place in (1, 2))
    return (total, *means)


def seen_with_several(titles: Iterable[Titled]) -> list[tuple[str, str]]:
    """The titles and codes that EMPLOYERS employers give together."""
    employers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in titles:
        employers[one.title, one.code].add(one.employer)
    return sorted(pair for pair, names in employers.items() if len(names) >= EMPLOYERS)


def titled(file: Path) -> list[Titled]:
    """The offers of a file of lines that have a title and a declared code, each id once."""
    found = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for raw in map(json.loads, lines):
            title, code = raw.get("intitule"), raw.get("romeCode")
            if title and code:
                found[raw["id"]] = Titled(title, code, fold((raw.get("entreprise") or {}).get("nom") or raw["id"]))
    return list(found.values())


def _asked(titles: Iterable[Titled]) -> list[tuple[str, Collection[str]]]:
    return [(one.title, (one.code,)) for one in titles]


def _is_odd(employer: str) -> bool:
    return hashlib.sha256(employer.encode()).digest()[0] % 2 == 1
