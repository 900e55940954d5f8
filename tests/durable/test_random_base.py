"""The generator makes everything that a machine can get wrong, so that agreement on what it makes says something."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from engine.interpret.evaluation import Collected, Evaluation, Highest, Single
from engine.interpret.reference.evaluate import evaluate
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import All, AnyOf, AtLeast, Between, Condition, Literal, OneOf, literals, parts_of
from engine.rulebase.decisions import HIT_POLICIES, NUMBERS, SETS, SINGLE_VALUED
from engine.rulebase.facts import Facts, Members
from tests.packs.random_base import random_base, random_day, random_facts

Pair = tuple[RuleBase, Facts, bool, Evaluation]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    rng = Random(6)
    made: list[Pair] = []
    for _ in range(120):
        base = random_base(rng)
        for _ in range(10):
            facts, day = random_facts(rng, base), random_day(rng)
            made.append((base, facts, day is not None, evaluate(base, facts, day)))
    return made


@pytest.fixture(scope="module")
def bases(pairs: list[Pair]) -> list[RuleBase]:
    return list({id(base): base for base, *_ in pairs}.values())


def nodes(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in parts_of(condition):
        yield from nodes(part)


def subject_kind(base: RuleBase, literal: Literal) -> str:
    if literal.on_decision:
        return base.decisions[literal.subject].hit_policy
    return "control" if literal.subject in base.controls else base.facts[literal.subject].kind


def test_every_operator_over_every_subject(bases: list[RuleBase]) -> None:
    found = Counter(
        (type(literal.test).__name__, subject_kind(base, literal))
        for base in bases
        for rule in base.rules.values()
        for literal in literals(rule.condition)
    )
    expected = {
        *(("OneOf", kind) for kind in ("yes_no", "choice", "control", *SINGLE_VALUED)),
        *(("Includes", kind) for kind in ("choices", *SETS)),
        *(("Between", kind) for kind in ("number", *NUMBERS)),
        ("OlderThan", "date"),
    }
    assert set(found) == expected
    assert min(found.values()) >= 20


def test_every_shape_of_test(bases: list[RuleBase]) -> None:
    found: Counter[str] = Counter()
    for base in bases:
        for rule in base.rules.values():
            for literal in literals(rule.condition):
                if isinstance(literal.test, OneOf) and not literal.on_decision:
                    declared = list(base.question(literal.subject).values)
                    places = sorted(declared.index(value) for value in literal.test.values if value in declared)
                    if places:
                        gaps = places[-1] - places[0] >= len(places)
                        found["set with gaps" if gaps else "range" if len(places) > 1 else "one value"] += 1
                if isinstance(literal.test, Between):
                    found[f"{literal.test.low is None} {literal.test.high is None}"] += 1
    assert set(found) == {"set with gaps", "range", "one value", "False False", "False True", "True False"}


def test_every_connective_nested_and_empty(bases: list[RuleBase]) -> None:
    found: Counter[str] = Counter()
    for base in bases:
        for rule in base.rules.values():
            for node in nodes(rule.condition):
                found[type(node).__name__] += 1
                parts = parts_of(node)
                if isinstance(node, (All, AnyOf, AtLeast)):
                    found[f"empty {type(node).__name__}"] += not parts
                    found[f"{type(node).__name__} of more than eight"] += len(parts) > 8
                    found[f"{type(node).__name__} with a part twice"] += len(set(parts)) < len(parts)
                for part in parts:
                    found[f"{type(part).__name__} in {type(node).__name__}"] += 1
    connectives = ("All", "AnyOf", "Not", "AtLeast")
    expected = {"Literal", *connectives, *(f"{inner} in {outer}" for inner in connectives for outer in connectives)}
    for name in ("All", "AnyOf", "AtLeast"):
        expected |= {f"empty {name}", f"{name} of more than eight", f"{name} with a part twice"}
    assert {name for name in expected if not found[name]} == set()


def test_every_hit_policy_with_and_without_default(bases: list[RuleBase]) -> None:
    found = Counter(
        (decision.hit_policy, decision.default is not None) for base in bases for decision in base.decisions.values()
    )
    assert set(found) == {*((policy, False) for policy in HIT_POLICIES), *((policy, True) for policy in SINGLE_VALUED)}


def test_every_outcome_status(pairs: list[Pair]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for base, _, _, evaluation in pairs:
        for name, outcome in evaluation.decisions.items():
            policy = base.decisions[name].hit_policy
            found[policy, outcome.status] += 1
            if isinstance(outcome, Single) and None in outcome.possible:
                found[policy, "perhaps none"] += 1
            if isinstance(outcome, (Single, Collected)) and outcome.interim:
                found[policy, "interim"] += 1
    expected = {
        *((policy, status) for policy in HIT_POLICIES for status in ("settled", "open")),
        *((policy, "conflict") for policy in ("any", "unique")),
        *((policy, "perhaps none") for policy in SINGLE_VALUED),
        *((policy, "interim") for policy in (*SINGLE_VALUED, *SETS)),
    }
    assert set(found) == expected
    assert min(found.values()) >= 20


def test_every_rule_status_is_common(pairs: list[Pair]) -> None:
    found = Counter(truth for *_, evaluation in pairs for truth in evaluation.rules.values())
    assert all(found[truth] > found.total() / 10 for truth in (True, False, None))


def test_interim_lies_where_while_open_does_not(pairs: list[Pair]) -> None:
    clipped = [
        outcome
        for base, _, _, evaluation in pairs
        for name, outcome in evaluation.decisions.items()
        if isinstance(outcome, Highest) and outcome.interim and outcome.interim != base.decisions[name].while_open
    ]
    assert len(clipped) >= 20


def test_profiles_with_unknowns_partial_sets_and_no_day(pairs: list[Pair]) -> None:
    incomplete = [facts for base, facts, _, _ in pairs if len(facts) < len(list(base.questions()))]
    assert len(incomplete) >= len(pairs) * 0.3
    assert len(incomplete) <= len(pairs) * 0.9
    partial = [
        name
        for base, facts, _, _ in pairs
        for name, answer in facts.items()
        if isinstance(answer, Members) and len(answer.holds | answer.fails) < len(base.facts[name].values)
    ]
    assert len(partial) >= 50
    assert any(not dated for _, _, dated, _ in pairs)


def test_decisions_read_decisions_in_layers(bases: list[RuleBase]) -> None:
    def depth(base: RuleBase, name: str) -> int:
        read = {
            literal.subject
            for rule in base.rules_of[name]
            for literal in literals(rule.condition)
            if literal.on_decision
        }
        places = list(base.decisions)
        assert all(places.index(each) < places.index(name) for each in read)
        return 1 + max((depth(base, each) for each in read), default=0)

    assert max(depth(base, name) for base in bases for name in base.decisions) >= 4


def test_rules_conclude_several_decisions_and_facts_depend_on_facts(bases: list[RuleBase]) -> None:
    rules = [rule for base in bases for rule in base.rules.values()]
    assert any(len({each.decision for each in rule.then}) > 1 for rule in rules)
    assert any(rule.when != rule.condition for rule in rules)


def test_the_same_seed_makes_the_same_base_whatever_the_hash_seed() -> None:
    program = (
        "from random import Random; from tests.packs.random_base import *; rng = Random(3);"
        "base = random_base(rng); facts = random_facts(rng, base); print(base.sha256, rng.random())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
