"""The name of the ranking's index, written by the import that turned the offers over."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer_import", sa.Column("index_name", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("offer_import") as table:
        table.drop_column("index_name")
