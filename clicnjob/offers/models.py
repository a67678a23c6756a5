"""Tables of the offers: an offer and its text, the imports that brought them, and the records refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clicnjob.accounts.models import User
from clicnjob.db import Base, UtcDateTime, words_of
from clicnjob.offers.checking import ENOUGH_REPORTS, ReportKind, Verdict
from clicnjob.offers.contracts import LABELS, Contract
from clicnjob.offers.due import Result
from clicnjob.offers.reasons import label, sentence
from clicnjob.offers.salaries import Period
from clicnjob.offers.states import Closing, State

LIVE = text("closed_at IS NULL")


def _among(column: str, words: Iterable[str]) -> CheckConstraint:
    return CheckConstraint(f"{column} in ({', '.join(repr(str(word)) for word in words)})", name=column)


class Offer(Base):
    """One offer of one source. Closed offers stay: somebody may have applied. Live means `closed_at` is null.

    Columns that carry a draft's name mean what `clicnjob.offers.draft.Draft` says. `filed_under` is the region of the
    last import that held it, null for « all »: it decides who may close an offer without a known place. `facts` are
    those of `clicnjob.offers.facts`, read by the reader of `facts_version`. `occupations` are the codes the title
    stands for, each with its share, likeliest first, as the lexicon of `occupations_version` says; no version: nobody
    was asked yet. `reports` counts the people who report it and whom nobody has answered yet. Offers of one
    `fused_key` are copies of one job (`clicnjob.offers.fusing`), and share a card.
    """

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("source", "source_id"),
        _among("close_reason", Closing),
        CheckConstraint("(closed_at is null) = (close_reason is null)", name="closed"),
        Index("ix_offer_region_code", "region_code", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_offer_departement_code", "departement_code", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_offer_commune_code", "commune_code", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_offer_updated_at", "updated_at", sqlite_where=LIVE, postgresql_where=LIVE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    source_id: Mapped[str]
    title: Mapped[str]
    raw_title: Mapped[str]
    employer: Mapped[str]
    rome_code: Mapped[str | None]
    rome_label: Mapped[str]
    rome_derived: Mapped[bool]
    appellation: Mapped[str]
    contract: Mapped[Contract] = mapped_column(words_of(Contract))
    contract_label: Mapped[str]
    part_time: Mapped[bool | None]
    weekly_hours: Mapped[float | None]
    hours_text: Mapped[str]
    experience_required: Mapped[str | None]
    experience_months: Mapped[int | None]
    experience_text: Mapped[str]
    level: Mapped[int | None]
    level_required: Mapped[bool]
    licences: Mapped[list[str]] = mapped_column(JSON)
    licences_wished: Mapped[list[str]] = mapped_column(JSON)
    skills: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    qualification: Mapped[int | None]
    salary_text: Mapped[str]
    salary_period: Mapped[Period | None] = mapped_column(words_of(Period))
    salary_least: Mapped[float | None]
    salary_most: Mapped[float | None]
    positions: Mapped[int | None]
    url: Mapped[str | None]
    apply_url: Mapped[str | None]
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place_label: Mapped[str]
    commune_code: Mapped[str | None]
    departement_code: Mapped[str | None]
    region_code: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[str]
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    facts_version: Mapped[str]
    occupations: Mapped[Sequence[Sequence[Any]]] = mapped_column(JSON)
    occupations_version: Mapped[str]
    copy_key: Mapped[str] = mapped_column(index=True)
    fused_key: Mapped[str | None] = mapped_column(index=True)
    content_digest: Mapped[str]
    filed_under: Mapped[str | None]
    import_id: Mapped[int] = mapped_column(ForeignKey("offer_import.id"))
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    close_reason: Mapped[str | None]
    reports: Mapped[int] = mapped_column(default=0)
    text: Mapped[OfferText] = relationship(lazy="raise", passive_deletes=True)

    @property
    def description(self) -> str:
        """The text, when the query loaded it."""
        return self.text.description

    @property
    def contract_name(self) -> str:
        return LABELS[self.contract]

    @property
    def doubtful(self) -> bool:
        """Whether enough people report it for others to be warned."""
        return self.reports >= ENOUGH_REPORTS


class OfferApart(Base):
    """An offer a person took off the card of its copies: it is compared with none any more."""

    __tablename__ = "offer_apart"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class OfferText(Base):
    """The description, apart: lists and the ranking read offers by thousands and print no text."""

    __tablename__ = "offer_text"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True)
    description: Mapped[str]


class OfferImport(Base):
    """One import of one region: what all files of one call hold of it. The counts add up to `read`.

    `region` is its INSEE code, empty for offers without a known place (« all » for imports of version 0.2), `asked` the
    region the call named, or « all ». `regions` holds how many offers each region received (the empty code: no known
    place), `reasons` how many records were refused for each reason. `digest` names what the files held whatever its
    order, `late` says that they were older than what was already here. `brakes` are why it was held
    (`clicnjob.offers.brakes`), `measures` what the next one is compared with, `samples` a few of its offers to look at.
    Until it is published, its counts are what it would do; `to_check` of them it held for their wording.
    """

    __tablename__ = "offer_import"
    __table_args__ = (Index("ix_offer_import_source_region", "source", "region"), _among("state", State))

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    region: Mapped[str]
    asked: Mapped[str]
    state: Mapped[State] = mapped_column(words_of(State))
    complete: Mapped[bool]
    late: Mapped[bool]
    file_date: Mapped[date]
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    digest: Mapped[str]
    regions: Mapped[dict[str, int]] = mapped_column(JSON)
    reasons: Mapped[dict[str, int]] = mapped_column(JSON)
    brakes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    measures: Mapped[dict[str, Any]] = mapped_column(JSON)
    samples: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    reopened: Mapped[int]
    refused: Mapped[int]
    other_region: Mapped[int]
    expired: Mapped[int]
    duplicate: Mapped[int]
    older: Mapped[int]
    withheld: Mapped[int]
    closed: Mapped[int]
    to_check: Mapped[int] = mapped_column(default=0)
    actor: Mapped[User | None] = relationship(lazy="raise")
    rejections: Mapped[list[OfferRejection]] = relationship(back_populates="of_import", lazy="raise")
    decisions: Mapped[list[ImportDecision]] = relationship(lazy="raise", order_by="ImportDecision.id")

    @property
    def kept(self) -> int:
        return self.new + self.changed + self.unchanged + self.reopened + self.withheld

    @property
    def set_aside(self) -> int:
        return self.other_region + self.expired + self.duplicate + self.older

    @property
    def without_region(self) -> int:
        return self.regions.get("", 0)


class ImportDecision(Base):
    """Who made an import what it became, when, and the reason they wrote; no author: the machine itself."""

    __tablename__ = "offer_import_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("offer_import.id", ondelete="CASCADE"), index=True)
    state: Mapped[State] = mapped_column(words_of(State))
    reason: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[User | None] = relationship(lazy="raise")


class OfferBefore(Base):
    """What an import overwrote, by parts of a thousand offers, packed (see `clicnjob.offers.images`).

    Kept for the last published imports of each source and region: that is how far back one can go.
    """

    __tablename__ = "offer_before"

    import_id: Mapped[int] = mapped_column(ForeignKey("offer_import.id", ondelete="CASCADE"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    images: Mapped[bytes]


class OfferClosed(Base):
    """An offer that stopped being live: when, why, and by which import, if it was one."""

    __tablename__ = "offer_closed"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("offer_import.id", ondelete="CASCADE"), index=True)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]


class OfferCheck(Base):
    """A text held for its wording: what for, and what a person decided of it; no verdict: it waits.

    `text_digest` names what was read (`clicnjob.offers.checking`): the same text is never asked about twice.
    `concerns` are those of `clicnjob.offers.lawful.concern`.
    """

    __tablename__ = "offer_check"
    __table_args__ = (UniqueConstraint("offer_id", "text_digest"), _among("verdict", Verdict))

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    text_digest: Mapped[str] = mapped_column(index=True)
    concerns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verdict: Mapped[Verdict | None] = mapped_column(words_of(Verdict))
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offer: Mapped[Offer] = relationship(lazy="raise")


class OfferReport(Base):
    """What one reader reports of an offer, while it says what it said then (`content_digest`).

    `settled_at` and `settled_by`: when a professional answered, and who; `upheld` whether the offer was closed for it.
    """

    __tablename__ = "offer_report"
    __table_args__ = (UniqueConstraint("offer_id", "user_id"), _among("kind", ReportKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReportKind] = mapped_column(words_of(ReportKind))
    content_digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    upheld: Mapped[bool | None]


class OfferIndex(Base):
    """The index of the ranking of one region; the empty code stands for offers without a known place.

    Its name says what it is made of, `import_id` which import was the last when it was made. A region whose offers
    changed without an index being made has none.
    """

    __tablename__ = "offer_index"

    region: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    import_id: Mapped[int] = mapped_column(ForeignKey("offer_import.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OfferRejection(Base):
    """A record refused by an import: its file, its line, its reason, and enough to find it again."""

    __tablename__ = "offer_rejection"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("offer_import.id", ondelete="CASCADE"), index=True)
    file: Mapped[str]
    line: Mapped[int]
    source_id: Mapped[str]
    code: Mapped[str]
    excerpt: Mapped[str]
    of_import: Mapped[OfferImport] = relationship(back_populates="rejections", lazy="raise")

    @property
    def label(self) -> str:
        return label(self.code)

    @property
    def message(self) -> str:
        return sentence(self.code)


class SourceColumns(Base):
    """Which column of a source's tables gives which field, in a region or in « all »: see `sources.columns.Columns`.

    What was confirmed on screen or by a command; nobody is asked again while the headings stay.
    """

    __tablename__ = "offer_columns"

    source: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RegionWeek(Base):
    """What the last weekly run made of a region: when it ended (`tried_at`), when one last found nothing amiss.

    `result` is one of `clicnjob.offers.due.Result`, `sentence` what it told. A region has a row once it was asked for.
    """

    __tablename__ = "region_week"
    __table_args__ = (_among("result", Result),)

    region: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[Result] = mapped_column(words_of(Result))
    sentence: Mapped[str]
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
    good_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
