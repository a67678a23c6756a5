"""Whether a text is in French, by its small words (L5331-4)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from clicnjob.offers.facts import LONGEST_EXCERPT
from clicnjob.offers.lawful.concern import Code, Concern

_SMALL = tomllib.loads((Path(__file__).parent / "data" / "small_words.toml").read_text("utf-8"))
_FRENCH, _OTHERS = (frozenset(_SMALL[name].split()) for name in ("french", "others"))
_WORDS = re.compile(r"[a-z]+")
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
BEGINNING = 1200
FEWEST_WORDS = 10
# Lists of tools and trades, in French, go down to one such word in twenty.
LEAST_FRENCH = 0.05
MOST_OTHER_LETTERS = 0.3


def read(written: str, plain: str) -> Iterator[Concern]:
    """The text when it is in another language: a part in French is enough to make it lawful."""
    if _other_script(written) or (_foreign(plain[:BEGINNING]) and _foreign(plain)):
        yield Concern(Code.LANGUAGE, " ".join(written[:LONGEST_EXCERPT].split()))


def _other_script(written: str) -> bool:
    if not _OTHER_SCRIPT.search(written):
        return False
    return len(_OTHER_SCRIPT.findall(written)) > MOST_OTHER_LETTERS * sum(map(str.isalpha, written))


def _foreign(plain: str) -> bool:
    words = _WORDS.findall(plain)
    french = sum(word in _FRENCH for word in words)
    others = sum(word in _OTHERS for word in words)
    return len(words) >= FEWEST_WORDS and others > 2 * french and french < LEAST_FRENCH * len(words)
