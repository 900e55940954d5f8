"""The reception of one register."""

from dataclasses import dataclass

from armslength.register.store.reception.accounts import Accounts
from armslength.register.store.reception.attempts import Attempts
from armslength.register.store.reception.links import Links
from armslength.register.store.reception.sessions import Sessions
from armslength.register.store.reception.uploads import Uploads
from armslength.register.store.register import Register


@dataclass(frozen=True)
class Reception:
    """What the reception of a register keeps. Each call is a transaction of its own."""

    accounts: Accounts
    sessions: Sessions
    links: Links
    attempts: Attempts
    uploads: Uploads


def reception_of(register: Register) -> Reception:
    """Give the reception of a register."""
    database = register.database
    return Reception(Accounts(database), Sessions(database), Links(database), Attempts(database), Uploads(database))
