"""The options that several of these commands have in common."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from engine import RuleBase

FINDINGS = 1
"""The exit code of a command that found something."""

BROKEN_OFF = 130
"""The exit code after Ctrl-C."""

Command = Callable[..., Any]


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Read the day of assessment, today's date by default, or fail with the way to write it."""
    if value is None:
        return date.today()
    with suppress(ValueError):
        if (found := date.fromisoformat(value)).isoformat() == value:
            return found
    raise click.BadParameter(f"`{value}` is not a date; write it as YYYY-MM-DD", ctx, param)


def pack_folder(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """Read the folder of a pack; an empty name would be the present folder, which nobody means by it."""
    if value == "":
        raise click.BadParameter("the name of the folder is empty", ctx, param)
    return None if value is None else Path(value)


def completing(names: Callable[["RuleBase"], Iterable[str]]) -> Callable[..., list[str]]:
    """Complete a word with names that the pack declares; with nothing where there is no pack to be read."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        with suppress(Exception):  # an error in the middle of a line that is being typed helps nobody
            from engine import api

            known = names(api.load_pack(ctx.params.get("folder")))
            return sorted(name for name in known if name.startswith(incomplete))
        return []

    return complete


FILE = click.Path(allow_dash=True)
profiles_argument = click.argument("profiles", metavar="PROFILE...", nargs=-1, required=True, type=FILE)
as_of_option = click.option(
    "--as-of", callback=day, metavar="DATE", show_default="today", help="The day of assessment, YYYY-MM-DD."
)
pack_option = click.option(
    "--rules",
    "folder",
    metavar="PACK",
    type=click.Path(),
    callback=pack_folder,
    help="The folder of another rule pack.  [default: the shipped pack]",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["reference", "durable", "columnar", "both"]),
    default="both",
    show_default=True,
    help="Which engine decides. `both` is the first two, and refuses to conclude if they differ.",
)
fail_under_option = click.option(
    "--fail-under",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Exit with 1 if the figure is lower than this.",
)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    type=click.Path(allow_dash=True),
    help="The file to write.  [default: standard output]",
)


def form_option(*forms: str) -> Callable[[Command], Command]:
    """Let a command write its result in one of several forms."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default="text", show_default=True, help="How it is written."
    )


def example(line: str) -> str:
    """Put an example under the help of a command, on one line."""
    return f"\b\nExample: armslength {line}"
