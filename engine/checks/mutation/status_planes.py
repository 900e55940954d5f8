"""The status of rules in many situations at once: a bit for each situation, in two planes of one truth.

A plane is one whole number; its lowest bit is the first situation. The first plane says where the condition is true,
the second where it is not false. So one pass over a condition judges it in thousands of situations.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from engine.checks.mutation.mutant import Mutant
from engine.checks.outcomes import alike
from engine.interpret.reference.evaluate import Reference
from engine.interpret.reference.hit_policies import outcome
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth

StatusPlanes = tuple[int, int]
"""Where something is true, and where it is not false."""

Hit = tuple[int, str, Truth, tuple[str, ...]]
"""A rule that is not ruled out: its place, its name, its status, and the values that it gives."""


class Situations:
    """Profiles, each with its day: what the rules of a pack come to in all of them, and where a mutant changes that.

    What a changed rule reads comes out as before: only what it concludes can change, and no decision reads itself.
    """

    def __init__(self, base: RuleBase, references: Sequence[Reference]) -> None:
        self._base = base
        self._references = references
        self._literals: dict[Literal, StatusPlanes] = {}
        self._rules: dict[str, StatusPlanes] = {}
        self._listed: dict[str, dict[str, int]] = {}
        self._rows: dict[str, list[tuple[int, str, int, int, tuple[str, ...]]]] = {}
        self._hits: dict[tuple[int, str], list[Hit]] = {}
        self.all = (1 << len(references)) - 1

    def changed(self, mutant: Mutant, wherever: int) -> Iterator[int]:
        """Walk the situations, among these, in which a decision comes out otherwise that is changed itself.

        Where that is none, nothing further on comes out otherwise, save what is to be held in the meantime.
        """
        planes = {name: self._of_rule(rule) for name, rule in mutant.rules.items()}
        if not mutant.decisions:
            wherever &= reduce(or_, (self._stands_otherwise(mutant.rules[name], planes[name]) for name in planes), 0)
        direct = {each.decision for name in mutant.rules for each in self._base.rules[name].then} | set(
            mutant.decisions
        )
        for place in places(wherever):
            if any(self._comes_out_otherwise(place, name, mutant, planes) for name in direct):
                yield place

    def _stands_otherwise(self, rule: Rule, now: StatusPlanes) -> int:
        """Find where a changed rule has another status, or is not ruled out and concludes something else."""
        before = self._base.rules[rule.name]
        was = self._status(before)
        if (before.then, before.position) != (rule.then, rule.position):
            return was[1] | now[1]
        return (was[0] ^ now[0]) | (was[1] ^ now[1])

    def _comes_out_otherwise(self, place: int, name: str, mutant: Mutant, planes: Mapping[str, StatusPlanes]) -> bool:
        before = self._base.decisions[name]
        hits = self._hits_of(place, name)
        kept = [hit for hit in hits if hit[1] not in planes]
        changed: list[Hit] = [
            (
                self._place(rule, name),
                rule.name,
                True if planes[rule.name][0] >> place & 1 else None,
                rule.values_for(name),
            )
            for rule in mutant.rules.values()
            if planes[rule.name][1] >> place & 1 and rule.concludes(name)
        ]
        now = sorted([*kept, *changed])
        outcomes = (
            outcome(decision, [(truth, values) for _, _, truth, values in found])
            for decision, found in ((before, hits), (mutant.decisions.get(name, before), now))
        )
        return not alike(*outcomes)

    def _hits_of(self, place: int, name: str) -> list[Hit]:
        """List the rules of a decision that are not ruled out in one situation, in order."""
        if (place, name) not in self._hits:
            if name not in self._rows:
                found = ((rule, *self._status(rule)) for rule in self._base.rules_of[name])
                self._rows[name] = [
                    (self._place(rule, name), rule.name, true, possible, rule.values_for(name))
                    for rule, true, possible in found
                ]
            self._hits[place, name] = sorted(
                (position, rule, True if true >> place & 1 else None, values)
                for position, rule, true, possible, values in self._rows[name]
                if possible >> place & 1
            )
        return self._hits[place, name]

    def _place(self, rule: Rule, name: str) -> int:
        """Give the place of a rule in a decision: its own in a table read from the top, else where it is listed."""
        if self._base.decisions[name].hit_policy == "first":
            return rule.position
        if name not in self._listed:
            self._listed[name] = {each.name: place for place, each in enumerate(self._base.rules_of[name])}
        return self._listed[name][rule.name]

    def _status(self, rule: Rule) -> StatusPlanes:
        """Work out a rule of the pack once."""
        if rule.name not in self._rules:
            self._rules[rule.name] = self._of_rule(rule)
        return self._rules[rule.name]

    def _of_rule(self, rule: Rule) -> StatusPlanes:
        """Work out a rule: ruled out where it is not in force, and not certain where nobody knows the day."""
        true, possible = self.truth(rule.condition)
        if rule.is_dated():
            days = [each.as_of for each in self._references]
            true &= plane(day is not None and rule.is_in_force(day) for day in days)
            possible &= plane(day is None or rule.is_in_force(day) for day in days)
        return true, possible

    def truth(self, condition: Condition) -> StatusPlanes:
        """Work out a condition by the strong Kleene tables."""
        match condition:
            case Literal():
                return self._literal(condition)
            case Not(part):
                true, possible = self.truth(part)
                return self.all & ~possible, self.all & ~true
            case All(parts):
                return self._joined([self.truth(each) for each in parts], and_, self.all)
            case AnyOf(parts):
                return self._joined([self.truth(each) for each in parts], or_, 0)
            case AtLeast(n, parts):
                sides = zip(*(self.truth(each) for each in parts), strict=True)
                true, possible = (self._at_least(n, side) for side in sides)
                return true, possible

    def _joined(self, parts: Sequence[StatusPlanes], join: Callable[[int, int], int], none: int) -> StatusPlanes:
        return reduce(join, (true for true, _ in parts), none), reduce(join, (possible for _, possible in parts), none)

    def _at_least(self, n: int, planes: Sequence[int]) -> int:
        """Find where at least `n` planes hold, counting them in one after another."""
        reached = [self.all, *(0 for _ in range(n))]
        for plane in planes:
            for count in range(n, 0, -1):
                reached[count] |= reached[count - 1] & plane
        return reached[n]

    def _literal(self, literal: Literal) -> StatusPlanes:
        if literal not in self._literals:
            truths = [reference.truth(literal) for reference in self._references]
            self._literals[literal] = (
                plane(each is True for each in truths),
                plane(each is not False for each in truths),
            )
        return self._literals[literal]


def plane(holds: Iterable[bool]) -> int:
    """Make the plane of a truth for each situation in turn."""
    return int("".join("1" if each else "0" for each in holds)[::-1] or "0", 2)


def places(plane: int) -> Iterator[int]:
    """Walk the situations where a plane holds, from the first."""
    while plane:
        lowest = plane & -plane
        yield lowest.bit_length() - 1
        plane ^= lowest
