"""The front desk of one register."""

from dataclasses import dataclass

from armslength.register.store.desk.accounts import Accounts
from armslength.register.store.desk.attempts import Attempts
from armslength.register.store.desk.links import Links
from armslength.register.store.desk.sessions import Sessions
from armslength.register.store.desk.uploads import Uploads
from armslength.register.store.register import Register


@dataclass(frozen=True)
class Desk:
    """What the front desk of a register keeps. Each call is a transaction of its own."""

    accounts: Accounts
    sessions: Sessions
    links: Links
    attempts: Attempts
    uploads: Uploads


def desk_of(register: Register) -> Desk:
    """Give the front desk of a register."""
    database = register.database
    return Desk(Accounts(database), Sessions(database), Links(database), Attempts(database), Uploads(database))
