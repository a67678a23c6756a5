"""The occupations the titles of offers stand for, as they are stored with the offers (pure)."""

from __future__ import annotations

from collections.abc import Iterable

from clicnjob.occupations.understanding import Lexicon

MOST_CODES = 3

# Code and share of the evidence, 0 to 1 with four decimals, likeliest first.
Shares = tuple[tuple[str, float], ...]


def predictions(lexicon: Lexicon, titles: Iterable[str]) -> dict[str, Shares]:
    """What each distinct title stands for, at most MOST_CODES codes; nothing for a title that names no job."""
    return {
        title: tuple((one.code, one.score) for one in lexicon.codes_of_title(title, MOST_CODES))
        for title in dict.fromkeys(titles)
    }
