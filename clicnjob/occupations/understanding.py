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
from clicnjob.occupations.hearing import learn_talk, respelled, without_talk
from clicnjob.text.correcting import corrected
from clicnjob.text.postings import postings, rows_of
from clicnjob.text.titles import Names, TitleIndex
from clicnjob.text.tokens import LONGEST_WISH, stems, wish_stems
from clicnjob.text.vocabulary import Reading

# A label said in everyday life is a little less certain than a title employers write; a theme names no job.
BY_TITLE, BY_SAYING, BY_THEME = 1.0, 0.97, 0.9
# The choices of a theme are listed best known first.
BY_PLACE = 0.002
OFFICIAL, LEARNED = 0.85, 0.9
LABELS_READ = 30
FEWEST = 3
# Answers that are remembered: a wish is written by many.
MOST_KNOWN = 50_000
TITLES_OF_A_NAME = 2
LEAST_LABEL = 0.25
# The title of an offer says more than its job (places, references, hours): a small share of it is enough.
LEAST_TITLE = 0.05
# How much the second-best labels of a code add to its best one.
SUPPORT = 0.2
# Evidence is sharpened before it is shared: a label that answers half as well is no half as likely.
SHARPNESS = 4
# A code whose labels hold only some of the words of a wish is as much less likely.
COVERAGE = 1
_PARTS = re.compile(r"\s*(?:[/,;+]|\bou\b|\bsinon\b|\bvoire\b)\s*", re.IGNORECASE)


class Understood(NamedTuple):
    """One occupation: its code, its label, and its share of the evidence, 0 to 1."""

    code: str
    label: str
    score: float


@cache
def everyday_names() -> Names:
    """What people say -> the titles employers write for it, all as stems: of our own files, whatever was taught."""
    names: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for one in lexicon_files.occupations():
        titles = dict.fromkeys(stems(title) for title in one.titles[:TITLES_OF_A_NAME])
        for said in one.said:
            names.setdefault(wish_stems(said) or stems(said), {}).update(titles)
    return {said: tuple(titles) for said, titles in names.items() if said}


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
        # Any word of ours may be meant by a misspelled one, be it in a single label.
        ours = {stems(text): () for text in lexicon_files.texts()}
        index = TitleIndex([text for text, _, _ in self._labels], ours)
        self._rows_of_key, self._key_starts = postings(index.of_row[:, None], len(index.keys))
        return index

    @cached_property
    def _holds(self) -> NDArray[np.bool_]:
        """Which words (rows, as in the vocabulary of the index) some label of each code (columns) holds."""
        parts = self._index.arrays()
        held, ends = parts["held"].astype(np.intp), parts["ends"].astype(np.intp)
        words, labels = rows_of(self._index.of_row, held, ends)
        holds = np.zeros((len(self._index.vocabulary.stems), len(self._codes)), dtype=np.bool_)
        holds[words, self._code[labels]] = True
        return holds

    @property
    def names(self) -> Names:
        """What people say -> the titles employers write for it, all as stems."""
        return everyday_names()

    @classmethod
    @cache
    def shipped(cls) -> Lexicon:
        """The lexicon of the project, alone."""
        labels: list[tuple[str, str, float]] = []
        for one in lexicon_files.occupations():
            labels += [(text, one.code, BY_TITLE) for text in (one.label, *one.titles)]
            labels += [(text, one.code, BY_SAYING) for text in one.said]
        for theme in lexicon_files.themes():
            trusts = [BY_THEME - BY_PLACE * place for place in range(len(theme.codes))]
            labels += [(text, *one) for text in theme.said for one in zip(theme.codes, trusts, strict=True)]
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
        readings = self._readings(text)
        meant = (without_talk(reading, self._index.vocabulary) or reading for reading in readings if reading)
        read = dict.fromkeys(corrected(reading, self._index.vocabulary) for reading in meant)
        return self._understood(tuple(read), most) if read else ()

    def learn(self, texts: Iterable[str]) -> None:
        """Read the misspelled words of many wishes at once, before asking for each: several times faster."""
        words = {word for text in texts for reading in self._readings(text) for word in reading}
        self._index.learn([sorted(words)])
        learn_talk(words)

    def _readings(self, text: str) -> list[tuple[str, ...]]:
        """The stems of a wish and of each of its parts, talk left out."""
        cut = respelled(text[:LONGEST_WISH], self._index.vocabulary)
        readings = [wish_stems(part) for part in dict.fromkeys((cut, *_PARTS.split(cut)))]
        # « Un job d'été » is all talk, and yet says something.
        return [reading for reading in readings if reading] or [stems(cut)]

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
        return self._listed(self._shares(reading, LEAST_TITLE), most) if reading else ()

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
        if len(found) >= FEWEST:
            return found
        codes = [one.code for one in found]
        # Some occupations have a single neighbour: then come its neighbours, then those of the same domain.
        for code in codes:
            if len(codes) >= FEWEST:
                break
            codes += [near for near in self.near(code) if near not in codes]
        if codes:
            codes += [other for other in self._codes if other[:3] == codes[0][:3] and other not in codes]
        spare = codes[len(found) : FEWEST]
        return (*found, *(Understood(code, self.label(code), 0.0) for code in spare))

    def _shares(self, reading: Sequence[str], least: float = LEAST_LABEL) -> NDArray[np.float64]:
        keys, found = self._index.best(reading, LABELS_READ)
        near = found >= least
        labels, of_key = rows_of(keys[near], self._rows_of_key, self._key_starts)
        answer = found[near][of_key] * self._trust[labels]
        codes, scores = self._code[labels], answer.astype(np.float64) ** SHARPNESS
        most = np.zeros(len(self._codes))
        np.maximum.at(most, codes, scores)
        support = np.bincount(codes, scores, minlength=len(self._codes)) - most
        evidence: NDArray[np.float64] = most + SUPPORT * np.minimum(support, most)
        return evidence * self._covered(reading) ** COVERAGE

    def _covered(self, reading: Sequence[str]) -> NDArray[np.float64]:
        """The share of the words of a wish that the labels of each code hold together, 0 to 1."""
        held, total = np.zeros(len(self._codes)), 1e-6
        for word in reading:
            found = self._index.vocabulary.readings(word)
            if found:
                rarity = float(self._index.rarity[found[0].word])
                held += rarity * self._held_as(found)
                total += rarity
        return held / total

    def _held_as(self, readings: tuple[Reading, ...]) -> NDArray[np.float32]:
        """How surely some label of each code holds a word, by its readings."""
        held: NDArray[np.float32] = self._holds[readings[0].word] * np.float32(readings[0].likeness)
        for one in readings[1:]:
            np.maximum(held, self._holds[one.word] * np.float32(one.likeness), out=held)
        return held

    def _listed(self, evidence: NDArray[np.float64], most: int) -> tuple[Understood, ...]:
        total = float(evidence.sum())
        order = np.argsort(-evidence, kind="stable")[:most]
        return tuple(
            Understood(self._codes[place], self.label(self._codes[place]), round(float(evidence[place]) / total, 4))
            for place in order
            if evidence[place] > 0
        )
