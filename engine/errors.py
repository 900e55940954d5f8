"""The exception tree: every way in which the program ends early, each with the exit code of its kind.

Errors in somebody's rules or profiles are values first (diagnostics, collected and shown together); `InputError` only
carries them out. This module runs without anything of ours, so that every other one may use it.
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from engine.source.diagnostics import Diagnostic


class ArmslengthError(Exception):
    """Root of all errors raised on purpose, so that a caller can catch them all and nothing else."""

    exit_code: ClassVar[int] = 70

    def lines(self) -> tuple[str, ...]:
        """Give what is to be said of it, a line each; what somebody typed begins no line of its own."""
        return (str(self),)


class InputError(ArmslengthError):
    """What was read is refused; holds every diagnostic found, so that all can be mended in one go."""

    exit_code = 2

    def __init__(self, diagnostics: "tuple[Diagnostic, ...]") -> None:
        """Take the diagnostics, in the order in which they are to be shown."""
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        """One line for each diagnostic."""
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)


class UsageError(ArmslengthError):
    """The program was called in a way that makes no sense."""

    exit_code = 2


class MissingExtra(ArmslengthError):  # noqa: N818  it names what is missing, as the contract with callers does
    """An optional part is not installed; names the part and the way to install it."""

    exit_code = 2

    def __init__(self, extra: str) -> None:
        """Take the name of the extra as the installer knows it."""
        super().__init__(extra)
        self.extra = extra

    def __str__(self) -> str:
        """Say what is missing and how to get it."""
        return f"this needs the extra `{self.extra}`; install it with: pip install 'armslength[{self.extra}]'"


class EnginesDisagree(ArmslengthError):  # noqa: N818  it says what happened, as the contract with callers does
    """Two engines came to different results, so no conclusion may be shown."""

    exit_code = 70


class InternalError(ArmslengthError):
    """Something that should be impossible; a fault of the program, never of its input."""

    exit_code = 70
