"""The options that several of these commands have in common."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

FINDINGS = 1
"""The exit code of a command that found something."""

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
