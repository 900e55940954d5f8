"""Inviting somebody to choose a password, and closing an account: the same from a page and from the command line."""

from datetime import datetime

from armslength.register.store.reception.reception import Reception
from armslength.web.security.links import LinkKind, make_link


def invite(reception: Reception, account: str, now: datetime, origin: str) -> str:
    """Make the link by which somebody chooses a password, and take back what let them in before.

    The old password is forgotten, sessions end, and links of earlier invitations open nothing.
    """
    _take_back(reception, account, now)
    reception.accounts.set_password(account, "")
    return f"{origin}/l/invitation/{make_link(reception.links, LinkKind.INVITATION, now, about=account)}"


def close_account(reception: Reception, account: str, now: datetime) -> None:
    """Close an account: sessions end, and links of invitations open nothing."""
    reception.accounts.set_disabled(account, True)
    _take_back(reception, account, now)


def _take_back(reception: Reception, account: str, now: datetime) -> None:
    reception.sessions.end_all_of(account)
    reception.links.revoke_about("", account, now)
