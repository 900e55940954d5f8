"""Keep what was concluded of each subject, for lists and for what falls due."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; it is filled when it is first asked for."""
    op.create_table(
        "outlooks",
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("first", sa.Date, nullable=True),
        sa.Column("last", sa.Date, nullable=True),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_outlooks"),
    )
