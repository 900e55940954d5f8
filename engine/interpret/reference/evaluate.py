"""The reference evaluator: strong Kleene truth for every condition, and from it every rule and decision."""

from abc import ABC, abstractmethod
from collections.abc import Set
from datetime import date

from engine.interpret.evaluation import Collected, Evaluation, Outcome, Single
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.hit_policies import outcome
from engine.rulebase.applicability import expand
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not
from engine.rulebase.facts import Fact, Facts
from engine.rulebase.in_force import in_force
from engine.rulebase.rules import Rule
from engine.rulebase.silence import assumed
from engine.rulebase.truth import Truth, all_of, any_of, at_least, negate


class Kleene(ABC):
    """Works conditions out by the strong Kleene tables, over whatever says of a literal whether it holds."""

    @abstractmethod
    def literal(self, literal: Literal) -> Truth:
        """Work out a literal."""

    def truth(self, condition: Condition) -> Truth:
        """Work out a condition by the strong Kleene tables."""
        match condition:
            case Literal():
                return self.literal(condition)
            case All(parts):
                return all_of(map(self.truth, parts))
            case AnyOf(parts):
                return any_of(map(self.truth, parts))
            case Not(part):
                return negate(self.truth(part))
            case AtLeast(n, parts):
                return at_least(n, map(self.truth, parts))


class Reference(Kleene):
    """One evaluation over the facts of one profile. Works out only what is asked for, each thing once.

    `base` holds the rules that are in force on the day of assessment, `given` is what is known, and `facts` also what
    is assumed.
    """

    def __init__(self, base: RuleBase, facts: Facts, as_of: date | None = None) -> None:
        self.base = in_force(base, as_of)
        self.given = facts
        self.assumed = assumed(base, facts)
        self.facts = {**facts, **self.assumed} if self.assumed else facts
        self.as_of = as_of
        self._rules: dict[str, Truth] = {}
        self._outcomes: dict[str, Outcome] = {}

    @classmethod
    def known(cls, base: RuleBase, facts: Facts, as_of: date | None, evaluation: Evaluation) -> "Reference":
        """Take an evaluation of these facts as worked out, by whichever machine: what is asked for rests on it."""
        made = cls(base, facts, as_of)
        made._rules, made._outcomes = dict(evaluation.rules), dict(evaluation.decisions)
        return made

    def literal(self, literal: Literal) -> Truth:
        """Work out a literal over a fact, the status of a control, or an earlier decision."""
        if literal.on_decision:
            return self.outcome(literal.subject).truth(literal.test)
        return answer_truth(literal.test, self.facts.get(literal.subject), self.as_of)

    def is_beside_the_point(self, fact: Fact) -> bool:
        """Tell whether a question certainly does not apply."""
        applies = fact.applies_when
        return applies is not None and self.truth(expand(applies, self.base.facts)) is False

    def rule(self, rule: Rule) -> Truth:
        """Tell whether a rule is fired, ruled out, or open; one that is not in force that day is ruled out."""
        if rule.name not in self._rules:
            today = self.base.rules.get(rule.name) if rule.is_dated() else rule
            self._rules[rule.name] = False if today is None else self.truth(today.condition)
        return self._rules[rule.name]

    def outcome(self, name: str) -> Outcome:
        """Work out a decision, and first all that its rules read."""
        if name not in self._outcomes:
            decision = self.base.decisions[name]
            hits = ((self.rule(rule), rule) for rule in self.base.rules_of[name])
            # a rule that is ruled out says nothing, whatever the hit policy
            said = [(truth, rule.values_for(name)) for truth, rule in hits if truth is not False]
            self._outcomes[name] = outcome(decision, said)
        return self._outcomes[name]

    def over(self, base: RuleBase, rules: Set[str], decisions: Set[str]) -> "Reference":
        """Evaluate the same facts over a base that differs only in these rules and decisions; keep all other results.

        `rules` must name every rule whose status may be another, and `decisions` every decision that may come out
        otherwise, those further on included.
        """
        again = Reference(base, self.facts, self.as_of)
        again._rules = {name: truth for name, truth in self._rules.items() if name not in rules}
        again._outcomes = {name: found for name, found in self._outcomes.items() if name not in decisions}
        return again

    def outcome_over(self, facts: Facts, name: str, rules: Set[str], decisions: Set[str]) -> Outcome:
        """Work out a decision over other facts, which only these rules and decisions can see; keep all other results.

        What silence means must be among the facts. The evaluation itself stays as it is.
        """
        own = self.facts, self._rules, self._outcomes
        self.facts = facts
        self._rules = {each: truth for each, truth in self._rules.items() if each not in rules}
        self._outcomes = {each: found for each, found in self._outcomes.items() if each not in decisions}
        try:
            return self.outcome(name)
        finally:
            self.facts, self._rules, self._outcomes = own

    def interim_members(self, name: str) -> frozenset[str]:
        """List the members of a `collect` decision that hold while every interim value stands."""
        return _Interim(self).members(name)

    def evaluation(self) -> Evaluation:
        """Work out everything, with what holds in the interim."""
        outcomes = {name: self.outcome(name) for name in self.base.decisions}
        rules = {rule.name: self.rule(rule) for rule in self.base.rules.values()}
        meanwhile = _Interim(self)
        for name, found in outcomes.items():
            if isinstance(found, Collected) and found.undecided:
                interim = meanwhile.members(name) - found.members
                outcomes[name] = Collected(found.members, found.undecided, interim)
        return Evaluation(rules, outcomes)


class _Interim(Reference):
    """The same, with each open decision that has an interim value taken as settled at it.

    Only rules that read such a decision themselves see it so: an interim value never feeds a decision.
    """

    def __init__(self, settled: Reference) -> None:
        super().__init__(settled.base, settled.facts, settled.as_of)
        self._settled = settled

    def literal(self, literal: Literal) -> Truth:
        held = _interim(self._settled.outcome(literal.subject)) if literal.on_decision else None
        return self._settled.literal(literal) if held is None else Single(frozenset({held})).truth(literal.test)

    def members(self, name: str) -> frozenset[str]:
        rules, seeing = self.base.rules_of[name], self._seeing(name)
        truths = ((self if rule.name in seeing else self._settled).rule(rule) for rule in rules)
        held = (rule for rule, truth in zip(rules, truths, strict=True) if truth)
        return frozenset(value for rule in held for value in rule.values_for(name))

    def _seeing(self, name: str) -> set[str]:
        """Name the rules to which an interim value makes a difference: to all others, all is as it was."""
        reads = self.base.reads
        given = (each for each in reads.decisions_of(name) if _interim(self._settled.outcome(each)) is not None)
        return {rule.name for each in given for rule in reads.rules_reading(each)}


def _interim(found: Outcome) -> str | None:
    return found.interim if isinstance(found, Single) else None


def evaluate(base: RuleBase, facts: Facts, as_of: date | None = None) -> Evaluation:
    """Run every rule over the facts of one profile. `as_of` is the day of assessment; without it, ages are unknown."""
    return Reference(base, facts, as_of).evaluation()
