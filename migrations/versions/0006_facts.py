"""Facts read in the text of offers, with the reader's version, and the key that copies share."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Offers already here are read by `clicnjob matching reindex`: no reader has the empty version.
    with op.batch_alter_table("offer") as offer:
        offer.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="[]"))
        offer.add_column(sa.Column("facts_version", sa.String(), nullable=False, server_default=""))
        offer.add_column(sa.Column("copy_key", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("offer") as offer:
        for column in ("facts", "facts_version", "copy_key"):
            offer.alter_column(column, server_default=None)
        offer.create_index("ix_offer_copy_key", ["copy_key"])


def downgrade() -> None:
    with op.batch_alter_table("offer") as offer:
        offer.drop_index("ix_offer_copy_key")
        offer.drop_column("copy_key")
        offer.drop_column("facts_version")
        offer.drop_column("facts")
