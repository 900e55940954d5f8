"""The command line: parse, call the API, print, exit code. No rule logic.

Data goes to standard output, words to standard error. Exit codes: 0 done, 1 findings, 2 bad usage or bad input,
3 a primary decision is open and `--fail-on-open` was given, 70 internal. Everything heavy is imported where it is used,
so that `--help` is instant.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from engine.api import Result
    from engine.profile.profile import Profile
    from engine.rulebase.base import RuleBase

FINDINGS, BAD_INPUT, OPEN, INTERNAL = 1, 2, 3, 70

Command = TypeVar("Command", bound=Callable[..., Any])


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Read the day of assessment, today's date by default, or fail with the way to write it."""
    if value is None:
        return date.today()
    try:
        if value.isascii() and len(value) == len("2026-01-31"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise click.BadParameter(f"`{value}` is not a date; write it as YYYY-MM-DD", ctx, param)


def pack_option(command: Command) -> Command:
    """Let a command work with another pack than the shipped one."""
    return click.option(
        "--rules",
        "folder",
        type=click.Path(path_type=Path),
        metavar="PACK",
        help="The folder of a rule pack. [default: the shipped pack]",
    )(command)


def as_of_option(command: Command) -> Command:
    """Let a command assess as of a day; without it, the profile's own day or today."""
    return click.option(
        "--as-of",
        callback=day,
        metavar="DATE",
        show_default="today",
        help="The day of assessment, YYYY-MM-DD.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="armslength", message="%(prog)s %(version)s")
def main() -> None:
    """What an arrangement with a small company or charity really is, how closely to watch it, and why.

    Describe one arrangement in a profile, and `assess` names the delivery model, the oversight level, what must be in
    place and what is still open, each with the rules and sources it rests on.

    \b
    armslength profile new --quick > my-partner.yaml     about 20 questions to fill in
    armslength assess my-partner.yaml                    the answer, the reason, what to do
    armslength explain my-partner.yaml model             why, and what would change it
    armslength rules show oversight                      a decision, a rule, a control, a question

    "Don't know yet" is a normal answer: leave a question out.
    """


@main.command()
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option(
    "--engine",
    type=click.Choice(["reference", "durable", "both"]),
    default="both",
    show_default=True,
    help="Which engine decides; `both` runs both and refuses to conclude if they differ.",
)
@click.option("--fail-on-open", is_flag=True, help="Exit with 3 if a primary decision is still open.")
@as_of_option
@pack_option
def assess(
    profiles: tuple[Path, ...], form: str, engine: str, fail_on_open: bool, as_of: date, folder: Path | None
) -> None:
    """Decide one or more PROFILES (`-` is standard input), and say why.

    Prints the delivery model, the oversight level, the reason, what is open and which answers would decide it, what
    must be in place (missing first) and what to do next; then the details with their sources.
    """
    with failures_explained():
        from engine import api

        base = api.load_pack(folder)
        read = [profile for path in profiles for profile in api.read_profiles(origin(path), base)]
        results = [api.assess(base, profile, as_of, engine) for profile in read]
        show(base, read, results, form)
        still_open = any(result.assessment.open_decisions(base.pack.primary) for result in results)
    if fail_on_open and still_open:
        sys.exit(OPEN)


def show(base: RuleBase, profiles: list[Profile], results: list[Result], form: str) -> None:
    """Print the assessments in the form asked for."""
    from engine.render.markdown import page_markdown
    from engine.render.page import page
    from engine.render.text import page_text

    from engine import api

    if form == "json":
        out(api.to_json(base, tuple(results)))
        return
    pages = [
        page(base, profile, result.assessment, result.engines)
        for profile, result in zip(profiles, results, strict=True)
    ]
    if form == "markdown":
        out("\n\n---\n\n".join(page_markdown(each) for each in pages))
    else:
        out("\n\n".join(page_text(each, width(), colour()) for each in pages))


def origin(path: Path) -> Path | bytes:
    """Give the path, or the bytes of standard input for `-`."""
    return sys.stdin.buffer.read(5_000_001) if str(path) == "-" else path


def out(data: str | bytes) -> None:
    """Write data to standard output, whatever the locale says of it."""
    if isinstance(data, str):
        data = (data if data.endswith("\n") else data + "\n").encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(words: str) -> None:
    """Write words to standard error."""
    click.echo(words, err=True)


def width() -> int:
    """Find how wide the terminal is, at most 100 columns."""
    import shutil

    return max(40, min(100, shutil.get_terminal_size((88, 24)).columns))


def colour() -> bool:
    """Colour only a terminal, and never where NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def failures_explained() -> Iterator[None]:
    """Turn every failure into words and an exit code; never a traceback."""
    from engine.errors import ArmslengthError, InputError

    try:
        yield
    except InputError as error:
        say_diagnostics(error.diagnostics)
        sys.exit(error.exit_code)
    except ArmslengthError as error:
        say(f"armslength: {error}")
        sys.exit(error.exit_code)


def say_diagnostics(diagnostics: tuple[object, ...]) -> None:
    """Print each diagnostic with the line it speaks of, and the way out where there is one."""
    from engine.render.diagnostics import diagnostic_text

    for diagnostic in diagnostics:
        say(diagnostic_text(diagnostic))


@main.command()
@click.argument("profile", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("decision", metavar="DECISION[=VALUE]")
@click.option("--full", is_flag=True, help="Show the whole derivation of every rule.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
@as_of_option
@pack_option
def explain(profile: Path, decision: str, full: bool, form: str, as_of: date, folder: Path | None) -> None:
    """Say why a DECISION about one PROFILE came out as it did, or why not as VALUE.

    Names the rules with what held, what failed and what is still open, and every single answer that would change it.
    """
    with failures_explained():
        from engine.render.explain import explanation_markdown, explanation_text

        from engine import api
        from engine.errors import UsageError

        base = api.load_pack(folder)
        read = api.read_profiles(origin(profile), base)
        if len(read) != 1:
            raise UsageError(f"`explain` takes one profile; this file holds {len(read)}")
        name, _, value = decision.partition("=")
        found, reference = api.explain_decision(base, read[0], name, value or None, as_of)
        if form == "markdown":
            out(explanation_markdown(base, found, reference, full=full))
        else:
            out(explanation_text(base, found, reference, full=full, width=width(), colour=colour()))


@main.command()
@click.argument("result", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("profile", type=click.Path(path_type=Path, allow_dash=True))
@pack_option
def replay(result: Path, profile: Path, folder: Path | None) -> None:
    """Assess a PROFILE again and hold it against a stored RESULT: the same bytes, or what differs.

    RESULT is what `assess --format json` wrote. Exits with 1 if anything differs.
    """
    with failures_explained():
        from engine import api
        from engine.render.replay import day_of, differences, stored_results

        base = api.load_pack(folder)
        stored = stored_results(bytes_of(result))
        found = []
        for each in api.read_profiles(origin(profile), base):
            if each.id not in stored:
                found.append(f"the stored result has no profile `{each.id}`")
                continue
            again = api.assess(base, each, day_of(stored[each.id]))
            found += [f"{each.id}: {words}" for words in differences(base, stored[each.id], again.assessment)]
    if found:
        out("\n".join(found))
        sys.exit(FINDINGS)
    out("The same: pack, profile and day give the same bytes again.")


@main.group()
def profile() -> None:
    """Write a blank profile, or check one that is filled in."""


@profile.command("new")
@click.option("--quick", is_flag=True, help="Only the quick screen, about 20 questions.")
@click.option("--topic", "topics", multiple=True, help="Only the questions of a topic; may be given several times.")
@pack_option
def profile_new(quick: bool, topics: tuple[str, ...], folder: Path | None) -> None:
    """Write a blank profile to standard output, with each question as a comment."""
    with failures_explained():
        from engine import api
        from engine.errors import UsageError
        from engine.render.blank import blank_profile
        from engine.source.suggest import did_you_mean

        base = api.load_pack(folder)
        for topic in topics:
            if topic not in base.pack.topics:
                hint = did_you_mean(topic, base.pack.topics)
                raise UsageError(f"there is no topic `{topic}`{hint}; the topics are {', '.join(base.pack.topics)}")
        out(blank_profile(base, quick=quick, topics=topics))


@profile.command("check")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@pack_option
def profile_check(profiles: tuple[Path, ...], folder: Path | None) -> None:
    """Read PROFILES strictly: every error with its place, or a word that all is well."""
    with failures_explained():
        from engine import api

        base = api.load_pack(folder)
        for path in profiles:
            for each in api.read_profiles(origin(path), base):
                known = len(each.facts())
                say(f"{each.id}: reads well; {known} of {len(base.facts) + len(base.controls)} questions are answered")


def bytes_of(path: Path) -> bytes:
    """Read a file, or standard input for `-`, as bytes."""
    from engine.errors import UsageError

    read = origin(path)
    if isinstance(read, bytes):
        return read
    try:
        if not read.is_file():
            raise UsageError(f"`{path}` is not a file")
        return read.read_bytes()
    except OSError as problem:
        raise UsageError(f"`{path}` can't be read: {problem.strerror}") from problem


@main.group()
def rules() -> None:
    """Check, test and read the rules: for those who extend them."""


@rules.command("check")
@click.argument("folder", metavar="[PACK]", required=False, type=click.Path(path_type=Path))
def rules_check(folder: Path | None) -> None:
    """Read a PACK strictly and report every static finding: what is unused, never fires, may both fire, is not cited.

    Exits with 1 if there are findings, with 2 if the pack can't be read.
    """
    with failures_explained():
        from engine import api
        from engine.checks.cases import read_examples
        from engine.checks.check import check

        base = api.load_pack(folder)
        findings = check(base, read_examples(base))
        for finding in findings:
            out(str(finding))
        say(
            f"{base.pack.id} {base.pack.version}: {len(base.statements)} statements, {len(base.facts)} questions, "
            f"{len(base.controls)} controls, {len(base.decisions)} decisions, {len(base.rules)} rules; "
            f"{len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}"
        )
    if findings:
        sys.exit(FINDINGS)


@rules.command("test")
@click.argument("folder", metavar="[PACK]", required=False, type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["reference", "durable", "both"]), default="both", show_default=True)
def rules_test(folder: Path | None, engine: str) -> None:
    """Run the cases of a PACK and the worked examples that say what they expect.

    Exits with 1 if an outcome differs from what is expected; each difference is shown with its place.
    """
    with failures_explained():
        from engine import api
        from engine.checks.cases import faults, read_cases
        from engine.interpret.agreement import evaluate

        base = api.load_pack(folder)
        cases = read_cases(base)
        failed = 0
        engines: tuple[str, ...] = ()
        for case in cases:
            evaluation, engines = evaluate(base, case.profile.facts(), case.as_of, engine)
            found = list(faults(case, base, evaluation))
            failed += bool(found)
            for fault in found:
                out(str(fault))
        say(f"{len(cases)} cases, {failed or 'none'} failed; by {' and '.join(engines) or 'no engine'}")
    if failed:
        sys.exit(FINDINGS)


@rules.command("show")
@click.argument("name", required=False)
@pack_option
def rules_show(name: str | None, folder: Path | None) -> None:
    """Show a rule, control, decision, question or statement, with everything that refers to it; or list them all."""
    with failures_explained():
        from engine.render.show import shown

        from engine import api

        out(shown(api.load_pack(folder), name, width()))


if __name__ == "__main__":
    main()
