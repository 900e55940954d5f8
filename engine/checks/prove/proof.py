"""What is to be proved, and what came of it: proved, refuted with a witness, or undecided; as values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.checks.check import Check
from engine.rulebase.facts import Facts
from engine.rulebase.properties import Property
from engine.rulebase.rules import Rule
from engine.source.diagnostics import Diagnostic

if TYPE_CHECKING:
    from engine.checks.prove.proof_context import ProofContext

UNDECIDED = Check(
    "undecided",
    says="A question that the solver did not answer within its steps. It is never taken for a proof.",
    why="What is not decided may be false.",
    avoid="one rule with hundreds of tests over decisions that read each other",
    prefer="a decision in between; or more steps, with `--rlimit`",
)
"""Any proof may find this."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Profiles that show a fault to whoever assesses them on this day: one, or one before and one after a step."""

    profiles: Mapping[str, Facts]
    as_of: date


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the rules it names with their places stand in the diagnostic."""

    diagnostic: Diagnostic
    witness: Witness | None = None

    @property
    def is_undecided(self) -> bool:
        """Whether it says no more than that a question was too hard."""
        return self.diagnostic.code == UNDECIDED.code


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to be proved of any pack.

    `says` is the sentence, `checks` are the faults that speak against it, and `find` looks for them. With
    `of_difference` it says that something makes a difference; any other is a law, and must hold on every day.
    """

    name: str
    says: str
    checks: tuple[Check, ...]
    find: "Callable[[ProofContext], Iterator[Finding]]"
    of_difference: bool = False

    def results(self, context: "ProofContext") -> Iterator[ProofResult]:
        """Prove it."""
        yield context.result(self)


@dataclass(frozen=True, slots=True)
class ProofOfProperties:
    """What is to be proved of each property of one kind that a pack declares of itself, with the pack's sentence."""

    kinds: tuple[type, ...]
    checks: tuple[Check, ...]
    find: "Callable[[ProofContext, Property], Iterator[Finding]]"

    def results(self, context: "ProofContext") -> Iterator[ProofResult]:
        """Prove each of them."""
        for declared in context.base.properties.values():
            if isinstance(declared.claim, self.kinds):
                yield ProofResult(declared.name, declared.says, tuple(self.find(context, declared)))


def named(rules: Iterable[Rule]) -> str:
    """Name rules with the places where they stand."""
    return ", ".join(f"`{rule.name}` ({rule.span.file}:{rule.span.line})" for rule in rules) or "none"
