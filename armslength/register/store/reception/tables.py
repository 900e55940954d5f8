"""The tables of the reception. Moments are seconds since 1970, in UTC: they are compared, and not read by people."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from armslength.register.store.tables import METADATA

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Boolean(create_constraint=False), nullable=False),
    Column("made", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_accounts"),
    UniqueConstraint("folded", name="uq_accounts_folded"),
)
"""People who may sign in. `password` is a hash, or empty until somebody chose one."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("hash", String(64), nullable=False),
    Column("account", String(32), nullable=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    PrimaryKeyConstraint("hash", name="pk_sessions"),
    ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account"),
    Index("ix_sessions_account", "account"),
)
"""Who is signed in, by the hash of what the browser holds. Without an account, name and role are what was said."""

LINKS = Table(
    "links",
    METADATA,
    Column("id", String(32), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("ends", BigInteger, nullable=False),
    Column("revoked", BigInteger, nullable=True),
    Column("used", BigInteger, nullable=True),
    PrimaryKeyConstraint("id", name="pk_links"),
    UniqueConstraint("hash", name="uq_links_hash"),
    Index("ix_links_subject", "subject"),
)
"""Addresses that open one thing, by the hash of their secret part. `about` is an account, a share or what was sent."""

OPENINGS = Table(
    "openings",
    METADATA,
    Column("link", String(32), nullable=False),
    Column("number", Integer, nullable=False, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("link", "number", name="pk_openings"),
    ForeignKeyConstraint(["link"], ["links.id"], name="fk_openings_link"),
)
"""When a link was opened, in order."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", String(32), nullable=False),
    Column("key", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_attempts"),
    Index("ix_attempts_key_at", "key", "at"),
)
"""What went wrong at the door, by a hash of who tried what."""

UPLOADS = Table(
    "uploads",
    METADATA,
    Column("id", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", name="pk_uploads"),
    Index("ix_uploads_subject", "subject"),
)
"""Files that somebody brought, of one subject. They are handed out as they came, and never shown."""


def seconds(moment: datetime) -> int:
    """Write a moment as it is kept. Raises `ValueError` for one that does not say its offset."""
    if moment.utcoffset() is None:
        raise ValueError("a moment must say how far it is from UTC")
    return int(moment.timestamp())


def moment_of(kept: int) -> datetime:
    """Read a moment as it is kept."""
    return datetime.fromtimestamp(kept, UTC)
