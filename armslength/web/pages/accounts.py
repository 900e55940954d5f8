"""Who may sign in: the list of accounts, and the link by which somebody chooses a password."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.store.reception.accounts import Account
from armslength.web.pages.sign_in import RoleChoice, Slip, roles_to_choose
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account: who it is of, what they are, and whether it can be used. `own` is that of whoever looks."""

    action: str
    name: str
    role: str
    state: str
    disabled: bool
    own: bool


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All accounts, and a form to add one."""

    template: ClassVar[str] = "accounts.html"
    title: str
    says: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    slips: tuple[Slip, ...]
    name: str
    roles: tuple[RoleChoice, ...]


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The link by which somebody chooses a password. It is shown this once."""

    template: ClassVar[str] = "invited.html"
    title: str
    says: tuple[str, ...]
    link: str


def accounts_page(
    accounts: Iterable[Account], own: str | None, office: RegisterOffice, words: Words, *, used: bool,
    slips: Iterable[Slip] = (), name: str = "", role: str = "",
) -> AccountsPage:  # fmt: skip
    """Make the list of accounts; `used` says whether people sign in with them at all."""
    rows = tuple(
        AccountRow(
            action=f"/accounts/{each.id}",
            name=each.name,
            role=office.base.pack.roles.get(each.role, each.role),
            state=words.say(f"accounts.state.{_state(each)}"),
            disabled=each.disabled,
            own=each.id == own,
        )
        for each in accounts
    )
    says = () if used else (words.say("accounts.not_used"),)
    return AccountsPage(words.say("accounts.title"), says, rows, tuple(slips), name, roles_to_choose(office, role))


def invited_page(words: Words, name: str, link: str) -> InvitedPage:
    """Make the page that shows the link of an invitation."""
    says = (words.say("accounts.invited.says", name=name), words.say("accounts.invited.once"))
    return InvitedPage(words.say("accounts.invited.title", name=name), says, link)


def _state(account: Account) -> str:
    return "closed" if account.disabled else "ready" if account.password else "invited"
