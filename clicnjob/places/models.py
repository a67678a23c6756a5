"""Tables of the places: regions, départements, communes with their postcodes, and which edition they hold."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from clicnjob.db import Base, UtcDateTime, words_of
from clicnjob.places.gazetteer import Kind


class Region(Base):
    """An INSEE region, or an overseas territory that belongs to none."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Departement(Base):
    """A département or overseas territory."""

    __tablename__ = "departement"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))


class Commune(Base):
    """A commune, arrondissement or former commune: a code stays when a merger ends it, and points to its successor."""

    __tablename__ = "commune"
    __table_args__ = (
        CheckConstraint(f"kind in ({', '.join(repr(str(kind)) for kind in Kind)})", name="kind"),
        CheckConstraint("(kind = 'commune') = (parent_code is null)", name="parent"),
        CheckConstraint("latitude between -90 and 90 and longitude between -180 and 180", name="position"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    departement_code: Mapped[str] = mapped_column(ForeignKey("departement.code"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    population: Mapped[int]
    latitude: Mapped[float]
    longitude: Mapped[float]
    kind: Mapped[Kind] = mapped_column(words_of(Kind))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("commune.code"))
    former_name: Mapped[str | None]


class CommunePostcode(Base):
    """One postcode of one commune or arrondissement: a commune has several, and shares them."""

    __tablename__ = "commune_postcode"

    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), primary_key=True)
    postcode: Mapped[str] = mapped_column(primary_key=True)


class PlaceEdition(Base):
    """The edition the tables hold: one row, whose digest names their content."""

    __tablename__ = "place_edition"

    digest: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
