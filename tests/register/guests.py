"""A front desk with something in every table."""

from datetime import timedelta

from armslength.register.store.desk.accounts import Account
from armslength.register.store.desk.desk import Desk
from tests.register.keeping import NOON

SECRET, BROWSER = "5" * 64, "b" * 64
"""Hashes of what nobody here holds: the secret part of a link, and what a browser holds."""


def take_in(desk: Desk) -> Account:
    """Let Ann have an account, a session, a link that was opened, a bad attempt and a file."""
    ann = desk.accounts.add("Ann Moss", "branch_librarian", NOON)
    desk.accounts.set_password(ann.id, "$argon2id$…")
    desk.sessions.begin(BROWSER, ann.id, ann.name, ann.role, NOON)
    link = desk.links.make(SECRET, "question", "one", "question-1", NOON, NOON + timedelta(days=14))
    desk.links.note_opening(link.id, NOON)
    desk.attempts.note(("a" * 64,), NOON)
    desk.uploads.keep("one", "policy.pdf", "application/pdf", b"%PDF-1.7\0\xff", NOON)
    return ann
