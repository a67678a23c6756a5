"""One cell of a table, whatever exporter wrote it: its text, the value a text hides, its date, its code (pure)."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from clicnjob.offers.wording import ABSENT
from clicnjob.text.french import MONTHS
from clicnjob.text.normalise import fold

# A list of skills takes a few thousand signs.
LONGEST_LITERAL = 100_000
DEEPEST = 6
# No « N/A » and no number of ours is longer.
LONGEST_WORDLESS = 20
# Days between the origin of spreadsheets and 2000, then 2100: other numbers are no date.
SERIALS = range(36_526, 73_051)
ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 (a day on paper, in nobody's zone)

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"

_LITERALS = {"{": "}", "[": "]"}
_NO_NUMBER = re.compile(r"(?<=[:\[,])\s*(?:nan|NaN|null)(?=\s*[,}\]])")
_WHOLE = re.compile(r"-?\d+\.0+")
_NUMERIC_DATE = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:(?:\s+|T|\s+à\s+)(\d{1,2})[:hH](\d{2})?(?::(\d{2}))?(?:[.,]\d+)?)?\s*"
)
_WORDED_DATE = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
_MONTHS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
_CODE = re.compile(r"\d{4,5}|\d[AB]\d{3}", re.IGNORECASE)


def text_of(value: object) -> str:
    """The text of a workbook's cell: dates in ISO 8601, whole numbers without a point, nothing for an empty one."""
    if isinstance(value, bool) or not isinstance(value, float | date):
        return "" if value is None else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if value.is_integer() else repr(value)


def plain(cell: str) -> str:
    """A cell without the spaces around it, empty for « N/A » and its like; « 12.0 » is 12."""
    stripped = cell.strip()
    if len(stripped) > LONGEST_WORDLESS:
        return stripped
    if stripped.lower() in ABSENT:
        return ""
    return stripped.partition(".")[0] if _WHOLE.fullmatch(stripped) else stripped


def value_in(cell: str) -> Any:
    """The object or list a text hides, written in JSON or as Python prints it; None when it hides none.

    Texts over 100,000 signs and values nested deeper than six are left as texts.
    """
    if _LITERALS.get(cell[:1]) != cell[-1:] or not cell or len(cell) > LONGEST_LITERAL:
        return None
    found = _json(cell)
    found = _python(cell) if found is None else found
    return found if isinstance(found, dict | list) and _is_flat(found, DEEPEST) else None


def _json(cell: str) -> Any:
    try:
        return msgspec.json.decode(cell)
    except (msgspec.MsgspecError, RecursionError):
        return None


def _python(cell: str) -> Any:
    try:
        return ast.literal_eval(_NO_NUMBER.sub(" None", cell))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _is_flat(value: object, left: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left > 0 and all(_is_flat(one, left - 1) for one in inside)


def iso_date(cell: str, order: str) -> str:
    """A date in ISO 8601: from « 24/11/2026 10:41 » in this order, « 24 novembre 2026 », the number of a spreadsheet.

    What is none of these is given back as it is: ISO 8601 is, and parsing judges the rest.
    """
    text = plain(cell)
    numeric = _NUMERIC_DATE.fullmatch(text)
    try:
        if numeric:
            return _numeric(numeric, order)
        worded = _WORDED_DATE.fullmatch(fold(text))
        if worded and worded[2] in _MONTHS:
            return date(int(worded[3]), _MONTHS[worded[2]], int(worded[1])).isoformat()
    except ValueError:
        return text
    return _serial(text)


def _numeric(found: re.Match[str], order: str) -> str:
    first, second, year, hour, minute, seconds = (int(part or 0) for part in found.groups())
    day, month = (second, first) if order == MONTH_FIRST else (first, second)
    moment = datetime(year + 2000 if year < 100 else year, month, day, hour, minute, seconds)  # noqa: DTZ001
    return moment.isoformat() if found[4] else moment.date().isoformat()


def _serial(text: str) -> str:
    whole, _, rest = text.partition(".")
    if not whole.isdecimal() or len(whole) > 5 or int(whole) not in SERIALS or (rest and not rest.isdecimal()):
        return text
    moment = ORIGIN + timedelta(seconds=round(float(text) * 86_400))
    return moment.isoformat() if rest else moment.date().isoformat()


def date_order(cells: list[str]) -> str:
    """Whether days or months come first in these dates; days, when nothing tells."""
    firsts = [found for found in map(_NUMERIC_DATE.fullmatch, map(str.strip, cells)) if found]
    months = any(int(found[2]) > 12 for found in firsts) and not any(int(found[1]) > 12 for found in firsts)
    return MONTH_FIRST if months else DAY_FIRST


def is_date(cell: str) -> bool:
    """Whether a cell can be read as a date."""
    try:
        datetime.fromisoformat(iso_date(cell, DAY_FIRST))
    except ValueError:
        return bool(_NUMERIC_DATE.fullmatch(cell.strip()))
    return True


def place_code(cell: str) -> str:
    """A postcode or a commune's code, with the zero that spreadsheets drop; any other text as it is."""
    text = plain(cell)
    return text.upper().zfill(5) if _CODE.fullmatch(text) else text
