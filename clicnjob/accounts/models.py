"""Tables of the accounts: structures, their sites, users, and the sign-in throttle."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clicnjob.accounts.roles import LABELS, Role
from clicnjob.db import Base, UtcDateTime, random_id, words_of
from clicnjob.places.models import Commune


class Structure(Base):
    """A mission locale: the wall between young people of different structures."""

    __tablename__ = "structure"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    zone: Mapped[str] = mapped_column(default="Europe/Paris")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sites: Mapped[list[Site]] = relationship(back_populates="structure", order_by="Site.name")


class Site(Base):
    """A place where a structure receives people: an antenna open all week, or a weekly presence."""

    __tablename__ = "site"
    __table_args__ = (CheckConstraint("kind in ('antenne', 'permanence')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    structure_id: Mapped[int] = mapped_column(ForeignKey("structure.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), index=True)
    phone: Mapped[str]
    hours: Mapped[str]
    structure: Mapped[Structure] = relationship(back_populates="sites")
    commune: Mapped[Commune] = relationship(lazy="joined", innerjoin=True)


class User(Base):
    """An account. Youth, counsellors and managers belong to a structure; operators and administrators to none.

    `regions`: INSEE codes of those whose offers an operator brings in; empty for every other role.
    """

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint(f"role in ({', '.join(repr(str(role)) for role in Role)})", name="role"),
        CheckConstraint("(role in ('operator', 'admin')) = (structure_id is null)", name="structure"),
        Index("ix_user_structure_id_role_sort_key", "structure_id", "role", "sort_key"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    username: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(words_of(Role))
    structure_id: Mapped[int | None] = mapped_column(ForeignKey("structure.id"))
    referent_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), index=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    sort_key: Mapped[str]
    birth_date: Mapped[date | None]
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    session_token: Mapped[str] = mapped_column(unique=True)
    regions: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    structure: Mapped[Structure | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    def imports(self, region: str) -> bool:
        """Whether this person brings in the offers of a region: an administrator of all, and of offers without one."""
        return self.role == Role.ADMIN or (self.role == Role.OPERATOR and region in self.regions)

    @property
    def place_in_house(self) -> str:
        """What stands under the name in the top bar: the role, and the structure when there is one."""
        return f"{LABELS[self.role]}, {self.structure.name}" if self.structure else LABELS[self.role]


class SignInFailure(Base):
    """Failed sign-ins of one subject: a keyed digest of an account's name or of an address, never the name itself."""

    __tablename__ = "sign_in_failure"

    subject: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Activation(Base):
    """The printed code that opens an account for the first time: one use, 21 days, kept as a digest."""

    __tablename__ = "activation"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
