"""The command line: parse, call the API, print, exit code. No rule logic.

Data goes to standard output, words to standard error; the exit codes stand in the help. Nothing but click is imported
before it is used, so that `--help` is instant.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from armslength.commands import COMMANDS as OF_THE_OFFICE
from engine.commands import COMMANDS
from engine.commands.on_use import Around, OnUse

INTERNAL, BROKEN_OFF = 70, 130
AROUND = Around(
    checks=(
        "armslength.documents.check:findings",
        "armslength.register.declared:findings",
        "armslength.register.declared_demo:findings",
    ),
    tables=("armslength.commands.tables:register_as_table",),
)
"""What stands around the engine: what `rules check` looks at besides the rules, and what else is read as a table."""


@contextmanager
def ending_in_words() -> Iterator[None]:
    """However it ends, it ends in words and an exit code, never in a traceback."""
    try:
        yield
    except (click.exceptions.Exit, click.Abort):
        raise
    except click.ClickException as error:
        from engine.source.characters import visible

        vars(error).update(message="\n".join(map(visible, error.message.split("\n"))))
        raise
    except KeyboardInterrupt:
        sys.exit(BROKEN_OFF)
    except Exception as problem:  # noqa: BLE001  the one place where what nobody foresaw is put into words
        sys.exit(explained(problem))


class Program(OnUse):
    """The program: reading the command line, running a command and telling what went wrong each end in words."""

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


@click.group(
    cls=Program,
    on_use=(*COMMANDS, *OF_THE_OFFICE),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "obj": AROUND},
)
@click.version_option(package_name="armslength", message="%(prog)s %(version)s")
def main() -> None:
    """What an arrangement with a small company or charity really is, how closely to watch it, and why.

    Describe one arrangement in a profile, and `assess` names the delivery model, the oversight level, what must be in
    place and what is still open, each with the rules and sources it rests on.

    \b
    armslength ask my-partner.yaml                       one question after another, those that matter most first
    armslength profile new --quick -o my-partner.yaml    the questions that settle most, to fill in
    armslength assess my-partner.yaml                    the answer, the reason, what to do
    armslength explain my-partner.yaml model             why, and what would change it
    armslength rules show oversight                      a decision, a rule, a control, a question

    "Don't know yet" is a normal answer: leave a question out.

    \b
    Exit codes:
      0    done
      1    something to see to: a finding of a `rules` command, what `portfolio` can't read, a difference that `replay`
           found, answers that contradict in `merge`, an entry that `register` refused
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


if __name__ == "__main__":
    main()
