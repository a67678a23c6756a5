"""What a text may be held for: the codes, what the law says of each, and one such place in a text (pure)."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from clicnjob.offers.prose.clauses import Clause, excerpt

FILE = Path(__file__).parent / "data" / "articles.toml"


class Code(StrEnum):
    """What is wrong: a criterion of choice the law forbids, money asked, the language, or no job behind the offer."""

    AGE = "age"
    SEX = "sex"
    ORIGIN = "origin"
    NATIONALITY = "nationality"
    FAMILY = "family"
    PREGNANCY = "pregnancy"
    LOOKS = "looks"
    RELIGION = "religion"
    RESIDENCE = "residence"
    HEALTH = "health"
    OPINIONS = "opinions"
    ORIENTATION = "orientation"
    FEES = "fees"
    PREMIUM = "premium"
    LANGUAGE = "language"
    SCHOOL = "school"


class Article(msgspec.Struct, frozen=True):
    """What the law says of a code: its name in lists, the article, one plain sentence."""

    name: str
    article: str
    sentence: str


class Concern(msgspec.Struct, frozen=True):
    """A place of a text that a person must look at; `excerpt` quotes it as it is written."""

    code: Code
    excerpt: str

    @property
    def law(self) -> Article:
        return articles()[self.code]


@cache
def articles() -> dict[Code, Article]:
    """What the law says of each code."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    return {code: msgspec.convert(told[code], Article) for code in Code}


def concern(code: Code, clause: Clause, place: int = 0) -> Concern:
    """A concern with the words around its place."""
    return Concern(code, excerpt(clause.written, place))
