"""What every machine must come up with: the status of each rule and the outcome of each decision.

Outcomes are compared with `==` between machines, so they hold nothing that depends on how they were found.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Protocol

from engine.frozen import frozen
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Between, Includes, OneOf, Test
from engine.rulebase.decisions import Decision
from engine.rulebase.facts import Facts
from engine.rulebase.pack import Pack
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth


@frozen
class Single:
    """The outcome of a decision with one value: `possible` are the values that the unknowns still leave.

    `None` among them means that no rule and no default gives a value. Two values that fired against each other are
    a `conflict`, an error of the rule base; nothing is possible then, and nothing can be said of it.
    While the decision is open, `interim` is what to apply; it never feeds another decision.
    """

    possible: frozenset[str | None]
    conflict: frozenset[str] = frozenset()
    interim: str | None = None

    @property
    def status(self) -> str:
        """Say whether it is settled, open or in conflict."""
        if self.conflict:
            return "conflict"
        return "settled" if len(self.possible) == 1 else "open"

    def truth(self, test: Test) -> Truth:
        """Test the value: unknown unless every value still possible agrees."""
        if not isinstance(test, OneOf):
            raise _unasked(test, self)
        answers = {value in test.values for value in self.possible}
        return answers.pop() if len(answers) == 1 else None


@frozen
class Highest(Single):
    """The outcome of a `max` decision, with the lowest and the highest of the values that are still possible."""

    at_least: str | None = None
    at_most: str | None = None


@frozen
class Collected:
    """The outcome of a set: members that are certain, those that may come, those to hold meanwhile."""

    members: frozenset[str]
    undecided: frozenset[str]
    interim: frozenset[str] = frozenset()

    @property
    def status(self) -> str:
        """Say whether it is settled or open."""
        return "open" if self.undecided else "settled"

    def truth(self, test: Test) -> Truth:
        """Tell whether a member is in: certainly, perhaps, or not."""
        if not isinstance(test, Includes):
            raise _unasked(test, self)
        if test.member in self.members:
            return True
        return None if test.member in self.undecided else False


@frozen
class Counted:
    """The outcome of a number: how many rules fired, or what those give that did, and how much it may still become."""

    low: int
    high: int

    @property
    def status(self) -> str:
        """Say whether it is settled or open."""
        return "settled" if self.low == self.high else "open"

    def truth(self, test: Test) -> Truth:
        """Test the number: unknown unless both ends of the interval, and all between, agree."""
        if not isinstance(test, Between):
            raise _unasked(test, self)
        inside = (test.low is None or test.low <= self.low) and (test.high is None or self.high <= test.high)
        outside = (test.low is not None and self.high < test.low) or (test.high is not None and self.low > test.high)
        return True if inside else False if outside else None


def _unasked(test: Test, outcome: object) -> TypeError:
    """Make the error of a test that the loader, which types every test, lets through from no rule file."""
    return TypeError(f"a {type(test).__name__} test can't be asked of a {type(outcome).__name__} outcome")


Outcome = Single | Highest | Collected | Counted


def deciding_rules(
    decision: Decision, rules: Iterable[Rule], truth: Callable[[Rule], Truth], outcome: Outcome
) -> tuple[Rule, ...]:
    """List the fired rules that give a decision its value, or its lower bound; `rules` are all of it, in order.

    Of a table read from the top that is the first row that has fired, and no row below it.
    """
    fired = tuple(rule for rule in rules if truth(rule) is True)
    if decision.hit_policy == "first":
        return fired[:1]
    return tuple(rule for rule in fired if _gives(outcome, rule.values_for(decision.name)))


def _gives(outcome: Outcome, values: Collection[str]) -> bool:
    """Tell whether a fired rule for these values gives a decision what it is, or its lower bound."""
    if isinstance(outcome, Highest):
        return outcome.at_least in values
    return not isinstance(outcome, Single) or bool(outcome.conflict) or not outcome.possible.isdisjoint(values)


def is_left_out(pack: Pack, outcomes: Mapping[str, Outcome], name: str) -> bool:
    """Tell whether a pack leaves a decision or a class of controls out here, having nothing to say of it."""
    return any(
        isinstance(other := outcomes[each.other], Single)
        and other.status == "settled"
        and other.possible <= each.values
        for each in pack.left_out
        if each.name == name
    )


def not_left_out(pack: Pack, outcome: Callable[[str], Outcome], names: Iterable[str]) -> list[str]:
    """Pick the decisions, or classes of controls, that a pack has something to say of here, in the order given."""
    outcomes = {each.other: outcome(each.other) for each in pack.left_out}
    return [name for name in names if not is_left_out(pack, outcomes, name)]


@frozen
class Evaluation:
    """The status of every rule (fired, ruled out, or `None` for open) and the outcome of every decision."""

    rules: Mapping[str, Truth]
    decisions: Mapping[str, Outcome]

    def collected(self, decision: str) -> Collected:
        """Give the outcome of a `collect` decision. Raises `TypeError` for any other."""
        outcome = self.decisions[decision]
        if not isinstance(outcome, Collected):
            raise TypeError(f"`{decision}` is not a `collect` decision")
        return outcome


class Machine(Protocol):
    """What turns the facts of a profile into an evaluation: the module `evaluate` of the folder of each machine."""

    def evaluate(self, base: RuleBase, facts: Facts, as_of: date | None) -> Evaluation:
        """Evaluate one profile by the rules in force on the day of assessment; without a day, no age is known."""


RULE_STATUS: Mapping[Truth, str] = {True: "fired", False: "ruled_out", None: "open"}
