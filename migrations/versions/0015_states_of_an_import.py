"""What an import is (held, live, taken back), who decided it, what it overwrote, and the offers it closed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = ("previewed", "held", "published", "rolled_back", "abandoned")
REASONS = ("absent", "expired", "rolled_back", "to_check", "refused", "reported")
FORMER_REASONS = ("absent", "expired")


def upgrade() -> None:
    # What is here was published: it is what an import did before this version.
    with op.batch_alter_table("offer_import") as table:
        table.add_column(sa.Column("asked", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("state", sa.String(length=32), nullable=False, server_default="published"))
        table.add_column(sa.Column("brakes", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("measures", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("samples", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("withheld", sa.Integer(), nullable=False, server_default="0"))
        table.create_check_constraint("ck_offer_import_state", sa.text(f"state in ({', '.join(map(repr, STATES))})"))
    op.execute("UPDATE offer_import SET asked = region")
    with op.batch_alter_table("offer_import") as table:
        for column in ("asked", "state", "brakes", "measures", "samples", "withheld"):
            table.alter_column(column, server_default=None)
    _reasons_to_close(REASONS)
    _create_decisions()
    op.create_table(
        "offer_before",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("images", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "part", name="pk_offer_before"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["offer_import.id"], name="fk_offer_before_import_id_offer_import", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "offer_closed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", INSTANT, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_offer_closed"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_closed_offer_id_offer", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["offer_import.id"], name="fk_offer_closed_import_id_offer_import", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_offer_closed_offer_id", "offer_closed", ["offer_id"])
    op.create_index("ix_offer_closed_import_id", "offer_closed", ["import_id"])


def downgrade() -> None:
    for table in ("offer_closed", "offer_before", "offer_import_decision"):
        op.drop_table(table)
    # Reasons nobody knew: an offer that a person or a rollback closed stays closed.
    op.execute("UPDATE offer SET close_reason = 'absent' WHERE close_reason not in ('absent', 'expired')")
    _reasons_to_close(FORMER_REASONS)
    # What never was published did nothing: such imports did not exist before.
    op.execute("DELETE FROM offer_import WHERE state in ('previewed', 'held', 'abandoned')")
    with op.batch_alter_table("offer_import") as table:
        table.drop_constraint("ck_offer_import_state", type_="check")
        for column in ("withheld", "samples", "measures", "brakes", "state", "asked"):
            table.drop_column(column)


def _reasons_to_close(reasons: tuple[str, ...]) -> None:
    among = sa.text(f"close_reason in ({', '.join(map(repr, reasons))})")
    with op.batch_alter_table("offer") as table:
        table.drop_constraint("ck_offer_close_reason", type_="check")
        table.create_check_constraint("ck_offer_close_reason", among)


def _create_decisions() -> None:
    op.create_table(
        "offer_import_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_offer_import_decision"),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["offer_import.id"],
            name="fk_offer_import_decision_import_id_offer_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user.id"], name="fk_offer_import_decision_actor_id_user", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_offer_import_decision_import_id", "offer_import_decision", ["import_id"])
