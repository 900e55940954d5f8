"""`merge`: the answers of files of questions taken back into a profile."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.options import BROKEN_OFF, FILE, FINDINGS, example, pack_option

if TYPE_CHECKING:
    from engine import AnswerMet, AnswersBack, Profile, RuleBase
    from engine.handover.merge import Take

CHOICES: "dict[str, Take | None]" = {"m": "mine", "t": "theirs", "o": None}
"""What may be typed where an answer contradicts the profile: mine, theirs, or leave it open."""


@click.command(epilog=example("merge my-arrangement.yaml from-maria.xlsx from-sam.yaml"))
@click.argument("profile", type=FILE)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", metavar="OUT", help="The profile to write.  [default: PROFILE itself]")
@click.option(
    "--take",
    type=click.Choice(["mine", "theirs"]),
    help="Which answer counts where two contradict: that of the profile, or the one that came back.",
)
@pack_option
def merge(profile: str, files: tuple[str, ...], output: str | None, take: "Take | None", folder: Path | None) -> None:
    """Take the answers of each FILE of questions back into a PROFILE; nothing that was said is lost.

    Shows what is new, what is the same and what contradicts, with who said it and when. At a terminal it asks which of
    two contradicting answers counts; elsewhere --take says so. Without either nothing is written, and the exit code is
    1. The answer that does not count is kept beside the other, under `also_said`. If anything can't be read, nothing is
    written either. No other file that is there already is written over.
    """
    from engine import api
    from engine import merge as put_together
    from engine.commands.profile_files import one_profile
    from engine.commands.terminal import STANDARD_OUTPUT, colour, out, say, width
    from engine.source.characters import visible

    base = api.load_pack(folder)
    before = one_profile(profile, "merge", base)
    target = _target(profile, output)
    merged = put_together(base, before, _read(files, base, before), lambda met: _decide(base, met, take))
    to_stdout = target == STANDARD_OUTPUT
    page = api.write_merged(base, merged, width=width(), colour=colour() and not to_stdout)
    (say if to_stdout else out)(page)
    undecided = len(merged.undecided())
    if undecided:
        which = "a contradiction is" if undecided == 1 else f"{undecided} contradictions are"
        say(f"{which} not decided, and nothing is written; decide with `--take mine` or `--take theirs`")
        sys.exit(FINDINGS)
    if merged.profile.sha256 == before.sha256 and output is None:
        say(f"{visible(profile)} holds all of this already, and stays as it is")
        return
    _write(base, before, merged.profile, profile, target)


def _target(profile: str, output: str | None) -> str:
    """Choose where the profile goes; back into its own file only where that is YAML, and over no other."""
    from engine import UsageError
    from engine.commands.terminal import STANDARD_OUTPUT, is_same, refuse_to_write_over
    from engine.source.characters import in_backticks

    target = profile if output is None else output
    if target != STANDARD_OUTPUT and Path(target).suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(f"{in_backticks(target)} is no name for a profile in YAML; name one with `-o FILE.yaml`")
    if output is not None and not is_same(target, profile):
        refuse_to_write_over(target, "the profile")
    if output is None and profile == STANDARD_OUTPUT:
        raise UsageError("the profile comes from standard input; say where it goes with `-o FILE.yaml`, or `-o -`")
    return target


def _read(files: Iterable[str], base: "RuleBase", profile: "Profile") -> "list[AnswersBack]":
    """Read every file. Raises `InputError` with everything that is wrong with any of them."""
    from engine import Diagnostic, InputError, read_answers_back

    found: list[AnswersBack] = []
    wrong: list[Diagnostic] = []
    for name in files:
        try:
            found.append(read_answers_back(Path(name), base, profile))
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(tuple(wrong))
    return found


def _decide(base: "RuleBase", met: "AnswerMet", take: "Take | None") -> "Take | None":
    """Decide as was said beforehand or, at a terminal, as somebody says now."""
    if take is not None or met.standing == "told before":
        return take
    if sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
        return None
    from engine.commands.terminal import say
    from engine.render.merged import contradiction_words
    from engine.source.characters import visible

    say("\n".join(map(visible, contradiction_words(base, met).split("\n"))))
    words = "Which of the two counts? (m)ine, (t)heirs, or leave it (o)pen"
    try:
        return CHOICES[click.prompt(words, type=click.Choice(list(CHOICES)), show_choices=False, err=True)]
    except click.Abort:
        say("\nbroken off; nothing is written")
        sys.exit(BROKEN_OFF)


def _write(base: "RuleBase", before: "Profile", after: "Profile", source: str, target: str) -> None:
    """Write the profile: into its own file answer by answer, so that all else stays as it was written there.

    Where that can't be, it is written anew; a file that held comments is then kept beside it.
    """
    from engine import write_profile
    from engine.commands.terminal import STANDARD_OUTPUT, out, say
    from engine.profile.edit_in_place import with_answers
    from engine.profile.rewrite import rewrite
    from engine.source.atomic import atomic_write
    from engine.source.characters import in_backticks, visible

    if target == STANDARD_OUTPUT:
        out(write_profile(base, after))
        return
    path, shown, kept = Path(target), visible(target), None
    text = path.read_bytes().decode("utf-8", "replace") if target == source else ""
    edited = with_answers(base, text, before, after) if text else None
    if edited is None:
        kept = rewrite(path, write_profile(base, after))
    else:
        atomic_write(path, edited.encode(), in_backticks(shown))
    say(f"{shown}: written, with all that was said")
    if kept is not None:
        say(f"{visible(str(kept))}: the file as it was, for its comments; a profile that is written anew holds none")
