"""Profiles with their wishes, experiences and the history of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIELDS = (
    "wishes", "commune_code", "modes", "limit", "level", "licences",
    "experience", "contracts", "hours", "avoided", "start_on", "languages",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("youth_id", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=True),
        sa.Column("modes", sa.JSON(), nullable=True),
        sa.Column("max_minutes", sa.Integer(), nullable=True),
        sa.Column("max_km", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("licences", sa.JSON(), nullable=True),
        sa.Column("has_experience", sa.Boolean(), nullable=True),
        sa.Column("contracts", sa.JSON(), nullable=True),
        sa.Column("hours", sa.String(length=32), nullable=True),
        sa.Column("no_night", sa.Boolean(), nullable=True),
        sa.Column("no_weekend", sa.Boolean(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile"),
        sa.UniqueConstraint("youth_id", name="uq_profile_youth_id"),
        sa.ForeignKeyConstraint(["youth_id"], ["user.id"], name="fk_profile_youth_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["commune_code"], ["commune.code"], name="fk_profile_commune_code_commune"),
        sa.CheckConstraint("max_minutes between 1 and 180", name="ck_profile_max_minutes"),
        sa.CheckConstraint("max_km between 1 and 200", name="ck_profile_max_km"),
        sa.CheckConstraint("max_minutes is null or max_km is null", name="ck_profile_one_limit"),
        sa.CheckConstraint("(no_night is null) = (no_weekend is null)", name="ck_profile_avoided"),
        sa.CheckConstraint("level in ('none', 'cap', 'bac', 'bac+2', 'bac+3')", name="ck_profile_level"),
        sa.CheckConstraint("hours in ('any', 'full', 'part')", name="ck_profile_hours"),
    )
    op.create_index("ix_profile_commune_code", "profile", ["commune_code"])
    op.create_table(
        "profile_wish",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "position", name="pk_profile_wish"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_profile_wish_profile_id_profile", ondelete="CASCADE"
        ),
        sa.CheckConstraint("position between 1 and 5", name="ck_profile_wish_position"),
    )
    op.create_table(
        "profile_experience",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=100), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "position", name="pk_profile_experience"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_profile_experience_profile_id_profile", ondelete="CASCADE"
        ),
        sa.CheckConstraint("position between 1 and 5", name="ck_profile_experience_position"),
        sa.CheckConstraint("months between 1 and 240", name="ck_profile_experience_months"),
    )
    op.create_table(
        "profile_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile_answer"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name="fk_profile_answer_profile_id_profile", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name="fk_profile_answer_author_id_user", ondelete="SET NULL"
        ),
        sa.CheckConstraint(f"field in ({', '.join(map(repr, FIELDS))})", name="ck_profile_answer_field"),
    )
    op.create_index("ix_profile_answer_profile_id_field", "profile_answer", ["profile_id", "field", "id"])
    op.create_index("ix_profile_answer_author_id", "profile_answer", ["author_id"])


def downgrade() -> None:
    for table in ("profile_answer", "profile_experience", "profile_wish", "profile"):
        op.drop_table(table)
