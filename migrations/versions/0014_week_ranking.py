"""The best offers of each young person since the last import, and which of them are new."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "week_ranking",
        sa.Column("youth_id", sa.String(), nullable=False),
        sa.Column("offers", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("fresh", sa.JSON(), nullable=False),
        sa.Column("made_of", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("youth_id", name="pk_week_ranking"),
        sa.ForeignKeyConstraint(["youth_id"], ["user.id"], name="fk_week_ranking_youth_id_user", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("week_ranking")
