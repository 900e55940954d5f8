"""Passwords: how they are kept, which will do, and telling whether somebody has the right one.

Kept as argon2id (RFC 9106). A password is taken as the same however the keyboard composed its letters (NFC). To tell
takes as long for a name that nobody has as for one that somebody has.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import ClassVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.accounts import Account, Accounts

FEWEST_CHARACTERS = 12
"""Three short words have as many."""

MOST_CHARACTERS = 256
"""What is counted: characters of a password. Why so many: what a program for passwords makes is shorter, and nobody
should keep this machine busy with a long one. Beyond it: the password is refused."""

MOST_AT_ONCE = 2
"""What is counted: passwords that are looked at in one moment. Why so many: each takes 64 MB for as long as that lasts.
Beyond it: the others wait their turn."""

PATIENCE = 20.0
"""For how many seconds one waits for their turn."""


class Busy(RegisterError):  # noqa: N818  it says what is so
    """Too many sign in at once."""

    exit_code: ClassVar[int] = 2


class Passwords:
    """Hashing passwords, and comparing them with what is kept."""

    def __init__(self, hasher: PasswordHasher | None = None, at_once: int = MOST_AT_ONCE) -> None:
        """Take what hashes, unless it is the usual one, and how many are looked at in one moment."""
        self._hasher = hasher or PasswordHasher()
        self._turns = BoundedSemaphore(at_once)
        self._nobodys = self._hasher.hash("a password that nobody has")

    def hash(self, password: str) -> str:
        """Hash a password to be kept."""
        with self._turn():
            return self._hasher.hash(normal(password))

    def is_right(self, kept: str, password: str) -> bool:
        """Tell whether a password is the one of which a hash is kept. Where none is kept, it is as slow to say no."""
        with self._turn():
            try:
                right = self._hasher.verify(kept or self._nobodys, normal(password)[:MOST_CHARACTERS])
            except (InvalidHashError, VerificationError):
                return False
        return right and bool(kept) and len(normal(password)) <= MOST_CHARACTERS

    def is_outdated(self, kept: str) -> bool:
        """Tell whether a hash was made with other costs than those of today."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=PATIENCE):
            raise Busy("Many people sign in at this moment. Nothing was lost. Try again in a minute.")
        try:
            yield
        finally:
            self._turns.release()


def normal(password: str) -> str:
    """Give a password in the one form in which it is hashed."""
    return unicodedata.normalize("NFC", password)


def fault_of(password: str, again: str, name: str) -> str | None:
    """Tell why a new password won't do, as the key of a text; nothing where it will."""
    length = len(normal(password))
    if length < FEWEST_CHARACTERS:
        return "password.short"
    if length > MOST_CHARACTERS:
        return "password.long"
    if len(set(password.casefold())) < 4 or password.casefold().strip() == name.casefold():
        return "password.guessed"
    return None if normal(password) == normal(again) else "password.different"


def signing_in(accounts: Accounts, passwords: Passwords, name: str, password: str) -> Account | None:
    """Find whose name and password these are; nobody where they don't fit, or the account is closed."""
    account = accounts.named(name)
    kept = account.password if account and not account.disabled else ""
    if not passwords.is_right(kept, password) or account is None:
        return None
    if passwords.is_outdated(kept):
        accounts.set_password(account.id, passwords.hash(password))
    return account
