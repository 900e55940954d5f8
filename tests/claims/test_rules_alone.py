"""What is said of one rule by itself (it never fires, it always does, it waits for nothing), tried answer by answer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest

from engine.checks.always_or_never_fires import rules_that_always_or_never_fire
from engine.checks.needless_openness import rules_open_for_nothing
from engine.interpret.reference.answers import answer_truth
from engine.interpret.reference.evaluate import Kleene
from engine.rulebase.base import RuleBase
from engine.rulebase.conditions import ALWAYS, Literal, OneOf, literals
from engine.rulebase.facts import Answer
from engine.rulebase.rules import Rule
from engine.rulebase.truth import Truth
from tests.packs.random_base import Size, random_base
from tests.proofs.small_packs import small_pack

SMALL = Size(facts=6, controls=2, decisions=4, rules=6, depth=2)
MOST = 40
"""Sets of answers of one rule that are tried; a rule that reads more is passed over."""


class Answers(Kleene):
    """Some answers, and what they make of a condition."""

    def __init__(self, given: Mapping[str, Answer]) -> None:
        self.given = given

    def literal(self, literal: Literal) -> Truth:
        return answer_truth(literal.test, self.given.get(literal.subject), None)


def said_of_rules(base: RuleBase) -> set[tuple[str, str]]:
    """List what the checks say, by code and rule."""
    checks = (rules_that_always_or_never_fire, rules_open_for_nothing)
    return {(each.code, each.message.split("rule `")[1].split("`")[0]) for check in checks for each in check(base)}


def tried(base: RuleBase, rule: Rule) -> Iterator[tuple[str, str]]:
    """Walk what is so of a rule, by every answer to every question that it reads."""
    asked = Counter(each.subject for each in literals(rule.condition))
    values = {name: answers(base, name) for name in asked}
    complete = [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]
    truths = {Answers(given).truth(rule.condition) for given in complete}
    if truths == {False}:
        yield "never-fires", rule.name
    if truths == {True} and rule.when != ALWAYS:
        yield "always-fires", rule.name
    for name in (name for name, times in asked.items() if times > 1):  # one test alone is said to be constant instead
        for given in complete:
            rest = {other: answer for other, answer in given.items() if other != name}
            by_answer = {Answers({**rest, name: answer}).truth(rule.condition) for answer in values[name]}
            if len(by_answer) == 1 and Answers(rest).truth(rule.condition) is None:
                yield "needless-openness", rule.name


def answers(base: RuleBase, name: str) -> list[str | bool]:
    fact = base.question(name)
    return list(fact.values) if fact.kind == "choice" else [True, False]


def can_be_tried(base: RuleBase, rule: Rule) -> bool:
    """Tell whether a rule reads only questions with one answer out of few."""
    read = list(literals(rule.condition))
    if any(each.on_decision or not isinstance(each.test, OneOf) for each in read):
        return False
    return prod(len(answers(base, name)) for name in {each.subject for each in read}) <= MOST


def test_what_is_said_of_a_rule_by_itself_is_so_and_all_that_is_so_is_said() -> None:
    rules, found = 0, Counter[str]()
    for seed in range(120):
        base = random_base(Random(seed), SMALL)
        said = said_of_rules(base)
        for rule in base.rules.values():
            if can_be_tried(base, rule):
                rules += 1
                so = set(tried(base, rule))
                assert so == {each for each in said if each[1] == rule.name}, f"seed {seed}"
                found.update(code for code, _ in so)
    assert rules > 300, rules
    assert min(found[code] for code in ("never-fires", "always-fires", "needless-openness")) >= 10, found


HAMMER, SAW = ({"tools": {"includes": tool}} for tool in ("hammer", "saw"))
OF_A_SET: tuple[tuple[Mapping[str, Any], set[str]], ...] = (
    ({"all": [HAMMER, SAW]}, set()),
    ({"all": [HAMMER, {"not": SAW}]}, set()),
    ({"any": [HAMMER, {"not": SAW}]}, set()),
    ({"all": [HAMMER, {"any": [SAW, {"not": SAW}]}]}, set()),  # the hammer may still be unknown, too
    ({"any": [{"a": "yes"}, {"all": [HAMMER, {"not": HAMMER}]}]}, {"needless-openness"}),
    ({"all": [HAMMER, SAW, {"not": HAMMER}]}, {"never-fires", "needless-openness"}),
    ({"any": [HAMMER, SAW, {"not": SAW}]}, {"always-fires", "needless-openness"}),
)
"""Conditions over members of a set, each of which may be in it or not, and what is said of them."""


@pytest.mark.parametrize(("condition", "said"), OF_A_SET)
def test_each_member_of_a_set_may_be_in_it_or_not(condition: Mapping[str, Any], said: set[str]) -> None:
    base = small_pack({"rules": [{"name": "one", "when": condition, "then": {"require": ["alarm"]}}]})
    assert {code for code, _ in said_of_rules(base)} == said
