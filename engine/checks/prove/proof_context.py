"""What all proofs about one pack stand on: its open worlds, the solvers, and the way from a model to a witness."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from engine.checks.never_fires import rules_out_of_reach
from engine.checks.prove.claim import Finding, Witness
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.questions import Questions
from engine.interpret.symbolic.reading import facts_of
from engine.interpret.symbolic.solving import Answer, Solver
from engine.interpret.symbolic.terms import Term
from engine.interpret.symbolic.world import World, open_questions
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Facts
from engine.rulebase.periods import ALWAYS, Period
from engine.rulebase.properties import Implies
from engine.source.diagnostics import Diagnostic
from engine.source.span import Span

Shows = Callable[[Reference], bool]
"""Tells whether a profile still shows the fault."""


@dataclass(frozen=True)
class Side:
    """Every profile of one sort (complete, or partial too) as one open world, and the solver that knows it."""

    base: RuleBase
    questions: Questions
    world: World
    solver: Solver

    def find(self, goal: Term) -> Answer:
        """Find a profile for which the goal holds."""
        return self.solver.find(goal)

    def facts(self, found: Answer, world: World | None = None) -> tuple[Facts, date]:
        """Read the answers that a model gives, in one world, and the day of assessment."""
        return facts_of(found, self.questions, (world or self.world).known)

    def witness(self, found: Answer, shows: Shows) -> Witness:
        """Make the smallest witness from a model: every answer that the fault does not need is left out."""
        facts, day = self.facts(found)
        return Witness({"witness": smallest(facts, lambda fewer: shows(Reference(self.base, fewer, day)))}, day)


@dataclass(frozen=True)
class Ground:
    """The rules of a pack that are in force on the days of a stretch, and how many steps one question may take."""

    base: RuleBase
    rlimit: int
    stretch: Period = ALWAYS

    @cached_property
    def complete(self) -> Side:
        """Every profile in which every question is answered."""
        return self._side(complete=True)

    @cached_property
    def partial(self) -> Side:
        """Every profile, with whatever is unknown in it."""
        return self._side(complete=False)

    @cached_property
    def out_of_reach(self) -> frozenset[Span]:
        """Where the rules stand that are found out of reach without a proof."""
        return frozenset(finding.span for finding in rules_out_of_reach(self.base) if finding.span is not None)

    def _side(self, *, complete: bool) -> Side:
        questions = open_questions(
            self.base, complete=complete, also=tuple(self._of_properties()), stretch=self.stretch
        )
        world = World(self.base, questions.known)
        return Side(self.base, questions, world, Solver(questions.constraints, self.rlimit))

    def _of_properties(self) -> Iterator[Condition]:
        for each in self.base.properties.values():
            if isinstance(each.claim, Implies):
                yield from (each.claim.when, each.claim.then)

    def undecided(self, what: str, span: Span | None) -> Finding:
        """Say that a question was too hard; that is a failure, and never taken for a proof."""
        message = f"{what} is not decided within {self.rlimit:,} steps of the solver"
        return Finding(Diagnostic("undecided", message, span))


def narrowed(base: RuleBase, names: Iterable[str], control: str = "") -> RuleBase:
    """Keep of a base only some decisions and all that they read, so that many profiles can be tried in a moment.

    With a control, only the rules that require it are kept of those that require anything.
    """
    if control:
        base = replace(base, rules_of={**base.rules_of, CONTROLS: base.reads.rules_giving(CONTROLS, control)})
    wanted = base.reads.with_all_behind(names)
    decisions = {name: decision for name, decision in base.decisions.items() if name in wanted}
    rules_of = {name: base.rules_of[name] for name in decisions}
    kept = {rule.name: rule for rules in rules_of.values() for rule in rules}
    return replace(base, decisions=decisions, rules=kept, rules_of=rules_of)


def smallest(facts: Facts, shows: Callable[[Facts], bool]) -> Facts:
    """Leave out every answer without which the fault still shows; a half at a time while that goes well."""
    kept = dict(facts)
    size = len(kept)
    while size:
        names = list(kept)
        for start in range(0, len(names), size):
            fewer = {name: kept[name] for name in kept if name not in names[start : start + size]}
            if len(fewer) < len(kept) and shows(fewer):
                kept = fewer
        size //= 2
    return kept
