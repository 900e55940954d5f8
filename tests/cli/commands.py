"""Every command of the program, by the words that call it."""

from collections.abc import Iterator

import click

import cli
from engine.commands.portfolio import TableFirst


def commands(
    group: click.Group = cli.main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    if isinstance(group, TableFirst):
        yield path, group.first
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands())
