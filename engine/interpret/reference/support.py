"""Why a truth is what it is: for each settled condition, the fewest known facts found that suffice for it.

The derivation of a condition is the part of its tree that decides it: every part of a true `all`, one part of a false
one, and so on, down to literals over facts. Where several parts would do, the one with the fewest facts is taken, and
among equals the first by name, so that the same profile always gives the same reason.
"""

from collections.abc import Callable, Iterable

from engine.frozen import frozen
from engine.interpret.evaluation import Highest
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Includes, Literal, Not, OneOf, Test
from engine.rulebase.rules import Rule


@frozen
class Support:
    """The facts that suffice for a conclusion, and the rules it passes through: those fired, those ruled out."""

    facts: frozenset[str] = frozenset()
    fired: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()

    def __or__(self, other: "Support") -> "Support":
        return Support(self.facts | other.facts, self.fired | other.fired, self.ruled_out | other.ruled_out)

    def cost(self) -> tuple[int, list[str]]:
        """Give the key to sort by: fewest facts first, then by name."""
        return len(self.facts), sorted(self.facts)


NOTHING = Support()


def together(supports: Iterable[Support]) -> Support:
    """Join supports that are all needed."""
    joined = NOTHING
    for support in supports:
        joined |= support
    return joined


class Supports:
    """Finds the support of conditions, rules and decisions in one evaluation; each rule is worked out once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._rules: dict[str, Support] = {}
        self._decisions: dict[tuple[str, Test], Support] = {}

    def rule(self, rule: Rule) -> Support:
        """Give what makes this rule fired or ruled out; nothing while it is open."""
        if rule.name not in self._rules:
            truth = self.reference.rule(rule)
            inner = self.condition(rule.condition)
            named = frozenset({rule.name})
            if truth is True:
                inner |= Support(fired=named)
            elif truth is False:
                inner |= Support(ruled_out=named)
            self._rules[rule.name] = inner
        return self._rules[rule.name]

    def condition(self, condition: Condition) -> Support:
        """Give what makes a condition true or false; nothing while it is unknown."""
        truth = self.reference.truth(condition)
        return NOTHING if truth is None else self._known(condition, truth)

    def _known(self, condition: Condition, truth: bool) -> Support:
        match condition:
            case Literal():
                return self.literal(condition)
            case Not(part):
                return self._known(part, not truth)
            case All(parts):
                return self._of(parts, truth, len(parts) if truth else 1)
            case AnyOf(parts):
                return self._of(parts, truth, 1 if truth else len(parts))
            case AtLeast(n, parts):
                return self._of(parts, truth, n if truth else len(parts) - n + 1)

    def _of(self, parts: tuple[Condition, ...], truth: bool, needed: int) -> Support:
        agreeing = [self._known(part, truth) for part in parts if self.reference.truth(part) is truth]
        return together(sorted(agreeing, key=Support.cost)[:needed])

    def literal(self, literal: Literal) -> Support:
        """Give what makes a literal true or false: its fact, or what stands behind the decision it reads."""
        if not literal.on_decision:
            return Support(facts=frozenset({literal.subject}))
        return self.decision(literal.subject, literal.test)

    def decision(self, name: str, test: Test) -> Support:
        """Give what makes a test of a decision true or false, whichever it is; nothing while it is unknown."""
        if (name, test) not in self._decisions:
            self._decisions[name, test] = self._of_decision(name, test)
        return self._decisions[name, test]

    def _of_decision(self, name: str, test: Test) -> Support:
        outcome = self.reference.outcome(name)
        truth = outcome.truth(test)
        if truth is None:
            return NOTHING
        match test:
            case Includes(member):
                return self._membership(name, member, certain=truth)
            case OneOf(values):
                return self._single(name, outcome, lambda value: (value in values) is truth)
            case _:
                return self._everything(name)

    def within(self, name: str, values: frozenset[str | None]) -> Support:
        """Give what makes it certain that a decision has one of these values."""
        return self._single(name, self.reference.outcome(name), lambda value: value in values)

    def _membership(self, name: str, member: str, *, certain: bool) -> Support:
        rules = self.reference.base.reads.rules_giving(name, member)
        if certain:
            return self._cheapest(rule for rule in rules if self.reference.rule(rule) is True)
        return together(self.rule(rule) for rule in rules)

    def _everything(self, name: str) -> Support:
        return together(self.rule(rule) for rule in self.reference.base.rules_of[name])

    def _single(self, name: str, outcome: object, agrees: Callable[[str | None], bool]) -> Support:
        """Give what makes the value agree: rules that could say otherwise are out, and one that agrees is in."""
        decision = self.reference.base.decisions[name]
        rules = self.reference.base.rules_of[name]
        if isinstance(outcome, Highest) and outcome.at_least is not None:
            floor = decision.rank(outcome.at_least)
            above = [rule for rule in rules if any(decision.rank(value) > floor for value in rule.values_for(name))]
            objections = self._objections(name, above, agrees)
            at_floor = [rule for rule in rules if outcome.at_least in rule.values_for(name)]
            default = decision.default is not None and decision.default.value == outcome.at_least
            return objections | (NOTHING if default else self._cheapest_fired(at_floor))
        if decision.hit_policy == "first":
            return self._table(name, rules, agrees)
        default_agrees = agrees(decision.default.value if decision.default else None)
        agreeing = [rule for rule in rules if all(agrees(value) for value in rule.values_for(name))]
        support = self._objections(name, rules, agrees)
        return support if default_agrees else support | self._cheapest_fired(agreeing)

    def _table(self, name: str, rules: tuple[Rule, ...], agrees: Callable[[str | None], bool]) -> Support:
        """Give that for a table read from the top: the first hit, and all before it that say otherwise are out."""
        for place, rule in enumerate(rules):
            if self.reference.rule(rule) is True:
                return self._objections(name, rules[:place], agrees) | self.rule(rule)
        return self._objections(name, rules, agrees)

    def _objections(self, name: str, rules: Iterable[Rule], agrees: Callable[[str | None], bool]) -> Support:
        against = [rule for rule in rules if not all(agrees(value) for value in rule.values_for(name))]
        return together(self.rule(rule) for rule in against)

    def _cheapest_fired(self, rules: Iterable[Rule]) -> Support:
        return self._cheapest(rule for rule in rules if self.reference.rule(rule) is True)

    def _cheapest(self, rules: Iterable[Rule]) -> Support:
        found = [self.rule(rule) for rule in rules]
        return min(found, key=Support.cost) if found else NOTHING
