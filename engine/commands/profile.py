"""`profile`: a blank profile to fill in, or a filled one checked."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import as_of_option, completing, example, output_option, pack_option, profiles_argument

if TYPE_CHECKING:
    from engine import Profile, RuleBase

MOST_ASSESSED = 100
"""Profiles of which `profile check` says how many questions are left. Each is assessed for that, which takes its time.
Beyond it: it is not said.
"""


@click.group()
def profile() -> None:
    """Write a blank profile, check a filled one, or turn it into a row of a table and back."""


@profile.command("new", epilog=example("profile new --topic incidents --topic reviews -o my-arrangement.yaml"))
@click.option("--quick", is_flag=True, help="Only the questions of the quick screen.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    shell_complete=completing(lambda base: base.pack.topics),
    help="Only the questions of a topic; may be given several times.",
)
@output_option("yaml")
@pack_option
def profile_new(quick: bool, topics: tuple[str, ...], output: str, folder: Path | None) -> None:
    """Write a blank profile, with each question as a comment.

    What is left blank counts as "don't know yet". The file says how many questions it asks, and of each that applies
    only by another answer, when. A file that is there already is never written over.
    """
    from engine import UsageError, api, blank_profile
    from engine.commands.terminal import refuse_to_write_over, to_file_or_out
    from engine.source.suggest import did_you_mean

    refuse_to_write_over(output, "the profile")
    base = api.load_pack(folder)
    for topic in topics:
        if topic not in base.pack.topics:
            hint = did_you_mean(topic, base.pack.topics)
            raise UsageError(f"there is no topic `{topic}`{hint}; the topics are {', '.join(base.pack.topics)}")
    to_file_or_out(blank_profile(base, quick=quick, topics=topics), output)


@profile.command("check", epilog=example("profile check arrangements/*.yaml"))
@profiles_argument
@as_of_option
@pack_option
def profile_check(profiles: tuple[str, ...], as_of: date, folder: Path | None) -> None:
    """Read each PROFILE strictly: every error with its place, or a word that all is well.

    Of the questions that are not answered, it counts those that can still change the result after the answers so far,
    and names those of them that the quick screen asks.
    A day after the day of assessment, where the past is asked about, is warned of.
    """
    from engine import api
    from engine.commands.doubtful_days import warn_of_days_to_come
    from engine.commands.profile_files import profiles_in
    from engine.commands.terminal import say
    from engine.rulebase.facts import days_to_come
    from engine.source.characters import visible
    from engine.source.origin import stdin_once

    stdin_once(*profiles)
    base = api.load_pack(folder)
    for place, each in enumerate(profiles_in(profiles, base)):
        count = f"{len(each.facts())} of {len(base.facts) + len(base.controls)}"
        day = each.as_of or as_of
        left = _left_words(base, each, day) if place < MOST_ASSESSED else ""
        say(f"{visible(each.id)}: reads well; {count} questions are answered{left}")
        warn_of_days_to_come(each, days_to_come(base.about_the_past, each.facts(), day), day)


def _left_words(base: "RuleBase", profile: "Profile", day: date | None) -> str:
    """Count the questions that can still change the result, and name those of them that the quick screen asks."""
    from engine import api

    left = api.assess(base, profile, day, "reference").assessment.unanswered()
    quick = [name for name in base.quick_screen if name in left]
    named = f", {len(quick)} of them on the quick screen: {', '.join(quick)}" if quick else ""
    return f"; {len(left)} more can still change the result{named}"


@profile.command("from-row", epilog=example("profile from-row table.xlsx lunch-club -o lunch-club.yaml"))
@click.argument("table", type=click.Path())
@click.argument("row_id", metavar="ID")
@click.option("--id", "id_heading", metavar="COLUMN", default="", help="The column that says which row is which.")
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet; may be given several times.")
@output_option("yaml")
@pack_option
def profile_from_row(
    table: str, row_id: str, id_heading: str, sheets: tuple[str, ...], output: str, folder: Path | None
) -> None:
    """Write the row of TABLE with this ID as a profile, evidence included.

    TABLE is a workbook, CSV, JSON Lines or Parquet. If an answer of the row can't be read, nothing is written. A file
    that is there already is never written over.
    """
    from engine import TableJob, api, write_profile
    from engine.commands.terminal import refuse_to_write_over, say, to_file_or_out
    from engine.portfolio.run.one_row import whole_profile_of
    from engine.source.characters import in_backticks

    refuse_to_write_over(output, "the profile")
    base = api.load_pack(folder)
    job = TableJob(Path(table), Path(output), id_heading=id_heading, sheets=sheets)
    found, own = whole_profile_of(base, job, row_id)
    to_file_or_out(write_profile(base, found), output, [table])
    if own:
        say(f"left out, since no question asks for them: {', '.join(map(in_backticks, own))}")


@profile.command("to-row", epilog=example("profile to-row arrangements/*.yaml -o table.xlsx"))
@profiles_argument
@click.option("-o", "--output", required=True, metavar="TABLE", help="The table to write: .xlsx, .csv or .jsonl.")
@pack_option
def profile_to_row(profiles: tuple[str, ...], output: str, folder: Path | None) -> None:
    """Write each PROFILE as a row of a table, evidence included, to be decided or filled in further.

    `profile from-row` gives the same profile back. What a row has no room for, answers that were not taken and what is
    said of a worked example, is named. If a row would say something else than its profile, nothing is written. A file
    that is there already is never written over.
    """
    from engine import UsageError, api, left_out_of_row, write_rows
    from engine.commands.profile_files import profiles_in
    from engine.commands.terminal import refuse_to_write_over, say
    from engine.source.atomic import replaced
    from engine.source.characters import in_backticks, visible
    from engine.source.origin import stdin_once

    target = Path(output)
    refuse_to_write_over(output, "the table")
    if target.suffix.lower() not in (".xlsx", ".csv", ".jsonl"):
        raise UsageError(f"{in_backticks(output)} is no name for a table; let it end in .xlsx, .csv or .jsonl")
    stdin_once(*profiles)
    base = api.load_pack(folder)
    found = profiles_in(profiles, base)
    with replaced(target) as beside:
        write_rows(base, found, beside)
    for each in found:
        if left := left_out_of_row(each):
            say(f"{visible(each.id)}: left out, since a row has no room for it: {', '.join(map(in_backticks, left))}")
