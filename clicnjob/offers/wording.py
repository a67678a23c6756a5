"""The texts of an offer made readable: entities, HTML, broken encodings, control characters, unusual spaces (pure)."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import nh3

ABSENT = frozenset({"", "n/a", "na", "nan", "none", "null", "-"})
LONGEST_LINE = 300
LONGEST_LABEL = 2000

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|section|span|strong|style|table|td|tr|u|ul)\b"
)
_BLOCK = re.compile(r"<(?:br|hr|/?(?:div|h[1-6]|li|ol|p|section|table|tr|ul))\b[^>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)

# Windows-1252 gives a letter to most bytes that Latin-1 leaves to control characters.
_WINDOWS_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
_BYTE_OF = {letter: byte for byte in range(0x80, 0xA0) if (letter := bytes([byte]).decode("cp1252", "ignore"))}
_HIGH = re.escape("".join(_BYTE_OF)) + "\x80-\xbf"
_MOJIBAKE = re.compile(f"[ÂÃÄÅ][{_HIGH}]|â[{_HIGH}]{{2}}|ð[{_HIGH}]{{3}}")
# What is left of an accent whose second byte was dropped on the way. É is by far the most frequent in French.
_LONE_A = re.compile(r"(?<!\w)Ã(?!\w)")
_LONE_WHERE = re.compile(r"(?<=\bo)Ã\b")
_LONE_E = re.compile(r"(?<=[a-zà-ÿ])Ã|Ã(?=[a-zà-ÿ])")
_LOST_LIGATURE = re.compile(
    r"(?<![\w?])(man)?[?\ufffd]\"?(?=uvr)|(?<![\w?])(c|s)[?\ufffd](?=urs?\b)|(?<![\w?])(b|n)[?\ufffd](?=u[fd]s?\b)",
    re.IGNORECASE,
)
_PRIVATE_SIGN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
# Zero-width joiners stay: they hold emoji together.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_RUNS = re.compile(" {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Most texts hold only ordinary signs: one look tells, and spares them the repairs.
_ODD = re.compile(r"[^\n\x20-\x7e¡-¬®-ÁÆ-ïñ-ÿœŒ–—‘’“”•…€]|[ÂÃ]|â[^a-zA-Zà-ÿ \n,.'’\-]|[?]\"?u")


def clean_text(raw: object) -> str:
    """A text of several lines; the empty string for anything that is not a text.

    Entities are un-escaped once, HTML is reduced to its words (nh3), lines keep their breaks, at most one empty.
    """
    if not isinstance(raw, str):
        return ""
    text = without_html(html.unescape(raw)) if "&" in raw or "<" in raw else raw
    return tidied(mended(text) if _ODD.search(text) else text)


def clean_line(raw: object, longest: int = LONGEST_LINE) -> str:
    """A text of one line of at most `longest` characters; empty for « N/A » and for anything that is not a text."""
    return _clean_line(raw[:LONGEST_LABEL], longest) if isinstance(raw, str) else ""


@lru_cache(maxsize=20_000)
def _clean_line(raw: str, longest: int) -> str:
    line = " ".join(clean_text(raw).split())[:longest].strip()
    return "" if line.lower() in ABSENT else line


def without_html(text: str) -> str:
    """The words of a text that holds tags; a text that holds none is left alone (« < 3 ans »)."""
    if not _TAG.search(text):
        return text
    text = _BLOCK.sub("\n", _ITEM.sub("\n• ", text))
    # Ampersands are hidden from nh3, or what was escaped twice would be un-escaped twice.
    return html.unescape(nh3.clean(text.replace("&", "&amp;"), tags=set()))


def mended(text: str) -> str:
    """Text decoded with the wrong table put right, unprintable signs taken out, line ends and spaces made plain."""
    text = _MOJIBAKE.sub(_decoded_again, text)
    if "Ã" in text:
        text = _LONE_E.sub("é", _LONE_WHERE.sub("ù", _LONE_A.sub("à", text)))
    if any(hint in text for hint in ("?u", '?"u', "\ufffd")):
        text = _LOST_LIGATURE.sub(lambda found: "".join(filter(None, found.groups())) + "œ", text)
    text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", _WINDOWS_CONTROL.sub(_windows_letter, text)))
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", _PRIVATE_SIGN.sub("•", text)))


def tidied(text: str) -> str:
    """Single spaces, none at the ends of lines, at most one empty line."""
    if "  " in text:
        text = _RUNS.sub(" ", text)
    text = text.replace(" \n", "\n").replace("\n ", "\n").strip()
    return _EMPTY_LINES.sub("\n\n", text) if "\n\n\n" in text else text


def _windows_letter(found: re.Match[str]) -> str:
    return bytes([ord(found[0])]).decode("cp1252", "ignore")


def _decoded_again(found: re.Match[str]) -> str:
    run = bytes(_BYTE_OF.get(letter, ord(letter) & 0xFF) for letter in found[0])
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
