"""Mutants that no case noticed."""

from engine.checks.check import Check
from engine.checks.mutation.trial import MutantVerdict
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span


def survived(verdict: MutantVerdict, place: Span) -> Diagnostic:
    """Report a mutant that nothing noticed, where it would be written, and what a case could be about."""
    message = f"no case notices {verdict.mutant.kind.replace('-', ' ')}: {verdict.mutant}"
    return SURVIVED.finding(message if verdict.example is None else f"{message}; {verdict.example}", place)


SURVIVED = Check(
    "survived",
    says="`rules mutate` reports each small change of the rules that no case notices. Write the case that would.",
    why="Somebody may make that very change by mistake one day.",
    severity="warning",
)
