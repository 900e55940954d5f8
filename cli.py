"""The command line: parse, call the API, print, exit code. No rule logic.

Data goes to standard output, words to standard error; the exit codes stand in the help. Nothing but click is imported
before it is used, so that `--help` is instant.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from engine.commands.options import FINDINGS, day, engine_option, example, form_option, pack_option

if TYPE_CHECKING:
    from engine.rulebase.base import RuleBase

OPEN, INTERNAL, BROKEN_OFF = 3, 70, 130


@contextmanager
def ending_in_words() -> Iterator[None]:
    """However it ends, it ends in words and an exit code, never in a traceback."""
    try:
        yield
    except (click.exceptions.Exit, click.Abort):
        raise
    except click.ClickException as error:
        vars(error).update(message=harmless(error.message))
        raise
    except KeyboardInterrupt:
        sys.exit(BROKEN_OFF)
    except Exception as problem:  # noqa: BLE001  the one place where what nobody foresaw is put into words
        sys.exit(explained(problem))


class OnUse(click.Group):
    """A group with commands that are imported only when one of them is used; the line of help on each stands here."""

    later: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every command by name, those to be imported too."""
        return sorted({*super().list_commands(ctx), *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; import it where that is needed."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.later[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with a line on each, without importing any."""
        room = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
        lines = {name: command.get_short_help_str(room) for name, command in self.commands.items()}
        lines |= {name: line for name, (_, line) in self.later.items()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted(lines.items()))


class Program(OnUse):
    """The program: reading the command line, running a command and telling what went wrong each end in words."""

    later: ClassVar[Mapping[str, tuple[str, str]]] = {
        "portfolio": ("engine.commands.portfolio:portfolio", "Decide every row of a table, or write one to fill in."),
    }

    main = ending_in_words()(click.Group.main)
    make_context = ending_in_words()(click.Group.make_context)
    invoke = ending_in_words()(click.Group.invoke)


def explained(problem: Exception) -> int:
    """Say what went wrong, and give the exit code; also where the program is installed so badly that it can't load."""
    try:
        from engine.commands import failures
    except Exception:  # noqa: BLE001  nothing of ours can be used then
        click.echo(f"armslength: internal error: {type(problem).__name__}; please install it again", err=True)
        return INTERNAL
    return failures.explained(problem)


def harmless(text: str) -> str:
    """Write everything that could move or hide other characters of a message as an escape; its lines stay lines."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def completing(names: Callable[[RuleBase], Iterable[str]]) -> Callable[..., list[str]]:
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


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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

    \b
    Exit codes:
      0    done
      1    findings: of a `rules` command, a row that `portfolio` refused, or a difference that `replay` found
      2    bad usage, bad input, or an output that can't be written
      3    with --fail-on-open: a decision that the pack calls primary is still open
      70   internal: a fault of the program, or its engines disagree; please report it
      130  broken off with Ctrl-C;  141  whoever read the output (`head`, say) went away

    Data goes to standard output, words to standard error. `-` is standard input. NO_COLOR turns colour off. For
    completion with the Tab key, also of the names of decisions and rules, add to ~/.bashrc (or ~/.zshrc, with
    zsh_source; in fish, pipe what fish_source gives into `source`):

    \b
    eval "$(_ARMSLENGTH_COMPLETE=bash_source armslength)"
    """
    gc.set_threshold(100_000)  # a run is short and makes little garbage; at its end the system takes everything back
    atexit.register(gc.freeze)


@main.command(epilog=example("assess partners/*.yaml --format json > results.json"))
@profiles_argument
@form_option("text", "json", "markdown")
@click.option("--fail-on-open", is_flag=True, help="Exit with 3 if a primary decision is still open.")
@as_of_option
@engine_option
@pack_option
def assess(
    profiles: tuple[str, ...], form: str, fail_on_open: bool, as_of: date, engine: str, folder: Path | None
) -> None:
    """Decide each PROFILE (a file, or `-` for standard input), and say why.

    Prints the delivery model, the oversight level, the reason, what is open and which answers would decide it, what
    must be in place (missing first) and what to do next; then the details with their sources. As JSON, one profile
    gives an object, several an array. If anything is wrong with any profile, all that is wrong is said, and nothing is
    decided.
    """
    from engine import api
    from engine.commands.terminal import colour, out, width
    from engine.profile.several import profiles_in
    from engine.source.origin import once

    once(*profiles)
    base = api.load_pack(folder)
    done = [api.assess(base, profile, as_of, engine) for profile in profiles_in(profiles, base)]
    out(api.results_in_form(base, done, form, width=width(), colour=colour()))
    if fail_on_open and any(each.assessment.open_decisions(base.pack.primary) for each in done):
        sys.exit(OPEN)


@main.command(epilog=example("explain my-partner.yaml model=partnership"))
@click.argument("profile", type=FILE)
@click.argument("decision", metavar="DECISION[=VALUE]", shell_complete=completing(lambda base: base.decisions))
@click.option("--full", is_flag=True, help="Show the whole derivation of every rule.")
@form_option("text", "markdown")
@as_of_option
@pack_option
def explain(profile: str, decision: str, full: bool, form: str, as_of: date, folder: Path | None) -> None:
    """Say why a DECISION about one PROFILE came out as it did, or why not as VALUE.

    Names the rules with what held, what failed and what is still open, and every single answer that would change it.
    `rules show` lists the decisions.
    """
    from engine import api
    from engine.commands.terminal import colour, out, width
    from engine.errors import UsageError
    from engine.profile.several import profiles_in
    from engine.render.explain import explanation_markdown, explanation_text

    base = api.load_pack(folder)
    read = profiles_in([profile], base)
    if len(read) != 1:
        raise UsageError(f"`explain` takes one profile; this file holds {len(read)}")
    name, asked, value = decision.partition("=")
    found = api.explain_decision(base, read[0], name, value if asked else None, as_of)
    if form == "markdown":
        out(explanation_markdown(base, found, full=full, profile=read[0]))
    else:
        out(explanation_text(base, found, full=full, width=width(), colour=colour(), profile=read[0]))


@main.command(epilog=example("replay result.json my-partner.yaml"))
@click.argument("result", type=FILE)
@profiles_argument
@pack_option
def replay(result: str, profiles: tuple[str, ...], folder: Path | None) -> None:
    """Assess each PROFILE again and hold it against a stored RESULT: the same bytes, or what differs.

    RESULT is what `assess --format json` wrote; the day of assessment is the one that stands in it. Exits with 1 if
    anything differs, and says whether it is the rules, the profile or the conclusions.
    """
    from engine import api
    from engine.commands.terminal import out
    from engine.export.replay import day_of, differences, stored_results
    from engine.profile.several import profiles_in
    from engine.source.characters import visible
    from engine.source.origin import once, whole

    once(result, *profiles)
    base = api.load_pack(folder)
    stored = stored_results(whole(result))
    found = []
    for each in profiles_in(profiles, base):
        if each.id not in stored:
            found.append(f"the stored result has no profile `{each.id}`")
            continue
        again = api.assess(base, each, day_of(stored[each.id]))
        found += [f"{each.id}: {words}" for words in differences(base, stored[each.id], again.assessment)]
    if found:
        out("\n".join(map(visible, found)))
        sys.exit(FINDINGS)
    out("The same: pack, profile and day give the same bytes again.")


@main.group()
def profile() -> None:
    """Write a blank profile, or check one that is filled in."""


@profile.command("new", epilog=example("profile new --topic incidents --topic reviews > my-partner.yaml"))
@click.option("--quick", is_flag=True, help="Only the quick screen, about 20 questions.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    shell_complete=completing(lambda base: base.pack.topics),
    help="Only the questions of a topic; may be given several times.",
)
@pack_option
def profile_new(quick: bool, topics: tuple[str, ...], folder: Path | None) -> None:
    """Write a blank profile to standard output, with each question as a comment.

    What is left blank counts as "don't know yet".
    """
    from engine import api
    from engine.commands.terminal import out
    from engine.errors import UsageError
    from engine.export.blank import blank_profile
    from engine.source.suggest import did_you_mean

    base = api.load_pack(folder)
    for topic in topics:
        if topic not in base.pack.topics:
            hint = did_you_mean(topic, base.pack.topics)
            raise UsageError(f"there is no topic `{topic}`{hint}; the topics are {', '.join(base.pack.topics)}")
    out(blank_profile(base, quick=quick, topics=topics))


@profile.command("check", epilog=example("profile check partners/*.yaml"))
@profiles_argument
@pack_option
def profile_check(profiles: tuple[str, ...], folder: Path | None) -> None:
    """Read each PROFILE strictly: every error with its place, or a word that all is well."""
    from engine import api
    from engine.commands.terminal import say
    from engine.profile.several import profiles_in
    from engine.source.characters import visible
    from engine.source.origin import once

    once(*profiles)
    base = api.load_pack(folder)
    for each in profiles_in(profiles, base):
        count = f"{len(each.facts())} of {len(base.facts) + len(base.controls)}"
        say(f"{visible(each.id)}: reads well; {count} questions are answered")


class Rules(OnUse):
    """The commands for those who extend the rules."""

    later: ClassVar[Mapping[str, tuple[str, str]]] = {
        "book": ("engine.commands.book:book", "Write the whole rule base as one page to read or print."),
        "check": ("engine.commands.check:check", "Read a pack strictly and report every static finding."),
        "diff": ("engine.commands.diff:diff", "Say in what two packs differ, and whether anybody's result can."),
        "export": ("engine.commands.export:export", "Write the rules in a form that other programs read: DMN."),
        "impact": ("engine.commands.impact:impact", "Say whose result changes from one pack to another."),
        "mutate": ("engine.commands.mutate:mutate", "Break the rules one by one, and see whether the cases notice."),
        "new": ("engine.commands.rules_new:new", "Start a small and sound pack, alone or laid over another."),
        "schema": ("engine.commands.schema:schema", "Write the JSON Schema of rule files, cases or profiles."),
        "test": ("engine.commands.cases:test", "Run the cases of a pack and the worked examples."),
    }


@main.group(cls=Rules)
def rules() -> None:
    """Start, check, test and read rules: for those who extend them."""


@rules.command("show", epilog=example("rules show oversight"))
@click.argument(
    "name",
    required=False,
    shell_complete=completing(
        lambda base: [*base.decisions, *base.rules, *base.controls, *base.facts, *base.statements, *base.tables]
    ),
)
@pack_option
def rules_show(name: str | None, folder: Path | None) -> None:
    """Show a rule, control, decision, table, question or statement, with all that refers to it; or list everything."""
    from engine import api
    from engine.commands.terminal import colour, out, width
    from engine.render.show import shown

    out(shown(api.load_pack(folder), name, width(), colour()))


if __name__ == "__main__":
    main()
