"""Tables of the ranking: what a person said of an offer, and the best offers of each since the last import."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clicnjob.accounts.models import User
from clicnjob.db import Base, UtcDateTime, words_of
from clicnjob.matching.values import Why
from clicnjob.offers.models import Offer


class OfferFeedback(Base):
    """One person's word on one offer: kept (`why` is null), or set aside for a reason.

    `code` is the offer's occupation (third edition of ROME), `title` the stems of its title, `km` its distance as the
    crow flies, all on that day: the offer may close since. The author is null once that professional's account is
    erased.
    """

    __tablename__ = "offer_feedback"
    __table_args__ = (
        UniqueConstraint("youth_id", "offer_id"),
        CheckConstraint(f"why in ({', '.join(repr(str(one)) for one in Why)})", name="why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    youth_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    why: Mapped[Why | None] = mapped_column(words_of(Why))
    code: Mapped[str | None]
    title: Mapped[str]
    km: Mapped[float | None]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    offer: Mapped[Offer] = relationship(lazy="raise")
    author: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[author_id])


class WeekRanking(Base):
    """A young person's best offers as the last import left them: ids, best first.

    `before` are those of the last import of an earlier week, null when the person was not ranked then. `fresh` are
    those of `offers` whose text does not stand in `before`: nothing when there is none. `made_of` is a digest of the
    indexes and of what the ranking knew of the person: the same is not ranked twice. `imported_at` is the last
    import there was.
    """

    __tablename__ = "week_ranking"

    youth_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    offers: Mapped[list[int]] = mapped_column(JSON)
    before: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    fresh: Mapped[list[int]] = mapped_column(JSON)
    made_of: Mapped[str]
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
