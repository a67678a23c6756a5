"""Names of places as keys: one spelling for the ways a commune, département or region is written."""

from __future__ import annotations

import re

from clicnjob.text.normalise import fold

ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous"}
ARTICLES = frozenset({"le", "la", "les", "l", "las", "los", "aux"})
SMALL_WORDS = ARTICLES | {"a", "au", "d", "de", "des", "du", "en", "et", "lez", "sous", "sur"}
ARRONDISSEMENT_WORDS = frozenset({"arrondissement", "arrondissements", "arr", "ardt"})
# The three cities whose arrondissements have a number, with how many they have.
NUMBERED_CITIES = {"paris": 20, "lyon": 9, "marseille": 16}

_ORDINAL = re.compile(r"0*(\d{1,2})(?:er|ere|e|eme|ieme)?$")

# Regions until 2015, each wholly inside one of today, and the short forms people use.
FORMER_REGIONS = {
    "alsace": "44",
    "aquitaine": "75",
    "auvergne": "84",
    "basse normandie": "28",
    "bourgogne": "27",
    "centre": "24",
    "champagne ardenne": "44",
    "franche comte": "27",
    "haute normandie": "28",
    "languedoc roussillon": "76",
    "limousin": "75",
    "lorraine": "44",
    "midi pyrenees": "76",
    "nord pas de calais": "32",
    "picardie": "32",
    "poitou charentes": "75",
    "rhone alpes": "84",
    "paca": "93",
    "idf": "11",
    "region parisienne": "11",
}


def words_of(text: str) -> list[str]:
    """The words of a name, folded, abbreviations in full, without CEDEX and its number: st etienne cedex 2."""
    words = [ABBREVIATIONS.get(word, word) for word in fold(text).split()]
    return words[: words.index("cedex")] if "cedex" in words else words


def key_of(words: list[str]) -> str:
    """The key of a name, arrondissements reduced to their number: paris 9 for « Paris 9e Arrondissement »."""
    if len(words) > 1 and words[0] in NUMBERED_CITIES:
        words = [_number(word) for word in words if word not in ARRONDISSEMENT_WORDS]
    return " ".join(words)


def bare(key: str) -> str:
    """The key without the article it begins with: many files write Teil for Le Teil."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else key


def light(key: str) -> str:
    """The key without any small word, as people type it: aix provence. The key itself when nothing else is left."""
    return " ".join(word for word in key.split() if word not in SMALL_WORDS) or key


def arrondissement(words: list[str]) -> bool:
    """Whether these words name an arrondissement: paris 09, lyon 3e."""
    if len(words) < 2 or words[0] not in NUMBERED_CITIES:
        return False
    number = _ORDINAL.match(words[1])
    return number is not None and 1 <= int(number[1]) <= NUMBERED_CITIES[words[0]]


def _number(word: str) -> str:
    found = _ORDINAL.match(word)
    return found[1] if found else word
