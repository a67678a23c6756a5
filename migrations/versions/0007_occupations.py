"""Occupations: official titles and parents, and the employers that learned titles were seen with."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occupation_title",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("title", "code", name=op.f("pk_occupation_title")),
    )
    op.create_table(
        "occupation_parent",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_occupation_parent")),
    )
    op.create_table(
        "occupation_sighting",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("employer_digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("title", "code", "employer_digest", name=op.f("pk_occupation_sighting")),
    )


def downgrade() -> None:
    op.drop_table("occupation_sighting")
    op.drop_table("occupation_parent")
    op.drop_table("occupation_title")
