"""Addresses found in an offer: where it stands, where to apply; never a person's (pure)."""

from __future__ import annotations

import re

LONGEST = 1000

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_SOUND = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE)


def link_in(raw: object) -> str | None:
    """The first web address in a text (« Pour postuler, utiliser le lien suivant : https://… »), else None.

    An address with a person's name before the host, an « @ » anywhere, or more than 1,000 signs is none.
    """
    found = _ADDRESS.search(raw) if isinstance(raw, str) else None
    if not found:
        return None
    address = found[0].rstrip(".,;:!?)]»")
    sound = _SOUND.fullmatch(address) and "@" not in address and address.isprintable() and len(address) <= LONGEST
    return address if sound else None
