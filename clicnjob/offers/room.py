"""A disk or a database that is full, said in words whichever of the two found it out."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from clicnjob.offers.errors import NoRoom

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# PostgreSQL's « disk_full ».
DISK_FULL = "53100"


@contextmanager
def needed() -> Iterator[None]:
    """Raise NoRoom where the block stops for want of room; whatever else stops it passes."""
    try:
        yield
    except (OSError, DBAPIError) as error:
        if _is_full(error):
            raise NoRoom from error
        raise


def _is_full(error: OSError | DBAPIError) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    return (
        getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(error.orig, "sqlstate", None) == DISK_FULL
    )
