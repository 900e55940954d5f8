"""Faults of the durable machine, each put in by one patch: what a slip in its code would do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.interpret.durable import compile as compiling
from engine.interpret.durable import conditions, forms, hit_policies, messages, slots
from engine.interpret.durable import evaluate as running
from engine.interpret.durable.forms import Pattern, PositiveForm
from engine.interpret.durable.hit_policies import Heard
from engine.interpret.durable.host import Host
from engine.interpret.durable.network import Nodes
from engine.interpret.durable.program import Network
from engine.interpret.durable.slots import Slots
from engine.interpret.evaluation import Single
from engine.rulebase.conditions import All, AnyOf, AtLeast, Condition, Literal, Not, OlderThan, OneOf
from engine.rulebase.facts import Facts, Members

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]

to_form = conditions.to_form


def at_least_asks_for_one_more(patch: Patch) -> None:
    patch.setattr(conditions, "enough", lambda n, parts: forms.enough(n + 1, parts))


def at_least_is_ruled_out_one_too_early(patch: Patch) -> None:
    def faulty(condition: Condition, holds: bool, given: Slots) -> PositiveForm:
        if isinstance(condition, AtLeast) and not holds:
            parts = [faulty(part, holds, given) for part in condition.parts]
            return forms.enough(len(parts) - condition.n, parts)
        return to_form(condition, holds, given)

    _form_by(patch, faulty)


def at_least_counts_a_repeated_part_once(patch: Patch) -> None:
    gate = Nodes._gate
    patch.setattr(Nodes, "_gate", lambda self, n, parts: gate(self, n, sorted(set(parts))))


def the_dual_misses_a_branch(patch: Patch) -> None:
    def faulty(condition: Condition, holds: bool, given: Slots) -> PositiveForm:
        if isinstance(condition, All) and not holds and len(condition.parts) > 2:
            return to_form(All(condition.parts[:-1]), holds, given)
        return to_form(condition, holds, given)

    _form_by(patch, faulty)


def a_negation_inside_a_disjunction_is_lost(patch: Patch) -> None:
    def faulty(condition: Condition, holds: bool, given: Slots) -> PositiveForm:
        if isinstance(condition, AnyOf):
            parts = tuple(part.part if isinstance(part, Not) else part for part in condition.parts)
            return to_form(AnyOf(parts), holds, given)
        return to_form(condition, holds, given)

    _form_by(patch, faulty)


def patterns_for_one_fact_are_not_merged(patch: Patch) -> None:
    patch.setattr(forms, "_overlap", lambda one, other: one)


def a_set_with_gaps_is_taken_for_a_range(patch: Patch) -> None:
    patch.setattr(slots, "_runs", lambda codes, count: [(min(codes), max(codes))] if codes else [])


def the_upper_end_of_a_range_is_left_out(patch: Patch) -> None:
    def faulty(slot: int, intervals: Any) -> PositiveForm:
        return forms.either(
            Pattern(slot, low, high if high is None or high == low else high - 1) for low, high in intervals
        )

    patch.setattr(slots, "_in", faulty)


def an_age_counts_once_it_is_reached(patch: Patch) -> None:
    form = Slots._form

    def faulty(self: Slots, literal: Literal, *, holds: bool) -> PositiveForm:
        found = form(self, literal, holds=holds)
        if isinstance(literal.test, OlderThan) and isinstance(found, Pattern):
            return Pattern(found.slot, 0, None) if holds else Pattern(found.slot, None, -1)
        return found

    patch.setattr(Slots, "_form", faulty)


def an_unknown_answer_is_taken_for_no(patch: Patch) -> None:
    def faulty(network: Network, facts: Facts, as_of: date | None) -> Iterator[tuple[int, int]]:
        yield from messages.of_facts(network, facts, as_of)
        for name, asked in network.asked.items():
            if name not in facts and asked.kind == "yes_no":
                yield asked.slots[None], 0

    patch.setattr(running, "of_facts", faulty)


def an_open_member_is_taken_for_absent(patch: Patch) -> None:
    def faulty(network: Network, facts: Facts, as_of: date | None) -> Iterator[tuple[int, int]]:
        full = {
            name: Members(
                answer.holds, frozenset(str(each) for each in network.asked[name].slots if each not in answer.holds)
            )
            if isinstance(answer, Members) and name in network.asked
            else answer
            for name, answer in facts.items()
        }
        yield from messages.of_facts(network, full, as_of)

    patch.setattr(running, "of_facts", faulty)


def a_missing_day_is_taken_for_today(patch: Patch) -> None:
    def faulty(network: Network, facts: Facts, as_of: date | None) -> Iterator[tuple[int, int]]:
        return messages.of_facts(network, facts, as_of or date(2026, 11, 20))

    patch.setattr(running, "of_facts", faulty)


def the_first_possible_value_stands_for_all(patch: Patch) -> None:
    truth = messages.truth_of

    def faulty(outcome: Any, test: Any) -> bool | None:
        if isinstance(outcome, Single) and isinstance(test, OneOf) and outcome.possible:
            return sorted(outcome.possible, key=str)[0] in test.values
        return truth(outcome, test)

    patch.setattr(messages, "truth_of", faulty)


def an_interim_value_feeds_a_decision(patch: Patch) -> None:
    def faulty(network: Network, found: Mapping[str, Any], names: Any) -> Iterator[tuple[int, int]]:
        return messages.of_decisions(network, running._as_if_settled(dict(found)), names)

    patch.setattr(running, "of_decisions", faulty)


def an_interim_value_is_not_kept_within_bounds(patch: Patch) -> None:
    patch.setattr(hit_policies, "_interim", lambda decision, ladder: decision.while_open if len(ladder) > 1 else None)


def an_interim_value_is_kept_though_ruled_out(patch: Patch) -> None:
    def faulty(heard: Heard, values: frozenset[str | None]) -> Single:
        return Single(values, interim=heard.decision.while_open if len(values) > 1 else None)

    patch.setattr(hit_policies, "_left", faulty)


def interim_members_are_forgotten(patch: Patch) -> None:
    patch.setattr(running, "_asks_for_interim", lambda found: False)


def the_default_is_taken_while_a_rule_is_open(patch: Patch) -> None:
    right = hit_policies._one

    def faulty(heard: Heard, *, voices: int) -> Any:
        if not voices and heard.default is not None:
            return Single(frozenset({heard.default}))
        return right(heard, voices=voices)

    patch.setattr(hit_policies, "_one", faulty)


def the_default_is_no_floor_for_the_highest(patch: Patch) -> None:
    right = hit_policies._highest
    patch.setitem(hit_policies._BY_POLICY, "max", lambda heard: right(_without_default(heard)))


def a_table_is_read_from_below(patch: Patch) -> None:
    right = hit_policies._first

    def faulty(heard: Heard) -> Any:
        def turned(said: Any) -> list[tuple[int, str]]:
            return [(-place, value) for place, value in said]

        return right(Heard(heard.decision, turned(heard.certain), turned(heard.perhaps)))

    patch.setitem(hit_policies._BY_POLICY, "first", faulty)


def strata_run_in_the_wrong_order(patch: Patch) -> None:
    right = compiling._strata
    patch.setattr(compiling, "_strata", lambda base: right(base)[::-1])


def the_last_message_is_lost(patch: Patch) -> None:
    right = Host.post
    patch.setattr(Host, "post", lambda self, sent: right(self, list(sent)[:-1] or sent))


def _form_by(patch: Patch, faulty: Callable[[Condition, bool, Slots], PositiveForm]) -> None:
    """Replace the function where it calls itself and where it is called."""
    for module in (conditions, compiling):
        patch.setattr(module, "to_form", faulty)


def _without_default(heard: Heard) -> Heard:
    return Heard(replace(heard.decision, default=None), heard.certain, heard.perhaps)


FAULTS: tuple[Fault, ...] = (
    at_least_asks_for_one_more,
    at_least_is_ruled_out_one_too_early,
    at_least_counts_a_repeated_part_once,
    the_dual_misses_a_branch,
    a_negation_inside_a_disjunction_is_lost,
    patterns_for_one_fact_are_not_merged,
    a_set_with_gaps_is_taken_for_a_range,
    the_upper_end_of_a_range_is_left_out,
    an_age_counts_once_it_is_reached,
    an_unknown_answer_is_taken_for_no,
    an_open_member_is_taken_for_absent,
    a_missing_day_is_taken_for_today,
    the_first_possible_value_stands_for_all,
    an_interim_value_feeds_a_decision,
    an_interim_value_is_not_kept_within_bounds,
    an_interim_value_is_kept_though_ruled_out,
    interim_members_are_forgotten,
    the_default_is_taken_while_a_rule_is_open,
    the_default_is_no_floor_for_the_highest,
    a_table_is_read_from_below,
    strata_run_in_the_wrong_order,
    the_last_message_is_lost,
)
