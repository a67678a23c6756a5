"""Passwords: hashed with argon2id, fifteen characters or more, and the obvious ones refused (pure)."""

from __future__ import annotations

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from clicnjob.accounts.errors import WeakPassword

# OWASP's second profile: 19 MiB and two passes stay affordable when a whole workshop signs in at once.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST = 15
LONGEST = 200
# Checked instead of nothing when the name is unknown, so that both answers take the same time.
_NOBODY = _hasher.hash("a password that no account has")
_OBVIOUS = re.compile(r"motdepasse|password|azerty|qwerty|123456|missionlocale|clicnjob")
FEWEST_DIFFERENT = 6


def hash_password(password: str) -> str:
    """The argon2id hash to store. Raises WeakPassword."""
    check(password)
    return _hasher.hash(password)


def check(password: str) -> None:
    """Refuse a password shorter than 15 or longer than 200 characters, repeated, or built on an obvious word."""
    plain = re.sub(r"[\W_]+", "", password.lower())
    rest = _OBVIOUS.sub("", plain)
    obvious = len(rest) < len(plain) and len(rest) < SHORTEST - 3
    if not SHORTEST <= len(password) <= LONGEST or len(set(plain)) < FEWEST_DIFFERENT or obvious:
        raise WeakPassword


def verify(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; the same time is spent when nothing is stored."""
    try:
        _hasher.verify(stored or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)
