"""What a person said of an offer: kept, or set aside for a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REASONS = ("too far", "another job", "hours", "contract", "asked", "done", "other")


def upgrade() -> None:
    op.create_table(
        "offer_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("youth_id", sa.String(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("km", sa.Double(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_offer_feedback"),
        sa.UniqueConstraint("youth_id", "offer_id", name="uq_offer_feedback_youth_id_offer_id"),
        sa.ForeignKeyConstraint(["youth_id"], ["user.id"], name="fk_offer_feedback_youth_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name="fk_offer_feedback_offer_id_offer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name="fk_offer_feedback_author_id_user", ondelete="SET NULL"
        ),
        sa.CheckConstraint(f"why in ({', '.join(map(repr, REASONS))})", name="ck_offer_feedback_why"),
    )
    op.create_index("ix_offer_feedback_offer_id", "offer_feedback", ["offer_id"])
    op.create_index("ix_offer_feedback_author_id", "offer_feedback", ["author_id"])


def downgrade() -> None:
    op.drop_table("offer_feedback")
