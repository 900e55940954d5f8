"""`assess`: decide each profile, and say why."""

import sys
from datetime import date
from pathlib import Path

import click

from engine.commands.options import (
    as_of_option,
    engine_option,
    example,
    form_option,
    output_option,
    pack_option,
    profiles_argument,
)

OPEN = 3
"""The exit code where a primary decision is open and `--fail-on-open` was given."""


@click.command(epilog=example("assess arrangements/*.yaml --format json -o results.json"))
@profiles_argument
@form_option("text", "json", "markdown")
@click.option("--full", is_flag=True, help="Show all that stands behind it: details, evidence, rules and sources.")
@click.option("--fail-on-open", is_flag=True, help="Exit with 3 if a primary decision is still open.")
@as_of_option
@engine_option
@output_option()
@pack_option
def assess(
    profiles: tuple[str, ...], form: str, full: bool, fail_on_open: bool, as_of: date, engine: str, output: str,
    folder: Path | None,
) -> None:  # fmt: skip
    """Decide each PROFILE (a file, or `-` for standard input), and say why.

    Prints a short page: the answer, what must happen first, the reason, what to be aware of, what else must be in
    place and be done, and what to find out. With --full, all that stands behind it as well. As JSON, one profile gives
    an object, several an array. If anything is wrong with any profile, all that is wrong is said, and nothing is
    decided.
    """
    from engine import api
    from engine.commands.doubtful_days import warn_of_days_to_come
    from engine.commands.profile_files import profiles_in
    from engine.commands.terminal import colour, to_file_or_out, width
    from engine.render.shown import shown_decisions
    from engine.source.origin import stdin_once

    stdin_once(*profiles)
    base = api.load_pack(folder)
    done = [api.assess(base, profile, as_of, engine) for profile in profiles_in(profiles, base)]
    page = api.write_results(base, done, form, full=full, width=width(output), colour=colour(output))
    to_file_or_out(page, output, profiles)
    for each in done:
        warn_of_days_to_come(each.profile, each.assessment.to_come, as_of)
    left = [(each, tuple(shown_decisions(base, each.assessment, base.pack.primary))) for each in done]
    if fail_on_open and any(each.assessment.open_decisions(shown) for each, shown in left):
        sys.exit(OPEN)
