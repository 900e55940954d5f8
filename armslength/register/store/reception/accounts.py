"""Accounts: people who may sign in, each with a role of the pack."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import select, update

from armslength.register.store.database import Database
from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.tables import ACCOUNTS, moment_of, seconds
from armslength.register.store.tables import insert
from engine.source.characters import in_backticks

MOST_OF_A_NAME = 100
"""What is counted: characters of the name of a person. Names are shorter, and pages have room for no more. Beyond it:
the name is refused."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `password` is a hash, and empty until they have chosen one."""

    id: str
    name: str
    role: str
    password: str
    disabled: bool
    made: datetime


def cleaned_name(name: str) -> str:
    """Give the name of a person in one form. Raises `RegisterError` for an empty, a long or an unreadable one."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned:
        raise RegisterError("A name is missing. Write it as colleagues know it.")
    if len(cleaned) > MOST_OF_A_NAME:
        raise RegisterError(f"The name has {len(cleaned)} characters; {MOST_OF_A_NAME} is the most.")
    if any(unicodedata.category(each) in ("Cc", "Cf", "Cn", "Co", "Cs") for each in cleaned):
        raise RegisterError("The name holds a character that nobody can see. Type it anew.")
    return cleaned


def folded(name: str) -> str:
    """Give what two spellings of one name have in common: capitals, and ways to write an accent, make no difference."""
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", name).casefold().split()))


class Accounts:
    """The accounts of one register."""

    def __init__(self, database: Database) -> None:
        """Take the database that they are in."""
        self._database = database

    def add(self, name: str, role: str, now: datetime) -> Account:
        """Add an account that has no password yet. Raises `RegisterError` where the name is taken or can't be one."""
        made = Account(token_hex(8), cleaned_name(name), role, "", False, moment_of(seconds(now)))
        row = {"id": made.id, "name": made.name, "folded": folded(made.name), "role": role, "password": "",
               "disabled": False, "made": seconds(now)}  # fmt: skip
        with self._database.writing() as connection:
            if connection.scalar(select(ACCOUNTS.c.id).where(ACCOUNTS.c.folded == row["folded"])):
                raise RegisterError(f"There is an account for {in_backticks(made.name)} already. Give another name.")
            insert(connection, ACCOUNTS, [row])
        return made

    def all(self) -> tuple[Account, ...]:
        """List the accounts by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(ACCOUNTS)).mappings().all()
        return tuple(sorted(map(_account, rows), key=lambda each: folded(each.name)))

    def get(self, account: str) -> Account | None:
        """Find an account by its id."""
        with self._database.reading() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == account)).mappings().first()
        return None if row is None else _account(row)

    def named(self, name: str) -> Account | None:
        """Find an account by the name of the person, however it is written."""
        with self._database.reading() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.folded == folded(name))).mappings().first()
        return None if row is None else _account(row)

    def set_password(self, account: str, password: str) -> None:
        """Put the hash of a new password in the place of the old; an empty one lets nobody in."""
        self._set(account, password=password)

    def set_role(self, account: str, role: str) -> None:
        """Give another role."""
        self._set(account, role=role)

    def set_disabled(self, account: str, disabled: bool) -> None:
        """Close an account, or open it again."""
        self._set(account, disabled=disabled)

    def _set(self, account: str, **values: Any) -> None:
        with self._database.writing() as connection:
            done = connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(**values))
        if not done.rowcount:
            raise RegisterError(f"There is no account {in_backticks(account)}. Nothing was changed.")


def _account(row: Mapping[Any, Any]) -> Account:
    return Account(row["id"], row["name"], row["role"], row["password"], row["disabled"], moment_of(row["made"]))
