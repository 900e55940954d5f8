"""`register account`: who may sign in where the register is served with accounts."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from armslength.commands.register_options import moment, needing_the_extra, office_of, opened, register_argument
from engine.commands.options import Command, example, pack_option

if TYPE_CHECKING:
    from armslength.register.store.reception.accounts import Account
    from armslength.register.store.reception.reception import Reception

name_argument = click.argument("name", metavar="NAME")
url_option = click.option(
    "--public-url",
    metavar="URL",
    envvar="ARMSLENGTH_PUBLIC_URL",
    default="http://127.0.0.1:8080",
    show_default=True,
    help="Where people reach the pages: the link begins with it.",
)


def of_an_account(command: Command) -> Command:
    """Add the arguments of a command about one account."""
    return register_argument(name_argument(command))


@click.group()
def account() -> None:
    """Say who may sign in, where the register is served with accounts (`armslength serve --accounts`).

    Nobody's password is given here: whoever is added gets a link, and chooses one.
    """


@account.command(epilog=example("register account add register.db 'A. Name' --role governance_lead"))
@of_an_account
@click.option("--role", required=True, help="Their role, as the pack names it.")
@url_option
@pack_option
def add(file: str, name: str, role: str, public_url: str, folder: Path | None) -> None:
    """Add somebody, and print the link by which they choose a password: once, within 7 days."""
    from engine import UsageError
    from engine.commands.terminal import out

    office, origin = office_of(folder), _origin(public_url)
    reception = _reception(file)
    from armslength.register.domain.office import actor_named

    who = actor_named(office, f"{name}, {role}")
    if not who.rights:
        raise UsageError(f"the role `{who.person.role}` has no right in this register; another role has to be chosen")
    made = reception.accounts.add(who.person.name, who.person.role, moment(None).clock)
    out(_link(reception, made, origin))


@account.command("list", epilog=example("register account list register.db"))
@register_argument
def list_(file: str) -> None:
    """List who may sign in, who has not chosen a password yet, and whose account is closed."""
    from engine.commands.terminal import out

    for each in _reception(file).accounts.all():
        state = "closed" if each.disabled else "may sign in" if each.password else "has not chosen a password yet"
        out(f"{each.name} ({each.role}): {state}")


@account.command(epilog=example("register account disable register.db 'A. Name'"))
@of_an_account
def disable(file: str, name: str) -> None:
    """Close an account; whoever is signed in with it is no more."""
    from engine.commands.terminal import say

    reception = _reception(file)
    found = _named(reception, name)
    from armslength.web.security.inviting import close_account

    close_account(reception, found.id, moment(None).clock)
    say(f"{found.name}: closed, and signed out everywhere.")


@account.command(epilog=example("register account enable register.db 'A. Name'"))
@of_an_account
def enable(file: str, name: str) -> None:
    """Open an account that was closed."""
    from engine.commands.terminal import say

    reception = _reception(file)
    found = _named(reception, name)
    reception.accounts.set_disabled(found.id, False)
    say(f"{found.name}: open again.")


@account.command(epilog=example("register account reset register.db 'A. Name'"))
@of_an_account
@url_option
def reset(file: str, name: str, public_url: str) -> None:
    """Forget somebody's password, and print a new link by which they choose one."""
    from engine.commands.terminal import out

    origin, reception = _origin(public_url), _reception(file)
    out(_link(reception, _named(reception, name), origin))


def _reception(file: str) -> "Reception":
    with needing_the_extra():
        import armslength.web.security.inviting
        from armslength.register.store.reception.reception import reception_of

        assert armslength.web.security.inviting  # noqa: S101  its libraries are there
    return reception_of(opened(file))


def _named(reception: "Reception", name: str) -> "Account":
    from engine import UsageError
    from engine.source.characters import in_backticks
    from engine.source.suggest import did_you_mean

    found = reception.accounts.named(name)
    if found is None:
        names = [each.name for each in reception.accounts.all()]
        raise UsageError(f"nobody named {in_backticks(name)} has an account{did_you_mean(name, names)}")
    return found


def _origin(public_url: str) -> str:
    with needing_the_extra():
        from armslength.web.security.address import in_public

    return in_public(public_url).origin


def _link(reception: "Reception", of: "Account", origin: str) -> str:
    from armslength.web.security.inviting import invite

    return invite(reception, of.id, moment(None).clock, origin)
