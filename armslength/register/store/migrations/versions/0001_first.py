"""Make the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, children after their parents."""
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("subject", "version", name="uq_events_subject_version"),
        sa.CheckConstraint("number > 0", name="ck_events_number"),
    )
    op.create_table(
        "leaves",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_leaves"),
        sa.ForeignKeyConstraint(["number"], ["events.number"], name="fk_leaves_number"),
    )
    op.create_table(
        "texts",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("says", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_texts"),
        sa.ForeignKeyConstraint(["number"], ["events.number"], name="fk_texts_number"),
    )
    op.create_index("ix_texts_number", "texts", ["number"])
    op.create_table(
        "subjects",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("opening", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(20), nullable=True),
        sa.Column("since", sa.Date, nullable=True),
        sa.Column("opened", sa.Date, nullable=True),
        sa.Column("started", sa.Date, nullable=True),
        sa.Column("pack_id", sa.Text, nullable=True),
        sa.Column("pack_version", sa.Text, nullable=True),
        sa.Column("header", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_subjects"),
        sa.ForeignKeyConstraint(["opening"], ["events.number"], name="fk_subjects_opening"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
