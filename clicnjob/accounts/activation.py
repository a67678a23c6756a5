"""Opening an account for the first time with a printed code, without e-mail."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from clicnjob.accounts import queries, services
from clicnjob.accounts.errors import WrongCode
from clicnjob.accounts.models import Activation, User

# NIST SP 800-63B-4: 64 bits at least for a saved code, 21 days for one given on paper.
CODE_BYTES = 10
LIFE = timedelta(days=21)
GROUP = 4


def issue_code(session: Session, *, user: User, now: datetime) -> str:
    """A new code of 80 bits in four groups of four signs; the former code of this account no longer works."""
    plain = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii").lower()
    session.merge(Activation(user_id=user.id, code_digest=_digest(plain), expires_at=now + LIFE))
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))


def activate(
    session: Session, *, username: str, code: str, password: str, address: str, secret: str, now: datetime
) -> User:
    """Spend the code and set the own password. Raises WrongCode, WeakPassword, TooManyTries."""
    with services.throttled(session, username=username, address=address, secret=secret, now=now, refusal=WrongCode):
        user = queries.by_username(session, username)
        activation = session.get(Activation, user.id) if user and not user.ended_at else None
        same = secrets.compare_digest(activation.code_digest if activation else "", _digest(_plain(code)))
        if user is None or activation is None or not same or activation.expires_at <= now:
            raise WrongCode
    services.set_password(user, password=password)
    session.execute(delete(Activation).where(Activation.user_id == user.id))
    return user


def _plain(code: str) -> str:
    # What hands do to a code: capitals, spaces, dashes, and 0 and 1 for the letters base32 has instead.
    kept = "".join(sign for sign in code.lower() if sign.isalnum())
    return kept.replace("0", "o").replace("1", "l")


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
