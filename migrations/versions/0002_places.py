"""Regions, départements, communes and their postcodes, and the edition they come from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_region"),
    )
    op.create_table(
        "departement",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_departement"),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name="fk_departement_region_code_region"),
    )
    op.create_table(
        "commune",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("departement_code", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent_code", sa.String()),
        sa.Column("former_name", sa.String()),
        sa.PrimaryKeyConstraint("code", name="pk_commune"),
        sa.ForeignKeyConstraint(
            ["departement_code"], ["departement.code"], name="fk_commune_departement_code_departement"
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name="fk_commune_region_code_region"),
        sa.ForeignKeyConstraint(["parent_code"], ["commune.code"], name="fk_commune_parent_code_commune"),
        sa.CheckConstraint("kind in ('commune', 'arrondissement', 'former')", name="ck_commune_kind"),
        sa.CheckConstraint("(kind = 'commune') = (parent_code is null)", name="ck_commune_parent"),
        sa.CheckConstraint(
            "latitude between -90 and 90 and longitude between -180 and 180", name="ck_commune_position"
        ),
    )
    op.create_table(
        "commune_postcode",
        sa.Column("commune_code", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "postcode", name="pk_commune_postcode"),
        sa.ForeignKeyConstraint(["commune_code"], ["commune.code"], name="fk_commune_postcode_commune_code_commune"),
    )
    op.create_table(
        "place_edition",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_place_edition"),
    )


def downgrade() -> None:
    for table in ("place_edition", "commune_postcode", "commune", "departement", "region"):
        op.drop_table(table)
