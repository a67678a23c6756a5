"""Runs migrations on the connection that clicnjob.schema opened; there is no offline mode."""

from alembic import context

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    # A migration that waits for a lock makes every reader behind it wait too: give up early, run it again later.
    connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
context.configure(connection=connection, render_as_batch=True, transaction_per_migration=False)
context.run_migrations()
