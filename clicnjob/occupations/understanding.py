"""What a wish or a title in messy words stands for: occupation codes with their share of the evidence (pure)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clicnjob.occupations import lexicon_files
from clicnjob.text.correcting import corrected
from clicnjob.text.postings import postings, rows_of
from clicnjob.text.titles import TitleIndex
from clicnjob.text.tokens import LONGEST_WISH, stems, wish_stems

# A label said in everyday life is a little less certain than a title employers write; a theme names no job.
BY_TITLE, BY_SAYING, BY_THEME = 1.0, 0.97, 0.9
OFFICIAL, LEARNED = 0.95, 0.9
LABELS_READ = 30
FEWEST = 3
# Answers that are remembered: a wish is written by many.
MOST_KNOWN = 50_000
TITLES_OF_A_NAME = 2
LEAST_LABEL = 0.25
# How much the second-best labels of a code add to its best one.
SUPPORT = 0.2
# Evidence is sharpened before it is shared: a label that answers half as well is no half as likely.
SHARPNESS = 4
_PARTS = re.compile(r"\s*(?:[/,;+]|\bou\b|\bsinon\b|\bvoire\b)\s*", re.IGNORECASE)


class Understood(NamedTuple):
    """One occupation: its code, its label, and its share of the evidence, 0 to 1."""

    code: str
    label: str
    score: float


class Lexicon:
    """Immutable labels of occupations and the index that reads them."""

    def __init__(
        self,
        labels: Sequence[tuple[str, str, float]],
        names: dict[str, str],
        near: dict[str, tuple[str, ...]],
        parents: dict[str, str],
        version: str,
    ) -> None:
        self._labels = tuple(labels)
        self._names, self._near, self._parents = names, near, parents
        self.version = version
        self._known: dict[tuple[object, int], tuple[Understood, ...]] = {}
        self._codes = sorted({code for _, code, _ in labels})
        places = {code: place for place, code in enumerate(self._codes)}
        self._code = np.array([places[code] for _, code, _ in labels], dtype=np.int32)
        self._trust = np.array([trust for _, _, trust in labels], dtype=np.float32)

    @cached_property
    def _index(self) -> TitleIndex:
        index = TitleIndex([text for text, _, _ in self._labels])
        self._rows_of_key, self._key_starts = postings(index.of_row[:, None], len(index.keys))
        return index

    @cached_property
    def names(self) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """What people say -> the titles employers write for it, all as stems."""
        names: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for one in lexicon_files.occupations():
            titles = dict.fromkeys(stems(title) for title in one.titles[:TITLES_OF_A_NAME])
            for said in one.said:
                names.setdefault(wish_stems(said) or stems(said), {}).update(titles)
        return {said: tuple(titles) for said, titles in names.items() if said}

    @classmethod
    @cache
    def shipped(cls) -> Lexicon:
        """The lexicon of the project, alone."""
        labels: list[tuple[str, str, float]] = []
        for one in lexicon_files.occupations():
            labels += [(text, one.code, BY_TITLE) for text in (one.label, *one.titles)]
            labels += [(text, one.code, BY_SAYING) for text in one.said]
        for theme in lexicon_files.themes():
            labels += [(text, code, BY_THEME) for text in theme.said for code in theme.codes]
        known = lexicon_files.occupations()
        return cls(
            labels,
            {one.code: one.label for one in known},
            {one.code: one.near for one in known},
            {},
            hashlib.sha256(lexicon_files.contents()).hexdigest()[:16],
        )

    def with_titles(
        self, pairs: Iterable[tuple[str, str]], trust: float = OFFICIAL, parents: dict[str, str] | None = None
    ) -> Lexicon:
        """The same with more titles and their codes, of either edition; codes are folded by their parents."""
        folded = {**self._parents, **(parents or {})}
        more = sorted({(title, folded.get(code, code)) for title, code in pairs})
        digest = hashlib.sha256(repr((self.version, trust, sorted(folded.items()), more)).encode()).hexdigest()[:16]
        labels = [*self._labels, *((title, code, trust) for title, code in more)]
        names = {**{code: title for title, code in reversed(more)}, **self._names}
        return Lexicon(labels, names, self._near, folded, digest)

    def understand(self, text: str, most: int = 10) -> tuple[Understood, ...]:
        """The occupations a wish stands for, likeliest first; its parts (« caissière ou vendeuse ») share alike.

        A wish is read up to LONGEST_WISH signs. Nothing is understood of words that name no job.
        """
        cut = text[:LONGEST_WISH]
        readings = [wish_stems(part) for part in dict.fromkeys((cut, *_PARTS.split(cut)))]
        # « Un job d'été » is all talk, and yet says something.
        readings = [reading for reading in readings if reading] or [stems(cut)]
        read = dict.fromkeys(corrected(reading, self._index.vocabulary) for reading in readings if reading)
        return self._understood(tuple(read), most) if read else ()

    def _understood(self, readings: tuple[tuple[str, ...], ...], most: int) -> tuple[Understood, ...]:
        known = self._known.get((readings, most))
        if known is None:
            shares = np.max([self._shares(reading) for reading in readings], axis=0)
            known = self._with_close(self._listed(shares, most))
            if len(self._known) < MOST_KNOWN:
                self._known[readings, most] = known
        return known

    def codes_of_title(self, title: str, most: int = 5) -> tuple[Understood, ...]:
        """The occupations the title of an offer stands for, likeliest first."""
        reading = stems(title[:LONGEST_WISH])
        return self._listed(self._shares(reading), most) if reading else ()

    def parent(self, code: str) -> str:
        """The code of the third edition under which a code of the fourth stands; another code is its own."""
        return self._parents.get(code, code)

    def label(self, code: str) -> str:
        """Our label of a code, the code itself when there is none."""
        return self._names.get(code, code)

    def near(self, code: str) -> tuple[str, ...]:
        """The codes of close occupations."""
        return self._near.get(code, ())

    def _with_close(self, found: tuple[Understood, ...]) -> tuple[Understood, ...]:
        """A sure answer is followed by the occupations close to it: there is always something to choose from."""
        known = {one.code for one in found}
        close = [code for one in found for code in self.near(one.code) if code not in known]
        spare = dict.fromkeys(close[: max(0, FEWEST - len(found))])
        return (*found, *(Understood(code, self.label(code), 0.0) for code in spare))

    def _shares(self, reading: Sequence[str]) -> NDArray[np.float64]:
        keys, found = self._index.best(reading, LABELS_READ)
        near = found >= LEAST_LABEL
        labels, of_key = rows_of(keys[near], self._rows_of_key, self._key_starts)
        answer = found[near][of_key] * self._trust[labels]
        codes, scores = self._code[labels], answer.astype(np.float64) ** SHARPNESS
        most = np.zeros(len(self._codes))
        np.maximum.at(most, codes, scores)
        support = np.bincount(codes, scores, minlength=len(self._codes)) - most
        return most + SUPPORT * np.minimum(support, most)

    def _listed(self, evidence: NDArray[np.float64], most: int) -> tuple[Understood, ...]:
        total = float(evidence.sum())
        order = np.argsort(-evidence, kind="stable")[:most]
        return tuple(
            Understood(self._codes[place], self.label(self._codes[place]), round(float(evidence[place]) / total, 4))
            for place in order
            if evidence[place] > 0
        )
