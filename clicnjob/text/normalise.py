"""The plain form of a text: lower-case letters and digits between single spaces, without accents."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_MARKS = re.compile(r"[\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case, no accents (œ and æ become two letters), every other sign a single space, none at the ends."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return _SEPARATORS.sub(" ", _MARKS.sub("", plain)).strip()
