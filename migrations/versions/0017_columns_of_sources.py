"""Which column of a source's tables is what, remembered for each region."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer_columns",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user.id"], name=op.f("fk_offer_columns_actor_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("source", "region", name=op.f("pk_offer_columns")),
    )


def downgrade() -> None:
    op.drop_table("offer_columns")
