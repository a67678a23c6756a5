"""Structures, sites, users, sign-in failures and activation codes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "structure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_structure"),
        sa.UniqueConstraint("name", name="uq_structure_name"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.ForeignKeyConstraint(["structure_id"], ["structure.id"], name="fk_site_structure_id_structure"),
        sa.ForeignKeyConstraint(["commune_code"], ["commune.code"], name="fk_site_commune_code_commune"),
        sa.CheckConstraint("kind in ('antenne', 'permanence')", name="ck_site_kind"),
    )
    op.create_index("ix_site_structure_id", "site", ["structure_id"])
    op.create_index("ix_site_commune_code", "site", ["commune_code"])
    op.create_table(
        "user",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=True),
        sa.Column("referent_id", sa.String(), nullable=True),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("session_token", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("username", name="uq_user_username"),
        sa.UniqueConstraint("session_token", name="uq_user_session_token"),
        sa.ForeignKeyConstraint(["structure_id"], ["structure.id"], name="fk_user_structure_id_structure"),
        sa.ForeignKeyConstraint(["referent_id"], ["user.id"], name="fk_user_referent_id_user"),
        sa.CheckConstraint("role in ('youth', 'counsellor', 'manager', 'operator', 'admin')", name="ck_user_role"),
        sa.CheckConstraint("(role in ('operator', 'admin')) = (structure_id is null)", name="ck_user_structure"),
    )
    op.create_index("ix_user_referent_id", "user", ["referent_id"])
    op.create_index("ix_user_structure_id_role_sort_key", "user", ["structure_id", "role", "sort_key"])
    op.create_table(
        "sign_in_failure",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_last_at", "sign_in_failure", ["last_at"])
    op.create_table(
        "activation",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_activation"),
        sa.UniqueConstraint("code_digest", name="uq_activation_code_digest"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_activation_user_id_user"),
    )


def downgrade() -> None:
    for table in ("activation", "sign_in_failure", "user", "site", "structure"):
        op.drop_table(table)
