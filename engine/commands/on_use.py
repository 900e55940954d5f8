"""A group whose commands are imported only when one of them is used, so that help is instant."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

import click


class CommandOnUse(NamedTuple):
    """A command to be imported when it is used: its name, where it is (`module:name`), and the line of help on it."""

    name: str
    where: str
    says: str


def imported(where: str) -> Any:
    """Import what stands at `module:name`."""
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


class Around(NamedTuple):
    """What stands around the engine and is asked by its commands, each at `module:name`; the engine knows none of it.

    `checks` look at a pack besides its rules. `tables` take the name of what is no file of rows and write it as one.
    """

    checks: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def around() -> Around:
    """Give what the program that runs has put around the engine."""
    found = click.get_current_context().find_object(Around)
    return found or Around()


class OnUse(click.Group):
    """A group with commands that are imported only when one of them is used; the line of help on each stands here."""

    def __init__(self, *args: Any, on_use: Iterable[CommandOnUse] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_use = {each.name: each for each in on_use}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every command by name, those to be imported too."""
        return sorted({*super().list_commands(ctx), *self.on_use})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; import it where that is needed."""
        if cmd_name not in self.on_use:
            return super().get_command(ctx, cmd_name)
        command: click.Command = imported(self.on_use[cmd_name].where)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with a line on each, without importing any."""
        room = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
        lines = {name: command.get_short_help_str(room) for name, command in self.commands.items()}
        lines |= {each.name: each.says for each in self.on_use.values()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted(lines.items()))
