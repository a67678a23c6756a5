"""The folded words of an offer go: search has an index of its own, made from the columns."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("offer") as offer:
        offer.drop_column("search_text")


def downgrade() -> None:
    # What it held can be made again from the other columns; nothing reads it.
    with op.batch_alter_table("offer") as offer:
        offer.add_column(sa.Column("search_text", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("offer") as offer:
        offer.alter_column("search_text", server_default=None)
