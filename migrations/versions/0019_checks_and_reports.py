"""Texts held for their wording and what was decided of them; what readers report of an offer."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
VERDICTS = ("published", "refused")
KINDS = ("false", "money", "filled", "discriminatory")


def upgrade() -> None:
    for table, column in (("offer", "reports"), ("offer_import", "to_check")):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
        with op.batch_alter_table(table) as altered:
            altered.alter_column(column, server_default=None)
    _create_checks()
    _create_reports()


def downgrade() -> None:
    op.drop_table("offer_report")
    op.drop_table("offer_check")
    for table, column in (("offer_import", "to_check"), ("offer", "reports")):
        with op.batch_alter_table(table) as altered:
            altered.drop_column(column)


def _create_checks() -> None:
    op.create_table(
        "offer_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("concerns", sa.JSON(), nullable=False),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offer_check"),
        sa.UniqueConstraint("offer_id", "text_digest", name="uq_offer_check_offer_id_text_digest"),
        sa.CheckConstraint(f"verdict in ({', '.join(map(repr, VERDICTS))})", name="ck_offer_check_verdict"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_check_offer_id_offer", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user.id"], name="fk_offer_check_decided_by_user", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_offer_check_offer_id", "offer_check", ["offer_id"])
    op.create_index("ix_offer_check_text_digest", "offer_check", ["text_digest"])


def _create_reports() -> None:
    op.create_table(
        "offer_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("content_digest", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_offer_report"),
        sa.UniqueConstraint("offer_id", "user_id", name="uq_offer_report_offer_id_user_id"),
        sa.CheckConstraint(f"kind in ({', '.join(map(repr, KINDS))})", name="ck_offer_report_kind"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_report_offer_id_offer", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_offer_report_user_id_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["user.id"], name="fk_offer_report_settled_by_user", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_offer_report_offer_id", "offer_report", ["offer_id"])
    op.create_index("ix_offer_report_user_id", "offer_report", ["user_id"])
