"""Offers and their texts, the imports that bring them, the records refused."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("closed_at IS NULL")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "offer_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("file_date", sa.Date(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.PrimaryKeyConstraint("id", name="pk_offer_import"),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name="fk_offer_import_actor_id_user"),
    )
    op.create_index("ix_offer_import_source_region", "offer_import", ["source", "region"])
    op.create_table(
        "offer_rejection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_offer_rejection"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["offer_import.id"], name="fk_offer_rejection_import_id_offer_import", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_offer_rejection_import_id", "offer_rejection", ["import_id"])
    _create_offer()
    op.create_table(
        "offer_text",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("offer_id", name="pk_offer_text"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_text_offer_id_offer", ondelete="CASCADE"),
    )


def downgrade() -> None:
    for table in ("offer_text", "offer", "offer_rejection", "offer_import"):
        op.drop_table(table)


COUNTS = (
    "read", "new", "changed", "unchanged", "reopened", "refused",
    "other_region", "expired", "duplicate", "older", "closed",
)  # fmt: skip


def _create_offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("raw_title", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("rome_code", sa.String(), nullable=True),
        sa.Column("rome_label", sa.String(), nullable=False),
        sa.Column("rome_derived", sa.Boolean(), nullable=False),
        sa.Column("appellation", sa.String(), nullable=False),
        sa.Column("contract", sa.String(length=32), nullable=False),
        sa.Column("contract_label", sa.String(), nullable=False),
        sa.Column("part_time", sa.Boolean(), nullable=True),
        sa.Column("weekly_hours", sa.Double(), nullable=True),
        sa.Column("hours_text", sa.String(), nullable=False),
        sa.Column("experience_required", sa.String(), nullable=True),
        sa.Column("experience_months", sa.Integer(), nullable=True),
        sa.Column("experience_text", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("level_required", sa.Boolean(), nullable=False),
        sa.Column("licences", sa.JSON(), nullable=False),
        sa.Column("licences_wished", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("qualification", sa.Integer(), nullable=True),
        sa.Column("salary_text", sa.String(), nullable=False),
        sa.Column("salary_period", sa.String(length=32), nullable=True),
        sa.Column("salary_least", sa.Double(), nullable=True),
        sa.Column("salary_most", sa.Double(), nullable=True),
        sa.Column("positions", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("apply_url", sa.String(), nullable=True),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("place_label", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=True),
        sa.Column("departement_code", sa.String(), nullable=True),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("content_digest", sa.String(), nullable=False),
        sa.Column("filed_under", sa.String(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.UniqueConstraint("source", "source_id", name="uq_offer_source_source_id"),
        sa.ForeignKeyConstraint(["import_id"], ["offer_import.id"], name="fk_offer_import_id_offer_import"),
        sa.CheckConstraint("close_reason in ('absent', 'expired')", name="ck_offer_close_reason"),
        sa.CheckConstraint("(closed_at is null) = (close_reason is null)", name="ck_offer_closed"),
    )
    for column in ("region_code", "departement_code", "commune_code", "updated_at"):
        op.create_index(f"ix_offer_{column}", "offer", [column], sqlite_where=LIVE, postgresql_where=LIVE)
