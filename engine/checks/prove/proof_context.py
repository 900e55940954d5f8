"""What all proofs about one pack stand on: its open worlds, the solvers, and the way from a model to a witness."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from engine.checks.answer_combinations import constant_truth
from engine.checks.prove.cones import Cones
from engine.checks.prove.kept_answers import Asked, KeptAnswers
from engine.checks.prove.proof_result import UNDECIDED, Finding, ProofResult, Witness
from engine.checks.smallest_profile import smallest
from engine.interpret.reference.evaluate import Reference
from engine.interpret.symbolic.equivalence import differing
from engine.interpret.symbolic.evaluate import SymbolicWorld
from engine.interpret.symbolic.questions import Questions, open_questions
from engine.interpret.symbolic.reading import facts_of
from engine.interpret.symbolic.solving import AnswerKind, Solver, SolverAnswer, solver_version
from engine.interpret.symbolic.terms import Term, either
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition
from engine.rulebase.decisions import CONTROLS
from engine.rulebase.facts import Facts
from engine.rulebase.periods import ALWAYS, Period
from engine.rulebase.properties import Implies
from engine.rulebase.rules import Rule
from engine.source.span import Span

Shows = Callable[[Reference], bool]
"""Tells whether a profile still shows the fault."""


@dataclass(frozen=True)
class ProfileSpace:
    """Every profile of one sort (complete, or partial too) as one open world; a question may take so many steps."""

    base: RuleBase
    questions: Questions
    world: SymbolicWorld
    rlimit: int
    kept: KeptAnswers

    def find(self, goal: Term) -> SolverAnswer:
        """Find a profile for which the goal holds: the same one, whatever was asked before, or was not."""
        return self._solver.example(goal)

    def find_kept(self, asked: Asked) -> SolverAnswer:
        """Find a profile for which the goal holds, where it is not known already that there is none."""
        (kind,) = self.kinds([asked])
        return self._solver.shown(asked.goal()) if kind == "found" else SolverAnswer(kind)

    def kinds(self, asked: Sequence[Asked]) -> list[AnswerKind]:
        """Tell of each goal whether there is a profile for which it holds."""
        return self.kept.kinds(asked, lambda about: Solver(self.questions.about(sorted(about)), self.rlimit))

    @cached_property
    def _solver(self) -> Solver:
        return Solver(self.questions.constraints, self.rlimit)

    def facts(self, found: SolverAnswer, world: SymbolicWorld | None = None) -> tuple[Facts, date]:
        """Read the answers that a model gives, in one world, and the day of assessment."""
        return facts_of(found, self.questions, (world or self.world).known)

    def witness(self, found: SolverAnswer, shows: Shows) -> Witness:
        """Make the smallest witness from a model: every answer that the fault does not need is left out."""
        facts, day = self.facts(found)
        return Witness({"witness": smallest(facts, lambda fewer: shows(Reference(self.base, fewer, day)))}, day)


@dataclass(frozen=True)
class ProofContext:
    """The rules of a pack that are in force on the days of a stretch, and how many steps one question may take."""

    base: RuleBase
    rlimit: int
    stretch: Period = ALWAYS
    kept: KeptAnswers = field(default_factory=KeptAnswers)

    @cached_property
    def cones(self) -> Cones:
        """What the answers rest on: also on the steps that a question may take, and on which z3 is asked."""
        return Cones(self.base, self.stretch, f"{solver_version()} {self.rlimit}")

    @cached_property
    def complete(self) -> ProfileSpace:
        """Every profile in which every question is answered."""
        return self._space(complete=True)

    @cached_property
    def partial(self) -> ProfileSpace:
        """Every profile, with whatever is unknown in it."""
        return self._space(complete=False)

    @cached_property
    def out_of_reach(self) -> frozenset[Span]:
        """Where the rules stand that are found never to fire, or always, without a proof."""
        return frozenset(rule.span for rule in self.base.rules.values() if self._is_out_of_reach(rule))

    def _is_out_of_reach(self, rule: Rule) -> bool:
        key = self.cones.key("constant", self.cones.alone(rule.condition))
        found = self.kept.get(key)
        if found is None:
            found = constant_truth(rule, self.base) is not None
            self.kept.add(key, "found" if found else "none")
        return found

    @cached_property
    def results(self) -> dict[str, ProofResult]:
        """What came of the proofs that were made, by their names."""
        return {}

    def _space(self, *, complete: bool) -> ProfileSpace:
        questions = open_questions(
            self.base, complete=complete, also=tuple(self._of_properties()), stretch=self.stretch, day_known=True
        )
        world = SymbolicWorld(self.base, questions.known)
        return ProfileSpace(self.base, questions, world, self.rlimit, self.kept)

    def _of_properties(self) -> Iterator[Condition]:
        for each in self.base.properties.values():
            if isinstance(each.claim, Implies):
                yield from (each.claim.when, each.claim.then)

    def undecided(self, what: str, span: Span | None) -> Finding:
        """Say that a question was too hard; that is a failure, and never taken for a proof."""
        message = f"{what} is not decided within {self.rlimit:,} steps of the solver"
        return Finding(UNDECIDED.finding(message, span))


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


def comes_out_differently(one: SymbolicWorld, other: SymbolicWorld, decision: str) -> Term:
    """Say when a decision comes out differently in two worlds: in anything that is seen of it, in the meantime too."""
    if one.outcome(decision) is other.outcome(decision):
        return False
    rules = {rule.name for rule in one.base.rules_of[decision]}
    return either(term for _, term in differing(one, other, decision, rules))


def all_fire(reference: Reference, rules: Iterable[Rule]) -> bool:
    """Tell whether all of these rules fire."""
    return all(reference.rule(rule) is True for rule in rules)
