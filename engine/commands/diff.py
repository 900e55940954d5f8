"""`rules diff`: hold two packs against each other, in words and in what they mean."""

import sys
from datetime import date

import click

from engine.commands.options import FINDINGS, day, example, form_option, output_option
from engine.commands.pack_arguments import after_argument, before_argument, side


@click.command("diff", epilog=example("rules diff HEAD~1:rules rules"))
@before_argument
@after_argument
@click.option(
    "--rlimit",
    metavar="STEPS",
    type=click.IntRange(min=1),
    help="The solver steps that one question may take.  [default: 50000000]",
)
@click.option(
    "--as-of",
    callback=lambda ctx, param, value: None if value is None else day(ctx, param, value),
    metavar="DATE",
    help="Only the rules in force on this day, YYYY-MM-DD.  [default: every day]",
)
@form_option("text", "json", "markdown")
@output_option()
def diff(before: str, after: str, rlimit: int | None, as_of: date | None, form: str, output: str) -> None:
    """Say in what pack B differs from pack A: each a folder, or a git revision such as HEAD~1:rules.

    First what was added, removed and changed, as it is written. Then what that means: for each decision whether any
    complete profile can get another result, and whether any incomplete one can be open otherwise, with a profile that
    shows it, or that there is no difference, which is proved for every profile. Where rules have a first or a last day,
    that is said for each stretch of days. Last, which decisions and controls are affected. The second part needs z3
    (the extra `proofs`).

    Exits with 0 if nobody's result can be another, with 1 if somebody's can.
    """
    from engine import MissingExtra, api
    from engine.commands.terminal import colour, to_file_or_out, width
    from engine.render.differences.forms import difference

    one, other = side(before), side(after)
    found = api.differences(one.base, other.base, as_of, rlimit)
    to_file_or_out(difference(one, other, found, form, width=width(output), colour=colour(output)), output)
    if found.meanings is None:
        raise MissingExtra("proofs")
    sys.exit(0 if found.is_same() else FINDINGS)
