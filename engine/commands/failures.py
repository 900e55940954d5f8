"""What went wrong, in words: faults of the input with their places; faults of the program without any input."""

import errno
import sys
from collections.abc import Iterable

from engine import ArmslengthError, Diagnostic, InputError, UsageError
from engine.commands.terminal import CLOSED, discard, say
from engine.render.diagnostics import diagnostic_text
from engine.source.characters import visible

UNWRITABLE = frozenset({CLOSED, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""How the system says that the output can't be written; what is read is handled where it is read."""

NO_READER = 141
"""The exit code that a shell gives to a program whose output nobody reads any more."""


def explained(problem: Exception) -> int:
    """Say what went wrong, and give the exit code."""
    if isinstance(problem, InputError):
        say_diagnostics(problem.diagnostics)
        return problem.exit_code
    if isinstance(problem, ArmslengthError):
        please = "; please report it" if problem.exit_code == ArmslengthError.exit_code else ""
        words = "\n".join(map(visible, problem.lines()))
        say(f"armslength: {words}{please}")
        return problem.exit_code
    if isinstance(problem, BrokenPipeError):
        discard(sys.stdout)
        discard(sys.stderr)
        return NO_READER
    if isinstance(problem, OSError) and problem.errno in UNWRITABLE:
        discard(sys.stdout)
        say(f"armslength: the output can't be written: {(problem.strerror or 'no reason is given').lower()}")
        return UsageError.exit_code
    way_out = "install it again" if isinstance(problem, ImportError) else "report it"
    say(f"armslength: internal error in {_place(problem)}: {visible(type(problem).__name__)}; please {way_out}")
    return ArmslengthError.exit_code


def say_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Say each diagnostic; to whoever sits at a terminal also the line it speaks of.

    That line may hold what somebody said of a person, so it is never written to a log.
    """
    excerpts = sys.stderr is not None and sys.stderr.isatty()
    for diagnostic in diagnostics:
        words = str(diagnostic)
        rest = diagnostic_text(diagnostic, excerpts=excerpts).removeprefix(words)
        say(visible(words) + rest)


def _place(problem: Exception) -> str:
    """Name the line of ours in which it happened."""
    place, step = "the program", problem.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in ("cli", "engine"):
            place = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return place
