"""The command line, from the commands themselves."""

import inspect
from collections.abc import Iterator

import click

from engine.commands.portfolio import TableFirst
from tools.docs.writer.markdown import bullets, code, fenced, page


def command_line(main: click.Group) -> str:
    """Write the page: every command with its arguments and options."""
    commands = ("\n\n".join(filter(None, _command(each, names))) for each, names in _commands(main, ("armslength",)))
    return page("Command line", *commands)


def _commands(group: click.Group, names: tuple[str, ...]) -> Iterator[tuple[click.Command, tuple[str, ...]]]:
    yield (group.first if isinstance(group, TableFirst) else group), names
    context = click.Context(group)
    for name in sorted(group.list_commands(context)):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*names, name))
        elif command is not None and not command.hidden:
            yield command, (*names, name)


def _command(command: click.Command, names: tuple[str, ...]) -> Iterator[str]:
    yield f"## {' '.join(names)}"
    context = click.Context(command, info_name=" ".join(names))
    yield fenced(" ".join((" ".join(names), *command.collect_usage_pieces(context))))
    yield from _help(command.help or "")
    options = [row for each in command.params if isinstance(each, click.Option) for row in _option(each)]
    yield bullets(options)


def _help(text: str) -> Iterator[str]:
    """Give the paragraphs of a help text; those after a form feed mark (`\\b`) keep their lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        kept = paragraph.startswith("\b")
        yield fenced(paragraph.removeprefix("\b").strip("\n")) if kept else " ".join(paragraph.split())


def _option(option: click.Option) -> Iterator[str]:
    if option.hidden:
        return
    kind = option.type
    value = f" [{'|'.join(kind.choices)}]" if isinstance(kind, click.Choice) else ""
    metavar = f" {option.metavar}" if option.metavar else ""
    said = " ".join((option.help or "").replace("[default: the shipped pack]", "").split())
    yield f"{code(', '.join(option.opts) + metavar + value)} {said}".rstrip() + _default(option)


def _default(option: click.Option) -> str:
    """Say what holds without the option."""
    if isinstance(option.show_default, str):
        return f" Without it: {option.show_default}."
    if "[default: the shipped pack]" in (option.help or ""):
        return " Without it: the shipped pack."
    return (
        f" Without it: {option.default}."
        if isinstance(option.type, click.Choice) and isinstance(option.default, str)
        else ""
    )
