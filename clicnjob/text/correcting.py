"""Misspelled words put right where one spelling stands out, so that a thousand spellings are one wish."""

from __future__ import annotations

from collections.abc import Sequence

from clicnjob.text.vocabulary import Vocabulary

# The likeliest spelling is taken when it is this likely and this far ahead of the next.
SURE = 0.75
AHEAD = 0.04


def corrected(stems: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The stems with each misspelled one replaced; what may mean several words stays, to be weighed as it is."""
    return tuple(dict.fromkeys(_corrected(stem, vocabulary) for stem in stems))


def _corrected(stem: str, vocabulary: Vocabulary) -> str:
    readings = vocabulary.readings(stem)
    if not readings or readings[0].likeness < SURE:
        return stem
    if len(readings) > 1 and readings[0].likeness - readings[1].likeness < AHEAD:
        return stem
    return vocabulary.stems[readings[0].word]
