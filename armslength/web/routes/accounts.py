"""Who may sign in: adding somebody, closing an account, and the link by which somebody chooses a password anew."""

from armslength.register.domain.permission import ADMINISTRATORS
from armslength.register.store.faults import RegisterError
from armslength.register.store.reception.accounts import Account
from armslength.web.asking import Asking, NothingThere
from armslength.web.pages.accounts import accounts_page, invited_page
from armslength.web.pages.parts import Slip
from armslength.web.routing import Faulty, Page, Reply, Routes, SeeOther
from armslength.web.security.entrance import Entrance, entrance, keep_nowhere
from armslength.web.security.inviting import close_account, invite
from engine import UsageError

ROUTES = Routes("accounts")


@ROUTES.get("/accounts", ADMINISTRATORS, anew=True)
def accounts(asking: Asking) -> Page:
    """Show all accounts."""
    return _page(asking, entrance())


@ROUTES.post("/accounts", ADMINISTRATORS)
def add(asking: Asking) -> Reply:
    """Add an account, and show the link of its invitation."""
    way = entrance()
    name, role = asking.first("name"), asking.first("role")
    slips = [] if asking.office.rights_of(role) else [Slip("role", asking.say("accounts.role_missing"))]
    if not slips:
        try:
            account = way.reception.accounts.add(name, role, asking.clock)
        except RegisterError as wrong:
            slips = [Slip("name", str(wrong))]
    if slips:
        return Faulty(_page(asking, way, slips, name, role), 422)
    return _invited(asking, way, account)


@ROUTES.post("/accounts/<account>", ADMINISTRATORS)
def change(asking: Asking, account: str) -> Reply:
    """Close an account, open it again, or make a new link to choose a password, as was pressed."""
    way = entrance()
    found = way.reception.accounts.get(account)
    if found is None:
        raise NothingThere(account)
    match asking.first("what"):
        case "disable" | "reset" if account == way.account():
            raise UsageError(asking.say("accounts.not_own"))
        case "disable":
            close_account(way.reception, account, asking.clock)
            return SeeOther("/accounts", "account_disabled")
        case "enable":
            way.reception.accounts.set_disabled(account, False)
            return SeeOther("/accounts", "account_enabled")
        case "reset":
            return _invited(asking, way, found)
        case _:
            return SeeOther("/accounts")


def _invited(asking: Asking, way: Entrance, account: Account) -> Page:
    keep_nowhere()
    link = invite(way.reception, account.id, asking.clock, way.address.origin)
    return invited_page(asking.desk.words, account.name, link)


def _page(asking: Asking, way: Entrance, slips: list[Slip] | None = None, name: str = "", role: str = "") -> Page:
    return accounts_page(
        way.reception.accounts.all(), way.account(), asking.office, asking.desk.words, used=way.accounts,
        slips=slips or (), name=name, role=role,
    )  # fmt: skip
