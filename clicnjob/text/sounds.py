"""How a French word sounds, roughly: a key under which « acceuil » and « accueil » are one."""

from __future__ import annotations

import re
from functools import lru_cache

# Folding loses the cedilla; these beginnings of common job words carried one.
_CEDILLAS = re.compile(r"^(ma|fa|gar|gla|commer|fran|re|le)c(?=[ou]n|[ou]nn|[ao]d|ant|age|ai|u$)")
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?:cue|ceu|keu|que|cae)(?=i?l)", "kE"),
        (r"ph", "f"),
        (r"sch|ch|sh", "S"),
        (r"h", ""),
        (r"gn", "N"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"sc(?=[eiy])|c(?=[eiy])|ss?i(?=on)|ti(?=on)|ss", "s"),
        (r"c$", ""),
        (r"qu|ck|cq|[ckq]", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
        (r"eau|au", "o"),
        (r"oeu|eu", "E"),
        (r"oi|oua", "wa"),
        (r"ou", "U"),
        (r"(?:ain|ein|aim|yn|ym|in|im|un|um)(?![aeiouynm])", "I"),
        (r"(?:en|an|em|am)(?![aeiouynm])", "A"),
        (r"(?:on|om)(?![aeiouynm])", "O"),
        (r"ai|ei|et$|er$|ez$|ee?$", "e"),
        (r"y", "i"),
        (r"(?<=[^aeiouAIOEU])e(?=[tdspxz]?$)", "e"),
        (r"(?<=..)[tdspxz]+$", ""),
        (r"(?<=..)e$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The key of one folded word, for comparison only. Words that sound alike differ by a letter at most."""
    key = _CEDILLAS.sub(r"\1ss", word)
    for pattern, heard in _RULES:
        key = pattern.sub(heard, key)
    return key
