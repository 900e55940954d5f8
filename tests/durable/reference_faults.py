"""Faults of the reference machine, each put in by one patch: what a slip in the definition would do."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from engine.interpret.evaluation import Collected, Counted, Highest, Single
from engine.interpret.reference import evaluate as evaluating
from engine.interpret.reference import hit_policies
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import _Interim
from engine.rulebase.conditions import Includes, Literal
from engine.rulebase.facts import Answer
from engine.rulebase.truth import Truth, all_of, any_of, at_least

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]


def an_unknown_part_of_all_counts_as_false(patch: Patch) -> None:
    patch.setattr(evaluating, "all_of", lambda parts: all_of(bool(part) for part in parts))


def one_false_part_decides_any(patch: Patch) -> None:
    def faulty(parts: Iterable[Truth]) -> Truth:
        listed = list(parts)
        return False if listed and listed[-1] is False and True not in listed else any_of(listed)

    patch.setattr(evaluating, "any_of", faulty)


def the_negation_of_unknown_is_true(patch: Patch) -> None:
    patch.setattr(evaluating, "negate", lambda truth: not truth)


def at_least_needs_one_less(patch: Patch) -> None:
    patch.setattr(evaluating, "at_least", lambda n, parts: at_least(n - 1, parts))


def at_least_never_gives_up(patch: Patch) -> None:
    patch.setattr(evaluating, "at_least", lambda n, parts: at_least(n, parts) or None)


def the_default_is_taken_while_a_rule_is_open(patch: Patch) -> None:
    right = hit_policies.POLICIES["any"]

    def faulty(decision: Any, hits: Any) -> Any:
        default = decision.default.value if decision.default else None
        fired = any(truth for truth, _ in hits)
        return right(decision, hits) if fired or default is None else Single(frozenset({default}))

    patch.setitem(hit_policies.POLICIES, "any", faulty)


def unique_lets_two_rules_agree(patch: Patch) -> None:
    patch.setitem(hit_policies.POLICIES, "unique", hit_policies.POLICIES["any"])


def the_highest_keeps_values_below_its_floor(patch: Patch) -> None:
    right: Any = hit_policies.POLICIES["max"]

    def faulty(decision: Any, hits: Any) -> Any:
        found = right(decision, hits)
        opened = frozenset(value for truth, values in hits if truth is None for value in values)
        return Highest(found.possible | opened, found.conflict, found.at_least, found.at_most, found.interim)

    patch.setitem(hit_policies.POLICIES, "max", faulty)


def the_interim_value_may_lie_above_the_highest(patch: Patch) -> None:
    right: Any = hit_policies.POLICIES["max"]

    def faulty(decision: Any, hits: Any) -> Any:
        found = right(decision, hits)
        if found.interim is None:
            return found
        meant = max(decision.while_open, found.at_least, key=list(decision.values).index)
        return Highest(found.possible, found.conflict, meant, found.at_least, found.at_most)

    patch.setitem(hit_policies.POLICIES, "max", faulty)


def only_the_highest_has_an_interim_value(patch: Patch) -> None:
    right = hit_policies.POLICIES["first"]
    patch.setitem(
        hit_policies.POLICIES,
        "first",
        lambda decision, hits: Single(right(decision, hits).possible),  # type: ignore[union-attr]
    )


def a_certain_member_stays_undecided(patch: Patch) -> None:
    def faulty(_: Any, hits: Any) -> Collected:
        certain = frozenset(value for truth, values in hits if truth is True for value in values)
        return Collected(certain, frozenset(value for truth, values in hits if truth is None for value in values))

    patch.setitem(hit_policies.POLICIES, "collect", faulty)


def open_rules_are_counted_as_fired(patch: Patch) -> None:
    def faulty(_: Any, hits: Any) -> Counted:
        most = sum(truth is not False for truth, _ in hits)
        return Counted(most, most)

    patch.setitem(hit_policies.POLICIES, "count", faulty)


def an_open_rule_above_does_not_hold_a_table_up(patch: Patch) -> None:
    right = hit_policies.POLICIES["first"]

    def faulty(decision: Any, hits: Any) -> Any:
        return right(decision, [hit for hit in hits if hit[0] is not None] or hits)

    patch.setitem(hit_policies.POLICIES, "first", faulty)


def interim_members_come_at_second_hand(patch: Patch) -> None:
    def faulty(self: Any, literal: Literal) -> Any:
        found = self.outcome(literal.subject) if literal.on_decision else None
        if isinstance(found, Highest) and found.interim is not None:
            return Single(frozenset({found.interim})).truth(literal.test)
        return found.truth(literal.test) if found is not None else self._settled.literal(literal)

    patch.setattr(_Interim, "literal", faulty)


def a_day_too_few_makes_older(patch: Patch) -> None:
    right = answer_truth

    def faulty(test: Any, answer: Answer | None, as_of: date | None) -> Any:
        if type(answer) is date and as_of is not None:
            return test.age.add_to(answer) <= as_of
        return right(test, answer, as_of)

    patch.setattr(evaluating, "answer_truth", faulty)


def a_member_nobody_spoke_of_is_absent(patch: Patch) -> None:
    right = answer_truth

    def faulty(test: Any, answer: Answer | None, as_of: date | None) -> Any:
        found = right(test, answer, as_of)
        return False if found is None and isinstance(test, Includes) and answer is not None else found

    patch.setattr(evaluating, "answer_truth", faulty)


def an_open_decision_counts_as_different(patch: Patch) -> None:
    from engine.interpret.evaluation import Single as Any_

    right = Any_.truth

    def faulty(self: Any, test: Any) -> Truth:
        return False if self.status == "open" and right(self, test) is None else right(self, test)

    patch.setattr(Any_, "truth", faulty)


FAULTS: tuple[Fault, ...] = (
    an_unknown_part_of_all_counts_as_false,
    one_false_part_decides_any,
    the_negation_of_unknown_is_true,
    at_least_needs_one_less,
    at_least_never_gives_up,
    the_default_is_taken_while_a_rule_is_open,
    unique_lets_two_rules_agree,
    the_highest_keeps_values_below_its_floor,
    the_interim_value_may_lie_above_the_highest,
    only_the_highest_has_an_interim_value,
    a_certain_member_stays_undecided,
    open_rules_are_counted_as_fired,
    an_open_rule_above_does_not_hold_a_table_up,
    interim_members_come_at_second_hand,
    a_day_too_few_makes_older,
    a_member_nobody_spoke_of_is_absent,
    an_open_decision_counts_as_different,
)
