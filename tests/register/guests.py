"""A reception with something in every table."""

from datetime import timedelta

from armslength.register.store.reception.accounts import Account
from armslength.register.store.reception.reception import Reception
from tests.register.keeping import NOON

SECRET, BROWSER = "5" * 64, "b" * 64
"""Hashes of what nobody here holds: the secret part of a link, and what a browser holds."""


def take_in(reception: Reception) -> Account:
    """Let Ann have an account, a session, a link that was opened, a bad attempt and a file."""
    ann = reception.accounts.add("Ann Moss", "branch_librarian", NOON)
    reception.accounts.set_password(ann.id, "$argon2id$…")
    reception.sessions.begin(BROWSER, ann.id, ann.name, ann.role, NOON)
    link = reception.links.make(SECRET, "question", "one", "question-1", NOON, NOON + timedelta(days=14))
    reception.links.note_opening(link.id, NOON)
    reception.attempts.note(("a" * 64,), NOON)
    reception.uploads.keep("one", "policy.pdf", "application/pdf", b"%PDF-1.7\0\xff", NOON)
    return ann
