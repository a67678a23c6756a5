"""Tables of the occupations: official titles, parents of codes, and where learned titles were seen."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from clicnjob.db import Base


class OccupationTitle(Base):
    """A title of the official files and its code, of the third or the fourth edition."""

    __tablename__ = "occupation_title"

    title: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class OccupationParent(Base):
    """The code of the third edition under which a code of the fourth stands."""

    __tablename__ = "occupation_parent"

    code: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str]


class OccupationSighting(Base):
    """A title seen with a code at one employer, who is known by a digest only. Three employers make it a label."""

    __tablename__ = "occupation_sighting"

    title: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    employer_digest: Mapped[str] = mapped_column(primary_key=True)
