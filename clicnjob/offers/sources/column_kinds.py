"""What the values of a column look like: dates, codes, addresses, contracts, places, titles, texts (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from clicnjob.offers.sources.cells import is_date, plain, value_in

LONG_TEXT = 150
SHORTEST_ID = 4

Likeness = Callable[[Sequence[str]], float]


def _share(pattern: str) -> Likeness:
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return lambda cells: sum(bool(found.fullmatch(cell)) for cell in cells) / len(cells)


def _dates(cells: Sequence[str]) -> float:
    return sum(map(is_date, cells)) / len(cells)


def _texts(cells: Sequence[str]) -> float:
    return sum(len(cell) > LONG_TEXT and " " in cell for cell in cells) / len(cells)


def _identifiers(cells: Sequence[str]) -> float:
    """Each its own, short, with a digit: what never repeats names the offer."""
    if len(set(cells)) < len(cells) or len(cells) < SHORTEST_ID:
        return 0.0
    return _share(r"(?=[^ ]*\d)[A-Z0-9][\w.:/-]{3,63}")(cells)


def _postcodes(cells: Sequence[str]) -> float:
    """Five digits, most of them ending with a zero: those of communes rarely do."""
    round_ones = sum(cell.endswith("0") for cell in cells) / len(cells)
    return _share(r"\d{4,5}")(cells) if round_ones >= 0.5 else 0.0


def _communes(cells: Sequence[str]) -> float:
    return _share(r"\d{4,5}|\d[AB]\d{3}")(cells) if not _postcodes(cells) else 0.0


_CONTRACTS = r"(?:cd[di]|mis|int[ée]rim|alternance|apprenti|contrat|stage|saison|temporaire|vacat|service civique)"

# How much the values look like each kind, from 0 to 1.
LIKENESS: dict[str, Likeness] = {
    "date": _dates,
    "rome": _share(r"[A-N]\d{4}"),
    "postcode": _postcodes,
    "commune": _communes,
    "url": _share(r"https?://\S+"),
    "contract": _share(_CONTRACTS + r"\b.{0,80}|[A-Z]{2,3}D?"),
    "place": _share(r"\d[\dAB]\d? ?- ?[^\d]{2,60}(?:\d\d)?|[^\d]{2,60}\(\d[\dAB]\d?\)|\d{5} [^\d]{2,60}"),
    "pay": _share(r".*(?:€|\beuros?\b|\bsmic\b).*"),
    "hours": _share(r".{0,20}\b\d{1,2}(?:[.,]\d+)? ?h(?:eures?)?\b.{0,60}|temps (?:plein|partiel|complet).{0,60}"),
    "title": _share(r".{3,150}(?:\b[HFM] ?/ ?[HFMX]\b).{0,60}"),
    "text": _texts,
    "id": _identifiers,
}
# Codes that both look the same: a heading is believed for either.
_FIVE_DIGITS = _share(r"\d{4,5}|\d[AB]\d{3}")
# A heading is not believed when the values say otherwise.
STRICT: dict[str, Likeness] = {
    "date": _dates,
    "rome": LIKENESS["rome"],
    "postcode": _FIVE_DIGITS,
    "commune": _FIVE_DIGITS,
    "url": LIKENESS["url"],
    "apply": _share(r".*https?://\S+.*|[^ ]+\.[^ ]+"),
    "place": _share(r".*[^\W\d_].*"),
    "number": _share(r"-?\d+(?:[.,]\d+)?"),
}


def likeness(kind: str, cells: Sequence[str]) -> float:
    """How much these cells, none empty, look like this kind; 0 when nothing can tell."""
    look = LIKENESS.get(kind)
    return look(cells) if look and cells else 0.0


def contradicts(kind: str, cells: Sequence[str]) -> bool:
    """Whether most of these cells cannot be of this kind. Cells that hide an object contradict nothing."""
    look = STRICT.get(kind)
    told = [plain(cell) for cell in cells if value_in(cell) is None]
    return look is not None and bool(told) and look(told) < 0.5
