"""What the last weekly run made of each region."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
RESULTS = ("published", "held", "nothing", "failed")


def upgrade() -> None:
    op.create_table(
        "region_week",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("tried_at", INSTANT, nullable=False),
        sa.Column("good_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("region", name="pk_region_week"),
        sa.CheckConstraint(f"result in ({', '.join(map(repr, RESULTS))})", name="ck_region_week_result"),
    )


def downgrade() -> None:
    op.drop_table("region_week")
