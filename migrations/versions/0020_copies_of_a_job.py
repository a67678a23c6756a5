"""Offers that are copies of one job share a card; one a person took apart has its own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer", sa.Column("fused_key", sa.String(), nullable=True))
    op.create_index(op.f("ix_offer_fused_key"), "offer", ["fused_key"])
    op.create_table(
        "offer_apart",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_offer_apart_offer_id_offer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user.id"], name=op.f("fk_offer_apart_actor_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("offer_id", name=op.f("pk_offer_apart")),
    )


def downgrade() -> None:
    op.drop_table("offer_apart")
    op.drop_index(op.f("ix_offer_fused_key"), "offer")
    op.drop_column("offer", "fused_key")
