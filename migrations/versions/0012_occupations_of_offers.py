"""The occupations an offer's title stands for, and the version of the lexicon that says so."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No version: nobody was asked yet, and the index asks the lexicon as before.
    with op.batch_alter_table("offer") as offer:
        offer.add_column(sa.Column("occupations", sa.JSON(), nullable=False, server_default="[]"))
        offer.add_column(sa.Column("occupations_version", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("offer") as offer:
        offer.alter_column("occupations", server_default=None)
        offer.alter_column("occupations_version", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("offer") as offer:
        offer.drop_column("occupations_version")
        offer.drop_column("occupations")
