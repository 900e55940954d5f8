"""Who reads whom is worked out once, and is what following every rule anew, again and again, would find."""

import pickle
from collections.abc import Iterable
from random import Random

import pytest

from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import Condition, Literal, parts_of
from engine.rulebase.reads import Reads
from engine.rulebase.rules import Rule
from tests.packs.random_base import random_base
from tests.packs.shipped import shipped


def asked(condition: Condition) -> Iterable[Literal]:
    if isinstance(condition, Literal):
        yield condition
    for part in parts_of(condition):
        yield from asked(part)


def condition_of(rule: Rule, reads: Reads) -> Condition:
    return rule.when if reads.as_written else rule.condition


def questions(rule: Rule, reads: Reads) -> set[str]:
    return {each.subject for each in asked(condition_of(rule, reads)) if not each.on_decision}


def decisions(rule: Rule, reads: Reads) -> set[str]:
    return {each.subject for each in asked(condition_of(rule, reads)) if each.on_decision}


def stands_behind(read: dict[str, set[str]], earlier: str, later: str) -> bool:
    """Whether a decision is read by another, or by one that this reads: found by walking every path."""
    return earlier in read[later] or any(stands_behind(read, earlier, name) for name in read[later])


def depth(base: RuleBase, name: str) -> int:
    condition = base.facts[name].applies_when
    return 0 if condition is None else max((1 + depth(base, each.subject) for each in asked(condition)), default=1)


@pytest.fixture(params=[*range(15), "shipped"], ids=str, scope="module")
def base(request: pytest.FixtureRequest) -> RuleBase:
    return shipped() if request.param == "shipped" else random_base(Random(request.param))


@pytest.fixture(params=["reads", "reads_as_written"])
def reads(base: RuleBase, request: pytest.FixtureRequest) -> Reads:
    found = getattr(base, request.param)
    assert isinstance(found, Reads)
    return found


def test_what_a_decision_reads_stands_in_its_rules(base: RuleBase, reads: Reads) -> None:
    for name in base.decisions:
        rules = [rule for rule in base.rules.values() if rule.concludes(name)]
        assert reads.questions_of(name) == {each for rule in rules for each in questions(rule, reads)}
        assert reads.decisions_of(name) == {each for rule in rules for each in decisions(rule, reads)}


def test_what_is_behind_is_found_through_every_decision_between(base: RuleBase, reads: Reads) -> None:
    read = {
        name: {each for rule in base.rules.values() if rule.concludes(name) for each in decisions(rule, reads)}
        for name in base.decisions
    }
    behind = {
        name: {each for each in base.decisions if each == name or stands_behind(read, each, name)}
        for name in base.decisions
    }
    asked_by = {
        name: {each for rule in base.rules.values() if rule.concludes(name) for each in questions(rule, reads)}
        for name in base.decisions
    }
    for name in base.decisions:
        assert reads.with_all_behind([name]) == behind[name]
        assert reads.with_all_readers([name]) == {each for each in base.decisions if name in behind[each]}
        assert reads.questions_behind(name) == {each for earlier in behind[name] for each in asked_by[earlier]}
    for rule in base.rules.values():
        earlier = {each for name in decisions(rule, reads) for each in behind[name]}
        expected = questions(rule, reads) | {each for name in earlier for each in asked_by[name]}
        assert reads.questions_behind_rule(rule.name) == expected


def test_readers_are_listed_in_the_order_of_the_base(base: RuleBase, reads: Reads) -> None:
    for name in (*base.facts, *base.controls, *base.decisions, "nothing of this name"):
        rules = [rule for rule in base.rules.values() if name in questions(rule, reads) | decisions(rule, reads)]
        assert list(reads.rules_reading(name)) == rules
    for name in (*base.decisions, "nothing of this name"):
        rules = [rule for rule in base.rules.values() if name in decisions(rule, reads)]
        readers = [each for each in base.decisions if any(rule.concludes(each) for rule in rules)]
        assert list(reads.readers_of(name)) == readers


def test_rules_are_listed_by_what_they_give(base: RuleBase, reads: Reads) -> None:
    for name, decision in base.decisions.items():
        for value in (*decision.values, "", "no value of this name"):
            rules = [rule for rule in base.rules.values() if value in rule.values_for(name)]
            assert list(reads.rules_giving(name, value)) == rules


def test_questions_hang_on_those_that_decide_whether_they_apply(base: RuleBase, reads: Reads) -> None:
    for name in base.facts:
        conditions = {fact.name: fact.applies_when for fact in base.facts.values() if fact.applies_when is not None}
        hanging = [each for each, condition in conditions.items() if name in {one.subject for one in asked(condition)}]
        assert list(reads.questions_hanging_on(name)) == hanging
        assert reads.depth_of(name) == depth(base, name)


def test_the_random_bases_have_paths_to_follow() -> None:
    bases = [random_base(Random(seed)) for seed in range(15)]
    assert sum(base.reads.depth_of(name) > 1 for base in bases for name in base.facts) > 1
    assert sum(len(base.reads.with_all_behind([name])) > 3 for base in bases for name in base.decisions) > 15


def test_what_was_worked_out_is_no_part_of_the_value() -> None:
    base = random_base(Random(1))
    assert base.reads.with_all_behind(base.decisions) == base.decisions.keys()
    assert base == random_base(Random(1))
    assert pickle.loads(pickle.dumps(base)) == base
