"""What an import is, and why an offer is no longer live (pure)."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What became of an import: only a published one ever changed an offer."""

    PREVIEWED = "previewed"
    HELD = "held"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"
    ABANDONED = "abandoned"


WAITING = frozenset({State.PREVIEWED, State.HELD})


class Closing(StrEnum):
    """Why an offer is closed: its source no longer gives it, its end is past, its import was taken back, or a person.

    An offer waits for a person (`to_check`), was refused by one, or was closed after readers' reports.
    """

    ABSENT = "absent"
    EXPIRED = "expired"
    ROLLED_BACK = "rolled_back"
    TO_CHECK = "to_check"
    REFUSED = "refused"
    REPORTED = "reported"


# A file that still holds such an offer, unchanged, does not open it again.
WITHHELD = frozenset({Closing.TO_CHECK, Closing.REFUSED, Closing.REPORTED})
