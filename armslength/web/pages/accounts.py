"""Who may sign in: the list of accounts, and the link by which somebody chooses a password."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from armslength.register.domain.office import RegisterOffice
from armslength.register.store.reception.accounts import Account
from armslength.web.pages.parts import Button, ErrorSummary, Question, ShareLink, Slip, Tag
from armslength.web.pages.sign_in import role_question, with_slips
from armslength.web.words import Words


@dataclass(frozen=True, slots=True)
class AccountButton:
    """What can be done with an account, and what is heard of it: what, and of whom."""

    button: Button
    heard: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account: who it is of, what they are, and whether it can be used. Nobody changes their own."""

    action: str
    name: str
    role: str
    state: Tag
    buttons: tuple[AccountButton, ...]


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All accounts, and a form to add one."""

    template: ClassVar[str] = "accounts.html"
    title: str
    says: tuple[str, ...]
    rows: tuple[AccountRow, ...]
    summary: ErrorSummary
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The link by which somebody chooses a password. It is shown this once."""

    template: ClassVar[str] = "invited.html"
    title: str
    says: tuple[str, ...]
    link: ShareLink


def accounts_page(
    accounts: Iterable[Account], own: str | None, office: RegisterOffice, words: Words, *, used: bool,
    slips: Iterable[Slip] = (), name: str = "", role: str = "",
) -> AccountsPage:  # fmt: skip
    """Make the list of accounts; `used` says whether people sign in with them at all, `own` whose the page is."""
    wrong = tuple(slips)
    asked = (
        Question("name", words.say("accounts.name"), "text", typed=name, complete="off"),
        role_question(words.say("accounts.role"), office, role),
    )
    return AccountsPage(
        title=words.say("accounts.title"),
        says=() if used else (words.say("accounts.not_used"),),
        rows=tuple(_row(each, each.id == own, office, words) for each in accounts),
        summary=ErrorSummary(wrong),
        questions=with_slips(asked, wrong),
    )


def _row(account: Account, own: bool, office: RegisterOffice, words: Words) -> AccountRow:
    state = "closed" if account.disabled else "ready" if account.password else "invited"
    does = () if own else ("enable",) if account.disabled else ("reset", "disable")
    says = {each: words.say(f"accounts.does.{each}") for each in does}
    buttons = tuple(
        AccountButton(Button(what, "second", "what", name), words.say("accounts.of", what=what, name=account.name))
        for name, what in says.items()
    )
    role = office.base.pack.roles.get(account.role, account.role)
    tag = Tag(words.say(f"accounts.state.{state}"), "plain" if state == "ready" else "quiet")
    return AccountRow(f"/accounts/{account.id}", account.name, role, tag, buttons)


def invited_page(words: Words, name: str, address: str) -> InvitedPage:
    """Make the page that shows the link of an invitation."""
    says = (words.say("accounts.invited.says", name=name), words.say("accounts.invited.once"))
    link = ShareLink(words.say("accounts.invited.label"), "link", address)
    return InvitedPage(words.say("accounts.invited.title", name=name), says, link)
