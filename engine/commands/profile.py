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
    """Write a blank profile, or check one that is filled in."""


@profile.command("new", epilog=example("profile new --topic incidents --topic reviews -o my-arrangement.yaml"))
@click.option("--quick", is_flag=True, help="Only the questions of the quick screen.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    shell_complete=completing(lambda base: base.pack.topics),
    help="Only the questions of a topic; may be given several times.",
)
@output_option
@pack_option
def profile_new(quick: bool, topics: tuple[str, ...], output: str, folder: Path | None) -> None:
    """Write a blank profile, with each question as a comment.

    What is left blank counts as "don't know yet". The file says how many questions it asks, and of each that applies
    only by another answer, when. A file that is there already is never written over.
    """
    from engine import UsageError, api, blank_profile
    from engine.commands.terminal import STANDARD_OUTPUT, to_file_or_out
    from engine.source.characters import in_backticks
    from engine.source.suggest import did_you_mean

    if output != STANDARD_OUTPUT and Path(output).exists():
        raise UsageError(f"{in_backticks(output)} is there already, perhaps filled in; give the profile another name")
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
