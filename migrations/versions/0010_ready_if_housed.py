"""Whether a person would leave home for an employer who houses."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = (
    "wishes", "commune_code", "modes", "limit", "level", "licences",
    "experience", "contracts", "hours", "avoided", "start_on", "languages",
)  # fmt: skip
QUESTION = "ready_if_housed"


def upgrade() -> None:
    op.add_column("profile", sa.Column(QUESTION, sa.Boolean(), nullable=True))
    _allow((*BEFORE, QUESTION))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM profile_answer WHERE field = 'ready_if_housed'"))
    _allow(BEFORE)
    op.drop_column("profile", QUESTION)


def _allow(fields: tuple[str, ...]) -> None:
    """The fields an answer may be of. SQLite makes the table again, and leaves the old check behind by itself."""
    name = op.f("ck_profile_answer_field")
    with op.batch_alter_table("profile_answer") as table:
        if op.get_bind().dialect.name != "sqlite":
            table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, sa.text(f"field in ({', '.join(map(repr, fields))})"))
