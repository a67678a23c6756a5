"""What changes in the profiles: the answers of one page, each kept with its date and its author."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clicnjob.accounts.models import User
from clicnjob.profiles.cleaning import cleaned
from clicnjob.profiles.models import Profile, ProfileAnswer, ProfileExperience, ProfileWish
from clicnjob.profiles.queries import values_of
from clicnjob.profiles.steps import Step
from clicnjob.profiles.values import Avoided, Experience, Limit, ProfileValues, Question, plain


def save_step(
    session: Session, *, youth: User, author: User, step: Step, values: ProfileValues, now: datetime
) -> Profile:
    """Write the answers to the questions of one page, and a line of history for each that changed.

    `values` needs the answers of that page only; None takes an answer back. Raises PrivateNumberTyped.
    """
    values = cleaned(values)
    profile = _profile(session, youth, now)
    known = values_of(profile)
    for question in step.questions:
        answer = getattr(values, question)
        if answer != getattr(known, question):
            _write(profile, question, answer)
            profile.changed_at = now
            kept = ProfileAnswer(
                profile_id=profile.id, field=question, value=plain(answer), author_id=author.id, at=now
            )
            session.add(kept)
    session.flush()
    return profile


def _profile(session: Session, youth: User, now: datetime) -> Profile:
    # Two first pages sent at once must not begin two profiles: the young person's row is the lock.
    session.execute(select(User.id).where(User.id == youth.id).with_for_update())
    profile = session.scalar(select(Profile).where(Profile.youth_id == youth.id))
    if profile is None:
        profile = Profile(youth_id=youth.id, wishes=[], experiences=[], changed_at=now)
        session.add(profile)
        session.flush()
    return profile


def _write(profile: Profile, question: Question, answer: Any) -> None:
    writer = _WRITERS.get(question)
    if writer:
        writer(profile, answer)
    else:
        setattr(profile, question, plain(answer) if isinstance(answer, frozenset | tuple | Mapping) else answer)


def _write_wishes(profile: Profile, wishes: tuple[str, ...] | None) -> None:
    profile.wishes = [ProfileWish(position=place, text=text) for place, text in enumerate(wishes or (), start=1)]


def _write_limit(profile: Profile, limit: Limit | None) -> None:
    profile.max_minutes, profile.max_km = (limit.minutes, limit.km) if limit else (None, None)


def _write_experience(profile: Profile, done: tuple[Experience, ...] | None) -> None:
    profile.has_experience = None if done is None else bool(done)
    profile.experiences = [
        ProfileExperience(position=place, job=one.job, months=one.months)
        for place, one in enumerate(done or (), start=1)
    ]


def _write_avoided(profile: Profile, avoided: frozenset[Avoided] | None) -> None:
    profile.no_night = None if avoided is None else Avoided.NIGHT in avoided
    profile.no_weekend = None if avoided is None else Avoided.WEEKEND in avoided


_WRITERS: dict[Question, Callable[[Profile, Any], None]] = {
    Question.WISHES: _write_wishes,
    Question.LIMIT: _write_limit,
    Question.EXPERIENCE: _write_experience,
    Question.AVOIDED: _write_avoided,
}
