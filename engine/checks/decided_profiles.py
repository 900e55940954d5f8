"""Many profiles decided at once by a pack, and again by one that differs from it in little, as far as that reaches.

A plane is one whole number with a bit for each profile. Of the changed pack only the changed rules are worked out anew,
the decisions that they conclude, and what reads a decision that comes out otherwise for anybody; all else is shared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_

from engine.frozen import frozen
from engine.interpret.columnar.at_once import CircuitAtOnce
from engine.interpret.columnar.circuit import Wire
from engine.interpret.columnar.conditions import Answered, Unanswered
from engine.interpret.columnar.outcomes import OutcomeKey, OutcomePlanes, planes_of
from engine.interpret.columnar.rule_circuit import RuleCircuit
from engine.interpret.reference.answers import answer_truth
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition
from engine.rulebase.decisions import SETS, Decision
from engine.rulebase.facts import Answer, Facts, Members
from engine.rulebase.in_force import in_force
from engine.rulebase.rules import Rule
from engine.rulebase.silence import with_silence

Situation = tuple[Facts, date | None]
"""What is known, and the day of assessment."""


@frozen
class OtherOutcome:
    """A decision that comes out otherwise for somebody, as the changed pack declares it, and its outcome there.

    `parts` are the planes of what is another than before, and `differs` says for whom anything is.
    """

    decision: Decision
    outcome: OutcomePlanes
    parts: Mapping[OutcomeKey, int]
    differs: int


class DecidedProfiles:
    """Profiles for all of which the same rules of a pack are in force; bit `n` of each plane belongs to the `n`th."""

    def __init__(self, base: RuleBase, day: date | None, count: int, plane: Callable[[object], int]) -> None:
        """Take the pack, a day on which these rules are in force, how many profiles there are, and their answers."""
        self._day = day
        self.base = in_force(base, day)
        self.circuit = CircuitAtOnce(count, plane)
        self._rules = RuleCircuit(self.base, self.circuit)
        self._parts: dict[str, dict[OutcomeKey, int]] = {}

    def truth(self, condition: Condition) -> Wire:
        """Give the truth of a condition."""
        return self._rules.conditions.truth(condition)

    def rule(self, name: str) -> Wire:
        """Give the truth of a rule; one that is not in force is ruled out."""
        rule = self.base.rules.get(name)
        return self.circuit.false if rule is None else self._rules.rule(rule)

    def outcome(self, name: str) -> OutcomePlanes:
        """Give the planes of a decision."""
        return self._rules.outcome(name)

    def parts(self, name: str) -> Mapping[OutcomeKey, int]:
        """Give the planes of a decision, by what they say."""
        if name not in self._parts:
            self._parts[name] = dict(planes_of(self.circuit, self.outcome(name)))
        return self._parts[name]

    def otherwise(self, changed: RuleBase, rules: Iterable[str], decisions: Iterable[str]) -> Iterator[OtherOutcome]:
        """Walk the decisions that come out otherwise by a pack of which only these rules and decisions differ.

        Each comes after all that it reads.
        """
        changed = in_force(changed, self._day)
        again = self._rules.over(changed)
        reached = {*decisions, *self._reached(again, rules)}
        for name in self.base.decisions:
            if name in reached:
                again.forget(decision=name)
                found = self._compared(changed.decisions[name], again.outcome(name))
                if found.differs:
                    yield found
                    reached |= self._reached(again, [rule.name for rule in self.base.reads.rules_reading(name)])

    def changed_itself(self, changed: RuleBase, rules: Iterable[str], name: str) -> OtherOutcome:
        """Hold one decision against a pack of which only these rules of it differ, or how it is declared."""
        changed = in_force(changed, self._day)
        again = self._rules.over(changed)
        again.forget(rules, name)
        return self._compared(changed.decisions[name], again.outcome(name))

    def _compared(self, decision: Decision, outcome: OutcomePlanes) -> OtherOutcome:
        """Hold an outcome of the changed pack against the old one; what one of them lacks holds there for nobody."""
        before, after = self.parts(decision.name), dict(planes_of(self.circuit, outcome))
        parts = {key: wire for key, wire in after.items() if wire != before.get(key, 0)}
        parts |= {key: 0 for key, wire in before.items() if wire and key not in after}
        differs = reduce(or_, (wire ^ before.get(key, 0) for key, wire in parts.items()), 0)
        return OtherOutcome(decision, outcome, parts, differs)

    def _reached(self, again: RuleCircuit, rules: Iterable[str]) -> set[str]:
        """List the decisions of those of some rules that stand otherwise, or conclude something else."""
        again.forget(rules)
        found: set[str] = set()
        for name in rules:
            before, after = self.base.rules.get(name), again.base.rules.get(name)
            if before is not None and after is not None and self._stands_otherwise(again, before, after):
                found |= {each.decision for each in before.then}
        return found

    def _stands_otherwise(self, again: RuleCircuit, before: Rule, after: Rule) -> bool:
        if (before.then, before.position) != (after.then, after.position):
            return True
        if self._rules.rule(before) != again.rule(after):
            return True
        into_sets = any(self.base.decisions[each.decision].hit_policy in SETS for each in before.then)
        return into_sets and self._rules.meanwhile(before) != again.meanwhile(after)


class _AnswersOfAll:
    """The planes that are handed in, as the answers make them; those who gave the same answer are looked at once."""

    def __init__(self, base: RuleBase, situations: Sequence[Situation]) -> None:
        self._base = base
        self._situations = [(with_silence(base, facts), day) for facts, day in situations]
        self._given: dict[str, dict[tuple[Answer | None, date | None], int]] = {}

    def plane(self, key: object) -> int:
        """Find for whom what is asked is so."""
        if not isinstance(key, Answered | Unanswered):
            raise TypeError(f"no profile can be asked for {key!r}")
        given = self._by_answer(key.subject)
        return reduce(or_, (plane for (answer, day), plane in given.items() if is_so(key, answer, day)), 0)

    def _by_answer(self, subject: str) -> Mapping[tuple[Answer | None, date | None], int]:
        if subject not in self._given:
            dated = self._base.question(subject).kind == "date"
            found: dict[tuple[Answer | None, date | None], int] = {}
            for place, (facts, day) in enumerate(self._situations):
                same = facts.get(subject), day if dated else None
                found[same] = found.get(same, 0) | 1 << place
            self._given[subject] = found
        return self._given[subject]


def is_so(key: Answered | Unanswered, answer: Answer | None, day: date | None) -> bool:
    """Tell whether what is asked is so of one answer; no age is known without a day."""
    if isinstance(key, Answered):
        return answer_truth(key.test, answer, day) is True
    if isinstance(answer, Members):
        return key.member not in answer.holds | answer.fails
    return answer is None or (isinstance(answer, date) and day is None)


def by_rules_in_force(base: RuleBase, situations: Sequence[Situation]) -> Iterator[tuple[DecidedProfiles, list[int]]]:
    """Part profiles by the rules in force on their days, and decide each part; give the places of those in it."""
    parts: dict[str, list[int]] = {}
    for place, (_, day) in enumerate(situations):
        parts.setdefault(in_force(base, day).sha256, []).append(place)
    for listed in parts.values():
        chosen = [situations[place] for place in listed]
        yield DecidedProfiles(base, chosen[0][1], len(chosen), _AnswersOfAll(base, chosen).plane), listed


def bits(plane: int) -> Iterator[int]:
    """Walk the bits of a plane that are set, from the lowest."""
    while plane:
        lowest = plane & -plane
        yield lowest.bit_length() - 1
        plane ^= lowest
