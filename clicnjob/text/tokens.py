"""The words of a job title or of a wish without gender nor plural: vendeuse, vendeur·se and VENDEURS meet."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from clicnjob.text.normalise import fold

LONGEST_WISH = 200

_SMALL = tomllib.loads((Path(__file__).parent / "data" / "small_words.toml").read_text(encoding="utf-8"))
_EMPTY = frozenset(_SMALL["empty"].split())
AROUND_A_WISH = frozenset((*_SMALL["talk"].split(), *_SMALL["contract"].split()))
_PAIRS: dict[str, str] = _SMALL["pairs"]

# « vendeur·se », « vendeur.euse », « vendeur(trice) », « animateur/trice », « employé-e-s ».
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_]{2})\s?[·•‧∙.(/\-]\s?"
    r"(?:e?uses?|t?rices?|eres?|ères?|i[eè]res?|iennes?|onnes?|nn?es?|e?s?ses?|ètes?|ves?|fes?|ll?es?|ées?|es?|woman)"
    r"\s?\)?(?:[·.\-(]s\)?)?(?!\w)"
)
_GENDER_MARK = re.compile(r"\b(?:h f nb|h f [xd]|m f [xd]|f h x|[hm] f|f [hm]|hf|fh|homme femme|femme homme)\b")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b")
_ENDINGS = (
    ("euse", "eur"), ("trice", "teur"), ("ienne", "ien"), ("enne", "en"), ("ere", "er"), ("onne", "on"),
    ("elle", "el"), ("ive", "if"), ("eaux", "eau"), ("yaux", "yau"), ("aux", "al"), ("woman", "man"),
    # As they are often written: « animatrisse », « vendeuze ».
    ("trisse", "teur"), ("trise", "teur"), ("euze", "eur"), ("eusse", "eur"),
)  # fmt: skip
_SHORTEST_ENDED = 5
# References, postcodes and years say nothing of the job.
_REFERENCE = re.compile(r"\d{4}")


def words(text: str) -> list[str]:
    """The plain words of a title in order: inclusive endings, H/F marks and little words are gone, gender is not."""
    lower = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text.lower())
    bare = _GENDER_MARK.sub(" ", fold(_INCLUSIVE.sub(" ", lower)))
    return [word for word in bare.split() if word not in _EMPTY and len(word) > 1 and not _REFERENCE.search(word)]


def stems(text: str) -> tuple[str, ...]:
    """The distinct stems of a title in the order they first appear: a doublet such as « vendeur / vendeuse » is one."""
    return tuple(dict.fromkeys(stem(word) for word in words(text)))


def wish_stems(text: str) -> tuple[str, ...]:
    """The stems of a wish, cut at `LONGEST_WISH` signs, without the talk around it.

    When talk is all there is (« travailler »), nothing is left: the wish says no job.
    """
    kept = (word for word in words(text[:LONGEST_WISH]) if word not in AROUND_A_WISH)
    return tuple(dict.fromkeys(stem(word) for word in kept))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """One folded word without its plural and its gender: « vendeuses » -> « vendeur », « bouchère » -> « boucher »."""
    singular = _without_plural(word)
    singular = _PAIRS.get(singular, singular)
    if len(singular) < _SHORTEST_ENDED:
        return singular
    for ending, masculine in _ENDINGS:
        if singular.endswith(ending):
            singular = singular.removesuffix(ending) + masculine
            break
    return singular.rstrip("e")


def _without_plural(word: str) -> str:
    if len(word) < 4 or word.isdigit() or word.endswith(("ss", "us", "is", "os", "aux")):
        return word
    return word[:-1] if word[-1] in "sx" else word
