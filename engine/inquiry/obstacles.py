"""What stands in the way of a decision: answers of which one at least has to be another, for it to come out so.

    obstacles = Obstacles(reference, parts)
    obstacles.to(literal)

Each rule that is in the way is taken by itself. To be ruled out, or to fire, it needs one of some answers to be
another; and so on down, through earlier decisions. Of several things in the way, the one with the fewest answers is
given. Nothing is guessed: whatever set of answers brings a decision there holds one of those that are named.
"""

from collections.abc import Iterable, Iterator, Sequence

from engine.inquiry.trials import Part
from engine.interpret.evaluation import Counted, Single
from engine.interpret.reference.evaluate import Reference
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Includes, Literal, Not, OneOf
from engine.rulebase.rules import Rule

PartSet = frozenset[Part]
_NONE: PartSet = frozenset()


class Obstacles:
    """Looks for what is in the way, in one evaluation; only the parts that may be changed are named."""

    def __init__(self, reference: Reference, may_change: PartSet) -> None:
        """Take the evaluation as it is."""
        self._reference = reference
        self._base = reference.base
        self._may_change = may_change
        self._found: dict[tuple[str | Literal, bool], PartSet] = {}

    def to(self, condition: Condition, wanted: bool = True) -> PartSet:
        """List parts of which one has to change for a condition to hold, or not to, as it certainly does not now."""
        match condition:
            case Literal(on_decision=True):
                key = condition, wanted
                if key not in self._found:
                    self._found[key] = self._to_test(condition, wanted)
                return self._found[key]
            case Literal():
                return self.to_answer(condition, wanted)
            case Not(part):
                return self.to(part, not wanted)
            case All(parts):
                lacking = self._lacking(parts, wanted)
                return _fewest(lacking) if wanted else _any_of(lacking)
            case AnyOf(parts):
                lacking = self._lacking(parts, wanted)
                return _any_of(lacking) if wanted else _fewest(lacking)
            case AtLeast(n, parts):
                every, needed = [*self._lacking(parts, wanted)], n if wanted else len(parts) - n + 1
                return _so_many(every, needed - len(parts) + len(every))

    def to_answer(self, literal: Literal, wanted: bool) -> PartSet:  # noqa: ARG002  some answers may become no other
        """Name the part that a test of an answer asks about, if it may change so that the test comes out as wanted."""
        part = literal.subject, literal.test.member if isinstance(literal.test, Includes) else ""
        return self._may_change & {part}

    def _lacking(self, parts: Iterable[Condition], wanted: bool) -> Iterator[PartSet]:
        return (self.to(part, wanted) for part in parts if self._reference.truth(part) is not wanted)

    def _to_test(self, literal: Literal, wanted: bool) -> PartSet:
        name, test = literal.subject, literal.test
        decision = self._base.decisions[name]
        rules = self._base.rules_of[name]
        match test:
            case OneOf(values):
                every: frozenset[str | None] = frozenset({*decision.values, None})
                goal = frozenset(value for value in every if (value in values) is wanted)
                return _fewest(self._in_the_way(name, goal))
            case Includes(member) if wanted:
                return self._one_fires(self._base.reads.rules_giving(name, member))
            case Includes(member):
                giving = self._base.reads.rules_giving(name, member)
                return _fewest(self._ruled_out(rule) for rule in giving if self._reference.rule(rule) is not False)
            case Between() if wanted:
                return _fewest(self._to_count(rules, test, name))
        return self._behind(rules)

    def _to_count(self, rules: Sequence[Rule], test: Between, name: str) -> Iterator[PartSet]:
        """Walk what has to be overcome for as many rules to fire, or as much to add up, as a test asks for."""
        outcome = self._reference.outcome(name)
        if not isinstance(outcome, Counted):
            raise TypeError(f"`{name}` is not counted")
        for wanted, too_few in ((True, (test.low or 0) - outcome.low), (False, outcome.high - (test.high or 0))):
            if too_few > 0 and (wanted or test.high is not None):
                left = (rule for rule in rules if self._reference.rule(rule) is not wanted)
                many = too_few if self._base.decisions[name].hit_policy == "count" else 1  # one may add it all
                yield _so_many([self._of_rule(rule, wanted) for rule in left], many)

    def _in_the_way(self, name: str, goal: frozenset[str | None]) -> Iterator[PartSet]:
        """Walk what has to be overcome, each by itself, for every value that is possible to be one of these."""
        decision, rules = self._base.decisions[name], self._base.rules_of[name]
        outcome = self._reference.outcome(name)
        if not isinstance(outcome, Single):
            raise TypeError(f"`{name}` has no one value")
        aside = frozenset(outcome.possible | outcome.conflict) - goal
        fires = [rule for rule in rules if goal.intersection(rule.values_for(name))]
        if outcome.conflict <= goal and outcome.conflict:
            yield self._behind(rule for rule in rules if self._reference.rule(rule) is True)
        standing = decision.default.value if decision.default else None
        ordered = decision.hit_policy == "max"
        if standing in aside and (ordered or not any(self._reference.rule(rule) is True for rule in rules)):
            above = standing if ordered else None
            yield self._one_fires(rule for rule in fires if above is None or self._lifts(rule, name, goal, above))
        for place, rule in enumerate(rules):
            given = [value for value in rule.values_for(name) if value in aside]
            if given and self._reference.rule(rule) is not False:
                instead: Iterable[Rule] = ()
                if decision.hit_policy == "first":
                    instead = (each for each in rules[:place] if each in fires)
                elif ordered:
                    low = min(given, key=decision.rank)
                    instead = (each for each in fires if self._lifts(each, name, goal, low))
                yield self._ruled_out(rule) | self._one_fires(instead)
            if decision.hit_policy == "first" and self._reference.rule(rule) is True:
                return

    def _lifts(self, rule: Rule, name: str, goal: frozenset[str | None], above: str) -> bool:
        rank = self._base.decisions[name].rank
        return any(value in goal and rank(value) > rank(above) for value in rule.values_for(name))

    def _ruled_out(self, rule: Rule) -> PartSet:
        return self._of_rule(rule, False)

    def _one_fires(self, rules: Iterable[Rule]) -> PartSet:
        return _any_of(self._of_rule(rule, True) for rule in rules if self._reference.rule(rule) is not True)

    def _of_rule(self, rule: Rule, wanted: bool) -> PartSet:
        key = rule.name, wanted
        if key not in self._found:
            self._found[key] = self.to(rule.condition, wanted)
        return self._found[key]

    def _behind(self, rules: Iterable[Rule]) -> PartSet:
        """List all that stands behind some rules, where nothing closer can be said."""
        behind = frozenset[str]().union(*(self._base.reads.questions_behind_rule(rule.name) for rule in rules))
        return frozenset(part for part in self._may_change if part[0] in behind)


def _any_of(found: Iterable[PartSet]) -> PartSet:
    return _NONE.union(*found)


def _so_many(found: Sequence[PartSet], many: int) -> PartSet:
    """Give the parts of which one has to change where so many of some things have to, and only some of them can."""
    possible = [each for each in found if each]
    if len(possible) < many:
        return _NONE
    return _fewest(possible) if len(possible) == many else _any_of(possible)


def _fewest(found: Iterable[PartSet]) -> PartSet:
    """Give the smallest, and of those of a size the first; one that leaves no choice is small enough."""
    best: PartSet | None = None
    for each in found:
        if best is None or len(each) < len(best):
            best = each
        if len(best) <= 1:
            break
    return _NONE if best is None else best
