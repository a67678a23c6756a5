"""One index of the ranking a region, in the place of one for the installation."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer_index",
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["offer_import.id"], name=op.f("fk_offer_index_import_id_offer_import")),
        sa.PrimaryKeyConstraint("region", name=op.f("pk_offer_index")),
    )
    # Nothing moves: an index is made again from the columns of the offers by whoever finds none.
    with op.batch_alter_table("offer_import") as table:
        table.drop_column("index_name")


def downgrade() -> None:
    op.add_column("offer_import", sa.Column("index_name", sa.String(), nullable=True))
    op.drop_table("offer_index")
