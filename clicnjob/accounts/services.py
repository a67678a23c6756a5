"""What changes in the accounts: opening, sign-in with its throttle, sign-out everywhere, new password."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from clicnjob.accounts import passwords, queries, throttle
from clicnjob.accounts.errors import (
    ImpossibleBirthDate,
    NoRegion,
    TooManyTries,
    UsernameTaken,
    WrongCredentials,
    WrongStructure,
)
from clicnjob.accounts.models import SignInFailure, Site, Structure, User
from clicnjob.accounts.roles import IMPORTERS, LABELS, Role
from clicnjob.accounts.throttle import Failures
from clicnjob.errors import Refusal
from clicnjob.text.normalise import fold

# Missions locales accompany from 16 (15 after collège) to 25, to 29 with a disability, and may follow on a little.
YOUNGEST = 15
OLDEST = 30


def new_token() -> str:
    """A session token of 256 random bits."""
    return secrets.token_urlsafe(32)


def create_structure(session: Session, *, name: str, zone: str, now: datetime) -> Structure:
    """A mission locale."""
    structure = Structure(name=name, zone=zone, created_at=now)
    session.add(structure)
    session.flush()
    return structure


def create_site(
    session: Session,
    *,
    structure: Structure,
    name: str,
    kind: str,
    address: str,
    postcode: str,
    commune_code: str,
    phone: str,
    hours: str,
) -> Site:
    """A place where a structure receives people; `kind` is « antenne » or « permanence »."""
    site = Site(
        structure_id=structure.id,
        name=name,
        kind=kind,
        address=address,
        postcode=postcode,
        commune_code=commune_code,
        phone=phone,
        hours=hours,
    )
    session.add(site)
    session.flush()
    return site


def create_user(
    session: Session,
    *,
    username: str,
    role: Role,
    first_name: str,
    last_name: str,
    password: str | None,
    now: datetime,
    structure: Structure | None = None,
    referent: User | None = None,
    birth_date: date | None = None,
    email: str | None = None,
    regions: Collection[str] = (),
) -> User:
    """An account. Raises UsernameTaken, WeakPassword, WrongStructure."""
    if (role in IMPORTERS) != (structure is None):
        rule = "n'appartient à aucune structure" if role in IMPORTERS else "appartient à une structure"
        raise WrongStructure(role=LABELS[role], rule=rule)
    if queries.by_username(session, username):
        raise UsernameTaken(username=queries.username_of(username))
    user = User(
        username=queries.username_of(username),
        role=role,
        structure=structure,
        referent_id=referent.id if referent else None,
        first_name=first_name,
        last_name=last_name,
        sort_key=fold(f"{last_name} {first_name}"),
        birth_date=birth_date,
        email=email,
        password_hash=passwords.hash_password(password) if password is not None else None,
        session_token=new_token(),
        regions=sorted(regions),
        created_at=now,
    )
    session.add(user)
    session.flush()
    return user


@contextmanager
def throttled(
    session: Session, *, username: str, address: str, secret: str, now: datetime, refusal: type[Refusal]
) -> Iterator[None]:
    """Around a try at a secret: refused while the name or the address must wait, counted when it raises `refusal`.

    Names (known or not) and addresses are kept as digests keyed with `secret`. Raises TooManyTries.
    """
    name = _subject(secret, "name", queries.username_of(username))
    place = _subject(secret, "address", address)
    _check_wait(session, name, place, now)
    try:
        yield
    except refusal:
        _count(session, name, throttle.ACCOUNT_MEMORY, now)
        _count(session, place, throttle.ADDRESS_MEMORY, now)
        raise
    _forget(session, name)


def sign_in(session: Session, *, username: str, password: str, address: str, secret: str, now: datetime) -> User:
    """The account of these credentials. Raises WrongCredentials, TooManyTries."""
    with throttled(session, username=username, address=address, secret=secret, now=now, refusal=WrongCredentials):
        user = queries.by_username(session, username)
        if not passwords.verify(user.password_hash if user else None, password) or user is None or user.ended_at:
            raise WrongCredentials
    if user.password_hash and passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return user


def sign_out_everywhere(user: User) -> None:
    """End every session of an account, on all its devices."""
    user.session_token = new_token()


def set_password(user: User, *, password: str) -> None:
    """Change the password and end every session. Raises WeakPassword."""
    user.password_hash = passwords.hash_password(password)
    sign_out_everywhere(user)


def create_staff(
    session: Session,
    *,
    username: str,
    role: str,
    structure_id: int | None,
    first_name: str,
    last_name: str,
    email: str | None,
    regions: Collection[str],
    now: datetime,
) -> User:
    """A professional's account without password: a code opens it. Raises UsernameTaken, WrongStructure, NoRegion."""
    if role == Role.OPERATOR and not regions:
        raise NoRegion
    return create_user(
        session,
        username=username,
        role=Role(role),
        structure=session.get(Structure, structure_id) if structure_id else None,
        first_name=first_name,
        last_name=last_name,
        email=email,
        password=None,
        regions=regions if role == Role.OPERATOR else (),
        now=now,
    )


def give_regions(operator: User, regions: Collection[str]) -> None:
    """Say whose offers an operator brings in from now on. Raises NoRegion."""
    if not regions:
        raise NoRegion
    operator.regions = sorted(regions)


def create_youth(
    session: Session,
    *,
    counsellor: User,
    first_name: str,
    last_name: str,
    birth_date: date,
    email: str | None,
    today: date,
    now: datetime,
) -> User:
    """An account for a young person of the counsellor's own structure, under a name nobody bears.

    Raises ImpossibleBirthDate.
    """
    age = age_on(birth_date, today)
    if not YOUNGEST <= age <= OLDEST:
        raise ImpossibleBirthDate(age=age)
    return create_user(
        session,
        username=free_username(session, first_name, last_name),
        role=Role.YOUTH,
        first_name=first_name,
        last_name=last_name,
        password=None,
        now=now,
        structure=counsellor.structure,
        referent=counsellor,
        birth_date=birth_date,
        email=email,
    )


def free_username(session: Session, first_name: str, last_name: str) -> str:
    """First name, initial and four figures: easy to copy from a card, and saying little of the person."""
    stem = queries.username_of(f"{first_name} {last_name[:1]}")
    while True:
        name = f"{stem}.{secrets.randbelow(9000) + 1000}"
        if queries.by_username(session, name) is None:
            return name


def age_on(birth_date: date, day: date) -> int:
    """Full years on a day; born on 29 February, a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def end_account(user: User, *, now: datetime) -> None:
    """Close an account: it can no longer sign in, and its sessions end."""
    user.ended_at = now
    sign_out_everywhere(user)


def _subject(secret: str, kind: str, value: str) -> str:
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _failures(session: Session, subject: str) -> Failures | None:
    row = session.get(SignInFailure, subject, with_for_update=True, populate_existing=True)
    return Failures(row.count, row.first_at, row.last_at) if row else None


def _check_wait(session: Session, name: str, place: str, now: datetime) -> None:
    waits = throttle.account_wait(_failures(session, name), now), throttle.address_wait(_failures(session, place), now)
    if max(waits) > timedelta(0):
        raise TooManyTries(seconds=int(max(waits).total_seconds()) + 1)


def _count(session: Session, subject: str, memory: timedelta, now: datetime) -> None:
    known = _failures(session, subject)
    fresh = known is None or throttle.is_over(known, memory, now)
    row = session.merge(SignInFailure(subject=subject, count=1, first_at=now, last_at=now))
    if known is not None and not fresh:
        row.count, row.first_at = known.count + 1, known.first_at


def _forget(session: Session, subject: str) -> None:
    row = session.get(SignInFailure, subject)
    if row:
        session.delete(row)
