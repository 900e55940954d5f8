"""The tables of a register. What is true are `events` and `texts`; all others can be worked out from them.

Whatever lists show stands in `subjects`, as a fold over the events left it. Dates are dates, moments are texts in UTC
as the event has them, mappings are texts of JSON: the same on both databases. Every constraint has a name, so that a
migration can find it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0003"
"""The newest schema: the name of the last migration."""

METADATA = MetaData()

EVENTS = Table(
    "events",
    METADATA,
    Column("number", Integer, nullable=False, autoincrement=False),
    Column("subject", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("number", name="pk_events"),
    UniqueConstraint("subject", "version", name="uq_events_subject_version"),
    CheckConstraint("number > 0", name="ck_events_number"),
)
"""What has happened, in order: `number` in the register, `version` within the subject, both from 1; its exact bytes."""

LEAVES = Table(
    "leaves",
    METADATA,
    Column("number", Integer, nullable=False, autoincrement=False),
    Column("hash", String(64), nullable=False),
    PrimaryKeyConstraint("number", name="pk_leaves"),
    ForeignKeyConstraint(["number"], ["events.number"], name="fk_leaves_number"),
)
"""The leaves of the log, in hexadecimal."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("sha256", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("salt", String(64), nullable=False),
    Column("says", LargeBinary, nullable=False),
    PrimaryKeyConstraint("sha256", name="pk_texts"),
    ForeignKeyConstraint(["number"], ["events.number"], name="fk_texts_number"),
    Index("ix_texts_number", "number"),
)
"""Texts that may be about a person (UTF-8), each with its salt and the event that it belongs to. They can be erased."""

SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("name", Text, nullable=False),
    Column("opening", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stage", String(20), nullable=True),
    Column("since", Date, nullable=True),
    Column("opened", Date, nullable=True),
    Column("started", Date, nullable=True),
    Column("pack_id", Text, nullable=True),
    Column("pack_version", Text, nullable=True),
    Column("header", Text, nullable=False),
    PrimaryKeyConstraint("name", name="pk_subjects"),
    ForeignKeyConstraint(["opening"], ["events.number"], name="fk_subjects_opening"),
)
"""What lists show of each subject. `opening` is the number of its first event. Of a text that was erased, its mark."""

OUTLOOKS = Table(
    "outlooks",
    METADATA,
    Column("subject", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("first", Date, nullable=True),
    Column("last", Date, nullable=True),
    Column("data", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    PrimaryKeyConstraint("subject", name="pk_outlooks"),
)
"""What was concluded of each subject, as of a version of it, by a program and a pack (`made_by`), for the days from
`first` until `last`. It may hold personal text: whatever is written of a subject takes its row away. `sha256` is over
all of the row; one that does not fit is as if it were not there."""

META = Table(
    "meta",
    METADATA,
    Column("name", String(40), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("name", name="pk_meta"),
)
"""About the register as a whole: its id, its public key, and its log as it stands (see `reading.Head`)."""


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table, each giving every column: the first decides for SQLAlchemy, which drops what others add.

    Raises `ValueError` for a row with other columns.
    """
    columns = set(table.columns.keys())
    for row in rows:
        if set(row) != columns:
            raise ValueError(f"a row of `{table.name}` must give {sorted(columns)}, not {sorted(row)}")
    if rows:
        connection.execute(table.insert(), [dict(row) for row in rows])
