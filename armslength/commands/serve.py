"""`serve`: the register in a browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from armslength.commands.register_options import key_option, needing_the_extra, place
from engine.commands.options import example, pack_option

if TYPE_CHECKING:
    from armslength.register.store.register import Register
    from armslength.web.asking import Desk

REGISTER, DEMO = "register.db", "demo.db"
"""The files in which a register is kept where none is named."""

URL = "ARMSLENGTH_PUBLIC_URL"


@click.command(epilog=example("serve register.db"))
@click.argument("file", metavar="[REGISTER]", required=False)
@click.option("--demo", is_flag=True, help="A register of two invented years, to look around in.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port.  [default: 8080, or the next that is free]")
@click.option("--accounts", is_flag=True, help="People sign in with a name and a password.")
@click.option(
    "--public-url", metavar="URL", envvar=URL, help="Where people reach the pages: https://…, with TLS in front."
)
@click.option(
    "--trusted-proxy", metavar="ADDRESS", help="What speaks TLS in front; it says where a request comes from."
)
@click.option("--log", is_flag=True, help="Write a line about each request to standard error; none holds an answer.")
@key_option
@pack_option
def serve(
    file: str | None, demo: bool, host: str, port: int | None, accounts: bool, public_url: str | None,
    trusted_proxy: str | None, log: bool, key: Path | None, folder: Path | None,
) -> None:  # fmt: skip
    """Open the register in a browser: a link is printed, and works once. A REGISTER that is not there is made.

    Without --accounts, only this machine reaches the pages, and whoever holds the link says who they are. Beyond this
    machine, people need accounts (`armslength register account add`) and an address with TLS.
    """
    import logging

    from engine import UsageError
    from engine.commands.terminal import out, say

    with needing_the_extra():
        from armslength.web.guarded import guarded_app
        from armslength.web.security.address import in_public, on_this_machine
        from armslength.web.security.entrance import Entrance
        from armslength.web.serving import Proxy, is_of_this_machine, listening, server_for
        from armslength.web.wsgi import desk_for

    if public_url and not accounts:
        raise UsageError("with --public-url, people come from elsewhere, and need accounts: add --accounts")
    if not is_of_this_machine(host) and not (accounts and public_url):
        raise UsageError(
            f"`{host}` can be reached from other machines. Add --accounts, and say with --public-url where people "
            "reach the pages; put TLS in front. For yourself alone, leave out --host"
        )
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("armslength.web").setLevel(logging.INFO if log else logging.WARNING)
    desk = desk_for(_register(file or (DEMO if demo else REGISTER), key, is_of_this_machine(host)), folder)
    if demo:
        fill(desk)
    with listening(host, port) as at:
        address = in_public(public_url) if public_url else on_this_machine(at.getsockname()[1])
        entrance = Entrance(desk, address, accounts)
        app = guarded_app(entrance)
        say(f"{desk.register.place} is open in a browser until you press Ctrl-C here.")
        out(way_in(entrance))
        server_for(app, at, Proxy(trusted_proxy) if trusted_proxy else None).run()


def _register(file: str, key: Path | None, may_make: bool) -> "Register":
    """Open a register, or make one where there is none."""
    from armslength.register.store.register import create_register, open_register
    from engine.commands.terminal import say

    where = place(file)
    if may_make and isinstance(where, Path) and not where.exists():
        made = create_register(where, key)
        say(f"{made.place}: a register with nothing in it. Keep a copy of its key, {made.key}, somewhere else.")
        return made
    return open_register(where, key)


def fill(desk: "Desk") -> None:
    """Fill a register that has nothing in it with what the pack tells. Raises `UsageError` where it tells nothing."""
    from armslength.register.declared_demo import read_demo
    from armslength.register.exchange.acting import Moment
    from armslength.register.exchange.demo import create_demo
    from engine.commands.terminal import say

    read_demo(desk.office)
    if not desk.register.subjects():
        entries = create_demo(desk.register, desk.office, Moment(desk.clock()).today(desk.office))
        many = f"{len(desk.register.subjects())} invented {desk.office.subject.many}"
        say(f"{desk.register.place}: {many}, {entries:,} entries.")
    else:
        say(f"{desk.register.place} is not empty, and is opened as it is: nothing invented was put into it.")


def way_in(entrance: object) -> str:
    """Give the address to open: with a link that works once, or for signing in."""
    from armslength.web.security.entrance import Entrance
    from armslength.web.security.links import LinkKind, make_link

    assert isinstance(entrance, Entrance)  # noqa: S101  named for types only where it is imported
    if entrance.accounts:
        return f"{entrance.address.origin}/sign-in"
    secret = make_link(entrance.reception.links, LinkKind.ENTRY, entrance.desk.clock())
    return f"{entrance.address.origin}/l/entry/{secret}"
