"""Tables of the profiles: one row a young person, wishes, experiences, and every answer ever given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clicnjob.db import Base, UtcDateTime, words_of
from clicnjob.profiles.values import (
    LONGEST_JOB,
    LONGEST_WISH,
    MOST_EXPERIENCES,
    MOST_KM,
    MOST_MINUTES,
    MOST_MONTHS,
    MOST_WISHES,
    Hours,
    Level,
    Question,
)

# No answer is NULL in the column, not the JSON word null; « none » is an empty list.
ANSWER = JSON(none_as_null=True)


class Profile(Base):
    """What a young person answered; a NULL column was not answered."""

    __tablename__ = "profile"
    __table_args__ = (
        CheckConstraint(f"max_minutes between 1 and {MOST_MINUTES}", name="max_minutes"),
        CheckConstraint(f"max_km between 1 and {MOST_KM}", name="max_km"),
        CheckConstraint("max_minutes is null or max_km is null", name="one_limit"),
        CheckConstraint("(no_night is null) = (no_weekend is null)", name="avoided"),
        CheckConstraint(f"level in ({', '.join(repr(str(one)) for one in Level)})", name="level"),
        CheckConstraint(f"hours in ({', '.join(repr(str(one)) for one in Hours)})", name="hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    youth_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("commune.code"), index=True)
    modes: Mapped[list[str] | None] = mapped_column(ANSWER)
    max_minutes: Mapped[int | None]
    max_km: Mapped[int | None]
    level: Mapped[Level | None] = mapped_column(words_of(Level))
    licences: Mapped[dict[str, str] | None] = mapped_column(ANSWER)
    has_experience: Mapped[bool | None]
    contracts: Mapped[list[str] | None] = mapped_column(ANSWER)
    hours: Mapped[Hours | None] = mapped_column(words_of(Hours))
    no_night: Mapped[bool | None]
    no_weekend: Mapped[bool | None]
    start_on: Mapped[date | None]
    ready_if_housed: Mapped[bool | None]
    languages: Mapped[list[str] | None] = mapped_column(ANSWER)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    wishes: Mapped[list[ProfileWish]] = relationship(
        cascade="all, delete-orphan", order_by="ProfileWish.position", lazy="selectin"
    )
    experiences: Mapped[list[ProfileExperience]] = relationship(
        cascade="all, delete-orphan", order_by="ProfileExperience.position", lazy="selectin"
    )


class ProfileWish(Base):
    """A wish in the person's own words; the first is the dearest."""

    __tablename__ = "profile_wish"
    __table_args__ = (CheckConstraint(f"position between 1 and {MOST_WISHES}", name="position"),)

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(LONGEST_WISH))


class ProfileExperience(Base):
    """A job already done, in the person's own words."""

    __tablename__ = "profile_experience"
    __table_args__ = (
        CheckConstraint(f"position between 1 and {MOST_EXPERIENCES}", name="position"),
        CheckConstraint(f"months between 1 and {MOST_MONTHS}", name="months"),
    )

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(LONGEST_JOB))
    months: Mapped[int]


class ProfileAnswer(Base):
    """One answer as it was given, by whom and when; never changed afterwards. A null value: taken back.

    The author is null once that professional's account is erased.
    """

    __tablename__ = "profile_answer"
    __table_args__ = (
        CheckConstraint(f"field in ({', '.join(repr(str(one)) for one in Question)})", name="field"),
        Index("ix_profile_answer_profile_id_field", "profile_id", "field", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"))
    field: Mapped[Question] = mapped_column(words_of(Question))
    value: Mapped[Any] = mapped_column(ANSWER, nullable=True)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
