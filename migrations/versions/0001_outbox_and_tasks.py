"""Messages waiting to leave, and the queue of jobs: a table on SQLite, Procrastinate's schema on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Procrastinate ships its schema as numbered steps; a later migration runs the steps a newer release adds.
LAST_PROCRASTINATE_STEP = "03.04.00_50_post_add_retry_failed_job_procedure.sql"

# The statements are gathered before the first runs: a name can no longer be read once CASCADE has taken its object.
DROP_PROCRASTINATE = r"""
DO $$
BEGIN
    EXECUTE (
        SELECT string_agg(statement, '; ' ORDER BY step) FROM (
            SELECT 1 AS step, format('DROP TABLE %s CASCADE', oid::regclass) AS statement FROM pg_class
            WHERE relkind = 'r' AND relname LIKE 'procrastinate\_%' AND pg_table_is_visible(oid)
            UNION ALL
            SELECT 2, format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc
            WHERE proname LIKE 'procrastinate\_%' AND pg_function_is_visible(oid)
            UNION ALL
            SELECT 3, format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype) FROM pg_type
            WHERE typname LIKE 'procrastinate\_%' AND pg_type_is_visible(oid)
        ) AS objects
    );
END $$;
"""


def upgrade() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("dedup_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_message"),
        sa.UniqueConstraint("dedup_key", name="uq_outbox_message_dedup_key"),
    )
    op.create_index("ix_outbox_message_sent_at", "outbox_message", ["sent_at"])
    if op.get_bind().dialect.name == "postgresql":
        _create_procrastinate()
    else:
        _create_task()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _raw().execute(DROP_PROCRASTINATE)
    else:
        op.drop_table("task")
    op.drop_table("outbox_message")


def _create_task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("last_error", sa.String()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    op.create_index("ix_task_run_at", "task", ["run_at"])
    op.create_index(
        "ix_task_key",
        "task",
        ["key"],
        unique=True,
        sqlite_where=sa.text("lease_until IS NULL AND failed_at IS NULL"),
    )


def _create_procrastinate() -> None:
    from procrastinate.schema import migrations_path

    for step in sorted(migrations_path.glob("*.sql")):
        if step.name <= LAST_PROCRASTINATE_STEP:
            _raw().execute(step.read_text(encoding="utf-8"))


def _raw():  # type: ignore[no-untyped-def]
    """The driver's own connection: SQLAlchemy would read the % signs of the statements as parameters."""
    return op.get_bind().connection.driver_connection
