"""Lists by pages: one page of rows, and whether another follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; `number` counts from 1, `total` is the number of rows of all pages."""

    rows: Sequence[Any]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))


def page_number() -> int:
    """The page asked for in the address (`?page=2`), 1 when none; anything else is a missing page."""
    text = request.args.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        abort(404)
    return int(text)


def page_of(rows: Sequence[Any]) -> Page:
    """The page asked for in the address of rows that are at hand; one past the last is a missing page."""
    number = page_number()
    part = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not part and number > 1:
        abort(404)
    return Page(part, number, len(rows))


def paginate(session: Session, statement: Select[Any], *, number: int, per_page: int = PER_PAGE) -> Page:
    """One page of a statement's rows (entities as scalars), counted in the database."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    rows = session.scalars(statement.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(rows, number, total, per_page)
