"""What came of a proof: proved, refuted with a witness, or undecided; as values."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from engine.checks.check import Check
from engine.frozen import frozen
from engine.rulebase.facts import Facts
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic

UNDECIDED = Check(
    "undecided",
    says="A question that the solver did not answer within its steps. It is never taken for a proof.",
    why="What is not decided may be false.",
    avoid="one rule with hundreds of tests over decisions that read each other",
    prefer="a decision in between; or more steps, with `--rlimit`",
)
"""Any proof may find this."""


@frozen
class Witness:
    """Profiles that show a fault to whoever assesses them on this day: one, or one before and one after a step."""

    profiles: Mapping[str, Facts]
    as_of: date


@frozen
class Finding:
    """One fault: the rules it names with their places stand in the diagnostic.

    `about` tells apart what is said of one place: a member or a value by its name, a test by its subject.
    """

    diagnostic: Diagnostic
    witness: Witness | None = None
    about: str = ""

    @property
    def is_undecided(self) -> bool:
        """Whether it says no more than that a question was too hard."""
        return self.diagnostic.code == UNDECIDED.code


@frozen
class ProofResult:
    """One thing that was to be proved, as a sentence, and everything that speaks against it."""

    name: str
    says: str
    findings: tuple[Finding, ...]
    of_difference: bool = False

    @property
    def answer(self) -> Literal["proved", "refuted", "undecided"]:
        """Proved where nothing speaks against it; undecided where nothing does but a question was too hard."""
        if not self.findings:
            return "proved"
        return "undecided" if all(each.is_undecided for each in self.findings) else "refuted"


def named(rules: Iterable[Rule]) -> str:
    """Name rules with the places where they stand."""
    return ", ".join(f"`{rule.name}` ({rule.span.file}:{rule.span.line})" for rule in rules) or "none"
