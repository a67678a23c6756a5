"""Titles of offers made plain: without (H/F), references and shouting (pure). The raw title is kept beside."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTER = r"[A-Za-zÀ-ÖØ-öø-ÿ]"
_SEXES = r"(?:[hH]\s?[/\-–.·\\+|,]\s?[fFmM]|[fF]\s?[/\-–.·\\+|,]\s?[hHmM]|[mM]\s?[/\\|]\s?[fFwW])"
_THIRD = r"(?:\s?[/\-.,]\s?(?:[xXdDnN]|[nN][bB])(?![A-Za-zÀ-ÿ]))?"
_WORDS = r"(?:hommes?\s?(?:/|ou|-|et)\s?femmes?|femmes?\s?(?:/|ou|-|et)\s?hommes?)"
# (H/F), H/F, (F/H), (h/f/d), H-F, H.F, [H/F], ((H/F)), (HF), « homme ou femme », and the bracket that was never closed.
_MARK = re.compile(
    rf"[(\[{{\s]*[(\[{{]\s*(?:[hH]\s?[fF]|[fF]\s?[hH])\s*[)\]}}]+"
    rf"|[(\[{{]*\s*(?<![A-Za-zÀ-ÿ0-9'’.]){_SEXES}{_THIRD}(?!{_LETTER}|[.'’]{_LETTER})\s*(?:[)\]}}]+|[.](?=\s|$))?"
    rf"|[(\[{{]\s*(?i:{_WORDS})\s*[)\]}}]+|(?<=\w)\s*[-–/]?\s*\b(?i:{_WORDS})\s*$"
)
_TAIL_MARK = re.compile(r"(?:\s[-–(]?\s?|\()(?:HF|FH)\s*\)?\s*$|\(\s*[HhFf]\s*/?\s*$")
# EC21294, CNA-0193, MRA224, #12345, « Réf. 4512 »: after a mark, a dash, a bracket or a sharp; never « TAF 2024 ».
_REFERENCE = re.compile(
    r"(?:\s*[-–(#/]\s*|(?<=\)))\s*(?:[A-Z]{2,5}-?\d{3,}[A-Z0-9]*|\d{4,}(?<!\b20\d\d))\s*\)?\s*$"
    r"|\s*[-–(]?\s*#\s?[A-Z]{0,4}-?\d{3,}\s*\)?"
    r"|\s*[-–(,]?\s*\b[Rr](?:ef|éf|EF|ÉF|éférence|eference)[\s.:°nN]*[A-Z]{0,6}[-_/]?\d[\w\-/]*\s*\)?",
)
_LEADING_REFERENCE = re.compile(r"^\s*(?:20\d\d-\d{4,}|\d{5,})\s*[-–:]?\s+(?=\D)")
_HASHTAG = re.compile(r"(?:\s+#\w+)+\s*$")
_STANDARD = re.compile(r"(?:ISO|EN|NF|IEC|AS|SAP|RT|CAP|BAC|R|HPE)-?\d+\s*\)?\s*$")
_EMPTY_BRACKETS = re.compile(r"[(\[{]\s*[/\-–]?\s*[)\]}]")
_EDGES = " \t-–—/\\|,;:*•#_+=~©®™"
_DOUBLE_DASH = re.compile(r"\s[-–/|]\s(?=[-–/|]\s)|\s[-–](?=\s*$)|(?<=[-–/|])\s[-–](?=\s)")
_LOOSE_COMMA = re.compile(r"\s+,")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
# Short forms with a vowel that keep their capitals; those without one need no list (BTP, CDD, SPL, TP).
_ACRONYMS = frozenset(
    re.findall(
        r"\w+",
        """
        ADV AESH AGV AIPR AMO AMP APV ASDE ASE ASH ASVP ATSEM AVS BAFA BAFD BE BEP BI BIM BO BPJEPS BTS CACES CAF CAO
        CAP CCAS CDI CEJ CHU CIP CLAE CMP CNC CPAM DAF DAO DEAES DEJEPS DPE DUT EAJE EHPAD EIE EJE ERP ESAT ETAM FAM GE
        GMAO GMS GPAO GTA HACCP IADE IBODE IDE IDEL IFSI IME INSERM ISO IT ITEP LEP MAS MECS MOA MOE OPC OPEX PAO PLIE
        PME PMI PRU RAF RAM RAS RATP REP RH SAAD SAMSAH SAMU SAP SAV SEO SESSAD SI SIRH SMUR SSIAD SSIAP SSR SUV TIG
        TISF UCPA UFR UHR ULIS UPE USIC USLD VAE VIE VIP VRP ZI
        """,
    )
)


def clean_title(raw: str, place: str = "") -> str:
    """A title as it is shown; `place` is the town, whose name keeps its capitals in a title that was all capitals.

    Marks of sex and references go, shouting is lowered, the rest stays in the employer's words. When nothing else is
    left the result is empty.
    """
    title = _TAIL_MARK.sub(" ", _MARK.sub(" ", _without_reference(raw)))
    title = _without_reference(_HASHTAG.sub("", title.strip()))
    title = _EMPTY_BRACKETS.sub(" ", title).replace("''", "'")
    title = _DOUBLE_DASH.sub(" ", _LOOSE_COMMA.sub(",", " ".join(title.split())))
    title = _balanced(title.strip(_EDGES))
    if title.isupper() and sum(map(str.isalpha, title)) > 3:
        title = _lowered(title, _capitals_of(place))
    return title[:1].upper() + title[1:]


def _without_reference(title: str) -> str:
    if not _DIGIT.search(title):
        return title
    return _LEADING_REFERENCE.sub("", _REFERENCE.sub(_unless_standard, title))


def _unless_standard(found: re.Match[str]) -> str:
    return found[0] if _STANDARD.search(found[0]) else " "


def _balanced(title: str) -> str:
    """Quotes and brackets that have no other half go, as those that hold the whole title."""
    if title.count('"') % 2 or (title.startswith('"') and title.endswith('"')):
        title = title.replace('"', "")
    alone = set().union(*(_unmatched(title, *pair) for pair in ("()", "[]", "{}")))
    title = "".join(" " if place in alone else sign for place, sign in enumerate(title))
    return " ".join(title.split()).strip(_EDGES)


def _unmatched(title: str, opening: str, closing: str) -> set[int]:
    """Where the brackets stand that were never closed, or never opened."""
    if opening not in title and closing not in title:
        return set()
    opened: list[int] = []
    strays: set[int] = set()
    for place, sign in enumerate(title):
        if sign == opening:
            opened.append(place)
        elif sign == closing and opened:
            opened.pop()
        elif sign == closing:
            strays.add(place)
    return strays.union(opened)


def _lowered(title: str, capitals: frozenset[str]) -> str:
    """A title that was all capitals, in a sentence's letters: short forms and the town keep theirs."""

    def lower(found: re.Match[str]) -> str:
        word = found[0]
        # Nothing ends with « de »: at the end it is the state diploma (infirmier DE).
        code = title[found.end() : found.end() + 1].isdigit()
        if (
            code
            or word in _ACRONYMS
            or (word == "DE" and found.end() == len(title))
            or (len(word) > 1 and not _VOWEL.search(word))
        ):
            return word
        return word.capitalize() if word in capitals else word.lower()

    return _WORD.sub(lower, title)


@lru_cache(maxsize=4096)
def _capitals_of(place: str) -> frozenset[str]:
    """The words of a town's name, upper case, little words aside."""
    return frozenset(word for word in _WORD.findall(place.upper()) if len(word) > 3)
