"""What is to be proved, as a value in the file that proves it."""

from collections.abc import Callable, Iterator

from engine.checks.check import Check
from engine.checks.prove.proof_context import ProofContext
from engine.checks.prove.proof_result import Finding, ProofResult
from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.properties import Property


def everything(_: RuleBase) -> str:
    """Say nothing: of every pack all of the sentence is meant."""
    return ""


@frozen
class Proof:
    """One thing to be proved of any pack.

    `says` is the sentence, `checks` are the faults that speak against it, and `find` looks for them. With
    `of_difference` it says that something makes a difference; any other is a law, and must hold on every day. `but_for`
    says of what the sentence does not speak for a pack, as its end.
    """

    name: str
    says: str
    checks: tuple[Check, ...]
    find: Callable[[ProofContext], Iterator[Finding]]
    of_difference: bool = False
    but_for: Callable[[RuleBase], str] = everything

    def results(self, context: ProofContext) -> Iterator[ProofResult]:
        """Prove it."""
        yield self.result(context)

    def result(self, context: ProofContext) -> ProofResult:
        """Give what comes of it; of one pack it is proved once."""
        if self.name not in context.results:
            findings = tuple(self.find(context))
            context.results[self.name] = ProofResult(
                self.name, self.says + self.but_for(context.base), findings, self.of_difference
            )
        return context.results[self.name]


@frozen
class ProofOfProperties:
    """What is to be proved of each property of one kind that a pack declares of itself, with the pack's sentence."""

    kinds: tuple[type, ...]
    checks: tuple[Check, ...]
    find: Callable[[ProofContext, Property], Iterator[Finding]]

    def results(self, context: ProofContext) -> Iterator[ProofResult]:
        """Prove each of them."""
        for declared in context.base.properties.values():
            if isinstance(declared.claim, self.kinds):
                yield ProofResult(declared.name, declared.says, tuple(self.find(context, declared)))
