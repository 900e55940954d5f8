"""The options that several of these commands have in common."""

import re
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

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}")

Command = Callable[..., Any]


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Read the day of assessment, today's date by default, or fail with the way to write it."""
    if value is None:
        return date.today()
    with suppress(ValueError):
        if (found := date.fromisoformat(value)).isoformat() == value:
            return found
    raise click.BadParameter(f"`{value}` is not a date; {_day_hint(value)}", ctx, param)


def _day_hint(value: str) -> str:
    from engine.source.scalars import length_of_month

    found = _DAY.fullmatch(value)
    year, month = (int(part) for part in found.groups()) if found else (0, 0)
    return length_of_month(year, month) if year and 1 <= month <= 12 else "write it as YYYY-MM-DD"


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
FORM = "form"
"""The name of the option in which form a command writes."""

FORMS = {
    "text": ("plain text", ".txt"),
    "json": ("JSON", ".json"),
    "markdown": ("Markdown", ".md"),
    "junit": ("JUnit", ".xml"),
    "sarif": ("SARIF", ".sarif"),
    "github": ("lines for GitHub", ".txt"),
    "ics": ("a calendar", ".ics"),
    "xlsx": ("a workbook", ".xlsx"),
    "html": ("HTML", ".html"),
    "dmn": ("DMN", ".dmn"),
    "yaml": ("YAML", ".yaml"),
    "zip": ("a zip", ".zip"),
}
"""The forms in which commands write: what each is called, and how the name of its file usually ends."""

HOLDING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((".docx", ".doc", ".pdf", ".xls", ".csv"), ()),
    ".zip": ("zip",),
    ".json": ("json", "sarif"),
    ".md": ("markdown",),
    ".ics": ("ics",),
    ".xlsx": ("xlsx",),
    ".html": ("html",),
    ".htm": ("html",),
}
"""The forms that a file may hold whose name ends so: a program that opens it goes by that. Other names may hold any."""


def output_option(form: str = "text") -> Callable[[Command], Command]:
    """Let a command write to a file that is named; what has no `--format` writes in one form.

    A name that says another form is refused: whoever opens the file would find it broken, or something else.
    """

    def named(ctx: click.Context, param: click.Parameter, value: str) -> str:
        choice = next((each for each in ctx.command.params if each.name == FORM and "--format" in each.opts), None)
        written = form if choice is None else ctx.params[FORM]
        able = HOLDING.get(Path(value).suffix.lower(), (written,))
        if written in able:
            return value
        from engine.source.characters import in_backticks

        says, ending = FORMS[written]
        choices = choice.type.choices if choice and isinstance(choice.type, click.Choice) else ()
        other = next((f", or add `--format {each}`" for each in able if each in choices), "")
        message = f"{in_backticks(value)} is no name for {says}; let it end in {ending}{other}"
        raise click.BadParameter(message, ctx, param)

    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        type=click.Path(allow_dash=True),
        callback=named,
        help="The file to write.  [default: standard output]",
    )


def form_option(*forms: str) -> Callable[[Command], Command]:
    """Let a command write its result in one of several forms. It is read before the name of the file."""
    return click.option(
        "--format",
        FORM,
        type=click.Choice(forms),
        default="text",
        is_eager=True,
        show_default=True,
        help="How it is written.",
    )


def example(line: str) -> str:
    """Put an example under the help of a command, on one line."""
    return f"\b\nExample: armslength {line}"
