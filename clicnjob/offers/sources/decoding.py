"""One JSON record decoded: what exporters break in a known way is mended, what cannot be trusted is a fault."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from clicnjob.offers.reasons import Fault

_encoder = msgspec.json.Encoder()
# What Python writes for a number that is none, as the value of a key.
_NO_NUMBER = re.compile(rb"(?<=\":)(\s*)(NaN|-?Infinity)(?=\s*[,}])")
# A backslash before a letter that JSON gives it no meaning with.
_NO_ESCAPE = re.compile(rb'(?<!\\)((?:\\\\)*+)\\(?=[^\\"/bfnrtu])')
# Half of a letter that takes two.
_HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def decoded(raw: bytes) -> Any | Fault:
    """The value; a Fault for numbers beyond reason, nesting beyond reason, or a key given twice.

    Raises msgspec.DecodeError for what is no JSON.
    """
    try:
        value = _mended(raw)
        return Fault.DUPLICATE_KEY if _has_twice(raw, value) else value
    except msgspec.ValidationError:
        return Fault.HUGE_NUMBER
    except RecursionError:
        return Fault.TOO_DEEP


def mended(raw: bytes) -> bytes:
    """The same bytes, as many of them: « NaN » an empty text, a backslash too many a space, half a letter « � »."""
    plain = _NO_NUMBER.sub(lambda found: found[1] + b'""'.ljust(len(found[2])), raw)
    return _HALF.sub(rb"\\ufffd", _NO_ESCAPE.sub(rb"\1 ", plain))


def _mended(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.json.decode(mended(raw))


def _has_twice(raw: bytes, value: Any) -> bool:
    """Whether an object has a key twice, of which the decoder keeps the last silently.

    Encoding it again is four times as fast as looking at every key: as many colons, and none was lost.
    """
    if not isinstance(value, dict):
        return False
    written_plain = b"\\u003a" not in raw and b"\\u003A" not in raw
    if written_plain and raw.count(b":") == _encoder.encode(value).count(b":"):
        return False
    found: list[str] = []
    json.loads(mended(raw), object_pairs_hook=lambda pairs: _keep(pairs, found))
    return bool(found)


def _keep(pairs: list[tuple[str, Any]], twice: list[str]) -> None:
    keys = [key for key, _ in pairs]
    twice += [key for key in set(keys) if keys.count(key) > 1] if len(set(keys)) < len(keys) else []
