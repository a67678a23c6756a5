"""Operators bring in the offers of the regions given to them; those there are keep them all."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("regions", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("user") as user:
        user.alter_column("regions", server_default=None)
    connection = op.get_bind()
    codes = json.dumps(sorted(connection.scalars(sa.text("SELECT code FROM region"))))
    words = sa.text("""UPDATE "user" SET regions = CAST(:codes AS JSON) WHERE role = 'operator'""")
    if connection.dialect.name == "sqlite":
        words = sa.text("""UPDATE "user" SET regions = :codes WHERE role = 'operator'""")
    connection.execute(words, {"codes": codes})


def downgrade() -> None:
    with op.batch_alter_table("user") as user:
        user.drop_column("regions")
