"""What is asked of an import (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Wish(StrEnum):
    """What to do once the files are read: look only, publish unless a brake fires, publish whatever fires."""

    PREVIEW = "preview"
    GREEN = "green"
    ANYWAY = "anyway"


@dataclass(frozen=True, slots=True)
class Order:
    """`asked` is the region the call names (INSEE code, or « all »), `file_date` the day the source made the files,
    `complete` whether they hold all it has. `reason` is what a person wrote to publish despite a brake."""

    source: str
    asked: str
    complete: bool
    file_date: date
    started_at: datetime
    actor_id: str | None = None
    wish: Wish = Wish.GREEN
    reason: str = ""
